"""Advance notices: that somebody will be absent, as they told beforehand. Withdrawn, never deleted."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.selection import Selection
from db.commands import audit
from db.commands.errors import RefusedError
from db.queries.expected import visible_cohorts
from db.schema import AdvanceNotice, Cohort, Enrolment, Programme


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to be recorded: absent from ``first_day`` to ``last_day``, both inclusive."""

    enrolment_id: int
    first_day: date
    last_day: date
    excused: bool = False
    reason: str | None = None


def record_notice(connection: Connection, scope: Scope, new: NewNotice, now: datetime, today: date) -> int:
    """Record a notice and return its id; the same one again is the one that is there.

    Raises:
        ForbiddenError: there is no such enrolment, or it is none of the asker's.
        RefusedError: ``past``: it is about a day that is over; ``backwards``: it ends before it begins; ``not-there``:
            the person takes part on none of those days.
    """
    enrolled_on, exited_on = _enrolment(connection, scope, new.enrolment_id)
    if new.first_day < today:
        raise RefusedError("past")
    if new.last_day < new.first_day:
        raise RefusedError("backwards")
    if new.last_day < enrolled_on or (exited_on is not None and new.first_day > exited_on):
        raise RefusedError("not-there")
    values = {
        "enrolment_id": new.enrolment_id,
        "first_day": new.first_day,
        "last_day": new.last_day,
        "excused": new.excused,
        "reason": new.reason,
    }
    table = AdvanceNotice.__table__
    same = [table.c[name].is_not_distinct_from(value) for name, value in values.items()]
    there = connection.scalar(select(table.c.id).where(*same, AdvanceNotice.withdrawn_at.is_(None)))
    if there is not None:
        return int(there)
    recorded = {"recorded_at": now, "recorded_by": scope.account_id}
    made = connection.execute(insert(AdvanceNotice).values(**values, **recorded).returning(AdvanceNotice.id))
    notice_id = made.scalar_one()
    days = {"first_day": new.first_day.isoformat(), "last_day": new.last_day.isoformat()}
    audit.record(connection, scope.account_id, "add", "advance_notice", notice_id, {**values, **days})
    return notice_id


def withdraw_notice(connection: Connection, scope: Scope, notice_id: int, now: datetime) -> None:
    """Withdraw a notice: it suggests nothing any more, and marks made with it stay. Doing so twice changes nothing.

    Raises:
        ForbiddenError: there is no such notice, or it is none of the asker's.
    """
    enrolment_id = connection.scalar(select(AdvanceNotice.enrolment_id).where(AdvanceNotice.id == notice_id))
    if enrolment_id is None:
        raise ForbiddenError
    _enrolment(connection, scope, enrolment_id)
    still_holds = AdvanceNotice.id == notice_id, AdvanceNotice.withdrawn_at.is_(None)
    values = {"withdrawn_at": now, "version": AdvanceNotice.version + 1}
    if connection.execute(update(AdvanceNotice).where(*still_holds).values(**values)).rowcount:
        audit.record(connection, scope.account_id, "withdraw", "advance_notice", notice_id)


def _enrolment(connection: Connection, scope: Scope, enrolment_id: int) -> tuple[date, date | None]:
    """From when until when somebody takes part."""
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(Enrolment.enrolled_on, Enrolment.exited_on)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, Selection()), Enrolment.id == enrolment_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise ForbiddenError
    return row.enrolled_on, row.exited_on
