"""Each read about a person leaves a row; reading on leaves another only after a while, or about somebody else."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from dashboard.domain.access import Role, Scope
from db.commands.reads import ONE_READ, record_read, record_read_on
from db.engine import reading, writing
from db.schema import Audit
from tests.support.world import World, new_world


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    world.cohort("syksy", date(2026, 10, 5))
    world.enrol("syksy", "A", date(2026, 10, 5))
    world.enrol("syksy", "B", date(2026, 10, 5))
    yield world
    world.engine.dispose()


@pytest.fixture
def kaisa(world: World) -> Scope:
    return Scope(world.account("Kaisa"), Role.COORDINATOR)


def read(world: World, how: Callable[..., None], scope: Scope, code: str) -> None:
    with writing(world.engine) as connection:
        how(connection, scope, world.people[code], code, "participant")


def rows(world: World) -> list[Any]:
    with reading(world.engine) as connection:
        return list(connection.execute(select(Audit.__table__).order_by(Audit.id)))


def test_a_row_says_who_read_about_whom_and_nothing_else(world: World, kaisa: Scope) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    read(world, record_read, kaisa, "A")
    [row] = rows(world)
    assert (row.account_id, row.action, row.subject, row.subject_id) == (
        kaisa.account_id,
        "read",
        "participant",
        world.people["A"],
    )
    assert row.detail == {"participant": "A", "page": "participant"}
    assert before <= row.at <= datetime.now(UTC)


def test_every_read_leaves_one(world: World, kaisa: Scope) -> None:
    read(world, record_read, kaisa, "A")
    read(world, record_read, kaisa, "A")
    assert len(rows(world)) == 2


def test_reading_on_leaves_none(world: World, kaisa: Scope) -> None:
    read(world, record_read, kaisa, "A")
    read(world, record_read_on, kaisa, "A")
    assert len(rows(world)) == 1


def test_reading_on_without_having_read_leaves_one(world: World, kaisa: Scope) -> None:
    mikko = Scope(world.account("Mikko"), Role.COACH)
    read(world, record_read, kaisa, "A")
    read(world, record_read_on, kaisa, "B")
    read(world, record_read_on, mikko, "A")
    assert [(row.account_id, row.subject_id) for row in rows(world)] == [
        (kaisa.account_id, world.people["A"]),
        (kaisa.account_id, world.people["B"]),
        (mikko.account_id, world.people["A"]),
    ]


def test_reading_on_after_a_while_leaves_one(world: World, kaisa: Scope) -> None:
    read(world, record_read, kaisa, "A")
    with writing(world.engine) as connection:
        connection.execute(update(Audit).values(at=datetime.now(UTC) - ONE_READ - timedelta(seconds=2)))
    read(world, record_read_on, kaisa, "A")
    assert len(rows(world)) == 2
