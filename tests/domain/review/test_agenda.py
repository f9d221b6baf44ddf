"""The agenda of a weekly review: who is on it, why, and in which order. Right answers by hand."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.follow_up import Kind
from dashboard.domain.review import Person, Settled, agenda
from dashboard.domain.support.standing import StepKind, Worked
from tests.domain.review.examples import (
    SINCE,
    TODAY,
    agenda_of,
    ago,
    chase,
    check,
    material,
    registers,
    said,
    status,
    step,
    talk,
    week,
    who,
)

SEEN, SNOOZED, DECIDED, DONE, REVIEWED = StepKind


def test_an_empty_week_has_an_empty_agenda() -> None:
    assert agenda_of() == []


def test_everything_in_its_order() -> None:
    items = agenda_of(
        cohorts=[week()],
        registers=[registers()],
        chases=[chase("E", ago(1))],
        checks=[check("D", step("D", DECIDED, ago(14), due_on=ago(2)))],
        talks=[
            talk("C", "R8", ago(3), step("C", SEEN, ago(2), rule="R8"), new=True),
            talk("B", "R6", ago(30)),
            talk("A", "R6", ago(20)),
        ],
        carried=["person:1"],
    )
    assert said(items) == [
        ("carried", "A"),
        ("unseen", "B"),
        ("new", "C"),
        ("decisions", "D"),
        ("follow_ups", "E"),
        ("registers", "syksy"),
        ("cohorts", "syksy"),
    ]
    assert [item.key for item in items] == [
        "person:1",
        "person:2",
        "person:3",
        "person:4",
        "person:5",
        "register:1",
        "cohort:1",
    ]


class TestWhoComesFirst:
    def test_no_contact_then_silence_then_runs_then_the_longest_without_a_look(self) -> None:
        talks = [
            talk("A", "R6", ago(40)),
            talk("B", "R8", ago(50)),
            talk("C", "R3", ago(2)),
            talk("D", "R4", ago(1)),
            talk("E", "R10", ago(1)),
        ]
        for order in permutations(talks):
            assert [code for _section, code in said(agenda_of(talks=order))] == ["E", "D", "C", "B", "A"]

    def test_a_person_stands_where_the_first_of_their_prompts_stands_and_is_one_item(self) -> None:
        many = [talk("B", rule, ago(9)) for rule in ("R1", "R2", "R5", "R6", "R7", "R8")]
        [first, second] = agenda_of(talks=[*many, talk("A", "R6", ago(10))])
        assert (first.who, second.who) == (who("A"), who("B")), "six prompts bring nobody to the front"
        assert isinstance(second.subject, Person)
        assert len(second.subject.waiting) == 6

    def test_a_snooze_that_is_over_waits_since_its_day(self) -> None:
        back = talk("A", "R6", ago(40), step("A", SNOOZED, ago(30), rule="R6", snoozed_until=ago(3)))
        assert said(agenda_of(talks=[back, talk("B", "R6", ago(5))])) == [("unseen", "B"), ("unseen", "A")]


class TestWhatHasBeenLookedAt:
    def test_is_no_longer_on_the_agenda_unless_it_is_new(self) -> None:
        seen = talk("A", "R3", ago(20), step("A", SEEN, ago(10)))
        new = talk("B", "R3", ago(3), step("B", SEEN, ago(2)), new=True)
        assert said(agenda_of(talks=[seen, new])) == [("new", "B")]

    def test_goes_along_with_what_has_not(self) -> None:
        [item] = agenda_of(talks=[talk("A", "R3", ago(9), step("A", SEEN, ago(8))), talk("A", "R8", ago(2))])
        assert isinstance(item.subject, Person)
        assert [one.prompt.rule for one in item.subject.waiting] == ["R8"]
        assert [one.prompt.rule for one in item.subject.known] == ["R3"]

    def test_what_was_put_off_waits_for_its_day(self) -> None:
        off = talk("A", "R3", ago(9), step("A", SNOOZED, ago(8), snoozed_until=TODAY + timedelta(days=1)))
        assert agenda_of(talks=[off]) == []

    def test_a_decision_of_this_meeting_takes_nobody_off(self) -> None:
        decided = step("A", DECIDED, TODAY, text="Soitetaan.")
        [item] = agenda_of(talks=[talk("A", "R3", ago(4), now=(decided,))])
        assert item.section == "unseen"


class TestDecisions:
    @pytest.mark.parametrize(
        ("values", "shown"),
        [
            ({"due_on": TODAY}, True),
            ({"due_on": TODAY + timedelta(days=1)}, False),
            ({}, True),
        ],
    )
    def test_come_on_their_day_or_a_week_later_where_they_have_none(self, values: dict[str, Any], shown: bool) -> None:
        items = agenda_of(checks=[check("A", step("A", DECIDED, ago(7), **values))])
        assert bool(items) == shown

    def test_one_without_a_day_is_left_alone_for_a_week(self) -> None:
        assert agenda_of(checks=[check("A", step("A", DECIDED, ago(6)))]) == []

    def test_done_asks_whether_it_worked_and_an_answer_ends_it(self) -> None:
        decided = step("A", DECIDED, ago(9), 1, due_on=TODAY + timedelta(days=3))
        done = step("A", DONE, ago(4), 2, decision_id=1)
        worked = step("A", REVIEWED, ago(2), 3, decision_id=1, worked=Worked.YES)
        assert said(agenda_of(checks=[check("A", decided, done)])) == [("decisions", "A")]
        assert agenda_of(checks=[check("A", decided, done, worked)]) == []

    def test_are_a_part_of_the_persons_item(self) -> None:
        decided = step("A", DECIDED, ago(20), due_on=ago(5))
        [item] = agenda_of(talks=[talk("A", "R8", ago(2))], checks=[check("A", decided)])
        assert (item.section, len(item.subject.checks)) == ("unseen", 1)  # type: ignore[union-attr]

    def test_by_their_day(self) -> None:
        late = check("A", step("A", DECIDED, ago(20), due_on=ago(2)))
        later = check("B", step("B", DECIDED, ago(9), due_on=ago(5)))
        without = check("C", step("C", DECIDED, ago(11)))  # taken to be due a week after it
        assert [code for _section, code in said(agenda_of(checks=[late, later, without]))] == ["B", "C", "A"]


class TestFollowUps:
    def test_a_status_is_asked_for_until_somebody_sees_to_it(self) -> None:
        decided = step("B", DECIDED, ago(3), rule="T1", about="28_days", due_on=TODAY + timedelta(days=9))
        off = step("C", SNOOZED, ago(3), rule="T1", about="28_days", snoozed_until=TODAY + timedelta(days=9))
        seen = step("D", SEEN, ago(3), rule="T1", about="28_days")
        talks = [status("A", ago(1)), status("B", ago(2), decided), status("C", ago(3), off), status("D", ago(4), seen)]
        assert said(agenda_of(talks=talks)) == [("follow_ups", "D"), ("follow_ups", "A")]

    def test_one_that_a_prompt_speaks_of_is_not_said_twice(self) -> None:
        [item] = agenda_of(talks=[status("A", ago(1))], chases=[chase("A", ago(1), Kind.FIRST)])
        assert item.subject.chases == ()  # type: ignore[union-attr]

    def test_an_agreed_contact_stands_beside_a_status(self) -> None:
        [item] = agenda_of(talks=[status("A", ago(1))], chases=[chase("A", ago(3))])
        assert len(item.subject.chases) == 1  # type: ignore[union-attr]

    def test_by_the_day_on_which_they_are_due(self) -> None:
        items = agenda_of(talks=[status("A", ago(5))], chases=[chase("B", ago(9)), chase("C", TODAY, number=2)])
        assert [code for _section, code in said(items)] == ["B", "A", "C"]


class TestCarriedOver:
    def test_whoever_was_not_reached_comes_back_first_also_when_somebody_had_looked(self) -> None:
        seen = talk("A", "R8", ago(30), step("A", SEEN, SINCE, rule="R8"))
        assert said(agenda_of(talks=[talk("B", "R10", ago(2)), seen], carried=["person:1"])) == [
            ("carried", "A"),
            ("unseen", "B"),
        ]

    def test_what_was_dealt_with_since_is_not_left_over(self) -> None:
        seen = talk("A", "R8", ago(30), step("A", SEEN, SINCE + timedelta(days=1), rule="R8"))
        assert agenda_of(talks=[seen], carried=["person:1"]) == []

    def test_what_is_no_longer_so_is_not_left_over(self) -> None:
        assert agenda_of(carried=["person:1", "register:1", "cohort:1"]) == []

    def test_figures_and_registers_are_there_anyway_and_keep_their_place(self) -> None:
        items = agenda_of(registers=[registers()], cohorts=[week()], carried=["register:1", "cohort:1"])
        assert said(items) == [("registers", "syksy"), ("cohorts", "syksy")]


class TestRegisters:
    def test_what_withholds_prompts_is_an_item_of_its_cohort(self) -> None:
        items = agenda_of(talks=[talk("A", "T2", ago(3), num=4)], registers=[registers("syksy", 1, "A")])
        assert said(items) == [("registers", "syksy")]

    def test_cohorts_keep_their_order(self) -> None:
        items = agenda_of(registers=[registers("talvi", 2), registers("kesä", 1)], cohorts=[week("x", 5), week("a", 6)])
        assert [item.key for item in items] == ["register:2", "register:1", "cohort:5", "cohort:6"]


def test_what_the_meeting_wrote_about_stays_when_it_is_no_longer_so() -> None:
    touched = {"person:1": Settled("syksy", who("A")), "person:2": Settled("syksy", who("B"))}
    items = agenda_of(talks=[talk("B", "R3", ago(2))], touched=touched)
    assert said(items) == [("unseen", "B"), ("settled", "A")]


_TALKS = st.builds(
    talk,
    st.sampled_from("ABCDE"),
    st.sampled_from(("R1", "R3", "R4", "R8", "R10")),
    st.integers(0, 40).map(ago),
    new=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_TALKS, max_size=12, unique_by=lambda one: (one.who.code, one.prompt.rule)), st.randoms())
def test_the_order_in_which_it_is_read_says_nothing_and_nobody_is_lost(talks: list[Any], random: Any) -> None:
    items = agenda(material(talks=talks))
    shuffled = random.sample(talks, len(talks))
    assert [item.key for item in agenda(material(talks=shuffled))] == [item.key for item in items]
    assert {item.who.code for item in items if item.who} == {one.who.code for one in talks}
    assert len({item.key for item in items}) == len(items)
