"""Adding, changing and removing one row, with its line in the log.

A row is changed by the version that its writer saw: who was slower is told, and nobody is written over unawares.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import DeclarativeBase

from dashboard.domain.access import ForbiddenError, Scope
from db.commands.audit import record
from db.commands.errors import StaleError

Table = type[DeclarativeBase]
Values = Mapping[str, Any]


def add_row(connection: Connection, scope: Scope, table: Table, values: Values) -> int:
    """Insert a row; gives its id."""
    made = int(connection.execute(insert(table).values(**values).returning(table.__table__.c.id)).scalar_one())
    record(connection, scope.account_id, "add", table.__tablename__, made, plain_values(values))
    return made


def row_to_change(connection: Connection, table: Table, row_id: int, version: int) -> Values:
    """The row, locked until the transaction is over.

    Raises:
        ForbiddenError: there is none.
        StaleError: its version is another; ``current`` holds the row.
    """
    columns = table.__table__.c
    found = connection.execute(select(table.__table__).where(columns.id == row_id).with_for_update())
    row: dict[str, Any] | None = next((dict(one) for one in found.mappings()), None)
    if row is None:
        raise ForbiddenError
    if row["version"] != version:
        raise StaleError(**row)
    return row


def change_row(connection: Connection, scope: Scope, table: Table, row: Values, values: Values) -> bool:
    """Give a row of :func:`row_to_change` new values and its next version; false where nothing differs."""
    old = {name: row[name] for name, value in values.items() if row[name] != value}
    if old:
        change = update(table).where(table.__table__.c.id == row["id"])
        connection.execute(change.values(**values, version=row["version"] + 1))
        record(connection, scope.account_id, "change", table.__tablename__, row["id"], {"old": plain_values(old)})
    return bool(old)


def remove_row(connection: Connection, scope: Scope, table: Table, row: Values) -> None:
    """Delete a row of :func:`row_to_change`; what it said stays in the log."""
    connection.execute(delete(table).where(table.__table__.c.id == row["id"]))
    old = plain_values({name: value for name, value in row.items() if name not in {"id", "version"}})
    record(connection, scope.account_id, "remove", table.__tablename__, row["id"], {"old": old})


def plain_values(values: Values) -> dict[str, Any]:
    """Values as the log can hold them: dates and times in ISO form."""
    return {
        name: value.isoformat() if isinstance(value, date | datetime | time) else value
        for name, value in values.items()
    }
