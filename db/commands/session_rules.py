"""What a planned session has to be: within the time of whom it is for, at a time that there is, and not there twice."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.calendar import UnrealTimeError, span_of
from dashboard.domain.selection import Selection
from db.commands.errors import RefusedError
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, Programme, Session

LONGEST_AFTER = timedelta(days=366)
"""Who is still supported may be met so long after the cohort's last day."""


@dataclass(frozen=True, slots=True)
class SessionValues:
    """A session: local day and times."""

    activity_id: int
    module_id: int | None
    day: date
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class CohortTime:
    """When a cohort meets, and in which time zone."""

    id: int
    programme_id: int
    starts_on: date
    ends_on: date
    weeks: int
    timezone: str


def cohort_to_plan(connection: Connection, scope: Scope, cohort_id: int) -> CohortTime:
    """The cohort, locked, so that nobody plans the same session twice at once.

    Raises:
        ForbiddenError: there is none, or the writer does not work with it.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(Cohort.id, Cohort.programme_id, Cohort.starts_on, Cohort.ends_on, Cohort.weeks, Programme.timezone)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, Selection()), Cohort.id == cohort_id)
        .with_for_update(of=Cohort)
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise ForbiddenError
    return CohortTime(**row)


def session_content(
    connection: Connection,
    cohort: CohortTime,
    values: SessionValues,
    day: date,
    enrolment_id: int | None,
    session_id: int | None = None,
) -> dict[str, Any]:
    """The columns of a session on a day.

    Raises:
        ForbiddenError: the enrolment is none of the cohort's.
        RefusedError: ``outside-cohort`` or ``outside-enrolment`` with the ``first`` and the ``last`` day;
            ``ends-before-start``; ``no-such-time``; ``session-there``; each with the ``day``.
    """
    first, last = _bounds(connection, cohort, enrolment_id)
    if not first <= day <= last:
        raise RefusedError("outside-enrolment" if enrolment_id else "outside-cohort", day=day, first=first, last=last)
    try:
        starts_at, ends_at = span_of(day, values.starts_at, values.ends_at, ZoneInfo(cohort.timezone))
    except UnrealTimeError as error:
        raise RefusedError("no-such-time", day=day) from error
    except ValueError as error:
        raise RefusedError("ends-before-start", day=day) from error
    of = Session.enrolment_id == enrolment_id if enrolment_id else Session.enrolment_id.is_(None)
    place = Session.cohort_id == cohort.id, Session.activity_id == values.activity_id, Session.starts_at == starts_at
    there = connection.scalar(select(Session.id).where(of, *place))
    if there is not None and there != session_id:
        raise RefusedError("session-there", day=day)
    return {
        "activity_id": values.activity_id,
        "module_id": values.module_id,
        "local_date": day,
        "starts_at": starts_at,
        "ends_at": ends_at,
    }


def _bounds(connection: Connection, cohort: CohortTime, enrolment_id: int | None) -> tuple[date, date]:
    """Between which days a session may be: the cohort's, or those of who is met."""
    if enrolment_id is None:
        return cohort.starts_on, cohort.ends_on
    query = select(Enrolment.enrolled_on, Enrolment.exited_on)
    own = Enrolment.id == enrolment_id, Enrolment.cohort_id == cohort.id
    row = connection.execute(query.where(*own).with_for_update()).one_or_none()
    if row is None:
        raise ForbiddenError
    return row.enrolled_on, row.exited_on or cohort.ends_on + LONGEST_AFTER
