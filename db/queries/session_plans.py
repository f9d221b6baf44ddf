"""Single sessions as they can be planned and changed: of whole cohorts and of one person, past and to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.selection import Selection
from dashboard.domain.timetable import Content
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, Mark, Participant, Programme, Session, TimetableSession


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session as it can be changed.

    Attributes:
        participant: whose it is; null for the whole cohort.
        marks: how many its register has.
        weekly: whether a timetable made it.
    """

    id: int
    version: int
    content: Content
    participant: str | None
    cancelled: bool
    marks: int
    weekly: bool
    timezone: ZoneInfo


def session_plans(
    connection: Connection,
    scope: Scope,
    *,
    cohort_id: int | None = None,
    ids: Sequence[int] | None = None,
    first: date | None = None,
    last: date | None = None,
    now: datetime | None = None,
) -> list[SessionPlan]:
    """Sessions of whole cohorts and of single people, in the order of time.

    Args:
        cohort_id, ids, first, last: which; null is all that the asker works with.
        now: only those that have not ended by then.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    content = (Session.activity_id, Session.module_id, Session.local_date, Session.starts_at, Session.ends_at)
    marks = select(func.count()).select_from(Mark).where(Mark.session_id == Session.id).scalar_subquery()
    query = (
        select(
            *content,
            Session.id,
            Session.version,
            Participant.code.label("participant"),
            Session.cancelled_at,
            TimetableSession.week,
            marks.label("marks"),
            Programme.timezone,
        )
        .join(Cohort, Cohort.id == Session.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .outerjoin(Enrolment, Enrolment.id == Session.enrolment_id)
        .outerjoin(Participant, Participant.id == Enrolment.participant_id)
        .outerjoin(TimetableSession, TimetableSession.session_id == Session.id)
        .where(*visible_cohorts(scope, Selection()))
        .order_by(Session.starts_at, Session.id)
    )
    if cohort_id is not None:
        query = query.where(Session.cohort_id == cohort_id)
    if ids is not None:
        query = query.where(Session.id.in_(ids))
    if first is not None:
        query = query.where(Session.local_date >= first)
    if last is not None:
        query = query.where(Session.local_date <= last)
    if now is not None:
        query = query.where(Session.ends_at > now)
    return [
        SessionPlan(
            id=row.id,
            version=row.version,
            content=Content(*tuple[Any, ...](row)[: len(content)]),
            participant=row.participant,
            cancelled=row.cancelled_at is not None,
            marks=row.marks,
            weekly=row.week is not None,
            timezone=ZoneInfo(row.timezone),
        )
        for row in connection.execute(query)
    ]
