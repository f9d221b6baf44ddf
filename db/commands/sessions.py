"""A session that was not held: cancelled, and restored where that was a mistake. Its marks stay where they are."""

from datetime import datetime

from sqlalchemy import Connection, update

from dashboard.domain.access import Scope
from dashboard.domain.register_taking import Sheet
from db.commands import audit
from db.commands.errors import RefusedError, StaleError
from db.commands.register import locked_sheet
from db.schema import Session


def cancel_session(
    connection: Connection, scope: Scope, session_id: int, version: int, now: datetime, *, with_marks: bool = False
) -> None:
    """Cancel a session; one that is cancelled already stays so.

    Args:
        version: of the session, as the asker saw it.
        with_marks: although it has marks, which then count nowhere until it is restored.

    Raises:
        ForbiddenError: there is no such session, or it is none of the asker's.
        RefusedError: ``has-marks`` with their ``num``.
        StaleError: somebody changed the session in between.
    """
    found = locked_sheet(connection, scope, session_id)
    if found.cancelled_at is not None:
        return
    if found.recorded and not with_marks:
        raise RefusedError("has-marks", num=found.recorded)
    _set(connection, found, version, now)
    audit.record(connection, scope.account_id, "cancel", "session", session_id, {"marks": found.recorded})


def restore_session(connection: Connection, scope: Scope, session_id: int, version: int) -> None:
    """Take a cancelled session back among those that are held; its marks count again.

    Raises:
        ForbiddenError: there is no such session, or it is none of the asker's.
        StaleError: somebody changed the session in between.
    """
    found = locked_sheet(connection, scope, session_id)
    if found.cancelled_at is None:
        return
    _set(connection, found, version, None)
    old = {"cancelled_at": found.cancelled_at.isoformat(), "marks": found.recorded}
    audit.record(connection, scope.account_id, "restore", "session", session_id, old)


def _set(connection: Connection, found: Sheet, version: int, cancelled_at: datetime | None) -> None:
    unchanged = Session.id == found.session_id, Session.version == version
    values = {"cancelled_at": cancelled_at, "version": version + 1}
    if connection.execute(update(Session).where(*unchanged).values(**values)).rowcount != 1:
        raise StaleError(version=found.version)
