"""The register's grid, and the sessions that stand out: nearly empty, or not taken."""

from datetime import datetime

from sqlalchemy import Connection, and_, case, func, or_, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.register import Cell, HeldSession, shown
from dashboard.domain.selection import Selection
from db.queries.expected import expected_marks


def cells(connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None) -> list[Cell]:
    """Every expected mark of a selection, with what is still to come, by cohort, person and time.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = expected_marks(scope, selection, selection.moment(now), upcoming=True)
    rows = connection.execute(query.order_by("cohort", "participant", "starts_at", "session_id"))
    return [
        Cell(
            cohort=row.cohort,
            participant=row.participant,
            session_id=row.session_id,
            starts_at=row.starts_at,
            local_date=row.local_date,
            activity=row.activity,
            whole_cohort=bool(row.whole_cohort),
            shown=shown(row.status, row.notice, row.excused, bool(row.held)),
            minutes_late=row.minutes_late,
            notice=row.notice,
        )
        for row in rows
    ]


def sessions_standing_out(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> list[HeldSession]:
    """The held sessions that are nearly empty or whose register is not taken, latest first.

    What stands out is what ``HeldSession.nearly_empty`` and ``HeldSession.not_taken`` say; the database only leaves
    out what is neither, so that a page reads a few rows however long the programme has run.
    """
    e = expected_marks(scope, selection, selection.moment(now)).subquery("expected").c
    came = case((e.status.in_(("present", "late")), 1), else_=0)
    unnotified = case(((e.status == "absent") & ~e.excused & (e.notice == "none"), 1), else_=0)
    keys = (e.session_id, e.cohort, e.activity, e.local_date, e.starts_at, e.whole_cohort)
    query = (
        select(
            *keys,
            func.min(e.participant).label("participant"),
            func.count().label("expected"),
            func.count(e.status).label("recorded"),
            func.sum(came).label("came"),
            func.sum(unnotified).label("unnotified"),
        )
        .group_by(*keys)
        .having(or_(func.count(e.status) < func.count(), and_(func.count() >= 2, func.sum(came) <= 1)))
        .order_by(e.starts_at.desc(), e.cohort, e.session_id)
    )
    return [
        HeldSession(
            session_id=row.session_id,
            cohort=row.cohort,
            activity=row.activity,
            local_date=row.local_date,
            starts_at=row.starts_at,
            whole_cohort=bool(row.whole_cohort),
            participant=row.participant if scope.sees_persons and not row.whole_cohort else None,
            expected=row.expected,
            recorded=row.recorded,
            came=row.came,
            unnotified=row.unnotified,
        )
        for row in connection.execute(query)
    ]
