"""Undoing an import: what it added goes, what it changed is as before; or nothing, where anyone has built on it."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Table, delete, func, not_, select, update
from sqlalchemy.exc import IntegrityError

from dashboard.domain.access import ForbiddenError, Scope
from db.commands import audit
from db.commands.errors import RefusedError
from db.commands.import_batches import MANY, TABLES, Ranges, as_stored, digest, within
from db.schema import ImportBatch, metadata

_KINDS = {table.name: kind for kind, table in TABLES.items()}


def undo_import(connection: Connection, scope: Scope, batch_id: int, now: datetime) -> dict[str, int]:
    """Take back an import, and return how many rows of each kind went.

    Raises:
        ForbiddenError: there is no such import for this account.
        RefusedError: ``undone``: it has been taken back before; ``built-on``: ``kinds`` are those of its rows that
            have been changed since (:data:`~db.commands.import_batches.TABLES`), ``tables`` those whose rows now rest
            on them, each with a number.
    """
    if not scope.imports:
        raise ForbiddenError
    batch = connection.execute(
        select(ImportBatch.__table__).where(ImportBatch.id == batch_id).with_for_update()
    ).one_or_none()
    if batch is None:
        raise ForbiddenError
    if batch.undone_at is not None:
        raise RefusedError("undone")
    added: dict[str, Ranges] = {kind: rows["ids"] for kind, rows in batch.undo["added"].items() if rows["ids"]}
    _refuse_built_on(connection, batch, added)
    gone = _take_back(connection, batch, added, scope.account_id, now)
    connection.execute(
        update(ImportBatch).where(ImportBatch.id == batch_id).values(undone_at=now, undone_by=scope.account_id)
    )
    detail = {"removed": gone, "restored": len(batch.undo["changed"])}
    audit.record(connection, scope.account_id, "undo-import", "import_batch", batch_id, detail)
    return gone


def _refuse_built_on(connection: Connection, batch: Any, added: dict[str, Ranges]) -> None:
    kinds = Counter(_changed_since(connection, batch, added))
    tables: Counter[str] = Counter()
    for kind, ranges in added.items():
        for key in _references(TABLES[kind]):
            tables[key.parent.table.name] += _resting(connection, key, ranges, added)
    if kinds or +tables:
        raise RefusedError("built-on", kinds=dict(kinds), tables=dict(+tables))


def _changed_since(connection: Connection, batch: Any, added: dict[str, Ranges]) -> Iterator[str]:
    """The kind of each row, or group of rows, that is no longer as the import left it."""
    for kind, ranges in added.items():
        expected = sum(last - first + 1 for first, last in ranges)
        if kind == MANY:
            yield from [kind] * (expected - _untouched_marks(connection, batch, ranges))
        elif digest(connection, kind, ranges) != batch.undo["added"][kind]["digest"]:
            yield kind
    for change in batch.undo["changed"]:
        table = TABLES[change["kind"]]
        left = as_stored(change["kind"], change["new"])
        same = [table.c[column].is_not_distinct_from(value) for column, value in left.items()]
        if change["version"] is not None:
            same.append(table.c.version == change["version"])
        if connection.execute(select(table.c.id).where(table.c.id == change["id"], *same)).one_or_none() is None:
            yield change["kind"]


def _untouched_marks(connection: Connection, batch: Any, ranges: Ranges) -> int:
    mark = TABLES[MANY]
    as_imported = (
        mark.c.version == 1,
        mark.c.recorded_at == batch.imported_at,
        mark.c.recorded_by.is_not_distinct_from(batch.imported_by),
    )
    return sum(
        connection.execute(select(func.count()).select_from(mark).where(some, *as_imported)).scalar_one()
        for some in within(mark.c.id, ranges)
    )


def _references(table: Table) -> Iterator[ForeignKey]:
    """Every column of the schema by which rows rest on rows of a table; not those that go along with them."""
    for other in metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column is table.c.id and key.ondelete != "CASCADE":
                yield key


def _resting(connection: Connection, key: ForeignKey, ranges: Ranges, added: dict[str, Ranges]) -> int:
    """How many rows that the import did not add rest on rows that it added."""
    table: Table = key.parent.table
    own = added.get(_KINDS.get(table.name, ""), [])
    others = [not_(some) for some in within(table.c.id, own)] if own else []
    return sum(
        connection.execute(select(func.count()).select_from(table).where(some, *others)).scalar_one()
        for some in within(key.parent, ranges)
    )


def _take_back(
    connection: Connection, batch: Any, added: dict[str, Ranges], account_id: int | None, now: datetime
) -> dict[str, int]:
    """In the opposite order of writing; dates of enrolments are restored when no new mark is outside them."""
    gone: Counter[str] = Counter()
    try:
        for kind in reversed(TABLES):
            table = TABLES[kind]
            for some in within(table.c.id, added.get(kind, [])):
                gone[kind] += connection.execute(delete(table).where(some)).rowcount
        for change in batch.undo["changed"]:
            _restore(connection, change, account_id, now)
    except IntegrityError as error:
        # Another program wrote between the check and here: PostgreSQL lets two write at a time.
        raise RefusedError("built-on", kinds={}, tables={}) from error
    return dict(gone)


def _restore(connection: Connection, change: dict[str, Any], account_id: int | None, now: datetime) -> None:
    table, old = TABLES[change["kind"]], as_stored(change["kind"], change["old"])
    if change["version"] is not None:
        old["version"] = change["version"] + 1
    if change["kind"] == MANY:
        old |= {"recorded_at": now, "recorded_by": account_id}
    connection.execute(update(table).where(table.c.id == change["id"]).values(**old))
