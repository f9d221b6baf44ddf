"""How a prompt stands with the team, as stories of the steps that people took about it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dashboard.domain.calendar import HELSINKI
from dashboard.domain.support import Facts, Prompt, Rule
from dashboard.domain.support.standing import (
    Progress,
    Stage,
    Standing,
    Step,
    StepKind,
    Worked,
    standing,
    tasks,
    waiting_order,
)
from tests.domain.support.people import MONDAY, person, prompts

SINCE = MONDAY + timedelta(days=4)
TODAY = MONDAY + timedelta(days=14)
SEEN, SNOOZED, DECIDED, DONE, REVIEWED = StepKind


def day(number: int) -> date:
    return SINCE + timedelta(days=number)


def step(kind: StepKind, on: date, number: int = 1, rule: str = "R3", **values: Any) -> Step:
    """One step at one in the afternoon of a day."""
    moment = datetime(on.year, on.month, on.day, 13, tzinfo=HELSINKI)
    given = {"about": None, "decided_at": moment, **values}
    return Step(id=number, enrolment_id=1, rule=rule, kind=kind, **given)


def prompt(rule: Rule = Rule.RUN_OF_ABSENCES, since: date = SINCE, **values: Any) -> Prompt:
    return Prompt(rule, since, values, ())


def how(*steps: Step, today: date = TODAY, of: Prompt | None = None) -> Standing:
    return standing(of or prompt(), steps, today)


def test_nobody_has_looked_since_it_began() -> None:
    found = how()
    assert (found.stage, found.unseen_since, found.unseen_days, found.seen) == (Stage.UNSEEN, SINCE, 10, 0)
    assert found.last is None
    assert how(today=SINCE).unseen_days == 0


def test_somebody_has_seen_it() -> None:
    found = how(step(SEEN, day(3)))
    assert (found.stage, found.unseen, found.unseen_days) == (Stage.ACKNOWLEDGED, False, 0)


@pytest.mark.parametrize(
    ("until", "stage", "days"),
    [(day(11), Stage.SNOOZED, 0), (day(10), Stage.UNSEEN, 0), (day(7), Stage.UNSEEN, 3)],
)
def test_a_snooze_ends_on_its_day_and_the_waiting_is_counted_from_there(until: date, stage: Stage, days: int) -> None:
    found = how(step(SNOOZED, day(2), snoozed_until=until, text="Loma."))
    assert (found.stage, found.unseen_days) == (stage, days)
    assert (found.unseen_since is None) == (stage is Stage.SNOOZED)


def test_a_decision_is_under_way_until_it_is_done_and_looked_at_again() -> None:
    decided = step(DECIDED, day(1), 1, text="Soitetaan.", due_on=day(12))
    done = step(DONE, day(5), 2, decision_id=1)
    reviewed = step(REVIEWED, day(9), 3, decision_id=1, worked=Worked.NO)
    assert how(decided).stage is Stage.DECIDED
    assert how(decided, done).stage is Stage.DONE
    found = how(decided, done, reviewed)
    assert found.stage is Stage.REVIEWED
    [task] = found.tasks
    assert (task.progress, task.done, task.review) == (Progress.REVIEWED, done, reviewed)


@pytest.mark.parametrize(("due_on", "due"), [(day(11), False), (day(10), True), (day(3), True), (None, False)])
def test_a_decision_is_due_on_its_day_and_after_it(due_on: date | None, due: bool) -> None:
    found = how(step(DECIDED, day(1), due_on=due_on))
    assert found.due == due
    assert found.tasks[0].progress is (Progress.DUE if due else Progress.OPEN)
    assert found.tasks[0].open


def test_two_decisions_of_the_same_moment_both_stand() -> None:
    kaisa, mikko = step(DECIDED, day(1), 1, text="Soitan."), step(DECIDED, day(1), 2, text="Tavataan.")
    done = step(DONE, day(3), 3, decision_id=1)
    found = how(kaisa, mikko, done)
    assert [task.decision.text for task in found.tasks] == ["Soitan.", "Tavataan."]
    assert found.stage is Stage.DECIDED, "one of them is still to be carried out"
    assert [task.open for task in found.tasks] == [False, True]


def test_what_was_done_about_an_earlier_run_does_not_count_for_this_one() -> None:
    before = step(DECIDED, SINCE - timedelta(days=1), 1), step(DONE, SINCE - timedelta(days=1), 2, decision_id=1)
    found = how(*before)
    assert (found.stage, found.steps, found.earlier) == (Stage.UNSEEN, (), before)
    assert found.seen == 2, "whoever writes has seen them all the same"
    assert how(step(SEEN, SINCE)).stage is Stage.ACKNOWLEDGED, "on the very day it does"


def test_a_look_at_another_prompt_is_none_at_this_one() -> None:
    assert how(step(SEEN, day(2), rule="R4")).stage is Stage.UNSEEN
    first = prompt(Rule.FOLLOW_UP, kind="28_days")
    of_second = step(SEEN, day(2), rule="T1", about="6_months")
    assert how(of_second, of=first).stage is Stage.UNSEEN
    assert how(step(SEEN, day(2), rule="T1", about="28_days"), of=first).stage is Stage.ACKNOWLEDGED


def test_a_snooze_after_a_decision_is_what_holds_and_its_end_brings_it_back() -> None:
    decided = step(DECIDED, day(1), 1, due_on=day(20))
    snoozed = step(SNOOZED, day(2), 2, snoozed_until=day(8), text="Sairaana.")
    assert how(decided, snoozed, today=day(7)).stage is Stage.SNOOZED
    back = how(decided, snoozed)
    assert (back.stage, back.unseen_since) == (Stage.UNSEEN, day(8))
    assert how(decided, snoozed, step(SEEN, day(9), 3)).stage is Stage.DECIDED


class TestTasks:
    def test_a_step_that_names_no_decision_follows_the_latest_before_it(self) -> None:
        steps = [
            step(DECIDED, day(0), 1, text="Ensin."),
            step(DONE, day(1), 2),
            step(DECIDED, day(2), 3, text="Sitten."),
            step(REVIEWED, day(3), 4, worked=Worked.YES),
            step(DONE, day(3), 5, rule="R4"),
        ]
        found = tasks(steps, TODAY)
        assert [(task.decision.text, task.progress) for task in found] == [
            ("Ensin.", Progress.DONE),
            ("Sitten.", Progress.REVIEWED),
        ]

    def test_the_latest_answer_holds_and_the_first_done(self) -> None:
        steps = [
            step(DECIDED, day(0), 1),
            step(DONE, day(1), 2, decision_id=1),
            step(DONE, day(2), 3, decision_id=1),
            step(REVIEWED, day(3), 4, decision_id=1, worked=Worked.NO),
            step(REVIEWED, day(9), 5, decision_id=1, worked=Worked.YES),
        ]
        [task] = tasks(steps, TODAY)
        assert task.done is steps[1]
        assert task.review is steps[4]


def test_order_is_no_contact_silence_run_then_the_longest_without_a_look() -> None:
    rules = [Rule.BEHIND_PLAN, Rule.RUN_OF_ABSENCES, Rule.LATENESS, Rule.SILENT_ABSENCES, Rule.NO_CONTACT]
    since = {Rule.BEHIND_PLAN: day(0), Rule.LATENESS: day(-3), Rule.NO_CONTACT: day(9)}
    found = [prompt(rule, since.get(rule, day(0))) for rule in rules]
    ordered = sorted(found, key=lambda one: waiting_order(one, how(of=one)))
    assert [one.rule for one in ordered] == ["R10", "R4", "R3", "R6", "R8"]


def test_a_snooze_that_is_over_comes_after_who_waited_all_the_time() -> None:
    old, late = prompt(Rule.LATENESS, day(0)), prompt(Rule.BEHIND_PLAN, day(5))
    snoozed = step(SNOOZED, day(1), rule="R6", snoozed_until=day(9), text="Loma.")
    assert waiting_order(old, how(snoozed, of=old)) > waiting_order(late, how(of=late))


def test_it_stands_for_what_the_rules_really_say() -> None:
    facts: Facts = person("." * 6 + "bbb")
    found = prompts(facts)["R3"]
    today = facts.marks[-1].date
    assert standing(found, [step(SEEN, found.since)], today).stage is Stage.ACKNOWLEDGED
    assert standing(found, [step(SEEN, found.since - timedelta(days=1))], today).stage is Stage.UNSEEN
