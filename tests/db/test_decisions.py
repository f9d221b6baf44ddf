"""What people did about prompts, as the pages read it, on both databases."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.selection import Selection
from dashboard.domain.support.standing import Step, StepKind, Worked
from db.engine import reading, writing
from db.queries.decisions import decisions, marks_around
from db.queries.objections import Objection, objections
from db.queries.team import Member, team
from db.schema import Account, AccountCohort, Participant
from tests.support.world import World, new_world

MONDAY = date(2026, 8, 31)
FRIDAY = datetime(2026, 9, 11, 22, 30, tzinfo=HELSINKI)
NOW = datetime(2026, 9, 18, 16, tzinfo=HELSINKI)
EVERYONE = command_line_scope()


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    world.cohort("syksy", MONDAY)
    world.cohort("talvi", MONDAY)
    world.enrol("syksy", "A", MONDAY)
    world.enrol("syksy", "B", MONDAY, exited_on=MONDAY + timedelta(days=11))
    world.enrol("talvi", "A", MONDAY)
    yield world
    world.engine.dispose()


def coach(world: World, cohort: str) -> Scope:
    return Scope(9, Role.COACH, frozenset({world.cohorts[cohort]}))


def found(world: World, scope: Scope = EVERYONE, now: datetime = NOW, **asked: object) -> dict[int, list[StepKind]]:
    options = {name: asked.pop(name) for name in ("participant_id", "with_objecting") if name in asked}
    with reading(world.engine) as connection:
        steps = decisions(connection, scope, Selection(**asked), now, **options)  # type: ignore[arg-type]
    return {enrolment: [step.kind for step in of_one] for enrolment, of_one in steps.items()}


def object_on(world: World, day: date) -> None:
    with writing(world.engine) as connection:
        connection.execute(update(Participant).where(Participant.code == "A").values(prompts_objected_on=day))


def test_a_step_says_who_took_it_and_who_sees_to_it(world: World) -> None:
    kaisa, mikko = world.account("Kaisa"), world.account("Mikko")
    given: dict[str, Any] = {"owner_id": mikko, "decided_by": kaisa, "due_on": date(2026, 9, 14)}
    decision = world.decision("syksy", "A", "T1", "decided", FRIDAY, "Soitetaan.", about="28_days", **given)
    answer: dict[str, Any] = {"worked": "partly", "decision_id": decision, "about": "28_days"}
    world.decision("syksy", "A", "T1", "reviewed", FRIDAY + timedelta(days=7), **answer)
    with reading(world.engine) as connection:
        read = decisions(connection, EVERYONE, Selection(), NOW + timedelta(days=1))
    enrolment = world.enrolments["syksy", "A"]
    decided, reviewed = read[enrolment]
    assert decided == Step(
        decision,
        enrolment,
        "T1",
        "28_days",
        StepKind.DECIDED,
        FRIDAY,
        text="Soitetaan.",
        owner_id=mikko,
        owner="Mikko",
        due_on=date(2026, 9, 14),
        author="Kaisa",
        participant="A",
        cohort="syksy",
    )
    assert decided.decided_on == date(2026, 9, 11)
    assert (reviewed.worked, reviewed.decision_id) == (Worked.PARTLY, decision)


def test_as_of_a_day_what_came_later_is_not_known(world: World) -> None:
    world.decision("syksy", "A", "R3", "acknowledged", FRIDAY)
    assert found(world, now=FRIDAY - timedelta(minutes=1)) == {}
    assert found(world, as_of=date(2026, 9, 10)) == {}
    assert list(found(world, as_of=date(2026, 9, 11))) == [world.enrolments["syksy", "A"]]


def test_a_word_that_the_database_should_not_hold_is_no_answer(world: World) -> None:
    world.decision("syksy", "A", "R3", "reviewed", FRIDAY, worked="maybe")
    with reading(world.engine) as connection:
        [step] = decisions(connection, EVERYONE, Selection(), NOW)[world.enrolments["syksy", "A"]]
    assert step.worked is None


class TestWhoseSteps:
    @pytest.fixture(autouse=True)
    def steps(self, world: World) -> None:
        for cohort, person in world.enrolments:
            world.decision(cohort, person, "R3", "acknowledged", FRIDAY)

    def test_a_coach_reads_those_of_their_own_cohort(self, world: World) -> None:
        assert list(found(world, coach(world, "talvi"))) == [world.enrolments["talvi", "A"]]
        assert len(found(world, cohorts=("syksy",))) == 2

    def test_one_person_in_two_cohorts(self, world: World) -> None:
        wanted = {world.enrolments["syksy", "A"], world.enrolments["talvi", "A"]}
        assert set(found(world, participant_id=world.people["A"])) == wanted

    def test_of_who_objects_nothing_is_read_but_as_history(self, world: World) -> None:
        object_on(world, date(2026, 9, 15))
        assert list(found(world)) == [world.enrolments["syksy", "B"]]
        assert len(found(world, with_objecting=True)) == 3
        assert len(found(world, as_of=date(2026, 9, 14))) == 3, "they did not object yet"

    def test_all_of_it_in_one_statement(self, world: World) -> None:
        statements: list[str] = []
        event.listen(world.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
        found(world)
        assert len([statement for statement in statements if statement.startswith("SELECT")]) == 1

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
    def test_who_sees_no_persons_reads_nothing(self, world: World, role: Role) -> None:
        with pytest.raises(ForbiddenError):
            found(world, Scope(1, role))
        with reading(world.engine) as connection, pytest.raises(ForbiddenError):
            marks_around(connection, Scope(1, role), Selection(), [1], NOW)
        with reading(world.engine) as connection, pytest.raises(ForbiddenError):
            team(connection, Scope(1, role))


def test_marks_around_are_also_those_of_who_has_left_and_never_of_a_foreign_cohort(world: World) -> None:
    for day in (0, 7, 18):
        session = world.session("syksy", MONDAY + timedelta(days=day))
        world.mark(session, "A")
        if day <= 11:
            world.mark(session, "B", "absent", notice="none")
    left = world.enrolments["syksy", "B"]
    with reading(world.engine) as connection:
        every = marks_around(connection, EVERYONE, Selection(), world.enrolments.values(), NOW)
        narrowed = Selection(start=MONDAY, end=MONDAY, activity="muu", counting_only=True)
        same = marks_around(connection, EVERYONE, narrowed, [left], NOW)
        foreign = marks_around(connection, coach(world, "talvi"), Selection(), [left], NOW)
        assert marks_around(connection, EVERYONE, Selection(), [], NOW) == {}
    assert [mark.silent for mark in every[left]] == [True, True]
    assert len(every[world.enrolments["syksy", "A"]]) == 3
    assert same[left] == every[left], "whatever period is chosen"
    assert foreign == {}


def test_who_of_the_team_can_be_asked(world: World) -> None:
    accounts = {name: world.account(name, role) for name, role in (("Kaisa", "coordinator"), ("Mikko", "coach"))}
    accounts |= {name: world.account(name, role) for name, role in (("Raija", "reporter"), ("Aune", "auditor"))}
    gone = world.account("Gone")
    with writing(world.engine) as connection:
        connection.execute(update(Account).where(Account.id == gone).values(deactivated_at=NOW))
    world.add(AccountCohort, account_id=accounts["Mikko"], cohort_id=world.cohorts["syksy"])
    with reading(world.engine) as connection:
        found = team(connection, EVERYONE)
        assert set(team(connection, coach(world, "talvi"))) == {world.cohorts["talvi"]}
    kaisa, mikko = Member(accounts["Kaisa"], "Kaisa"), Member(accounts["Mikko"], "Mikko")
    assert found == {world.cohorts["syksy"]: (kaisa, mikko), world.cohorts["talvi"]: (kaisa,)}


def test_who_objects_is_for_the_coordinator_alone(world: World) -> None:
    object_on(world, date(2026, 9, 15))
    with reading(world.engine) as connection:
        [one] = objections(connection, EVERYONE, Selection(), NOW)
        assert one == Objection(world.people["A"], "A", "talvi", date(2026, 9, 15))
        assert objections(connection, EVERYONE, Selection(as_of=date(2026, 9, 14))) == []
        for scope in (coach(world, "syksy"), Scope(1, Role.REPORTER), Scope(1, Role.AUDITOR)):
            with pytest.raises(ForbiddenError):
                objections(connection, scope, Selection(), NOW)
