"""Programmes and cohorts, made and changed by who plans. Codes stay: addresses and imports name things by them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import DeclarativeBase

from dashboard.domain.access import ForbiddenError, Scope
from db.commands.errors import RefusedError
from db.commands.rows import add_row, change_row, row_to_change
from db.schema import Cohort, Mark, Programme, Session


@dataclass(frozen=True, slots=True)
class ProgrammeValues:
    """What can be said of a programme; ``weeks`` is the length of cohorts that are made from now on."""

    name: str
    weeks: int
    funding: str | None = None
    project_code: str | None = None


@dataclass(frozen=True, slots=True)
class CohortValues:
    """What can be said of a cohort."""

    name: str
    starts_on: date
    ends_on: date
    weeks: int
    places: int | None = None


def add_programme(connection: Connection, scope: Scope, code: str, values: ProgrammeValues, timezone: str) -> int:
    """Make a programme; gives its id.

    Raises:
        ForbiddenError: the writer does not plan.
        RefusedError: ``code-taken``.
    """
    require_planner(scope)
    refuse_taken(connection, Programme, code)
    return add_row(connection, scope, Programme, {"code": code, "timezone": timezone, **asdict(values)})


def change_programme(
    connection: Connection, scope: Scope, programme_id: int, version: int, values: ProgrammeValues
) -> None:
    """Change a programme.

    Raises:
        ForbiddenError: there is none, or the writer does not plan.
        StaleError: somebody changed it in between.
    """
    require_planner(scope)
    row = row_to_change(connection, Programme, programme_id, version)
    change_row(connection, scope, Programme, row, asdict(values))


def add_cohort(connection: Connection, scope: Scope, programme_id: int, code: str, values: CohortValues) -> int:
    """Make a cohort; gives its id.

    Raises:
        ForbiddenError: there is no such programme, or the writer does not plan.
        RefusedError: ``code-taken`` by any cohort of any programme; ``ends-before-start``.
    """
    require_planner(scope)
    lock_programme(connection, programme_id)
    refuse_taken(connection, Cohort, code)
    _refuse_backwards(values)
    return add_row(connection, scope, Cohort, {"programme_id": programme_id, "code": code, **asdict(values)})


def change_cohort(connection: Connection, scope: Scope, cohort_id: int, version: int, values: CohortValues) -> None:
    """Change a cohort; its sessions follow once its timetable is applied anew.

    Raises:
        ForbiddenError: there is none, or the writer does not plan.
        RefusedError: ``ends-before-start``; ``marks-outside`` with the ``first`` and the ``last`` day that has marks.
        StaleError: somebody changed it in between.
    """
    require_planner(scope)
    row = row_to_change(connection, Cohort, cohort_id, version)
    _refuse_backwards(values)
    _refuse_marks_outside(connection, cohort_id, row, values)
    change_row(connection, scope, Cohort, row, asdict(values))


def require_planner(scope: Scope) -> None:
    """Go on only for who plans.

    Raises:
        ForbiddenError: the writer does not.
    """
    if not scope.plans:
        raise ForbiddenError


def lock_programme(connection: Connection, programme_id: int) -> None:
    """Let nobody else add to a programme until the transaction is over.

    Raises:
        ForbiddenError: there is no such programme.
    """
    if connection.scalar(select(Programme.id).where(Programme.id == programme_id).with_for_update()) is None:
        raise ForbiddenError


def refuse_taken(connection: Connection, table: type[DeclarativeBase], code: str, **within: int) -> None:
    """Go on only if no row has the code, capitals apart: two that differ in those alone would be mixed up.

    Raises:
        RefusedError: ``code-taken``, by ``which``.
    """
    columns = table.__table__.c
    inside = [columns[name] == value for name, value in within.items()]
    known = connection.scalars(select(columns.code).where(*inside))
    taken = next((other for other in known if other.casefold() == code.casefold()), None)
    if taken is not None:
        raise RefusedError("code-taken", which=taken)


def _refuse_backwards(values: CohortValues) -> None:
    if values.ends_on < values.starts_on:
        raise RefusedError("ends-before-start")


def _refuse_marks_outside(connection: Connection, cohort_id: int, row: Mapping[str, Any], values: CohortValues) -> None:
    """Marks of the whole cohort count in its weeks, so its time cannot leave them outside where it did not before."""
    query = (
        select(func.min(Session.local_date), func.max(Session.local_date))
        .join(Mark, Mark.session_id == Session.id)
        .where(Session.cohort_id == cohort_id, Session.enrolment_id.is_(None))
    )
    first, last = tuple[date | None, date | None](connection.execute(query).one())
    if first is None or last is None:
        return
    begins_late = values.starts_on > first and values.starts_on != row["starts_on"]
    ends_early = values.ends_on < last and values.ends_on != row["ends_on"]
    if begins_late or ends_early:
        raise RefusedError("marks-outside", first=first, last=last)
