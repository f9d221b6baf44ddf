"""Connections: what SQLite is told that it does not do by itself, and what a transaction promises."""

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text, update

from db.engine import make_engine, migrate, reading, writing
from db.schema import Cohort
from tests.support.world import World, new_world


@pytest.fixture
def embedded(sqlite_url: str) -> Iterator[Engine]:
    engine = make_engine(sqlite_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    world = new_world(database_url)
    world.cohort("kevät", date(2026, 1, 5), weeks=1)
    yield world
    world.engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"), [("foreign_keys", 1), ("secure_delete", 1), ("journal_mode", "wal"), ("busy_timeout", 10_000)]
)
def test_sqlite_is_told_what_it_does_not_do_by_itself(embedded: Engine, pragma: str, value: int | str) -> None:
    with reading(embedded) as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_nobody_else_on_the_machine_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "rinnalla.sqlite"
    engine = make_engine(f"sqlite:///{file}")
    migrate(engine)
    with writing(engine):
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    engine.dispose()
    assert modes.pop(file.name) == 0o600
    assert set(modes.values()) <= {0o600}, "its log and what two processes share"
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_what_is_deleted_is_gone_from_the_file(tmp_path: Path) -> None:
    """A lost laptop must not tell what was taken out."""
    engine = make_engine(f"sqlite:///{tmp_path / 'rinnalla.sqlite'}")
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE kept (what TEXT)"))
        connection.execute(text("INSERT INTO kept VALUES ('a canary')"))
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM kept"))
    with engine.connect() as plain:
        plain.exec_driver_sql("COMMIT")
        plain.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        plain.exec_driver_sql("BEGIN")
    engine.dispose()
    assert b"a canary" not in (tmp_path / "rinnalla.sqlite").read_bytes()


def test_a_reading_connection_keeps_nothing(world: World) -> None:
    with reading(world.engine) as connection:
        connection.execute(update(Cohort).values(weeks=20))
    assert _weeks(world.engine) == 1


def test_two_writers_lose_nothing(embedded: Engine) -> None:
    """What one of them read would be outdated when it writes, had it not begun by reserving the file."""
    with writing(embedded) as connection:
        connection.execute(text("CREATE TABLE counter (reached INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))

    def count(_writer: int) -> None:
        for _time in range(20):
            with writing(embedded) as connection:
                reached = connection.execute(text("SELECT reached FROM counter")).scalar_one()
                connection.execute(text("UPDATE counter SET reached = :next"), {"next": reached + 1})

    with ThreadPoolExecutor(2) as writers:
        list(writers.map(count, range(2)))
    with reading(embedded) as connection:
        assert connection.execute(text("SELECT reached FROM counter")).scalar_one() == 40


def _weeks(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.scalars(select(Cohort.weeks)).one()
