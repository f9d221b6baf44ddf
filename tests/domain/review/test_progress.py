"""How far a meeting is with an item, how an item is named, and what is new since when."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.domain.review import (
    About,
    ItemKind,
    ItemState,
    Reference,
    Settled,
    first_since,
    key_of,
    kind_of,
    parse_key,
    state_of,
    token,
)
from dashboard.domain.review.items import Item, Section
from dashboard.domain.support.standing import StepKind
from tests.domain.review.examples import TODAY, agenda_of, ago, chase, check, registers, step, talk, week

SEEN, _SNOOZED, DECIDED, DONE, _REVIEWED = StepKind
NOW = step("A", SEEN, TODAY, 9)


def test_an_item_is_open_until_everything_that_put_it_there_was_answered() -> None:
    seen = talk("A", "R3", ago(4), now=(NOW,))
    [answered] = agenda_of(talks=[seen])
    [half] = agenda_of(talks=[seen, talk("A", "R8", ago(2))])
    assert state_of(answered, None) is ItemState.DONE
    assert state_of(half, None) is ItemState.OPEN
    assert [one.id for one in answered.subject.steps_now()] == [9]  # type: ignore[union-attr]


def test_what_somebody_said_of_it_counts_more() -> None:
    [item] = agenda_of(talks=[talk("A", "R3", ago(4), now=(NOW,))])
    assert state_of(item, ItemState.CARRIED) is ItemState.CARRIED
    assert state_of(item, ItemState.OPEN) is ItemState.DONE, "opened again, it is dealt with by its step all the same"
    [other] = agenda_of(talks=[talk("A", "R3", ago(4))])
    assert state_of(other, ItemState.DONE) is ItemState.DONE


def test_a_decision_is_answered_when_it_is_said_to_be_done() -> None:
    decided = step("A", DECIDED, ago(9), 1, due_on=ago(1))
    [waits] = agenda_of(checks=[check("A", decided)])
    [done] = agenda_of(checks=[check("A", decided, now=(step("A", DONE, TODAY, 2, decision_id=1),))])
    assert (state_of(waits, None), state_of(done, None)) == (ItemState.OPEN, ItemState.DONE)


def test_a_follow_up_figures_and_registers_are_dealt_with_when_somebody_says_so() -> None:
    items = agenda_of(chases=[chase("A", ago(1))], registers=[registers()], cohorts=[week()])
    assert {state_of(item, None) for item in items} == {ItemState.OPEN}


def test_what_an_item_is_about_in_the_words_of_the_table() -> None:
    items = agenda_of(
        talks=[talk("A", "R3", ago(4))],
        checks=[check("B", step("B", DECIDED, ago(9), due_on=ago(1)))],
        chases=[chase("C", ago(1))],
        registers=[registers()],
        cohorts=[week()],
    )
    assert [kind_of(item) for item in items] == list(ItemKind)
    assert kind_of(Item("cohort:1", Section.SETTLED, Settled("syksy"))) is ItemKind.COHORT


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("person:17", Reference(About.PERSON, 17)),
        ("register:2", Reference(About.REGISTER, 2)),
        ("cohort:3", Reference(About.COHORT, 3)),
        ("person:0", None),
        ("person:017", None),
        ("person:-1", None),
        ("person:1 ", None),
        ("person:" + "9" * 19, None),
        ("account:1", None),
        ("", None),
    ],
)
def test_a_key_says_what_it_is_about_or_nothing(key: str, found: Reference | None) -> None:
    assert parse_key(key) == found
    if found is not None:
        assert key_of(found.about, found.id) == key


def test_an_address_says_nothing_that_is_the_same_in_the_next_meeting() -> None:
    began = datetime(2026, 11, 20, 11, tzinfo=UTC)
    one, again = token(5, began, "person:17"), token(5, began, "person:17")
    assert one == again
    assert one.startswith("5-")
    assert token(6, began + timedelta(days=7), "person:17").partition("-")[2] not in one
    assert token(5, began, "person:18") != one


def test_a_first_review_looks_back_a_week() -> None:
    assert first_since(TODAY, None) == ago(7)
    assert first_since(TODAY, ago(3)) == ago(3)
