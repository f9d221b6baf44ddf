"""Follow-ups: what came of them, who sees to them, another day, and one more that was agreed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select, update

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.follow_up import Kind, Outcome
from db.commands.audit import record
from db.commands.enrolments import Enrolled, enrolment_to_write
from db.commands.errors import RefusedError
from db.commands.follow_up_plan import refuse_strangers
from db.commands.rows import add_row, change_row, row_to_change
from db.schema import FollowUp
from db.schema.support import FOLLOW_UP_STATUSES


@dataclass(frozen=True, slots=True)
class Settlement:
    """What came of a follow-up.

    Attributes:
        status: one of ``db.schema.support.FOLLOW_UP_STATUSES``; ``planned`` opens it again.
        day: when it was done or closed; null while it is open.
        outcome: what was learnt, of one that is done.
    """

    status: str
    day: date | None = None
    outcome: Outcome | None = None


def settle(
    connection: Connection, scope: Scope, follow_up_id: int, version: int, said: Settlement, today: date
) -> None:
    """Write down what came of a follow-up.

    Raises:
        ForbiddenError: it is none of the writer's business.
        RefusedError: ``no-day``; ``before-entry`` or ``ahead``, with the ``day`` that bounds it; ``no-outcome`` of one
            that is done; ``outcome-open`` of one that is not.
        StaleError: somebody wrote in between.
    """
    if said.status not in FOLLOW_UP_STATUSES:
        raise ValueError(said.status)
    enrolled, row = _found(connection, scope, follow_up_id, version)
    done, open_again = said.status == "done", said.status == "planned"
    if done and said.outcome is None:
        raise RefusedError("no-outcome")
    if not done and said.outcome is not None:
        raise RefusedError("outcome-open")
    if not open_again:
        _refuse_day(enrolled, said.day, today)
    values = {
        "status": said.status,
        "done_on": said.day if done else None,
        "closed_on": None if done or open_again else said.day,
        "outcome": said.outcome.value if said.outcome else None,
    }
    change_row(connection, scope, FollowUp, row, values)


def plan_anew(
    connection: Connection, scope: Scope, follow_up_id: int, version: int, due_on: date | None, owner_id: int | None
) -> date:
    """Give an open follow-up another day or another owner, null as before; gives the day on which it is due.

    Raises:
        ForbiddenError: it is none of the writer's business, or the owner does not work with the cohort.
        RefusedError: ``settled``; ``before-entry`` with the ``day``; ``follow-up-there``: one of its kind on that day.
        StaleError: somebody wrote in between.
    """
    enrolled, row = _found(connection, scope, follow_up_id, version)
    if row["status"] != "planned":
        raise RefusedError("settled")
    refuse_strangers(connection, scope, enrolled.cohort_id, owner_id)
    day: date = due_on or row["due_on"]
    _refuse_twin(connection, enrolled, row["kind"], day, follow_up_id)
    change_row(connection, scope, FollowUp, row, {"due_on": day, "owner_id": owner_id or row["owner_id"]})
    return day


def add_follow_up(
    connection: Connection, scope: Scope, enrolment_id: int, kind: Kind, due_on: date, owner_id: int | None
) -> int:
    """Plan one more; gives its id.

    Raises:
        ForbiddenError: the enrolment is none of the writer's business, or the owner does not work with the cohort.
        RefusedError: ``before-entry`` with the ``day``; ``follow-up-there``: one of its kind on that day.
    """
    enrolled = enrolment_to_write(connection, scope, enrolment_id)
    refuse_strangers(connection, scope, enrolled.cohort_id, owner_id)
    _refuse_twin(connection, enrolled, kind, due_on, None)
    values = {"enrolment_id": enrolment_id, "kind": kind.value, "due_on": due_on, "owner_id": owner_id}
    return add_row(connection, scope, FollowUp, values)


def give_to(connection: Connection, scope: Scope, follow_up_ids: Sequence[int], owner_id: int) -> int:
    """Let somebody see to several open follow-ups; gives how many changed hands.

    Raises:
        ForbiddenError: one of them is none of the writer's business, or the owner does not work with a cohort.
        RefusedError: ``nothing-chosen``.
    """
    if not follow_up_ids:
        raise RefusedError("nothing-chosen")
    query = select(FollowUp.id, FollowUp.enrolment_id, FollowUp.owner_id, FollowUp.status)
    rows = connection.execute(query.where(FollowUp.id.in_(follow_up_ids)).order_by(FollowUp.id)).all()
    if {row.id for row in rows} != set(follow_up_ids):
        raise ForbiddenError
    for enrolment_id in sorted({row.enrolment_id for row in rows}):
        enrolled = enrolment_to_write(connection, scope, enrolment_id)
        refuse_strangers(connection, scope, enrolled.cohort_id, owner_id)
    given = {row.id: row.owner_id for row in rows if row.status == "planned" and row.owner_id != owner_id}
    change = update(FollowUp).where(FollowUp.id.in_(given), FollowUp.status == "planned")
    connection.execute(change.values(owner_id=owner_id, version=FollowUp.version + 1))
    if given:
        old = {str(follow_up): owner for follow_up, owner in given.items()}
        record(connection, scope.account_id, "give-to", "follow_up", None, {"owner": owner_id, "old": old})
    return len(given)


def _found(connection: Connection, scope: Scope, follow_up_id: int, version: int) -> tuple[Enrolled, Mapping[str, Any]]:
    enrolment_id = connection.scalar(select(FollowUp.enrolment_id).where(FollowUp.id == follow_up_id))
    if enrolment_id is None:
        raise ForbiddenError
    enrolled = enrolment_to_write(connection, scope, enrolment_id)
    return enrolled, row_to_change(connection, FollowUp, follow_up_id, version)


def _refuse_day(enrolled: Enrolled, day: date | None, today: date) -> None:
    if day is None:
        raise RefusedError("no-day")
    if day < enrolled.enrolled_on:
        raise RefusedError("before-entry", day=enrolled.enrolled_on)
    if day > today:
        raise RefusedError("ahead", day=today)


def _refuse_twin(connection: Connection, enrolled: Enrolled, kind: str, due_on: date, follow_up_id: int | None) -> None:
    if due_on < enrolled.enrolled_on:
        raise RefusedError("before-entry", day=enrolled.enrolled_on)
    same = FollowUp.enrolment_id == enrolled.id, FollowUp.kind == kind, FollowUp.due_on == due_on
    there = connection.scalar(select(FollowUp.id).where(*same))
    if there is not None and there != follow_up_id:
        raise RefusedError("follow-up-there")
