"""What counts mean: rates, intervals, quantiles, sums."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.measures import Counts, figures, interval, quantile, ratio, total, wilson


def test_wilson_gives_the_right_answer_of_the_worked_example() -> None:
    assert wilson(7, 11) == pytest.approx((0.354, 0.848), abs=5e-4)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_stays_within_nought_and_one(pair: tuple[int, int]) -> None:
    successes, n = pair
    low, high = wilson(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    assert low < high


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_no_interval_for_counts_that_cannot_be(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="no interval"):
        wilson(successes, n)


def test_five_marks_have_no_interval_six_have() -> None:
    assert interval(5, 5) is None
    assert interval(5, 6) is not None
    assert not Counts(countable=5).enough
    assert Counts(countable=6).enough


@given(st.lists(st.integers(1, 200), min_size=1, max_size=30), st.floats(0, 1))
def test_quantiles_are_numpys(values: list[int], share: float) -> None:
    counted = [(value, values.count(value)) for value in sorted(set(values))]
    assert quantile(counted, share) == pytest.approx(float(np.quantile(values, share)))


def test_no_values_have_no_quantile() -> None:
    assert quantile([], 0.5) is None


def test_nothing_counted_is_not_defined_rather_than_nought() -> None:
    shown = figures(Counts())
    undefined = {name for name, value in shown.items() if value is None}
    assert undefined == {
        "attendance",
        "commitment",
        "lateness",
        "minutes_late_median",
        "notice_rate",
        "attendance_low",
        "attendance_high",
    }
    assert ratio(0, 0) is None


def test_all_cohorts_are_sums_never_averages_of_rates() -> None:
    small = Counts(expected=4, recorded=4, countable=4, attended=4)
    large = Counts(expected=96, recorded=96, countable=96, attended=48)
    assert total([small, large]).attendance == 52 / 100


def test_late_minutes_of_two_groups_are_put_together() -> None:
    one = Counts(minutes_late=((5, 1), (20, 2)))
    other = Counts(minutes_late=((5, 1), (60, 1)))
    assert (one + other).minutes_late == ((5, 2), (20, 2), (60, 1))


def test_a_group_without_whole_sessions_makes_the_sum_undefined() -> None:
    assert (Counts(nearly_empty=None, nearly_empty_of=None) + Counts()).nearly_empty is None


@given(st.lists(st.builds(Counts, expected=st.integers(0, 9), minutes_late=st.just(((7, 2),))), max_size=6))
def test_the_order_of_adding_does_not_matter(counts: list[Counts]) -> None:
    assert total(counts) == total(reversed(counts))
