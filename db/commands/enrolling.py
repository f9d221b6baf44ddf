"""Entries and exits: who begins in a cohort, by code, and who leaves it, with the follow-ups that this calls for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.codes import doubt
from dashboard.domain.follow_up import Kind, Outcome
from db.commands.audit import record
from db.commands.errors import RefusedError
from db.commands.follow_up_plan import cancel_open, plan_after_exit
from db.commands.planning import require_planner
from db.commands.rows import change_row, row_to_change
from db.commands.session_rules import CohortTime, cohort_to_plan
from db.schema import Enrolment, Mark, Participant, Session


@dataclass(frozen=True, slots=True)
class Left:
    """What an exit brought about: follow-ups as they are due now, and meetings after it that are planned no more."""

    follow_ups: Mapping[Kind, date]
    meetings: int


def enrol(
    connection: Connection, scope: Scope, cohort_id: int, codes: Sequence[str], day: date, *, sure: bool = False
) -> list[str]:
    """Let people begin in a cohort; gives the codes that were known before: people who were in another cohort.

    Args:
        codes: random ones, never made from a name.
        sure: codes that look like a name are none.

    Raises:
        ForbiddenError: there is no such cohort, or the writer does not plan.
        RefusedError: ``outside-cohort`` with its ``first`` and ``last`` day; ``code-tells`` with ``which`` and ``what``
            it looks like; ``code-name``, ``code-twice``, ``code-alike`` or ``enrolled`` with ``which``.
    """
    require_planner(scope)
    cohort = cohort_to_plan(connection, scope, cohort_id)
    if not cohort.starts_on <= day <= cohort.ends_on:
        raise RefusedError("outside-cohort", first=cohort.starts_on, last=cohort.ends_on)
    _refuse_telling(codes, sure=sure)
    known = _known(connection, cohort.programme_id, codes)
    there = select(Participant.code).join(Enrolment, Enrolment.participant_id == Participant.id)
    for code in connection.scalars(there.where(Enrolment.cohort_id == cohort_id, Participant.code.in_(codes))):
        raise RefusedError("enrolled", which=code)
    for code in codes:
        if code not in known:
            new = insert(Participant).values(programme_id=cohort.programme_id, code=code)
            known[code] = connection.execute(new.returning(Participant.id)).scalar_one()
    before = [code for code in codes if _was_enrolled(connection, known[code])]
    rows = [{"cohort_id": cohort_id, "participant_id": known[code], "enrolled_on": day} for code in codes]
    connection.execute(insert(Enrolment), rows)
    detail = {"codes": list(codes), "enrolled_on": day.isoformat()}
    record(connection, scope.account_id, "enrol", "cohort", cohort_id, detail)
    return before


def change_entry(connection: Connection, scope: Scope, enrolment_id: int, version: int, day: date) -> None:
    """Correct the day on which somebody began.

    Raises:
        ForbiddenError: there is no such enrolment, or the writer does not plan.
        RefusedError: ``outside-cohort``; ``marks-before`` or ``exit-before``, with the ``day`` of those.
        StaleError: somebody changed it in between.
    """
    cohort, row = _enrolment(connection, scope, enrolment_id, version)
    if not cohort.starts_on <= day <= cohort.ends_on:
        raise RefusedError("outside-cohort", first=cohort.starts_on, last=cohort.ends_on)
    first, _last = _marked(connection, enrolment_id)
    if first is not None and first < day:
        raise RefusedError("marks-before", day=first)
    if row["exited_on"] is not None and row["exited_on"] < day:
        raise RefusedError("exit-before", day=row["exited_on"])
    change_row(connection, scope, Enrolment, row, {"enrolled_on": day})


def record_exit(
    connection: Connection,
    scope: Scope,
    enrolment_id: int,
    version: int,
    day: date,
    destination: Outcome,
    owner_id: int | None = None,
) -> Left:
    """Write down that somebody leaves, where to, and plan what is to be asked of them after it; or correct that.

    Meetings with them after the day that have no mark are planned no more.

    Args:
        owner_id: who sees to the follow-ups.

    Raises:
        ForbiddenError: there is no such enrolment or owner, or the writer does not plan.
        RefusedError: ``before-entry`` or ``marks-after``, with the ``day`` that bounds it.
        StaleError: somebody changed it in between.
    """
    _cohort, row = _enrolment(connection, scope, enrolment_id, version)
    if day < row["enrolled_on"]:
        raise RefusedError("before-entry", day=row["enrolled_on"])
    _first, last = _marked(connection, enrolment_id)
    if last is not None and last > day:
        raise RefusedError("marks-after", day=last)
    meetings = _remove_meetings(connection, enrolment_id, day)
    change_row(connection, scope, Enrolment, row, {"exited_on": day, "exit_destination": destination.value})
    planned = plan_after_exit(connection, scope, row["cohort_id"], enrolment_id, day, owner_id)
    detail = {"follow_ups": {kind.value: due.isoformat() for kind, due in planned.items()}, "meetings": meetings}
    record(connection, scope.account_id, "exit", "enrolment", enrolment_id, detail)
    return Left(planned, len(meetings))


def take_back_exit(connection: Connection, scope: Scope, enrolment_id: int, version: int, now: datetime) -> int:
    """Somebody has not left after all; gives how many open follow-ups were cancelled with it.

    Raises:
        ForbiddenError: there is no such enrolment, or the writer does not plan.
        StaleError: somebody changed it in between.
    """
    _cohort, row = _enrolment(connection, scope, enrolment_id, version)
    if row["exited_on"] is None:
        return 0
    change_row(connection, scope, Enrolment, row, {"exited_on": None, "exit_destination": None})
    cancelled = cancel_open(connection, enrolment_id, local_day(now))
    detail = {"follow_ups": cancelled}
    record(connection, scope.account_id, "take-back-exit", "enrolment", enrolment_id, detail)
    return len(cancelled)


def _refuse_telling(codes: Sequence[str], *, sure: bool) -> None:
    looks = {code: doubt(code) for code in codes}
    for code, what in looks.items():
        if what is not None and what.certain:
            raise RefusedError("code-tells", which=code, what=what)
    names = [code for code, what in looks.items() if what is not None]
    if names and not sure:
        raise RefusedError("code-name", which=names)


def _known(connection: Connection, programme_id: int, codes: Sequence[str]) -> dict[str, int]:
    """Ids of the codes that the programme has already; two codes that differ in capitals alone are refused."""
    folded: dict[str, str] = {}
    for code in codes:
        if code.casefold() in folded:
            raise RefusedError("code-twice", which=code)
        folded[code.casefold()] = code
    known: dict[str, int] = {}
    query = select(Participant.code, Participant.id).where(Participant.programme_id == programme_id)
    for row in connection.execute(query):
        asked = folded.get(row.code.casefold())
        if asked is not None and asked != row.code:
            raise RefusedError("code-alike", which=asked, other=row.code)
        if asked is not None:
            known[row.code] = row.id
    return known


def _was_enrolled(connection: Connection, participant_id: int) -> bool:
    return bool(connection.scalar(select(exists().where(Enrolment.participant_id == participant_id))))


def _enrolment(
    connection: Connection, scope: Scope, enrolment_id: int, version: int
) -> tuple[CohortTime, Mapping[str, Any]]:
    """The cohort and the enrolment, locked in the order in which sessions are planned."""
    require_planner(scope)
    cohort_id = connection.scalar(select(Enrolment.cohort_id).where(Enrolment.id == enrolment_id))
    if cohort_id is None:
        raise ForbiddenError
    cohort = cohort_to_plan(connection, scope, cohort_id)
    # Meetings before the enrolment, as a register does that is taken just now: else each would wait for the other.
    meetings = select(Session.id).where(Session.enrolment_id == enrolment_id).order_by(Session.id)
    connection.execute(meetings.with_for_update())
    return cohort, row_to_change(connection, Enrolment, enrolment_id, version)


def _marked(connection: Connection, enrolment_id: int) -> tuple[date | None, date | None]:
    """The first and the last day of which somebody has a mark."""
    days = func.min(Session.local_date), func.max(Session.local_date)
    query = select(*days).join(Mark, Mark.session_id == Session.id).where(Mark.enrolment_id == enrolment_id)
    first, last = connection.execute(query).one()
    return first, last


def _remove_meetings(connection: Connection, enrolment_id: int, day: date) -> list[str]:
    """Delete the meetings after a day that have no mark; gives when they would have begun, for the log."""
    marked = exists().where(Mark.session_id == Session.id)
    gone = Session.enrolment_id == enrolment_id, Session.local_date > day, ~marked
    begins = [moment.isoformat() for moment in connection.scalars(select(Session.starts_at).where(*gone))]
    connection.execute(delete(Session).where(*gone))
    return begins
