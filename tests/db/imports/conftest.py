"""Offices with an empty database: one of each kind for what the databases must agree on, a quick one for the rest."""

from collections.abc import Iterator

import pytest

from db.engine import make_engine
from tests.db.imports.office import Office


@pytest.fixture
def both_offices(migrated_url: str) -> Iterator[Office]:
    """An office on SQLite, then on PostgreSQL."""
    engine = make_engine(migrated_url)
    yield Office(engine)
    engine.dispose()


@pytest.fixture
def office(migrated_sqlite_url: str) -> Iterator[Office]:
    """An office on SQLite."""
    engine = make_engine(migrated_sqlite_url)
    yield Office(engine)
    engine.dispose()
