"""The people of a report, as the database knows them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.esf import Background
from dashboard.domain.esf.records import Gender, Labour
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.needs import Category
from dashboard.domain.report import Need, ReportPerson
from dashboard.domain.selection import Selection
from db.engine import reading
from db.queries.report import report_people
from db.schema import EsfBackground
from tests.support.world import World, new_world, worked_example

MONDAY = date(2021, 8, 30)
RAIJA = Scope(3, Role.REPORTER)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    """The worked example (A, B, C), and a later cohort that A enters again."""
    world = new_world(migrated_url)
    worked_example(world)
    world.cohort("toinen", MONDAY + timedelta(weeks=20))
    world.enrol("toinen", "A", MONDAY + timedelta(weeks=20))
    world.enrol("toinen", "D", MONDAY + timedelta(weeks=20), MONDAY + timedelta(weeks=22))
    yield world
    world.engine.dispose()


def people(world: World, as_of: date, scope: Scope = RAIJA, **asked: object) -> dict[str, ReportPerson]:
    with reading(world.engine) as connection:
        found = report_people(connection, scope, Selection(as_of=as_of, **asked))  # type: ignore[arg-type]
    codes = {id: code for code, id in world.people.items()}
    return {codes[one.id]: one for one in found}


def test_marks_are_those_of_the_worked_example(world: World) -> None:
    found = people(world, MONDAY + timedelta(weeks=3))
    assert {code: (one.countable, one.attended) for code, one in found.items()} == {
        "A": (4, 4),
        "B": (4, 1),
        "C": (3, 2),
    }
    assert {one.stayed for one in found.values()} == {None}


def test_who_comes_back_is_one_person_of_the_first_cohort(world: World) -> None:
    found = people(world, MONDAY + timedelta(weeks=40))
    assert list(found) == ["A", "B", "C", "D"]
    assert (found["A"].cohort, found["A"].entered_on, found["A"].stayed) == ("esimerkki", MONDAY, True)
    assert (found["D"].left_on, found["D"].stayed) == (MONDAY + timedelta(weeks=22), False)


def test_the_period_keeps_who_was_there_in_it(world: World) -> None:
    late = MONDAY + timedelta(weeks=21)
    assert list(people(world, late, start=late)) == ["A", "D"]
    assert list(people(world, late, end=MONDAY)) == ["A", "B"]


def test_outcomes_needs_and_modules_as_of_the_day(world: World) -> None:
    due = MONDAY + timedelta(weeks=14)
    world.follow_up("esimerkki", "A", "28_days", due, "done", done_on=due, outcome="employed")
    world.follow_up("esimerkki", "B", "28_days", due)
    world.need("esimerkki", "B", "legal", MONDAY, due)
    world.module("cv", 2)
    world.module("oikeudet", 3)
    world.progress("esimerkki", "A", "cv", MONDAY)
    world.progress("esimerkki", "C", "oikeudet", "exempt")
    before, after = people(world, due - timedelta(days=1)), people(world, due)
    assert (before["A"].outcomes, after["A"].outcomes) == ({}, {Kind.FIRST: Outcome.EMPLOYED})
    assert after["B"].outcomes == {}
    assert before["B"].needs == {Need(Category.LEGAL, False)}
    assert after["B"].needs == {Need(Category.LEGAL, True)}
    assert {code: (one.modules_done, one.modules) for code, one in after.items()} == {
        "A": (1, 2),
        "B": (0, 2),
        "C": (0, 1),
    }


def test_background_is_that_of_the_person(world: World) -> None:
    world.add(EsfBackground, participant_id=world.people["B"], gender="female", labour_status="inactive")
    found = people(world, MONDAY)
    assert found["B"].background == Background(Gender.FEMALE, None, Labour.INACTIVE)
    assert found["A"].background == Background()


def test_who_makes_no_reports_gets_nobody(world: World) -> None:
    for role in (Role.COACH, Role.AUDITOR):
        with pytest.raises(ForbiddenError):
            people(world, MONDAY, Scope(4, role, frozenset({1}) if role is Role.COACH else None))
