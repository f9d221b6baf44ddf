"""Support prompts from the database: stories of one cohort, on both databases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import event, update

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.follow_up import Kind
from dashboard.domain.selection import Selection
from dashboard.domain.support import Facts, FollowUpTask, Parameters, PlannedModule, Prompt, prompts_for
from db.engine import reading, writing
from db.queries.support import support_facts
from db.schema import Participant
from tests.support.world import World, new_world

MONDAY = date(2026, 8, 31)
FRIDAY = MONDAY + timedelta(days=18)
DAYS = [MONDAY + timedelta(weeks=week, days=day) for week in range(3) for day in range(5)]
MISSED = {"status": "absent", "notice": "none"}


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    world.cohort("syksy", MONDAY)
    world.activity("ohjaus", individual=True)
    world.activity("psykologi", individual=True, counts_for_attendance=False, restricted=True)
    yield world
    world.engine.dispose()


def facts(world: World, as_of: date = FRIDAY, scope: Scope | None = None, **asked: object) -> dict[str, Facts]:
    """What is known of each person as of a day."""
    with reading(world.engine) as connection:
        found = support_facts(connection, scope or command_line_scope(), Selection(as_of=as_of, **asked))
    return {one.code: one for one in found}


def prompts(world: World, person: str = "A", as_of: date = FRIDAY) -> dict[str, Prompt]:
    """What is said of one person by rule; somebody of whom nothing is read has no prompts."""
    one = facts(world, as_of).get(person)
    return {prompt.rule.value: prompt for prompt in prompts_for(one, Parameters(), as_of)} if one else {}


def attend(world: World, person: str, letters: str, **values: object) -> None:
    """Daily sessions for one person alone: ``.`` present, ``x`` missed, ``e`` missed and excused, ``-`` no mark."""
    for day, letter in zip(DAYS, letters, strict=False):
        session = world.session("syksy", day, person=person, **values)
        if letter == "x":
            world.mark(session, person, **MISSED)
        elif letter == "e":
            world.mark(session, person, excused=True, **MISSED)
        elif letter == ".":
            world.mark(session, person)


def test_somebody_who_stays_away_without_a_word(world: World) -> None:
    world.enrol("syksy", "A", MONDAY)
    for day in DAYS:
        session = world.session("syksy", day)
        world.mark(session, "A", **({"status": "present"} if day < DAYS[5] else MISSED))
    found = prompts(world)
    assert set(found) == {"R1", "R2", "R3", "R4", "R5", "R10"}
    assert found["R1"].values == {"attended": 5, "of": 15, "share": 0.8}
    assert found["R3"].values == {"num": 10, "day": DAYS[5]}
    assert found["R10"].values == {"num": 14}
    assert [mark.date for mark in found["R4"].evidence] == DAYS[5:]


def test_as_of_an_earlier_day_it_was_not_yet_so(world: World) -> None:
    world.enrol("syksy", "A", MONDAY)
    attend(world, "A", ".....xx.xx")
    assert prompts(world, as_of=DAYS[5]) == {}
    assert set(prompts(world, as_of=DAYS[6])) == {"R4", "R7"}
    assert prompts(world, as_of=DAYS[7]) == {}


def test_two_individual_meetings_missed(world: World) -> None:
    world.enrol("syksy", "A", MONDAY)
    attend(world, "A", "x....x", activity="ohjaus")
    assert "R7" not in prompts(world)
    attend(world, "A", "xx", activity="ohjaus", start=time(18))
    assert "R7" not in prompts(world)  # in the first week, and there later ones came
    world.mark(world.session("syksy", DAYS[6], "ohjaus", person="A"), "A", **MISSED)
    assert prompts(world)["R7"].values == {"num": 2}


def test_late_arrivals(world: World) -> None:
    world.enrol("syksy", "A", MONDAY)
    for place, day in enumerate(DAYS[:10]):
        late = {"status": "late", "minutes_late": 15} if place % 2 else {"status": "present"}
        world.mark(world.session("syksy", day), "A", **late)
    assert prompts(world)["R6"].values == {"num": 5, "of": 10}


class TestMustNotCause:
    """Each of these rows is there, and nothing is said because of it."""

    def test_excused_absences(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        attend(world, "A", "......xee.eeeee")
        assert set(prompts(world)) == {"R9"}

    def test_meetings_with_a_psychologist(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        attend(world, "A", "x" * 12 + "---", activity="psykologi")
        assert prompts(world) == {}

    def test_cancelled_sessions(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        attend(world, "A", "x" * 12 + "---", cancelled_at=datetime(2026, 8, 30, tzinfo=UTC))
        assert prompts(world) == {}
        assert facts(world)["A"].marks == ()

    def test_sessions_before_somebody_joined(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        world.enrol("syksy", "B", DAYS[12])
        world.module("M1", 1)
        world.module("M2", 2)
        for day in DAYS:
            session = world.session("syksy", day)
            world.mark(session, "A")
            if day >= DAYS[12]:
                world.mark(session, "B")
        assert len(facts(world)["B"].marks) == 3
        assert prompts(world, "B") == {}
        assert prompts(world, "B", MONDAY + timedelta(weeks=4)) == {}

    def test_sessions_after_somebody_left(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        world.enrol("syksy", "B", MONDAY, exited_on=DAYS[4])
        for day in DAYS:
            session = world.session("syksy", day)
            world.mark(session, "A")
            if day <= DAYS[4]:
                world.mark(session, "B", **MISSED)
        assert set(prompts(world, "B", DAYS[4])) >= {"R3", "R4"}
        assert prompts(world, "B", DAYS[5]) == {}
        assert prompts(world, "B") == {}

    def test_missing_registers(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        attend(world, "A", "...---...---...")
        found = prompts(world)
        assert set(found) == {"T2"}
        assert found["T2"].values == {"num": 6}

    def test_sessions_that_are_still_to_come(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        attend(world, "A", ".....xxxxx-----")
        monday = datetime(2026, 9, 7, 11, tzinfo=UTC)  # two hours after the session of that day is over
        with reading(world.engine) as connection:
            (one,) = support_facts(connection, command_line_scope(), Selection(), monday)
        assert [mark.date for mark in one.marks] == DAYS[:6]

    def test_somebody_who_objects(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        attend(world, "A", "x" * 15)
        with writing(world.engine) as connection:
            connection.execute(update(Participant).values(prompts_objected_on=DAYS[12]))
        assert "R3" in prompts(world, as_of=DAYS[11])
        assert prompts(world, as_of=DAYS[12]) == {}
        assert facts(world) == {}

    def test_a_cohort_that_is_over(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        attend(world, "A", "x" * 15)
        assert facts(world, MONDAY + timedelta(weeks=10)) == {}


class TestContacts:
    @pytest.fixture(autouse=True)
    def silent(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        attend(world, "A", "....." + "x" * 10)

    def test_without_one_there_is_none(self, world: World) -> None:
        assert "R10" in prompts(world)

    @pytest.mark.parametrize(
        ("day", "reached", "quiet"),
        [(FRIDAY, True, False), (FRIDAY, False, True), (DAYS[9], True, True), (FRIDAY + timedelta(days=1), True, True)],
    )
    def test_one_that_reached_them_lately(self, world: World, day: date, reached: bool, quiet: bool) -> None:
        world.contact("syksy", "A", day, reached=reached)
        assert ("R10" in prompts(world)) == quiet

    def test_counts_from_the_last_one(self, world: World) -> None:
        world.contact("syksy", "A", DAYS[5])
        world.contact("syksy", "A", DAYS[8])
        assert prompts(world)["R10"].values == {"num": 8}


class TestModules:
    def test_are_read_with_their_completion_but_for_exempt_ones(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY)
        for week, code in enumerate(["M1", "M2", "M3", "M4"], 1):
            world.module(code, week)
        world.progress("syksy", "A", "M1", DAYS[1])
        world.progress("syksy", "A", "M2", "exempt")
        world.progress("syksy", "A", "M3", "in_progress")
        assert facts(world)["A"].modules == (
            PlannedModule("M1", 1, DAYS[1]),
            PlannedModule("M3", 3, None),
            PlannedModule("M4", 4, None),
        )
        assert prompts(world) == {}
        assert prompts(world, as_of=MONDAY + timedelta(weeks=3))["R8"].values == {"done": 1, "num": 3}


class TestFollowUps:
    EXIT = MONDAY + timedelta(days=4)

    @pytest.fixture(autouse=True)
    def left(self, world: World) -> None:
        world.enrol("syksy", "A", MONDAY, exited_on=self.EXIT)

    @pytest.mark.parametrize(
        ("status", "values", "settled"),
        [
            ("planned", {}, None),
            ("done", {"done_on": EXIT + timedelta(days=26)}, 26),
            ("not_reached", {"closed_on": EXIT + timedelta(days=33)}, 33),
            ("declined", {}, 28),
            ("cancelled", {"closed_on": EXIT + timedelta(days=9)}, 9),
            ("cancelled", {}, -4),
        ],
    )
    def test_are_settled_when_somebody_settled_them(
        self, world: World, status: str, values: dict[str, date], settled: int | None
    ) -> None:
        due = self.EXIT + timedelta(days=28)
        world.follow_up("syksy", "A", "28_days", due, status, **values)
        on = None if settled is None else self.EXIT + timedelta(days=settled)
        later = self.EXIT + timedelta(days=60)
        assert facts(world, later)["A"].follow_ups == (FollowUpTask(Kind.FIRST, due, on),)
        assert ("T1" in prompts(world, as_of=later)) == (settled is None)

    def test_one_that_nobody_planned_is_asked_for(self, world: World) -> None:
        found = prompts(world, as_of=self.EXIT + timedelta(days=21))
        assert found["T1"].values == {"kind": Kind.FIRST, "day": self.EXIT + timedelta(days=28), "overdue": False}


class TestScope:
    @pytest.fixture(autouse=True)
    def two_cohorts(self, world: World) -> None:
        world.cohort("talvi", MONDAY)
        world.enrol("syksy", "A", MONDAY)
        world.enrol("talvi", "B", MONDAY)

    def test_a_coach_reads_their_own_cohort(self, world: World) -> None:
        own = Scope(1, Role.COACH, frozenset({world.cohorts["talvi"]}))
        assert list(facts(world, scope=own)) == ["B"]
        assert list(facts(world, scope=Scope(1, Role.COACH, frozenset()))) == []

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
    def test_who_sees_no_persons_reads_nothing(self, world: World, role: Role) -> None:
        with pytest.raises(ForbiddenError):
            facts(world, scope=Scope(1, role))

    def test_a_cohort_is_chosen(self, world: World) -> None:
        assert list(facts(world, cohorts=("syksy",))) == ["A"]

    def test_a_period_and_an_activity_change_nothing(self, world: World) -> None:
        attend(world, "A", "x" * 15)
        narrowed = {"start": FRIDAY, "end": FRIDAY, "activity": "ohjaus", "counting_only": True}
        assert facts(world, **narrowed) == facts(world)

    def test_as_many_statements_for_one_cohort_as_for_two(self, world: World) -> None:
        attend(world, "A", "x" * 15)
        statements: list[str] = []
        event.listen(world.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
        facts(world, cohorts=("talvi",))
        of_one = len(statements)
        facts(world)
        assert len(statements) == 2 * of_one
        assert of_one <= 6


def test_one_person_in_two_cohorts_is_two_enrolments(world: World) -> None:
    world.cohort("talvi", MONDAY)
    world.enrol("syksy", "A", MONDAY)
    world.enrol("talvi", "A", MONDAY)
    world.mark(world.session("talvi", MONDAY), "A", **MISSED)
    with reading(world.engine) as connection:
        found = support_facts(connection, command_line_scope(), Selection(as_of=FRIDAY))
    assert {one.cohort: len(one.marks) for one in found} == {"syksy": 0, "talvi": 1}
