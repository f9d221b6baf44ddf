"""That one's own data left the house: written down in the transaction that reads it."""

from collections.abc import Mapping

from sqlalchemy import Connection

from dashboard.domain.access import ForbiddenError, Scope
from db.commands.audit import record


def record_export(connection: Connection, scope: Scope, form: str, counts: Mapping[str, int]) -> None:
    """Write down that everything was exported: in which form, and how many rows of each kind.

    Raises:
        ForbiddenError: this is for coordinators.
    """
    if not scope.imports:
        raise ForbiddenError
    record(connection, scope.account_id, "export-own", "programme", None, {"format": form, "rows": dict(counts)})
