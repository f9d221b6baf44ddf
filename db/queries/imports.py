"""What has been imported, how files were read, and what a new import may speak of. All of it for a coordinator alone:
an import makes people, cohorts, activities and modules of whole programmes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import aliased

from dashboard.domain.access import ForbiddenError, Scope
from db.schema import Account, ImportBatch, ImportMapping, Programme


@dataclass(frozen=True, slots=True)
class BatchRow:
    """The receipt of one import.

    Attributes:
        by, undone_by: names of accounts; null is the command line.
        added, changed, unchanged: how many rows of each kind, see ``db.imports.planning.plan.KINDS``.
    """

    id: int
    imported_at: datetime
    by: str | None
    files: tuple[str, ...]
    added: dict[str, int]
    changed: dict[str, int]
    unchanged: dict[str, int]
    undone_at: datetime | None
    undone_by: str | None


def batches(connection: Connection, scope: Scope, most: int) -> list[BatchRow]:
    """The latest imports, latest first.

    Raises:
        ForbiddenError: imports are for coordinators.
    """
    query = _batches(scope).order_by(ImportBatch.id.desc()).limit(most)
    return [_batch(row) for row in connection.execute(query)]


def batch(connection: Connection, scope: Scope, batch_id: int) -> BatchRow:
    """One import.

    Raises:
        ForbiddenError: there is none of this id, or imports are not for this account.
    """
    row = connection.execute(_batches(scope).where(ImportBatch.id == batch_id)).one_or_none()
    if row is None:
        raise ForbiddenError
    return _batch(row)


def _batches(scope: Scope) -> Select[Any]:
    if not scope.imports:
        raise ForbiddenError
    undoer = aliased(Account)
    return (
        select(
            ImportBatch.id,
            ImportBatch.imported_at,
            Account.display_name.label("by"),
            ImportBatch.files,
            ImportBatch.receipt,
            ImportBatch.undone_at,
            undoer.display_name.label("undone_by"),
        )
        .outerjoin(Account, Account.id == ImportBatch.imported_by)
        .outerjoin(undoer, undoer.id == ImportBatch.undone_by)
    )


def _batch(row: Any) -> BatchRow:
    return BatchRow(
        id=row.id,
        imported_at=row.imported_at,
        by=row.by,
        files=tuple(row.files),
        added=row.receipt["added"],
        changed=row.receipt["changed"],
        unchanged=row.receipt["unchanged"],
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )


def mappings(connection: Connection, scope: Scope) -> dict[str, dict[str, Any]]:
    """How files were read before, by their look.

    Raises:
        ForbiddenError: imports are for coordinators.
    """
    if not scope.imports:
        raise ForbiddenError
    return {row.headings: row.mapping for row in connection.execute(select(ImportMapping.__table__))}


def programme_codes(connection: Connection, scope: Scope) -> list[str]:
    """The codes of all programmes.

    Raises:
        ForbiddenError: imports are for coordinators.
    """
    if not scope.imports:
        raise ForbiddenError
    return list(connection.execute(select(Programme.code).order_by(Programme.code)).scalars())
