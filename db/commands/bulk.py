"""Many rows at once, in the quickest way that each database has."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase

BATCH = 5_000

T = TypeVar("T")


class Identified(Protocol):
    """Something that stands for one row, once it has that row's id."""

    id: int | None


I = TypeVar("I", bound=Identified)  # noqa: E741 - the usual letter beside T


def insert_things(
    connection: Connection, table: type[DeclarativeBase], things: Sequence[I], values: Callable[[I], dict[str, Any]]
) -> None:
    """Insert a row for each thing, and give each thing the id of its row."""
    statement = insert(table).returning(table.__table__.c.id, sort_by_parameter_order=True)
    for batch in batches(things):
        ids = connection.execute(statement, [values(thing) for thing in batch]).scalars()
        for thing, id_ in zip(batch, ids, strict=True):
            thing.id = id_


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> Sequence[int]:
    """Insert many rows: by COPY on PostgreSQL, by many executions of one statement elsewhere; and give their ids.

    Raises:
        DBAPIError: the database refuses them, as with any other statement.
    """
    if not rows:
        return ()
    ids, named = _new_ids(connection, table, len(rows)), ("id", *columns)
    whole = [(id_, *row) for id_, row in zip(ids, rows, strict=True)]
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table.name} ({', '.join(named)}) FROM STDIN", whole)
    else:
        connection.execute(insert(table), [dict(zip(named, row, strict=True)) for row in whole])
    return ids


def _new_ids(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Ids that nobody else will use: of the table's sequence, or above all others where only one writes at a time."""
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        series = func.generate_series(1, count).table_valued("number")
        return connection.execute(select(func.nextval(sequence)).select_from(series)).scalars().all()
    first = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one() + 1
    return range(first, first + count)


def _copy(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    # SQLAlchemy has no COPY. What the driver raises is made what SQLAlchemy would raise.
    driver: Any = connection.connection.driver_connection
    failure = connection.dialect.loaded_dbapi.Error
    try:
        with driver.cursor().copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except failure as error:
        raise DBAPIError.instance(statement, None, error, failure) from error


def batches(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """The things in pieces that a database takes at once."""
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))
