"""Registers as they are taken: which sessions there are, and who is expected in one, with their marks.

Unlike the figures, which know of a mark only once its session is over, a register shows what is written so far.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select
from sqlalchemy.orm import aliased

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.register_taking import Entry, Expected, RegisterRow, Sheet, Stored, with_notices
from dashboard.domain.selection import Selection
from db.queries.expected import inside_enrolment, visible_cohorts, visible_sessions
from db.queries.notices import notices_of
from db.schema import Account, Activity, ChangeStamp, Cohort, Enrolment, Mark, Participant, Programme, Session


def registers(
    connection: Connection, scope: Scope, selection: Selection, *, missing_at: datetime | None = None
) -> list[RegisterRow]:
    """The sessions of a selection with how much of each register is taken, in time order.

    Args:
        missing_at: only those that had ended by then, are not cancelled, and lack a mark of somebody expected.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    recorded, expected = func.count(Mark.id), func.count(Enrolment.id)
    keys = (
        Session.id.label("session_id"),
        Cohort.code.label("cohort"),
        Activity.code.label("activity"),
        Activity.restricted,
        Session.enrolment_id,
        Session.local_date,
        Session.starts_at,
        Session.ends_at,
        Session.cancelled_at,
    )
    query = (
        _sessions(scope, selection, cancelled_too=missing_at is None)
        .outerjoin(Enrolment, inside_enrolment())
        .outerjoin(Participant, Participant.id == Enrolment.participant_id)
        .outerjoin(Mark, and_(Mark.session_id == Session.id, Mark.enrolment_id == Enrolment.id))
        .with_only_columns(
            *keys,
            func.min(Participant.code).label("participant"),
            expected.label("expected"),
            recorded.label("recorded"),
        )
        .group_by(*keys)
        .order_by(Session.starts_at, Cohort.code, Session.id)
    )
    if missing_at is not None:
        query = query.where(Session.ends_at <= missing_at, _lacks_a_mark())
    return [
        RegisterRow(
            session_id=row.session_id,
            cohort=row.cohort,
            activity=row.activity,
            restricted=bool(row.restricted),
            participant=row.participant if row.enrolment_id is not None else None,
            local_date=row.local_date,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            cancelled=row.cancelled_at is not None,
            expected=row.expected,
            recorded=row.recorded,
        )
        for row in connection.execute(query)
    ]


def _lacks_a_mark() -> ColumnElement[bool]:
    """The session expects somebody who has no mark: asked of each session by itself, twice as quick as counting."""
    enrolment, mark = aliased(Enrolment), aliased(Mark)
    marked = and_(mark.session_id == Session.id, mark.enrolment_id == enrolment.id)
    return (
        select(enrolment.id)
        .outerjoin(mark, marked)
        .where(inside_enrolment(enrolment), mark.id.is_(None))
        .correlate(Session)
        .exists()
    )


def _sessions(scope: Scope, selection: Selection, *, cancelled_too: bool = True) -> Select[Any]:
    """Sessions that the asker may take a register of, with their cohort and activity.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    return (
        select(Session)
        .select_from(Session)
        .join(Cohort, Cohort.id == Session.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Activity, Activity.id == Session.activity_id)
        .where(*visible_cohorts(scope, selection), *visible_sessions(scope, selection, cancelled_too=cancelled_too))
    )


def sheet(connection: Connection, scope: Scope, session_id: int) -> Sheet | None:
    """The register of one session as it stands; null where there is none that the asker may take.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    query = (
        _sessions(scope, Selection())
        .outerjoin(ChangeStamp, ChangeStamp.cohort_id == Cohort.id)
        .with_only_columns(
            Session.version,
            Cohort.code.label("cohort"),
            Activity.code.label("activity"),
            Activity.restricted,
            Session.enrolment_id,
            Session.local_date,
            Session.starts_at,
            Session.ends_at,
            Session.cancelled_at,
            func.coalesce(ChangeStamp.stamp, 0).label("stamp"),
        )
        .where(Session.id == session_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    people = _people(connection, session_id)
    told = notices_of(connection, [one.enrolment_id for one in people], row.local_date)
    return Sheet(
        session_id=session_id,
        version=row.version,
        cohort=row.cohort,
        activity=row.activity,
        restricted=bool(row.restricted),
        whole_cohort=row.enrolment_id is None,
        local_date=row.local_date,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        cancelled_at=row.cancelled_at,
        stamp=row.stamp,
        people=with_notices(people, told, row.local_date),
    )


def _people(connection: Connection, session_id: int) -> list[Expected]:
    """Whom a session expects, which the asker may see, with the mark of each."""
    query = (
        select(
            Enrolment.id,
            Enrolment.participant_id,
            Participant.code,
            *_ENTRY,
            Mark.version,
            Mark.recorded_at,
            Mark.recorded_by,
            Account.display_name,
        )
        .select_from(Session)
        .join(Enrolment, inside_enrolment())
        .join(Participant, Participant.id == Enrolment.participant_id)
        .outerjoin(Mark, and_(Mark.session_id == Session.id, Mark.enrolment_id == Enrolment.id))
        .outerjoin(Account, Account.id == Mark.recorded_by)
        .where(Session.id == session_id)
        .order_by(Participant.code)
    )
    return [
        Expected(row.id, row.participant_id, row.code, _stored(row) if row.version is not None else None)
        for row in connection.execute(query)
    ]


_ENTRY = (Mark.status, Mark.minutes_late, Mark.left_early_minutes, Mark.notice, Mark.excused, Mark.reason)


def _stored(row: Any) -> Stored:
    entry = Entry(row.status, row.minutes_late, row.left_early_minutes, row.notice, bool(row.excused), row.reason)
    return Stored(row.version, entry, row.recorded_at, row.recorded_by, row.display_name)
