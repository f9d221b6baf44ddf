"""One session and everybody's mark in it, as far as the asker may see."""

from datetime import datetime

from sqlalchemy import Connection, false, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.register import shown
from dashboard.domain.selection import Selection
from dashboard.domain.session import OneSession, SessionMark
from db.queries.expected import expected_marks, visible_cohorts
from db.schema import Activity, Cohort, Mark, Module, Participant, Programme, Session


def one_session(connection: Connection, scope: Scope, session_id: int, moment: datetime) -> OneSession | None:
    """The session as it was known at a moment; null where there is none that the asker may see.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(
            Session.id,
            Cohort.code.label("cohort"),
            Activity.code.label("activity"),
            Module.code.label("module"),
            Session.local_date,
            Session.starts_at,
            Session.ends_at,
            Session.cancelled_at,
            Activity.restricted,
            Session.enrolment_id,
        )
        .select_from(Session)
        .join(Cohort, Cohort.id == Session.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Activity, Activity.id == Session.activity_id)
        .outerjoin(Module, Module.id == Session.module_id)
        .where(*visible_cohorts(scope, Selection()), Session.id == session_id)
    )
    if not scope.sees_restricted:
        query = query.where(Activity.restricted == false())
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return OneSession(
        id=row.id,
        cohort=row.cohort,
        activity=row.activity,
        module=row.module,
        local_date=row.local_date,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        held=row.ends_at <= moment,
        cancelled=row.cancelled_at is not None,
        restricted=row.restricted,
        whole_cohort=row.enrolment_id is None,
        marks=_marks(connection, scope, session_id, moment),
    )


def _marks(connection: Connection, scope: Scope, session_id: int, moment: datetime) -> tuple[SessionMark, ...]:
    query = (
        expected_marks(scope, Selection(), moment, upcoming=True)
        .add_columns(Participant.id.label("person_id"), Mark.reason)
        .where(Session.id == session_id)
        .order_by(Participant.code)
    )
    return tuple(
        SessionMark(
            person_id=row.person_id,
            participant=row.participant,
            shown=shown(row.status, row.notice, row.excused, bool(row.held)),
            minutes_late=row.minutes_late,
            left_early=row.left_early_minutes,
            notice=row.notice,
            reason=row.reason,
        )
        for row in connection.execute(query)
    )
