"""An autumn to look at: one cohort that fades in its third week, one that has ended, one to come."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from tests.support.world import World, new_world

AUTUMN = date(2026, 10, 5)
SPRING = date(2026, 3, 2)
NOW = datetime(2026, 10, 23, 16, tzinfo=HELSINKI)
"""Friday afternoon of the autumn cohort's third week."""

WEEKS = {
    # A letter a session, Monday to Thursday: as in the paper register, "?" not recorded.
    "A": ("LLLL", "LLLL", "LLLL"),
    "B": ("LLLL", "LLMP", "PIPP"),
    "C": ("LLIL", "LPHL", "PPP?"),
}
LETTERS: dict[str, dict[str, object]] = {
    "L": {"status": "present"},
    "M": {"status": "late", "minutes_late": 20, "notice": "none"},
    "P": {"status": "absent", "notice": "none"},
    "I": {"status": "absent", "notice": "before"},
    "H": {"status": "absent", "excused": True, "reason": "official", "notice": "before"},
}
ACTIVITIES = ("ryhmä", "suomi", "IT", "arki")


@pytest.fixture
def world(migrated_sqlite_url: str) -> Iterator[World]:
    world = new_world(migrated_sqlite_url)
    world.activity("suomi", name_en="Finnish")
    world.activity("psykologi", individual=True, counts_for_attendance=False, restricted=True)
    world.cohort("kevät", SPRING, name="Spring", weeks=3)
    world.enrol("kevät", "A", SPRING)
    world.enrol("kevät", "Z", SPRING)
    for week in range(3):
        for day in range(4):
            session = world.session("kevät", SPRING + timedelta(days=7 * week + day), ACTIVITIES[day])
            world.mark(session, "A")
            world.mark(session, "Z")
    world.cohort("syksy", AUTUMN, name="Autumn")
    for person in WEEKS:
        world.enrol("syksy", person, AUTUMN)
    for week in range(4):
        for day in range(4):
            session = world.session("syksy", AUTUMN + timedelta(days=7 * week + day), ACTIVITIES[day])
            for person, weeks in WEEKS.items():
                letter = weeks[week][day] if week < len(weeks) else "?"
                if letter != "?":
                    world.mark(session, person, **LETTERS[letter])
    meeting = world.session("syksy", AUTUMN + timedelta(days=15), "psykologi", minutes=60, person="A")
    world.mark(meeting, "A", "absent", notice="none")
    world.cohort("talvi", date(2026, 11, 2), name="Winter")
    yield world
    world.engine.dispose()


@pytest.fixture
def engine(world: World) -> Engine:
    return world.engine


@pytest.fixture
def coordinator() -> Scope:
    return Scope(1, Role.COORDINATOR)


@pytest.fixture
def coach(world: World) -> Scope:
    """Coach of the spring cohort alone."""
    return Scope(2, Role.COACH, frozenset({world.cohorts["kevät"]}))


@pytest.fixture
def reporter() -> Scope:
    return Scope(3, Role.REPORTER)


@pytest.fixture
def auditor() -> Scope:
    return Scope(4, Role.AUDITOR)


@pytest.fixture
def kaisa(world: World) -> Scope:
    """A coordinator with an account, for pages that write down who read them."""
    return Scope(world.account("Kaisa"), Role.COORDINATOR)


@pytest.fixture
def mikko(world: World) -> Scope:
    """Coach of the spring cohort alone, with an account."""
    return Scope(world.account("Mikko", "coach"), Role.COACH, frozenset({world.cohorts["kevät"]}))
