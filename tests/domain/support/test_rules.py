"""All rules together: whom they speak of, in which order, and how two days compare."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.domain.support import Facts, Prompt, State, all_prompts, compare, prompts_for
from tests.domain.support.people import MONDAY, PARAMETERS, person, prompts

FRIDAY = MONDAY + timedelta(days=18)
WEEK = timedelta(days=7)
ABSENT = person("x" * 15)
EVERYTHING = {"R1", "R2", "R3", "R4", "R5", "R10"}


def known(facts: Facts, upto: int) -> Facts:
    """The same person when they had so many marks."""
    return replace(facts, marks=facts.marks[:upto])


def rules(facts: Facts) -> list[str]:
    """What is said of one person, in order."""
    return [prompt.rule.value for prompt in prompts_for(facts, PARAMETERS, FRIDAY)]


def test_somebody_who_came_to_nothing_has_every_rule_about_it() -> None:
    assert set(prompts(ABSENT)) == EVERYTHING


def test_somebody_who_comes_has_none() -> None:
    assert prompts(person("." * 15)) == {}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"enrolled_on": FRIDAY + timedelta(days=1)}, id="not-entered"),
        pytest.param({"exited_on": FRIDAY - timedelta(days=1)}, id="left"),
        pytest.param({"ends_on": FRIDAY - timedelta(days=1)}, id="cohort-over"),
        pytest.param({"objected_on": FRIDAY}, id="objects"),
    ],
)
@pytest.mark.parametrize("letters", ["x" * 15, "e" * 15, "-" * 15])
def test_nothing_is_said_of_who_does_not_take_part_or_objects(values: dict[str, object], letters: str) -> None:
    assert prompts(person(letters), FRIDAY)
    assert prompts(person(letters, **values), FRIDAY) == {}


@pytest.mark.parametrize(
    "values", [{"exited_on": FRIDAY}, {"ends_on": FRIDAY}, {"objected_on": FRIDAY + timedelta(days=1)}]
)
def test_the_last_day_and_the_day_before_an_objection_count(values: dict[str, object]) -> None:
    assert set(prompts(person("x" * 15, **values), FRIDAY)) == EVERYTHING


def test_objecting_also_ends_reminders_after_the_exit() -> None:
    left = person("", exited_on=MONDAY)
    assert prompts(left, MONDAY + timedelta(days=40))
    assert prompts(replace(left, objected_on=MONDAY), MONDAY + timedelta(days=40)) == {}


def test_order_is_no_contact_silence_run_then_the_longest_standing() -> None:
    assert rules(ABSENT)[:3] == ["R10", "R4", "R3"]
    rest = [prompt.since for prompt in prompts_for(ABSENT, PARAMETERS, FRIDAY)[3:]]
    assert rest == sorted(rest)


def test_people_with_many_prompts_are_not_listed_first() -> None:
    late_since_long = person("lllllllllllllll", code="A", enrolment_id=2)
    found = all_prompts([late_since_long, person("." * 6 + "bbbbbb..b", code="B")], {}, FRIDAY)
    assert [(facts.code, prompt.rule.value) for facts, prompt in found] == [("A", "R6"), ("B", "R1"), ("B", "R2")]


class TestCompared:
    def test_new_continuing_and_resolved(self) -> None:
        returned = person("..." + "b" * 7 + ".....", code="B", enrolment_id=2)
        stays_away = person("..." + "b" * 12, code="C", enrolment_id=3)
        begins = person("." * 12 + "bbb", code="D", enrolment_id=4)
        people = (returned, stays_away, begins)
        before = all_prompts([known(facts, 10) for facts in people], {}, FRIDAY - WEEK)
        now = all_prompts(people, {}, FRIDAY)
        found = {(facts.code, prompt.rule.value): state for (facts, prompt), state in compare(now, before, FRIDAY)}
        assert found["B", "R3"] is State.RESOLVED
        assert found["C", "R3"] is State.CONTINUING
        assert found["D", "R3"] is State.NEW

    def test_what_is_only_withheld_is_not_resolved(self) -> None:
        facts = person("." * 5 + "xxxxx" + "---..")
        before = all_prompts([known(facts, 10)], {}, FRIDAY - WEEK)
        assert {prompt.rule.value for _, prompt in before} >= {"R3", "R4", "R10"}
        found = compare(all_prompts([facts], {}, FRIDAY), before, FRIDAY)
        assert [(prompt.rule.value, state.value) for (_, prompt), state in found] == [
            ("T2", "new"),
            ("R10", "resolved"),
        ]

    def test_nothing_is_said_of_who_has_objected_since(self) -> None:
        objects = replace(ABSENT, objected_on=FRIDAY)
        before = all_prompts([known(objects, 10)], {}, FRIDAY - WEEK)
        assert before
        assert compare(all_prompts([objects], {}, FRIDAY), before, FRIDAY) == []

    def test_the_two_statuses_of_one_person_are_two_prompts(self) -> None:
        left, today = person("", exited_on=MONDAY), MONDAY + timedelta(days=170)
        before = all_prompts([left], {}, today - WEEK)
        found = compare(all_prompts([left], {}, today), before, today)
        assert [state.value for _, state in found] == ["continuing", "new"]


def test_a_prompt_says_no_score() -> None:
    assert set(Prompt.__dataclass_fields__) == {"rule", "since", "values", "evidence"}
