"""The receipt of an import: what it added and changed, kept so that it can be undone.

Of what was added, the ids are kept as ranges with a digest of the rows, by which anything done to them later is
noticed; marks are many, and tell by their version and the moment they were recorded. Of what was changed, the old
values are kept.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Table, insert, or_, select
from sqlalchemy.types import TypeEngine

from db.imports.planning.plan import Plan
from db.schema import ImportBatch, metadata
from db.schema.base import UtcMoment

TABLES: dict[str, Table] = {
    "programmes": metadata.tables["programme"],
    "cohorts": metadata.tables["cohort"],
    "participants": metadata.tables["participant"],
    "enrolments": metadata.tables["enrolment"],
    "activities": metadata.tables["activity"],
    "modules": metadata.tables["module"],
    "sessions": metadata.tables["session"],
    "marks": metadata.tables["mark"],
    "progress": metadata.tables["module_progress"],
    "follow_ups": metadata.tables["follow_up"],
}
"""The table of each kind of row, in the order in which they refer to each other."""

MANY = "marks"
"""The kind of which there are too many to read them all once more."""

Ranges = list[list[int]]
"""Ids, as first and last of each run."""


@dataclass(slots=True)
class Written:
    """What an import has written so far, by kind."""

    ids: dict[str, list[int]] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)

    def added(self, kind: str, ids: Iterable[int]) -> None:
        """Note rows that are new."""
        self.ids.setdefault(kind, []).extend(ids)

    def changed(self, kind: str, id_: int, old: dict[str, Any], new: dict[str, Any], version: int | None) -> None:
        """Note a row that has changed, and the version it has now where its table counts them."""
        as_text = {"old": _plain(old), "new": _plain(new)}
        self.changes.append({"kind": kind, "id": id_, "version": version, **as_text})


def record_batch(
    connection: Connection, plan: Plan, files: Sequence[str], account_id: int | None, now: datetime, written: Written
) -> int:
    """Write the receipt of an import in its own transaction, and return its id."""
    added = {}
    for kind, ids in written.ids.items():
        ranges = as_ranges(ids)
        added[kind] = {"ids": ranges, "digest": "" if kind == MANY else digest(connection, kind, ranges)}
    row = {
        "imported_at": now,
        "imported_by": account_id,
        "files": list(files),
        "receipt": {"added": plan.added(), "changed": plan.changed(), "unchanged": plan.unchanged_counts()},
        "undo": {"added": added, "changed": written.changes},
    }
    return connection.execute(insert(ImportBatch).values(row).returning(ImportBatch.id)).scalar_one()


def as_ranges(ids: Iterable[int]) -> Ranges:
    """Ids as runs of neighbours."""
    ranges: Ranges = []
    for id_ in sorted(ids):
        if ranges and id_ == ranges[-1][1] + 1:
            ranges[-1][1] = id_
        else:
            ranges.append([id_, id_])
    return ranges


def within(column: ColumnElement[int], ranges: Ranges) -> Iterator[ColumnElement[bool]]:
    """Conditions for the rows of these ids, some ranges at a time so that no statement grows too long."""
    for start in range(0, len(ranges), _RANGES_AT_ONCE):
        some = ranges[start : start + _RANGES_AT_ONCE]
        yield or_(*(column == first if first == last else column.between(first, last) for first, last in some))


_RANGES_AT_ONCE = 200


def digest(connection: Connection, kind: str, ranges: Ranges) -> str:
    """A digest of rows as they are now. Empty columns leave no trace, so that new ones do not matter."""
    table, seen = TABLES[kind], sha256()
    for some in within(table.c.id, ranges):
        for row in connection.execute(select(table).where(some).order_by(table.c.id)).mappings():
            filled = {str(column): value for column, value in row.items() if value is not None}
            seen.update(json.dumps(_plain(filled), sort_keys=True).encode())
    return seen.hexdigest()


def _plain(values: dict[str, Any]) -> dict[str, str | int | None]:
    return {
        column: value if value is None or isinstance(value, int | str) else value.isoformat()
        for column, value in values.items()
    }


def as_stored(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values of a receipt as their columns take them."""
    columns = TABLES[kind].c
    return {column: _typed(columns[column].type, value) for column, value in values.items()}


def _typed(kind: TypeEngine[Any], value: Any) -> Any:
    if value is not None and isinstance(kind, UtcMoment):
        return datetime.fromisoformat(value)
    if value is not None and isinstance(kind, Date):
        return date.fromisoformat(value)
    return value
