"""Single sessions: extra ones of a whole cohort, meetings with one person, changed, removed, a day called off.

Who works with a cohort plans its sessions; its timetable is for who plans the programme.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from dashboard.domain.access import ForbiddenError, Scope
from db.commands.audit import record
from db.commands.errors import RefusedError, StaleError
from db.commands.rows import plain_values
from db.commands.session_rules import CohortTime, SessionValues, cohort_to_plan, session_content
from db.commands.timetable import check_contents
from db.queries.session_plans import SessionPlan, session_plans
from db.queries.timetable import cohort_course
from db.schema import Session, TimetableSession


def add_sessions(
    connection: Connection,
    scope: Scope,
    cohort_id: int,
    values: SessionValues,
    enrolment_id: int | None = None,
    until: date | None = None,
) -> tuple[list[date], list[date]]:
    """Plan a session of a cohort, or of one of its people; every week until a day, where one is given.

    Public holidays and the cohort's breaks are left out of the weeks after the first: who asks for a day gets it.

    Returns:
        The days that have one now, and those that were left out.

    Raises:
        ForbiddenError: there is no such cohort, enrolment, activity or module, or the writer does not work with it.
        RefusedError: see :func:`~db.commands.session_rules.session_content`; ``until-early``.
    """
    cohort = cohort_to_plan(connection, scope, cohort_id)
    if until is not None and until < values.day:
        raise RefusedError("until-early")
    check_contents(
        connection, cohort.programme_id, values.activity_id, values.module_id, individual=enrolment_id is not None
    )
    course = cohort_course(connection, scope, cohort_id)
    ids: list[int] = []
    added: list[date] = []
    left_out: list[date] = []
    for weeks in range(((until or values.day) - values.day).days // 7 + 1):
        day = values.day + timedelta(weeks=weeks)
        if weeks and (day in course.holidays or any(day in days for days in course.breaks)):
            left_out.append(day)
            continue
        content = session_content(connection, cohort, values, day, enrolment_id)
        row = {"cohort_id": cohort_id, "enrolment_id": enrolment_id, **content}
        ids.append(connection.execute(insert(Session).values(row).returning(Session.id)).scalar_one())
        added.append(day)
    detail = {"activity": values.activity_id, "enrolment": enrolment_id, "sessions": ids}
    record(connection, scope.account_id, "plan-sessions", "cohort", cohort_id, detail)
    return added, left_out


def change_session(connection: Connection, scope: Scope, session_id: int, version: int, values: SessionValues) -> None:
    """Give a session another time or content; of one with marks only its module can change.

    Raises:
        ForbiddenError: there is none, or the writer does not work with its cohort.
        RefusedError: ``has-marks`` with their ``num``; see :func:`~db.commands.session_rules.session_content`.
        StaleError: somebody changed it in between.
    """
    cohort, plan, row = _found(connection, scope, session_id, version)
    individual = row.enrolment_id is not None
    check_contents(connection, cohort.programme_id, values.activity_id, values.module_id, individual=individual)
    content = session_content(connection, cohort, values, values.day, row.enrolment_id, session_id)
    old = {name: getattr(plan.content, name) for name, value in content.items() if getattr(plan.content, name) != value}
    if not old:
        return
    if plan.marks and set(old) != {"module_id"}:
        raise RefusedError("has-marks", num=plan.marks)
    connection.execute(update(Session).where(Session.id == session_id).values(**content, version=version + 1))
    if set(old) != {"module_id"}:
        _by_hand(connection, session_id)
    record(connection, scope.account_id, "change", "session", session_id, {"old": plain_values(old)})


def remove_session(connection: Connection, scope: Scope, session_id: int, version: int) -> None:
    """Take away a session that somebody planned by hand. One of a timetable is cancelled instead.

    Raises:
        ForbiddenError: there is none, or the writer does not work with its cohort.
        RefusedError: ``has-marks`` with their ``num``; ``weekly``: the timetable would bring it back.
        StaleError: somebody changed it in between.
    """
    _cohort, plan, row = _found(connection, scope, session_id, version)
    if plan.marks:
        raise RefusedError("has-marks", num=plan.marks)
    if plan.weekly:
        raise RefusedError("weekly")
    connection.execute(delete(Session).where(Session.id == session_id))
    old = plain_values({name: value for name, value in row._mapping.items() if name not in {"id", "version"}})
    record(connection, scope.account_id, "remove", "session", session_id, {"old": old})


def cancel_day(connection: Connection, scope: Scope, cohort_id: int, day: date, now: datetime) -> tuple[int, int]:
    """Cancel every session that a cohort or one of its people has on a day; those with marks stay.

    Returns:
        How many were cancelled, and how many stay since they have marks.

    Raises:
        ForbiddenError: there is no such cohort, or the writer does not work with it.
        RefusedError: ``nothing-that-day``.
    """
    cohort_to_plan(connection, scope, cohort_id)
    that_day = Session.cohort_id == cohort_id, Session.local_date == day
    connection.execute(select(Session.id).where(*that_day).order_by(Session.id).with_for_update())
    plans = session_plans(connection, scope, cohort_id=cohort_id, first=day, last=day)
    planned = [one for one in plans if not one.cancelled]
    if not planned:
        raise RefusedError("nothing-that-day")
    ids = [one.id for one in planned if not one.marks]
    change = update(Session).where(Session.id.in_(ids))
    connection.execute(change.values(cancelled_at=now, version=Session.version + 1))
    detail = {"day": day.isoformat(), "sessions": ids, "stayed": len(planned) - len(ids)}
    record(connection, scope.account_id, "cancel-day", "cohort", cohort_id, detail)
    return len(ids), len(planned) - len(ids)


def _found(
    connection: Connection, scope: Scope, session_id: int, version: int
) -> tuple[CohortTime, SessionPlan, Row[*tuple[Any, ...]]]:
    """Its cohort, the session as it is planned, and its row; locked in the order in which timetables are applied."""
    own = Session.id == session_id
    cohort_id = connection.scalar(select(Session.cohort_id).where(own))
    if cohort_id is None:
        raise ForbiddenError
    cohort = cohort_to_plan(connection, scope, cohort_id)
    row = connection.execute(select(Session.__table__).where(own).with_for_update()).one_or_none()
    plans = session_plans(connection, scope, ids=[session_id])
    if row is None or not plans:
        raise ForbiddenError
    if row.version != version:
        raise StaleError(session=plans[0], version=row.version)
    return cohort, plans[0], row


def _by_hand(connection: Connection, session_id: int) -> None:
    own = TimetableSession.session_id == session_id
    connection.execute(update(TimetableSession).where(own).values(by_hand=True))
