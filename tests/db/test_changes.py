"""The stamp by which open pages notice what colleagues, and other programs, write."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import delete, text, update

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from db.engine import reading, writing
from db.queries.changes import change_stamp
from db.schema import Contact, Enrolment, Feedback, FollowUp, Mark, ModuleProgress, ServiceNeed, Session
from tests.support.world import World, new_world

MONDAY = date(2021, 8, 30)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    world.cohort("syksy", MONDAY)
    world.cohort("kevät", MONDAY)
    world.enrol("syksy", "A", MONDAY)
    world.module("OIK")
    world.mark(world.session("syksy", MONDAY), "A")
    yield world
    world.engine.dispose()


def stamp(world: World, cohort: str | None = None) -> int:
    scope = Scope(1, Role.COACH, frozenset({world.cohorts[cohort]})) if cohort else command_line_scope()
    with reading(world.engine) as connection:
        return change_stamp(connection, scope)


def execute(world: World, statement: object) -> None:
    with writing(world.engine) as connection:
        connection.execute(statement)


WRITES: dict[str, Callable[[World, int], object]] = {
    "a session": lambda world, _: world.session("syksy", date(2021, 8, 31)),
    "a cancellation": lambda world, _: execute(world, update(Session).values(version=2)),
    "a changed mark": lambda world, _: execute(world, update(Mark).values(left_early_minutes=5)),
    "a mark taken back": lambda world, _: execute(world, delete(Mark)),
    "an enrolment": lambda world, _: world.enrol("syksy", "B", MONDAY),
    "an exit": lambda world, _: execute(world, update(Enrolment).values(exited_on=date(2021, 9, 30))),
    "a step of progress": lambda world, enrolment: world.add(
        ModuleProgress, enrolment_id=enrolment, module_id=world.modules["OIK"], status="in_progress"
    ),
    "a follow-up": lambda world, enrolment: world.add(FollowUp, enrolment_id=enrolment, kind="28_days", due_on=MONDAY),
    "a need": lambda world, enrolment: world.add(
        ServiceNeed, enrolment_id=enrolment, category="housing", identified_on=MONDAY
    ),
    "a contact": lambda world, enrolment: world.add(
        Contact, enrolment_id=enrolment, contacted_on=MONDAY, channel="phone"
    ),
    "feedback": lambda world, _: world.add(
        Feedback, cohort_id=world.cohorts["syksy"], given_on=MONDAY, theme="group", rating=4
    ),
    "what another program writes in SQL": lambda world, _: execute(
        world, text("UPDATE cohort SET name = 'Syksy' WHERE code = 'syksy'")
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_every_write_raises_the_stamp_of_its_cohort_alone(world: World, write: Callable[[World, int], object]) -> None:
    before, other, whole = stamp(world, "syksy"), stamp(world, "kevät"), stamp(world)
    write(world, world.enrolments["syksy", "A"])
    assert stamp(world, "syksy") > before
    assert stamp(world, "kevät") == other
    assert stamp(world) > whole


def test_reading_leaves_it_alone(world: World) -> None:
    assert stamp(world) == stamp(world)


def test_a_write_that_fails_leaves_it_alone(world: World) -> None:
    before = stamp(world)
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(world)
    assert stamp(world) == before


def _write_and_fail(world: World) -> None:
    with writing(world.engine) as connection:
        connection.execute(update(Mark).values(left_early_minutes=5))
        raise ZeroDivisionError


def test_an_auditor_has_no_figures_to_look_at_again(world: World) -> None:
    with reading(world.engine) as connection, pytest.raises(ForbiddenError):
        change_stamp(connection, Scope(1, Role.AUDITOR))
