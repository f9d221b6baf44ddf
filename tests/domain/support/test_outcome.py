"""Did it work? Counts before and after a decision, counted by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.support import Mark
from dashboard.domain.support.outcome import Outcome, Tally, outcome, tally
from tests.domain.support.people import MONDAY, marks

FRIDAY = MONDAY + timedelta(days=4)
LONG_AFTER = MONDAY + timedelta(weeks=20)


def after(letters: str, **values: object) -> list[Mark]:
    """Marks from the Monday after that Friday on."""
    return marks(letters, MONDAY + timedelta(days=7), **values)


def test_the_example_of_the_team() -> None:
    before = marks("bxx..x.xb", MONDAY - timedelta(days=14))
    found = outcome([*before, *after(".......b")], MONDAY, MONDAY + timedelta(weeks=5))
    assert found == Outcome(Tally(9, 3, 0, 4), Tally(8, 7, 0, 0), 28)
    assert (found.whole, found.weeks, found.comparable) == (True, 4, True)


def test_four_weeks_to_either_side_and_not_a_day_more() -> None:
    days = (-28, -27, 0, 1, 28, 29)
    found = outcome([Mark(MONDAY + timedelta(days=day)) for day in days], MONDAY, LONG_AFTER)
    assert (found.before.countable, found.after.countable) == (2, 2)


def test_the_day_of_the_decision_belongs_to_what_was_before() -> None:
    found = outcome(marks("....x"), FRIDAY, LONG_AFTER)
    assert (found.before, found.after) == (Tally(5, 4, 0, 1), Tally())


def test_nothing_after_the_day_that_is_looked_at() -> None:
    found = outcome([*marks("bbbbb"), *after("..........")], FRIDAY, FRIDAY + timedelta(days=6))
    assert (found.after.countable, found.days, found.weeks, found.whole) == (4, 6, 0, False)
    earlier = outcome([*marks("bbbbb"), *after("..")], FRIDAY, MONDAY)
    assert (earlier.before.countable, earlier.after.countable, earlier.days) == (1, 0, 0)


@pytest.mark.parametrize(
    ("letters", "countable", "comparable"), [(".....", 5, False), ("......", 6, True), (".....ee--", 5, False)]
)
def test_fewer_than_six_say_nothing(letters: str, countable: int, comparable: bool) -> None:
    before = marks("......", FRIDAY - timedelta(days=10))
    found = outcome([*before, *after(letters)], FRIDAY, LONG_AFTER)
    assert (found.after.countable, found.comparable) == (countable, comparable)
    assert not outcome([*marks("....."), *after("......")], FRIDAY, LONG_AFTER).comparable


def test_what_is_counted_of_each_kind() -> None:
    assert tally(marks(".lmubax?e-")) == Tally(countable=8, attended=4, late=3, silent=1)
    assert tally(marks(".lmubax?e-")).on_time == 1
    assert tally(marks("xxxxx..", counts=False)) == Tally(), "meetings with a psychologist are in no figure"


@settings(max_examples=40, deadline=None)
@given(
    letters=st.text(alphabet=".lmubax?e-", max_size=40),
    others=st.text(alphabet=".xe-", max_size=20),
    decided=st.integers(-40, 60),
    passed=st.integers(-10, 60),
)
def test_whatever_there_is_only_countable_marks_of_four_weeks_are_counted(
    letters: str, others: str, decided: int, passed: int
) -> None:
    own, psychologist = marks(letters), marks(others, counts=False)
    decided_on = MONDAY + timedelta(days=decided)
    today = decided_on + timedelta(days=passed)
    found = outcome(sorted([*own, *psychologist], key=lambda mark: mark.date), decided_on, today)
    wanted = [mark for mark in own if mark.status and not mark.excused and mark.date <= today]
    assert found.before.countable == _between(wanted, decided_on - timedelta(days=27), decided_on)
    assert found.after.countable == _between(wanted, decided_on + timedelta(days=1), decided_on + timedelta(days=28))
    assert 0 <= found.days <= 28
    for side in (found.before, found.after):
        assert side.late <= side.attended <= side.countable
        assert side.silent <= side.countable - side.attended


def _between(found: list[Mark], first: date, last: date) -> int:
    return sum(first <= mark.date <= last for mark in found)
