"""The few expressions that SQLite and PostgreSQL spell differently, each with one name here."""

from typing import Any

from sqlalchemy import ColumnElement, Float, Integer, case, func, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class days_between(GenericFunction[int]):  # noqa: N801 - a SQL function
    """Whole days from the first date to the second."""

    type = Integer()
    inherit_cache = True


class minutes_between(GenericFunction[float]):  # noqa: N801 - a SQL function
    """Minutes from the first moment to the second."""

    type = Float()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _days_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"CAST(julianday({end}) - julianday({start}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _days_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({end} - {start})"


@compiles(minutes_between, "sqlite")
def _minutes_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"((strftime('%s', {end}) - strftime('%s', {start})) / 60.0)"


@compiles(minutes_between, "postgresql")
def _minutes_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"CAST(extract(epoch FROM {end} - {start}) / 60 AS double precision)"


def programme_week(day: Any, starts_on: Any, weeks: Any) -> Any:
    """The SQL twin of ``dashboard.domain.calendar.programme_week``; the two are tested against each other."""
    days = days_between(starts_on, day)
    week = days // 7 + 1
    return type_coerce(case((day < starts_on, None), (week > weeks, weeks), else_=week), Integer)


def how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of a group meet a condition; null conditions count as not met."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
