"""The two databases that the project supports, each of one test's own, empty or with the schema in place.

Migrating takes a quarter of a second on PostgreSQL; copying a database that was migrated once, a fraction of that.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.engine import make_engine, migrate
from tests.support.postgres import Postgres

_BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The SQLAlchemy URL of an SQLite database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'test.sqlite3'}"


@pytest.fixture(params=_BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """The SQLAlchemy URL of an empty database: a test that takes it runs once on SQLite, once on PostgreSQL."""
    return _fixture(request, f"{_prefix(request)}_url")


@pytest.fixture(params=_BOTH)
def migrated_url(request: pytest.FixtureRequest) -> str:
    """As `database_url`, with the current schema and no rows."""
    return _fixture(request, f"migrated_{_prefix(request)}_url")


@pytest.fixture
def migrated_sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The SQLAlchemy URL of an SQLite database with the current schema and no rows."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'migrated.sqlite3')}"


@pytest.fixture
def migrated_postgres_url(postgres_template: str, postgres_server: Postgres) -> Iterator[str]:
    """The SQLAlchemy URL of a PostgreSQL database with the current schema and no rows."""
    name = postgres_server.create(postgres_template)
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with the current schema, to copy."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Postgres) -> str:
    """The name of a PostgreSQL database with the current schema, to copy with `Postgres.create`."""
    name = postgres_server.create()
    _migrate(postgres_server.url(name))
    return name


def _migrate(url: str) -> None:
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()


def _prefix(request: pytest.FixtureRequest) -> str:
    return {"sqlite": "sqlite", "postgresql": "postgres"}[request.param]


def _fixture(request: pytest.FixtureRequest, name: str) -> str:
    url: str = request.getfixturevalue(name)
    return url
