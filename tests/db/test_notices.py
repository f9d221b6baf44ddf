"""Advance notices in the database: recorded, suggested on their days, withdrawn, and by whom."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.register_taking import Entry
from dashboard.domain.selection import Selection
from db.commands.errors import RefusedError
from db.commands.notices import NewNotice, record_notice, withdraw_notice
from db.engine import reading, writing
from db.queries.notices import attendees, notices
from db.queries.register_taking import sheet
from db.schema import AdvanceNotice, Audit
from tests.support.world import World, new_world

MONDAY = date(2026, 10, 5)
TODAY = MONDAY + timedelta(days=2)
NOW = datetime(2026, 10, 7, 9, 5, tzinfo=HELSINKI)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    for cohort, person in (("syksy", "A"), ("syksy", "B"), ("muu", "Z")):
        if cohort not in world.cohorts:
            world.cohort(cohort, MONDAY)
        world.enrol(cohort, person, MONDAY)
    world.enrol("syksy", "L", MONDAY, TODAY)
    yield world
    world.engine.dispose()


@pytest.fixture
def mikko(world: World) -> Scope:
    return Scope(world.account("Mikko", "coach"), Role.COACH, frozenset({world.cohorts["syksy"]}))


def tell(
    world: World, scope: Scope, person: str, first: int = 0, last: int = 0, cohort: str = "syksy", **how: object
) -> int:
    """Record a notice, days counted from today."""
    days = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    with writing(world.engine) as connection:
        new = NewNotice(world.enrolments[cohort, person], *days, **how)  # type: ignore[arg-type]
        return record_notice(connection, scope, new, NOW, TODAY)


def suggested(world: World, scope: Scope, ahead: int) -> dict[str, Entry | None]:
    session = world.session("syksy", TODAY + timedelta(days=ahead))
    with reading(world.engine) as connection:
        found = sheet(connection, scope, session)
    assert found is not None
    return {one.participant: one.notice.entry if one.notice else None for one in found.people}


def test_the_register_of_each_of_its_days_suggests_it(world: World, mikko: Scope) -> None:
    tell(world, mikko, "A", 0, 1, excused=True, reason="official")
    tell(world, mikko, "B", 1, 1)
    official = Entry("absent", notice="before", excused=True, reason="official")
    assert suggested(world, mikko, 0) == {"A": official, "B": None, "L": None}
    assert suggested(world, mikko, 1) == {"A": official, "B": Entry("absent", notice="before")}
    assert suggested(world, mikko, 2) == {"A": None, "B": None}


def test_withdrawn_it_suggests_nothing_and_is_still_there(world: World, mikko: Scope) -> None:
    notice = tell(world, mikko, "A")
    for _again in range(2):
        with writing(world.engine) as connection:
            withdraw_notice(connection, mikko, notice, NOW)
    assert suggested(world, mikko, 0)["A"] is None
    with reading(world.engine) as connection:
        assert connection.execute(select(AdvanceNotice.withdrawn_at, AdvanceNotice.version)).one() == (NOW, 2)
        lines = connection.execute(select(Audit.action, Audit.subject, Audit.account_id).order_by(Audit.id)).all()
    assert lines == [("add", "advance_notice", mikko.account_id), ("withdraw", "advance_notice", mikko.account_id)]


def test_told_twice_it_is_recorded_once(world: World, mikko: Scope) -> None:
    assert tell(world, mikko, "A", reason="health") == tell(world, mikko, "A", reason="health")
    assert tell(world, mikko, "A", reason="care") != tell(world, mikko, "A", reason="health")


@pytest.mark.parametrize(
    ("person", "first", "last", "code"),
    [("A", -1, 1, "past"), ("A", 2, 1, "backwards"), ("L", 1, 3, "not-there")],
)
def test_what_cannot_be_is_refused(world: World, mikko: Scope, person: str, first: int, last: int, code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        tell(world, mikko, person, first, last)


def test_they_are_listed_while_they_hold(world: World, mikko: Scope) -> None:
    tell(world, mikko, "B", 3, 4)
    tell(world, mikko, "A")
    with reading(world.engine) as connection:
        listed = notices(connection, mikko, Selection(), TODAY)
        later = notices(connection, mikko, Selection(), TODAY + timedelta(days=1))
    assert [row.participant for row in listed] == ["A", "B"]
    assert [row.participant for row in later] == ["B"]


def test_they_can_be_about_who_still_takes_part(world: World, mikko: Scope) -> None:
    with reading(world.engine) as connection:
        now, tomorrow = (attendees(connection, mikko, Selection(), TODAY + timedelta(days=ahead)) for ahead in (0, 1))
    assert [one.participant for one in now] == ["A", "B", "L"]
    assert [one.participant for one in tomorrow] == ["A", "B"]


class TestWhoMay:
    def test_another_cohorts_people_do_not_exist_for_a_coach(self, world: World, mikko: Scope) -> None:
        with pytest.raises(ForbiddenError):
            tell(world, mikko, "Z", cohort="muu")
        foreign = tell(world, Scope(None, Role.COORDINATOR), "Z", cohort="muu")
        for notice in (foreign, 10**6):
            with pytest.raises(ForbiddenError), writing(world.engine) as connection:
                withdraw_notice(connection, mikko, notice, NOW)

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
    def test_nobody_else(self, world: World, role: Role) -> None:
        with pytest.raises(ForbiddenError):
            tell(world, Scope(None, role), "A")
        with pytest.raises(ForbiddenError), reading(world.engine) as connection:
            notices(connection, Scope(None, role), Selection(), TODAY)
