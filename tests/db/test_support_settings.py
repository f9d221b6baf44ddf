"""The rules of a programme: read wherever prompts are computed, set by the coordinator alone; on both databases."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.selection import Selection
from dashboard.domain.support import Parameters, Rule, all_prompts
from dashboard.domain.support.parameters import DEFAULTS
from dashboard.domain.support.settings import Problem
from db.commands.errors import RefusedError, StaleError
from db.commands.support_settings import reset_rule, set_rule
from db.engine import reading, writing
from db.queries.support import support_facts
from db.queries.support_settings import ProgrammeRules, parameters, programme_rules
from db.schema import Audit, Cohort, Enrolment, Participant, Programme, ProgrammeSetting
from tests.support.world import World, new_world

MONDAY = date(2026, 8, 31)
NOW = datetime(2026, 9, 18, 13, tzinfo=HELSINKI)
EVERYONE = command_line_scope()


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    """Two programmes with a person each who has missed the last two sessions."""
    world = new_world(migrated_url)
    world.cohort("syksy", MONDAY)
    world.enrol("syksy", "A", MONDAY)
    other = world.add(Programme, code="muu", name="Muu", weeks=10)
    cohort = world.add(
        Cohort, programme_id=other, code="muu-1", name="Muu 1", starts_on=MONDAY, ends_on=MONDAY + timedelta(weeks=10)
    )
    person = world.add(Participant, programme_id=other, code="B")
    world.enrolments["muu-1", "B"] = world.add(Enrolment, cohort_id=cohort, participant_id=person, enrolled_on=MONDAY)
    world.cohorts["muu-1"] = cohort
    for code, name in (("syksy", "A"), ("muu-1", "B")):
        for day, status in enumerate(("present", "absent", "absent")):
            session = world.session(code, MONDAY + timedelta(days=day))
            world.mark(session, name, status, notice="before" if status == "absent" else None)
    yield world
    world.engine.dispose()


@pytest.fixture
def kaisa(world: World) -> Scope:
    return Scope(world.account("Kaisa"), Role.COORDINATOR)


def change(world: World, scope: Scope, rule: Rule = Rule.RUN_OF_ABSENCES, version: int = 0, **values: float) -> int:
    with writing(world.engine) as connection:
        return set_rule(connection, scope, world.programme, rule, values, NOW, version=version)


def rules(world: World, scope: Scope = EVERYONE) -> dict[str, ProgrammeRules]:
    with reading(world.engine) as connection:
        return {one.code: one for one in programme_rules(connection, scope)}


def said(world: World) -> list[tuple[str, str]]:
    with reading(world.engine) as connection:
        settings = parameters(connection, EVERYONE, Selection())
        found = all_prompts(support_facts(connection, EVERYONE, Selection(as_of=NOW.date())), settings, NOW.date())
    return [(facts.code, prompt.rule.value) for facts, prompt in found]


def audit(world: World) -> list[tuple[str, int, dict[str, Any]]]:
    with reading(world.engine) as connection:
        query = select(Audit.action, Audit.subject_id, Audit.detail).order_by(Audit.id)
        return [tuple(row) for row in connection.execute(query)]


def test_where_nothing_is_set_the_defaults_hold(world: World) -> None:
    with reading(world.engine) as connection:
        assert parameters(connection, EVERYONE, Selection()) == {}
    assert {code: one.parameters for code, one in rules(world).items()} == {"ikut": DEFAULTS, "muu": DEFAULTS}


def test_a_rule_that_is_set_speaks_otherwise_in_its_own_programme_alone(world: World, kaisa: Scope) -> None:
    assert ("A", "R3") not in said(world)
    assert change(world, kaisa, run_absences=2) == 1
    assert [code for code, rule in said(world) if rule == "R3"] == ["A"]
    with reading(world.engine) as connection:
        found = parameters(connection, EVERYONE, Selection())
    assert found == {"syksy": Parameters(run_absences=2)}
    assert isinstance(found["syksy"].run_absences, int)


def test_who_set_it_when_and_from_what_to_what_is_kept(world: World, kaisa: Scope) -> None:
    change(world, kaisa, run_absences=2)
    change(world, kaisa, version=1, run_absences=4)
    assert change(world, kaisa, version=2, run_absences=4) == 0, "it was so already"
    rule = {"programme": "ikut", "rule": "R3"}
    assert audit(world) == [
        ("set-rule", world.programme, {**rule, "was": {"run_absences": 3}, "now": {"run_absences": 2}}),
        ("set-rule", world.programme, {**rule, "was": {"run_absences": 2}, "now": {"run_absences": 4}}),
    ]
    [kept] = rules(world)["ikut"].changes.values()
    assert (kept.version, kept.changed_at, kept.by) == (2, NOW, "Kaisa")


def test_whoever_did_not_see_the_latest_is_told(world: World, kaisa: Scope) -> None:
    change(world, kaisa, run_absences=2)
    with pytest.raises(StaleError) as stale:
        change(world, kaisa, run_absences=5)
    assert stale.value.current == {"parameters": Parameters(run_absences=2), "version": 1}
    assert change(world, kaisa, Rule.RECENT_DROP, drop_absences=5) == 1, "another rule is another form"


def test_what_could_never_speak_is_refused_and_nothing_written(world: World, kaisa: Scope) -> None:
    with pytest.raises(RefusedError) as refused:
        change(world, kaisa, Rule.RECENT_DROP, drop_last=5, drop_absences=6)
    assert refused.value.values["problems"] == [Problem("drop_absences", 2, 5, "drop_last")]
    with pytest.raises(RefusedError):
        change(world, kaisa, run_absences=1)
    assert (rules(world)["ikut"].parameters, audit(world)) == (DEFAULTS, [])


def test_back_to_the_default(world: World, kaisa: Scope) -> None:
    change(world, kaisa, Rule.LATENESS, late_minutes=10, late_times=3)
    version = rules(world)["ikut"].version("late_minutes", "late_times")
    with writing(world.engine) as connection:
        assert reset_rule(connection, kaisa, world.programme, Rule.LATENESS, NOW, version=version) == 2
    assert rules(world)["ikut"].parameters == DEFAULTS
    assert audit(world)[-1][2]["was"] == {"late_times": 3, "late_minutes": 10}


def test_a_setting_of_something_else_does_not_matter(world: World) -> None:
    world.add(ProgrammeSetting, programme_id=world.programme, name="colour_of_the_door", value=7)
    assert rules(world)["ikut"].parameters == DEFAULTS
    with reading(world.engine) as connection:
        assert parameters(connection, EVERYONE, Selection()) == {}


@pytest.mark.parametrize("role", [Role.COACH, Role.REPORTER, Role.AUDITOR])
def test_only_a_coordinator_sets_rules(world: World, role: Role) -> None:
    scope = Scope(1, role, frozenset({world.cohorts["syksy"]}) if role is Role.COACH else None)
    with pytest.raises(ForbiddenError):
        change(world, scope, run_absences=2)
    assert rules(world)["ikut"].parameters == DEFAULTS


def test_nor_those_of_a_programme_that_is_not_there(world: World, kaisa: Scope) -> None:
    with writing(world.engine) as connection, pytest.raises(ForbiddenError):
        set_rule(connection, kaisa, 999, Rule.RUN_OF_ABSENCES, {"run_absences": 2}, NOW, version=0)


def test_a_coach_reads_the_rules_of_their_own_programme(world: World) -> None:
    coach = Scope(1, Role.COACH, frozenset({world.cohorts["muu-1"]}))
    assert list(rules(world, coach)) == ["muu"]
    for role in (Role.REPORTER, Role.AUDITOR):
        with pytest.raises(ForbiddenError):
            rules(world, Scope(1, role))
