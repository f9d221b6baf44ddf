"""Entries and exits: by code, never by name; with the follow-ups that an exit calls for."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.selection import Selection
from db.commands import enrolling
from db.commands.errors import RefusedError, StaleError
from db.engine import reading, writing
from db.queries.members import Member, members, used_codes
from db.schema import FollowUp, Participant, Session
from tests.support import planning
from tests.support.planning import AUTUMN, END, log
from tests.support.world import World

NOW = datetime(2026, 10, 21, 9, tzinfo=UTC)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = planning.planning_world(migrated_url)
    yield world
    world.engine.dispose()


@pytest.fixture
def kaisa(world: World) -> Scope:
    return planning.kaisa(world)


def enrol(
    world: World, scope: Scope, *codes: str, day: date = AUTUMN, cohort: str = "syksy", sure: bool = False
) -> list[str]:
    with writing(world.engine) as connection:
        return enrolling.enrol(connection, scope, world.cohorts[cohort], codes, day, sure=sure)


def leave(world: World, scope: Scope, day: date, version: int = 1, **more: int) -> enrolling.Left:
    with writing(world.engine) as connection:
        enrolment = world.enrolments["syksy", "A"]
        return enrolling.record_exit(connection, scope, enrolment, version, day, Outcome.EMPLOYED, **more)


def person(world: World, scope: Scope, code: str = "A") -> Member:
    with reading(world.engine) as connection:
        [found] = [one for one in members(connection, scope, Selection(cohorts=("syksy",))) if one.participant == code]
    return found


def follow_ups(world: World) -> list[tuple[str, str, str, int]]:
    query = select(FollowUp.kind, FollowUp.due_on, FollowUp.status, FollowUp.version).order_by(FollowUp.id)
    with reading(world.engine) as connection:
        return [(row.kind, f"{row.due_on:%d.%m.%y}", row.status, row.version) for row in connection.execute(query)]


def refusal(attempt: Callable[[], object]) -> tuple[str, dict[str, Any]]:
    with pytest.raises(RefusedError) as refused:
        attempt()
    return refused.value.code, refused.value.values


class TestEntries:
    def test_several_begin_at_once(self, world: World, kaisa: Scope) -> None:
        assert enrol(world, kaisa, "K7P2", "M4R8", day=date(2026, 10, 12)) == []
        assert person(world, kaisa, "K7P2").enrolled_on == date(2026, 10, 12)
        with reading(world.engine) as connection:
            assert used_codes(connection, kaisa) == {"A", "B", "K7P2", "M4R8"}
        [row] = log(world, "enrol")
        assert row.detail == {"codes": ["K7P2", "M4R8"], "enrolled_on": "2026-10-12"}

    def test_somebody_comes_back_in_another_cohort_under_the_same_code(self, world: World, kaisa: Scope) -> None:
        assert enrol(world, kaisa, "A", "K7P2", cohort="talvi", day=date(2027, 1, 4)) == ["A"]
        with reading(world.engine) as connection:
            assert sorted(connection.scalars(select(Participant.code))) == ["A", "B", "K7P2"]

    def test_a_code_must_not_tell_who_somebody_is(self, world: World, kaisa: Scope) -> None:
        code, values = refusal(lambda: enrol(world, kaisa, "K7P2", "131052-308T", sure=True))
        assert (code, values["what"]) == ("code-tells", "identity")
        assert refusal(lambda: enrol(world, kaisa, "Anna", "K7P2")) == ("code-name", {"which": ["Anna"]})
        enrol(world, kaisa, "ABC", sure=True)
        assert log(world, "enrol")[0].detail["codes"] == ["ABC"]

    def test_codes_that_would_be_mixed_up(self, world: World, kaisa: Scope) -> None:
        assert refusal(lambda: enrol(world, kaisa, "A"))[0] == "enrolled"
        assert refusal(lambda: enrol(world, kaisa, "a"))[0] == "code-alike"
        assert refusal(lambda: enrol(world, kaisa, "K7P2", "k7p2"))[0] == "code-twice"
        assert refusal(lambda: enrol(world, kaisa, "K7P2", day=END + timedelta(days=1)))[0] == "outside-cohort"

    def test_an_entry_is_corrected_but_not_past_its_marks(self, world: World, kaisa: Scope) -> None:
        world.mark(world.session("syksy", date(2026, 10, 13)), "A")
        enrolment = world.enrolments["syksy", "A"]

        def enter(day: date, version: int) -> None:
            with writing(world.engine) as connection:
                enrolling.change_entry(connection, kaisa, enrolment, version, day)

        enter(date(2026, 10, 13), 1)
        assert person(world, kaisa).enrolled_on == date(2026, 10, 13)
        assert refusal(lambda: enter(date(2026, 10, 14), 2)) == ("marks-before", {"day": date(2026, 10, 13)})
        assert refusal(lambda: enter(AUTUMN - timedelta(days=1), 2))[0] == "outside-cohort"
        with pytest.raises(StaleError):
            enter(AUTUMN, 1)


class TestExits:
    def test_an_exit_plans_both_statuses_and_who_sees_to_them(self, world: World, kaisa: Scope) -> None:
        left = leave(world, kaisa, END, owner_id=kaisa.account_id or 0)
        assert left == enrolling.Left({Kind.FIRST: date(2026, 11, 22), Kind.SECOND: date(2027, 4, 26)}, 0)
        assert follow_ups(world) == [("28_days", "22.11.26", "planned", 1), ("6_months", "26.04.27", "planned", 1)]
        found = person(world, kaisa)
        assert (found.exited_on, found.destination, found.follow_ups) == (END, Outcome.EMPLOYED, 2)

    def test_meetings_after_it_are_planned_no_more(self, world: World, kaisa: Scope) -> None:
        for day in (AUTUMN, END):
            world.session("syksy", day, "ohjaus", time(13), 60, "A")
        world.session("syksy", END, "ohjaus", time(14), 60, "B")
        assert leave(world, kaisa, AUTUMN).meetings == 1
        with reading(world.engine) as connection:
            assert len(connection.scalars(select(Session.id)).all()) == 2

    def test_a_corrected_exit_moves_what_is_open_and_leaves_what_is_done(self, world: World, kaisa: Scope) -> None:
        leave(world, kaisa, END)
        with writing(world.engine) as connection:
            done = {"status": "done", "done_on": date(2026, 11, 20), "outcome": "employed"}
            connection.execute(update(FollowUp).where(FollowUp.kind == "28_days").values(**done))
        left = leave(world, kaisa, END - timedelta(days=2), 2)
        assert left.follow_ups == {Kind.SECOND: date(2027, 4, 24)}
        assert follow_ups(world) == [("28_days", "22.11.26", "done", 1), ("6_months", "24.04.27", "planned", 2)]

    def test_an_exit_is_taken_back_and_comes_again(self, world: World, kaisa: Scope) -> None:
        leave(world, kaisa, END)
        with writing(world.engine) as connection:
            assert enrolling.take_back_exit(connection, kaisa, world.enrolments["syksy", "A"], 2, NOW) == 2
        assert person(world, kaisa).exited_on is None
        assert {row[2] for row in follow_ups(world)} == {"cancelled"}
        leave(world, kaisa, END, 3)
        assert {row[2] for row in follow_ups(world)} == {"planned"}
        assert len(follow_ups(world)) == 2

    def test_what_an_exit_cannot_be(self, world: World, kaisa: Scope) -> None:
        world.mark(world.session("syksy", date(2026, 10, 13)), "A")
        assert refusal(lambda: leave(world, kaisa, date(2026, 10, 12))) == ("marks-after", {"day": date(2026, 10, 13)})
        assert refusal(lambda: leave(world, kaisa, AUTUMN - timedelta(days=1)))[0] == "before-entry"
        with pytest.raises(ForbiddenError):
            leave(world, kaisa, END, owner_id=99)
        assert (follow_ups(world), log(world, "exit")) == ([], [])


def test_who_does_not_plan_enrols_nobody_and_lets_nobody_go(world: World, kaisa: Scope) -> None:
    mikko = planning.mikko(world)
    for scope in (mikko, Scope(mikko.account_id, Role.REPORTER), Scope(mikko.account_id, Role.AUDITOR)):
        with pytest.raises(ForbiddenError):
            enrol(world, scope, "K7P2")
        with pytest.raises(ForbiddenError):
            leave(world, scope, END)
        with pytest.raises(ForbiddenError), reading(world.engine) as connection:
            used_codes(connection, scope)
    assert person(world, kaisa).exited_on is None
