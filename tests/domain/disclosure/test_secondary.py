"""As little as possible is withheld for another's sake, always the same, and more where time runs out."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest

from dashboard.domain.disclosure import Position, Profile
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.programs import Budget, OutOfTimeError
from dashboard.domain.disclosure.protect import Protected, protect
from dashboard.domain.disclosure.tables import CountTable, yes_and_no
from tests.domain.disclosure.cases import NUMBERS, rules_of, tables

K = 5


def of_five(table: CountTable, seconds: float = 60.0) -> Protected:
    return protect(table, Profile.FUNDER, K, seconds=seconds)


def secondary(protected: Protected) -> list[Position]:
    return [position for position, reason in protected.reasons.items() if reason is Reason.SECONDARY]


def cheaper(table: CountTable, candidates: list[Position], chosen: list[Position]) -> Iterator[tuple[Position, ...]]:
    """Every choice of fewer cells, or of as many with a smaller sum."""
    for count in range(len(chosen) + 1):
        for others in combinations(candidates, count):
            if count < len(chosen) or sum(map(table.at, others)) < sum(map(table.at, chosen)):
                yield others


class TestNothingLessWouldDo:
    """Every smaller choice is tried on the tests' own attacker."""

    @pytest.mark.parametrize("seed", range(2))
    def test_of_few_cells(self, seed: int) -> None:
        tried = 0
        for table, k in tables(seed + 100, 24):
            protected = protect(table, Profile.FUNDER, k)
            chosen = secondary(protected)
            candidates = [at for at in table.positions() if at not in protected.reasons or at in chosen]
            candidates = [at for at in candidates if at not in {*table.public, table.grand} and table.at(at) >= k]
            if not chosen or len(candidates) > 9:
                continue
            rules = rules_of(table, k)
            for others in cheaper(table, candidates, chosen):
                withheld = (set(protected.reasons) - set(chosen)) | set(others)
                tried += 1
                shown = {at: None if at in withheld else number for at, number in rules.cells.items()}
                assert rules.leaks(shown), f"{others} would do instead of {chosen}: {table.cells}"
        assert tried > 30


def test_of_equal_choices_the_one_that_comes_first_is_taken() -> None:
    table = CountTable.of("", ("a", "b", "c", "d"), ("n",), [[7], [2], [7], [7]])
    assert [secondary(of_five(table)) for _ in range(2)] == [[(0, 0)], [(0, 0)]]


def test_where_nothing_protects_the_others_the_total_stands_alone() -> None:
    """Who knows the rules takes two fours out of eight for what they are, and there is nothing else to withhold."""
    protected = of_five(CountTable.of("", ("a", "b", "c"), ("n",), [[4], [0], [4]]))
    assert protected.safe.cells == ((None,), (None,), (None,), (8,))
    assert protected.reasons[1, 0] is Reason.ALL_BUT_TOTAL


def test_what_everybody_knows_is_never_withheld() -> None:
    table = yes_and_no("", ("a", "b"), (1, 1), (2, 3), ("yes", "no"))
    assert of_five(table).safe.cells == ((None, None, 2), (None, None, 3), (None, None, 5))


class _Impatient(Budget):
    """Has time for so many programs."""

    calls = 0

    def __init__(self, _seconds: float) -> None:
        self._left = self.calls

    def left(self) -> float:
        self._left -= 1
        if self._left < 0:
            raise OutOfTimeError
        return 60.0


class TestOutOfTime:
    table = CountTable.of("", ("a", "b", "c"), ("x", "y", "z"), ((3, 10, 12), (8, 9, 11), (12, 6, 7)))

    def test_the_total_stands_alone_when_there_is_no_time_at_all(self) -> None:
        protected = of_five(self.table, seconds=0)
        shown = [cell for row in protected.safe.cells for cell in row if cell is not None]
        assert shown == [78]
        assert protected.reasons[0, 0] is Reason.SMALL
        assert protected.reasons[2, 2] is Reason.OUT_OF_TIME

    @pytest.mark.parametrize("calls", range(0, 40, 3))
    def test_more_is_withheld_whenever_it_ends_and_never_less(
        self, calls: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = set(of_five(self.table).safe.withheld)
        monkeypatch.setattr(_Impatient, "calls", calls)
        monkeypatch.setattr("dashboard.domain.disclosure.readers.Budget", _Impatient)
        assert set(of_five(self.table).safe.withheld) >= whole

    def test_cohorts_keep_their_public_sizes(self) -> None:
        table = yes_and_no("", ("a", "b"), (5, 3), (12, 12), ("yes", "no"))
        assert of_five(table, seconds=0).safe.cells == ((None, None, 12), (None, None, 12), (None, None, 24))


def test_a_table_of_a_large_programme_is_answered_at_once() -> None:
    random = np.random.default_rng(7)
    rows, columns = [f"cohort {row}" for row in range(12)], [f"answer {column}" for column in range(6)]
    table = CountTable.of("", rows, columns, random.choice(NUMBERS, (12, 6)).tolist())
    reasons = protect(table, Profile.FUNDER, K).reasons
    assert Reason.OUT_OF_TIME not in reasons.values()
    assert Reason.ALL_BUT_TOTAL not in reasons.values()
