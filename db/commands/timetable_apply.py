"""Applying a timetable: sessions are added, moved and removed in one transaction, as whoever applies it has seen."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dashboard.domain.access import Scope
from dashboard.domain.timetable import Content, Planned, make_plan
from dashboard.domain.timetable_change import Change, Move, Stay, compare
from db.commands.audit import record
from db.commands.errors import StaleError
from db.commands.planning import require_planner
from db.commands.session_rules import cohort_to_plan
from db.queries.timetable import cohort_course, existing_sessions
from db.schema import Session, TimetableSession

_ASIDE = datetime(1970, 1, 1, tzinfo=UTC)


def apply_timetable(connection: Connection, scope: Scope, cohort_id: int, since: date, seen: str) -> Change:
    """Make the sessions of a cohort from a day on what its timetable says; gives what was done.

    Args:
        since: earlier sessions are left alone.
        seen: the fingerprint of the change that was shown.

    Raises:
        ForbiddenError: there is no such cohort, or the writer does not plan.
        StaleError: by now something else would be done; ``change`` is that. Nothing is written.
    """
    require_planner(scope)
    _lock(connection, scope, cohort_id)
    plan = make_plan(cohort_course(connection, scope, cohort_id))
    change = compare(plan, existing_sessions(connection, scope, cohort_id), since)
    if change.fingerprint != seen:
        raise StaleError(change=change)
    if not change.empty:
        _remove(connection, [one.id for one in change.remove])
        _let_go(connection, change.stay)
        _adopt(connection, change.adopt)
        _move(connection, change.move)
        _add(connection, cohort_id, change.add)
        record(connection, scope.account_id, "apply-timetable", "cohort", cohort_id, _detail(change, since))
    return change


def _lock(connection: Connection, scope: Scope, cohort_id: int) -> None:
    """Nobody applies another timetable meanwhile, and nobody takes a register of these sessions."""
    cohort_to_plan(connection, scope, cohort_id)
    connection.execute(select(Session.id).where(Session.cohort_id == cohort_id).order_by(Session.id).with_for_update())


def _remove(connection: Connection, ids: Sequence[int]) -> None:
    connection.execute(delete(TimetableSession).where(TimetableSession.session_id.in_(ids)))
    connection.execute(delete(Session).where(Session.id.in_(ids)))


def _let_go(connection: Connection, stays: Sequence[Stay]) -> None:
    """What stays although its weekly session is gone is no timetable's any more."""
    ids = [one.existing.id for one in stays if one.existing.slot_id is None]
    connection.execute(delete(TimetableSession).where(TimetableSession.session_id.in_(ids)))


def _adopt(connection: Connection, adopted: Sequence[Move]) -> None:
    _link(connection, [(one.existing.id, one.planned) for one in adopted])


def _move(connection: Connection, moves: Sequence[Move]) -> None:
    """Each steps aside first: two that change places would else be in one place for a moment."""
    for one in moves:
        begins = _ASIDE + timedelta(seconds=one.existing.id)
        _place(connection, one.existing.id, begins.date(), begins, begins + timedelta(seconds=1))
    for one in moves:
        content = one.content
        more = {"activity_id": content.activity_id, "module_id": content.module_id}
        more["version"] = one.existing.version + 1
        _place(connection, one.existing.id, content.local_date, content.starts_at, content.ends_at, **more)


def _place(
    connection: Connection, session_id: int, day: date, starts_at: datetime, ends_at: datetime, **more: Any
) -> None:
    values = {"local_date": day, "starts_at": starts_at, "ends_at": ends_at, **more}
    connection.execute(update(Session).where(Session.id == session_id).values(**values))


def _add(connection: Connection, cohort_id: int, planned: Sequence[Planned]) -> None:
    if not planned:
        return
    rows = [{"cohort_id": cohort_id, **_row(one.content)} for one in planned]
    statement = insert(Session).returning(Session.id, sort_by_parameter_order=True)
    _link(connection, list(zip(connection.execute(statement, rows).scalars(), planned, strict=True)))


def _row(content: Content) -> dict[str, Any]:
    return {name: getattr(content, name) for name in Content.__dataclass_fields__}


def _link(connection: Connection, made: Sequence[tuple[int, Planned]]) -> None:
    rows = [{"session_id": session_id, "slot_id": one.slot_id, "week": one.week} for session_id, one in made]
    if rows:
        connection.execute(insert(TimetableSession), rows)


def _detail(change: Change, since: date) -> dict[str, Any]:
    """Counts, and where moved and removed sessions stood before."""
    old = [(one.existing.id, one.existing.content) for one in change.move]
    old += [(one.id, one.content) for one in change.remove]
    return {
        "since": since.isoformat(),
        "added": len(change.add),
        "moved": len(change.move),
        "removed": len(change.remove),
        "taken_up": len(change.adopt),
        "stayed": len(change.stay),
        "old": [
            {"id": session_id, "activity": content.activity_id, "starts_at": content.starts_at.isoformat()}
            for session_id, content in old
        ],
    }
