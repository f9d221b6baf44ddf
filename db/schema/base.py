"""What every table shares: naming of constraints, UTC moments, closed lists of words.

Other programs write to this database, so what must hold is a constraint of the database itself.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Date, DateTime, Integer, MetaData, String
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

BigId = BigInteger().with_variant(Integer, "sqlite")

_SQLITE_MOMENT = sqlite.DATETIME(  # type: ignore[no-untyped-call]
    storage_format="%(year)04d-%(month)02d-%(day)02d %(hour)02d:%(minute)02d:%(second)02d",
    regexp=r"(\d+)-(\d+)-(\d+)[ T](\d+):(\d+):(\d+)",
)


class UtcMoment(TypeDecorator[datetime]):
    """An aware moment, stored in UTC to the second; SQLite, which knows no zones, gets ``YYYY-MM-DD HH:MM:SS``."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_SQLITE_MOMENT)
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC).replace(microsecond=0, tzinfo=None if dialect.name == "sqlite" else UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The one model set of the program."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy, never changed
        datetime: UtcMoment,
        date: Date,
        bool: Boolean(create_constraint=False),
        str: String(),
    }


def one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    """A column holds one of these words (or null, where the column allows it)."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def real_dates(*columns: str) -> CheckConstraint:
    """SQLite stores any text in a date column: refuse what is not a date, as PostgreSQL does by itself."""
    rule = " AND ".join(f"({column} IS NULL OR date({column}) IS {column})" for column in columns)
    return CheckConstraint(rule, name="real_dates").ddl_if(dialect="sqlite")


def real_moments(*columns: str) -> CheckConstraint:
    """The same for moments, which SQLite compares as text."""
    rule = " AND ".join(f"({column} IS NULL OR datetime({column}) IS {column})" for column in columns)
    return CheckConstraint(rule, name="real_moments").ddl_if(dialect="sqlite")
