"""Offices with an empty database: one of each kind for what the databases must agree on, a quick one for the rest."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.engine import make_engine, migrate
from tests.db.imports.office import Office


@pytest.fixture
def both_offices(database_url: str) -> Iterator[Office]:
    """An office on SQLite, then on PostgreSQL."""
    engine = make_engine(database_url)
    migrate(engine)
    yield Office(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy from."""
    path = tmp_path_factory.mktemp("imports") / "empty.sqlite"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def office(empty_database: Path, tmp_path: Path) -> Iterator[Office]:
    """An office on SQLite."""
    path = shutil.copy(empty_database, tmp_path / "office.sqlite")
    engine = make_engine(f"sqlite:///{path}")
    yield Office(engine)
    engine.dispose()
