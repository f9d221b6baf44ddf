"""What a programme may set about the rules, and what cannot be."""

from dataclasses import fields, replace
from typing import Any

import pytest

from dashboard.domain.support import Parameters, Rule, prompts_for
from dashboard.domain.support.parameters import DEFAULTS
from dashboard.domain.support.settings import BOUNDS, GROUPS, Problem, problems
from tests.domain.support.people import marks, person


def test_every_parameter_belongs_to_one_rule_and_every_rule_has_some() -> None:
    assert set(GROUPS) == set(Rule)
    assert sum(len(group) for group in GROUPS.values()) == len(BOUNDS)
    assert set(BOUNDS) == {field.name for field in fields(Parameters)}


def test_defaults_can_be() -> None:
    assert problems(DEFAULTS) == []


@pytest.mark.parametrize("name", BOUNDS)
def test_the_default_is_within_its_bounds_and_what_is_beyond_is_refused(name: str) -> None:
    bounds = BOUNDS[name]
    step = 0.01 if bounds.share else 1
    for value in (bounds.low - step, bounds.high + step):
        assert Problem(name, bounds.low, bounds.high) in problems(replace(DEFAULTS, **_given(name, value)))
    assert bounds.low <= getattr(DEFAULTS, name) <= bounds.high


def _given(name: str, value: float) -> dict[str, Any]:
    return {name: value}


@pytest.mark.parametrize(
    ("values", "name", "than", "high"),
    [
        ({"drop_absences": 9}, "drop_absences", "drop_last", 8),
        ({"drop_last": 3}, "drop_absences", "drop_last", 3),
        ({"notice_absences": 21}, "notice_absences", "notice_last", 20),
        ({"late_times": 11}, "late_times", "late_last", 10),
        ({"excused_times": 11}, "excused_times", "excused_last", 10),
        ({"low_clear_absences": 6}, "low_clear_absences", "low_clear_last", 5),
        ({"first_remind": 29}, "first_remind", "first_due", 28),
        ({"second_due": 40, "second_window": 41}, "second_window", "second_due", 40),
    ],
)
def test_a_rule_that_could_never_speak_is_refused(values: dict[str, Any], name: str, than: str, high: float) -> None:
    found = problems(replace(DEFAULTS, **values))
    assert [(problem.name, problem.than, problem.high) for problem in found] == [(name, than, high)]


def test_it_is_true_that_it_could_never_speak() -> None:
    facts = person(marks("x" * 40))
    today = facts.marks[-1].date
    silent = replace(DEFAULTS, drop_absences=9, low_clear_absences=6, notice_absences=21)
    said = {prompt.rule.value for prompt in prompts_for(facts, silent, today)}
    assert {"R1", "R2", "R5"} & said == set()
    assert {"R1", "R2", "R5"} <= {prompt.rule.value for prompt in prompts_for(facts, DEFAULTS, today)}
