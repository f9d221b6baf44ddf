"""Modules against the plan and follow-ups against their dates, counted per cohort."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, literal, or_, select

from dashboard.domain.access import Scope
from dashboard.domain.progress import FollowUpCounts, ModuleCounts
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.queries.sql import how_many, programme_week
from db.schema import Cohort, Enrolment, FollowUp, Module, ModuleProgress, Programme


def modules(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> dict[str, ModuleCounts]:
    """Assigned, completed and planned modules per cohort code, as of the selection's day."""
    today = selection.today(now)
    completed = and_(ModuleProgress.status == "completed", ModuleProgress.completed_on <= today)
    week = programme_week(literal(today), Cohort.starts_on, Cohort.weeks)
    query = (
        select(
            Cohort.code,
            func.count().label("assigned"),
            how_many(completed).label("completed"),
            how_many(Module.planned_week <= week).label("planned"),
        )
        .select_from(Cohort)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.enrolled_on <= today))
        .join(Module, Module.programme_id == Programme.id)
        .outerjoin(
            ModuleProgress,
            and_(ModuleProgress.enrolment_id == Enrolment.id, ModuleProgress.module_id == Module.id),
        )
        .where(
            *visible_cohorts(scope, selection),
            or_(ModuleProgress.status.is_(None), ModuleProgress.status != "exempt"),
        )
        .group_by(Cohort.code)
    )
    return {
        row.code: ModuleCounts(assigned=row.assigned, completed=row.completed, planned=row.planned)
        for row in connection.execute(query)
    }


def follow_ups(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> dict[str, FollowUpCounts]:
    """Follow-ups due, done and overdue per cohort code, as of the selection's day."""
    today = selection.today(now)
    query = (
        select(
            Cohort.code,
            func.count().label("due"),
            how_many(_done(today)).label("done"),
            how_many(_overdue(today)).label("overdue"),
        )
        .select_from(FollowUp)
        .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, selection), FollowUp.due_on <= today, FollowUp.status != "cancelled")
        .group_by(Cohort.code)
    )
    return {
        row.code: FollowUpCounts(due=row.due, done=row.done, overdue=row.overdue) for row in connection.execute(query)
    }


def _done(today: date) -> ColumnElement[bool]:
    return and_(FollowUp.status == "done", FollowUp.done_on <= today)


def _overdue(today: date) -> ColumnElement[bool]:
    """Neither done, declined nor closed as not reached by the day; one closed later was still open then."""
    closed = and_(
        FollowUp.status.in_(("declined", "not_reached")),
        or_(FollowUp.closed_on.is_(None), FollowUp.closed_on <= today),
    )
    return ~or_(_done(today), closed)
