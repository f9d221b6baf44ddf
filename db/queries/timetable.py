"""A cohort's timetable with what it is compared with: its breaks, the holidays, the sessions that are there."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, func, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.selection import Selection
from dashboard.domain.timetable import Content, Course, Days, Slot
from dashboard.domain.timetable_change import Existing
from db.public_holidays import public_holidays
from db.queries.expected import visible_cohorts
from db.schema import (
    Cohort,
    CohortBreak,
    Mark,
    Programme,
    Session,
    TimetableSession,
    TimetableSlot,
)


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A weekly session with its version."""

    slot: Slot
    version: int


@dataclass(frozen=True, slots=True)
class BreakRow:
    """A break with its version."""

    id: int
    version: int
    days: Days


def cohort_course(connection: Connection, scope: Scope, cohort_id: int, language: str = "en") -> Course:
    """A cohort's time with its weekly sessions, its breaks, and the public holidays by name.

    Raises:
        ForbiddenError: there is no such cohort, or the asker does not work with it.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(Cohort.starts_on, Cohort.ends_on, Cohort.weeks, Programme.timezone)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, Selection()), Cohort.id == cohort_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise ForbiddenError
    return Course(
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        weeks=row.weeks,
        timezone=ZoneInfo(row.timezone),
        slots=[one.slot for one in slot_rows(connection, scope, cohort_id)],
        breaks=[one.days for one in break_rows(connection, scope, cohort_id)],
        holidays=public_holidays(row.starts_on, row.ends_on, language),
    )


def slot_rows(connection: Connection, scope: Scope, cohort_id: int) -> list[SlotRow]:
    """The weekly sessions of a cohort that the asker works with, by weekday and time."""
    query = (
        select(TimetableSlot.__table__)
        .join(Cohort, Cohort.id == TimetableSlot.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*_own(scope), Cohort.id == cohort_id)
        .order_by(TimetableSlot.weekday, TimetableSlot.starts_at, TimetableSlot.id)
    )
    return [
        SlotRow(
            Slot(
                id=row.id,
                activity_id=row.activity_id,
                module_id=row.module_id,
                weekday=row.weekday,
                begins=row.starts_at,
                ends=row.ends_at,
                from_week=row.from_week,
                to_week=row.to_week,
            ),
            row.version,
        )
        for row in connection.execute(query)
    ]


def break_rows(connection: Connection, scope: Scope, cohort_id: int) -> list[BreakRow]:
    """The breaks of a cohort that the asker works with, in the order of time."""
    query = (
        select(CohortBreak.id, CohortBreak.version, CohortBreak.first_day, CohortBreak.last_day)
        .join(Cohort, Cohort.id == CohortBreak.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*_own(scope), Cohort.id == cohort_id)
        .order_by(CohortBreak.first_day, CohortBreak.id)
    )
    return [BreakRow(row.id, row.version, Days(row.first_day, row.last_day)) for row in connection.execute(query)]


def existing_sessions(connection: Connection, scope: Scope, cohort_id: int) -> list[Existing]:
    """Every session of the whole cohort, for the comparison with its timetable."""
    query = (
        select(
            *_CONTENT,
            Session.id,
            Session.version,
            Session.cancelled_at,
            TimetableSession.week,
            TimetableSession.slot_id,
            func.coalesce(TimetableSession.by_hand, False).label("by_hand"),
            _MARKS.label("marks"),
        )
        .join(Cohort, Cohort.id == Session.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .outerjoin(TimetableSession, TimetableSession.session_id == Session.id)
        .where(*_own(scope), Cohort.id == cohort_id, Session.enrolment_id.is_(None))
        .order_by(Session.starts_at, Session.id)
    )
    return [
        Existing(
            id=row.id,
            version=row.version,
            content=Content(*tuple[Any, ...](row)[: len(_CONTENT)]),
            week=row.week,
            slot_id=row.slot_id,
            by_hand=bool(row.by_hand),
            cancelled=row.cancelled_at is not None,
            marks=row.marks,
        )
        for row in connection.execute(query)
    ]


_CONTENT = (Session.activity_id, Session.module_id, Session.local_date, Session.starts_at, Session.ends_at)
_MARKS = select(func.count()).select_from(Mark).where(Mark.session_id == Session.id).scalar_subquery()


def _own(scope: Scope) -> list[ColumnElement[bool]]:
    """Conditions on ``cohort`` and ``programme``.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    return visible_cohorts(scope, Selection())
