"""The audit row that every command writes in its own transaction."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert

from db.schema import Audit


def record(
    connection: Connection,
    account_id: int | None,
    action: str,
    subject: str,
    subject_id: int | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one audit row.

    Args:
        connection: the transaction of the command itself, so that neither happens without the other.
        account_id: who did it; null is the command line.
        action: a verb, for example ``import``.
        subject, subject_id: a table and its row, or a table alone.
        detail: codes, counts and old values; never a name, never free text about a person.
    """
    row = {
        "at": datetime.now(UTC),
        "account_id": account_id,
        "action": action,
        "subject": subject,
        "subject_id": subject_id,
        "detail": detail or {},
    }
    connection.execute(insert(Audit), row)
