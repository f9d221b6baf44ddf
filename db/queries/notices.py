"""Advance notices: who told beforehand that they will be absent, and of whom one can be recorded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.register_taking import Notice
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import AdvanceNotice, Cohort, Enrolment, Participant, Programme


def notices_of(connection: Connection, enrolments: Sequence[int], day: date) -> dict[int, list[Notice]]:
    """The notices that speak of a day and are not withdrawn, of enrolments which the asker was found to see."""
    query = select(AdvanceNotice.__table__).where(
        AdvanceNotice.enrolment_id.in_(enrolments),
        AdvanceNotice.first_day <= day,
        AdvanceNotice.last_day >= day,
        AdvanceNotice.withdrawn_at.is_(None),
    )
    found: dict[int, list[Notice]] = defaultdict(list)
    for row in connection.execute(query) if enrolments else ():
        found[row.enrolment_id].append(_notice(row))
    return found


def _notice(row: Any) -> Notice:
    return Notice(row.id, row.version, row.first_day, row.last_day, bool(row.excused), row.reason, row.recorded_at)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """An advance notice that still holds, with whose it is."""

    cohort: str
    participant: str
    notice: Notice


def notices(connection: Connection, scope: Scope, selection: Selection, today: date) -> list[NoticeRow]:
    """The advance notices that speak of today or later days, by their first day.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    query = (
        _enrolments(scope, selection)
        .join(AdvanceNotice, AdvanceNotice.enrolment_id == Enrolment.id)
        .with_only_columns(
            Cohort.code.label("cohort"), Participant.code.label("participant"), *AdvanceNotice.__table__.columns
        )
        .where(AdvanceNotice.last_day >= today, AdvanceNotice.withdrawn_at.is_(None))
        .order_by(AdvanceNotice.first_day, Cohort.code, Participant.code, AdvanceNotice.id)
    )
    return [NoticeRow(row.cohort, row.participant, _notice(row)) for row in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who takes part, of whom a notice can be recorded."""

    enrolment_id: int
    cohort: str
    participant: str


def attendees(connection: Connection, scope: Scope, selection: Selection, today: date) -> list[Attendee]:
    """Who takes part today or will, by cohort and code.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    query = (
        _enrolments(scope, selection)
        .with_only_columns(Enrolment.id, Cohort.code.label("cohort"), Participant.code.label("participant"))
        .where(or_(Enrolment.exited_on.is_(None), Enrolment.exited_on >= today), Cohort.ends_on >= today)
        .order_by(Cohort.starts_on, Cohort.code, Participant.code)
    )
    return [Attendee(*row) for row in connection.execute(query)]


def _enrolments(scope: Scope, selection: Selection) -> Select[Any]:
    if not scope.sees_persons:
        raise ForbiddenError
    return (
        select(Enrolment)
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(*visible_cohorts(scope, selection))
    )
