"""How far people are with modules: of one person, or a module that a whole cohort has completed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from dashboard.domain.access import ForbiddenError, Scope
from db.commands.audit import record
from db.commands.enrolments import Enrolled, enrolment_to_write
from db.commands.errors import RefusedError, StaleError
from db.commands.rows import add_row, change_row
from db.commands.session_rules import cohort_to_plan
from db.schema import Cohort, Enrolment, Module, ModuleProgress, Participant
from db.schema.programme import PROGRESS


@dataclass(frozen=True, slots=True)
class Completed:
    """What became of each person, by code: completed now, left as they were, not there on the day."""

    now: tuple[str, ...]
    before: tuple[str, ...]
    away: tuple[str, ...]


def record_progress(
    connection: Connection,
    scope: Scope,
    enrolment_id: int,
    module_id: int,
    version: int,
    status: str,
    completed_on: date | None,
    today: date,
) -> None:
    """Write how far somebody is with a module.

    Args:
        version: of what was known; 0 where nothing was.
        status: one of ``db.schema.programme.PROGRESS``; completed, and only that, has a day.

    Raises:
        ForbiddenError: the enrolment or its programme's module is none of the writer's business.
        RefusedError: ``before-entry`` or ``ahead``, with the ``day`` that bounds it; ``no-day``.
        StaleError: somebody wrote in between.
    """
    if status not in PROGRESS:
        raise ValueError(status)
    enrolled = enrolment_to_write(connection, scope, enrolment_id)
    _refuse_strange(connection, enrolled.cohort_id, module_id)
    completed = status == "completed"
    if completed:
        _refuse_day(enrolled, completed_on, today)
    of = ModuleProgress.enrolment_id == enrolment_id, ModuleProgress.module_id == module_id
    row = connection.execute(select(ModuleProgress.__table__).where(*of).with_for_update()).mappings().one_or_none()
    nothing = {"version": 0, "status": "not_started", "completed_on": None}
    if (row or nothing)["version"] != version:
        raise StaleError(**(row or nothing))
    values = {"status": status, "completed_on": completed_on if completed else None}
    if row:
        change_row(connection, scope, ModuleProgress, dict(row), values)
    elif status != "not_started":
        add_row(connection, scope, ModuleProgress, {"enrolment_id": enrolment_id, "module_id": module_id, **values})


def complete_for_cohort(
    connection: Connection,
    scope: Scope,
    cohort_id: int,
    module_id: int,
    enrolment_ids: Sequence[int],
    day: date,
    today: date,
) -> Completed:
    """Write that people of a cohort completed a module on a day; who had, or is exempt, stays as they were.

    Raises:
        ForbiddenError: the cohort, its module or one of its people is none of the writer's business.
        RefusedError: ``ahead`` with the ``day``; ``nobody``.
    """
    cohort_to_plan(connection, scope, cohort_id)
    _refuse_strange(connection, cohort_id, module_id)
    if day > today:
        raise RefusedError("ahead", day=today)
    if not enrolment_ids:
        raise RefusedError("nobody")
    query = (
        select(Enrolment.id, Enrolment.enrolled_on, Enrolment.exited_on, Participant.code, ModuleProgress.status)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .outerjoin(
            ModuleProgress,
            (ModuleProgress.enrolment_id == Enrolment.id) & (ModuleProgress.module_id == module_id),
        )
        .where(Enrolment.cohort_id == cohort_id, Enrolment.id.in_(enrolment_ids))
        .order_by(Participant.code)
        .with_for_update(of=Enrolment)
    )
    rows = connection.execute(query).all()
    if {row.id for row in rows} != set(enrolment_ids):
        raise ForbiddenError
    away = [row for row in rows if day < row.enrolled_on or (row.exited_on is not None and day > row.exited_on)]
    before = [row for row in rows if row not in away and row.status in {"completed", "exempt"}]
    new = [row for row in rows if row not in away and row not in before]
    _complete(connection, [row.id for row in new], [row.id for row in new if row.status is not None], module_id, day)
    if new:
        detail = {"module": module_id, "day": day.isoformat(), "enrolments": [row.id for row in new]}
        record(connection, scope.account_id, "complete-module", "cohort", cohort_id, detail)
    return Completed(*(tuple(row.code for row in group) for group in (new, before, away)))


def _complete(connection: Connection, ids: Sequence[int], begun: Sequence[int], module_id: int, day: date) -> None:
    values = {"status": "completed", "completed_on": day}
    own = ModuleProgress.enrolment_id.in_(begun), ModuleProgress.module_id == module_id
    connection.execute(update(ModuleProgress).where(*own).values(**values, version=ModuleProgress.version + 1))
    rows = [{"enrolment_id": one, "module_id": module_id, **values} for one in ids if one not in set(begun)]
    if rows:
        connection.execute(insert(ModuleProgress), rows)


def _refuse_strange(connection: Connection, cohort_id: int, module_id: int) -> None:
    """Go on only if the module is of the cohort's programme."""
    programme = select(Cohort.programme_id).where(Cohort.id == cohort_id).scalar_subquery()
    known = select(Module.id).where(Module.id == module_id, Module.programme_id == programme)
    if connection.scalar(known) is None:
        raise ForbiddenError


def _refuse_day(enrolled: Enrolled, day: date | None, today: date) -> None:
    if day is None:
        raise RefusedError("no-day")
    if day < enrolled.enrolled_on:
        raise RefusedError("before-entry", day=enrolled.enrolled_on)
    if day > today:
        raise RefusedError("ahead", day=today)
