"""T1 follow-up task, T2 register: right answers, and what must not fire."""

from datetime import date, timedelta

import pytest

from dashboard.domain.follow_up import Kind
from dashboard.domain.support import Facts, FollowUpTask, Prompt, prompts_for
from tests.domain.support.people import MONDAY, PARAMETERS, marks, person, prompts

EXIT = date(2026, 9, 18)


def after(days: int) -> date:
    """So many days after the exit."""
    return EXIT + timedelta(days=days)


def task(kind: Kind, settled: int | None = None) -> FollowUpTask:
    """A follow-up, settled so many days after the exit."""
    due = {Kind.FIRST: 28, Kind.SECOND: 183, Kind.OTHER: 40}[kind]
    return FollowUpTask(kind, after(due), None if settled is None else after(settled))


def left(*tasks: FollowUpTask) -> Facts:
    """Somebody who missed everything and left."""
    return person("x" * 15, exited_on=EXIT, follow_ups=tasks)


def statuses(facts: Facts, days: int) -> list[Prompt]:
    """The prompts so many days after the exit."""
    return list(prompts_for(facts, PARAMETERS, after(days)))


BOTH = (task(Kind.FIRST), task(Kind.SECOND))


@pytest.mark.parametrize(
    ("days", "spoken"),
    [
        (1, []),
        (20, []),
        (21, [(Kind.FIRST, False)]),
        (28, [(Kind.FIRST, False)]),
        (29, [(Kind.FIRST, True)]),
        (168, [(Kind.FIRST, True)]),
        (169, [(Kind.FIRST, True), (Kind.SECOND, False)]),
        (197, [(Kind.FIRST, True), (Kind.SECOND, False)]),
        (198, [(Kind.FIRST, True), (Kind.SECOND, True)]),
    ],
)
@pytest.mark.parametrize("planned", [BOTH, ()], ids=["planned", "forgotten"])
def test_statuses_are_asked_for(planned: tuple[FollowUpTask, ...], days: int, spoken: list[tuple[Kind, bool]]) -> None:
    found = statuses(left(*planned), days)
    assert {prompt.rule.value for prompt in found} <= {"T1"}
    assert [(prompt.values["kind"], prompt.values["overdue"]) for prompt in found] == spoken


def test_a_status_says_its_due_day_and_what_was_planned() -> None:
    first, second = statuses(left(*BOTH), 170)
    assert (first.values["day"], first.since, first.evidence) == (after(28), after(21), (BOTH[0],))
    assert (second.values["day"], second.since, second.evidence) == (after(183), after(169), (BOTH[1],))


def test_it_stops_when_the_status_is_settled_and_stood_before() -> None:
    facts = left(task(Kind.FIRST, 30))
    assert len(statuses(facts, 29)) == 1
    assert statuses(facts, 30) == []


def test_a_second_try_is_still_to_be_made() -> None:
    assert len(statuses(left(task(Kind.FIRST, 30), task(Kind.FIRST)), 40)) == 1


def test_other_agreed_contacts_are_not_statuses() -> None:
    assert statuses(left(task(Kind.OTHER)), 20) == []


def test_nobody_is_asked_before_they_leave() -> None:
    leaves_later = person("....", exited_on=EXIT, follow_ups=BOTH)
    assert prompts(leaves_later, EXIT) == {}


class TestRegister:
    @pytest.mark.parametrize(
        ("letters", "missing"),
        [
            ("....", None),
            ("...-", 1),  # a quarter
            ("....-", 1),  # a fifth
            (".....-", None),  # a sixth
            ("." * 9 + "--", None),
            ("." * 8 + "--", 2),
            ("." * 12 + "---", 3),
            ("-", 1),
        ],
    )
    def test_three_or_a_fifth_of_three_weeks(self, letters: str, missing: int | None) -> None:
        found = prompts(person(letters)).get("T2")
        assert (found and found.values["num"]) == missing

    def test_the_three_weeks_end_with_the_day(self) -> None:
        facts = person("---" + "." * 22)
        assert "T2" in prompts(facts, MONDAY + timedelta(days=20))
        assert "T2" not in prompts(facts, MONDAY + timedelta(days=21))

    def test_withholds_what_is_said_of_attendance_and_modules(self) -> None:
        prompt = prompts(person("xxxxxxxxxxxx---"), MONDAY + timedelta(days=18))
        assert set(prompt) == {"R10", "T2"}
        assert len(prompt["T2"].evidence) == 3

    def test_stands_since_the_first_day_of_the_gap(self) -> None:
        facts = person("." * 12 + "---")
        assert prompts(facts)["T2"].since == facts.marks[14].date

    def test_registers_of_meetings_with_a_psychologist_do_not_matter(self) -> None:
        assert prompts(person([*marks("....."), *marks("---", counts=False)])) == {}
