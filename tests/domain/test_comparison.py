"""Whether a difference is more than chance would bring: published right answers, and how often it cries out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.comparison import Side, difference, standing_out


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [  # Newcombe 1998, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
    ],
)
def test_published_intervals(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    assert difference(one, other) == pytest.approx((low, high), abs=5e-5)


shares = st.integers(6, 60).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@settings(deadline=None)
@given(shares, shares)
def test_turned_round_it_is_the_same_with_the_other_sign(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = difference(one, other)
    assert difference(other, one) == pytest.approx((-high, -low))
    assert low <= one[0] / one[1] - other[0] / other[1] <= high


def test_one_cohort_has_nothing_to_differ_from() -> None:
    assert standing_out({"A": (20, 20)}) == {}
    assert standing_out({}) == {}


def test_two_differ_from_each_other_or_not_at_all() -> None:
    assert standing_out({"A": (56, 70), "B": (48, 80)}) == {"A": Side.ABOVE, "B": Side.BELOW}
    assert standing_out({"A": (3, 10), "B": (5, 10)}) == {}


def test_one_of_three_stands_out() -> None:
    assert standing_out({"A": (4, 60), "B": (6, 60), "C": (25, 60)}) == {"A": Side.BELOW, "C": Side.ABOVE}
    assert standing_out({"A": (9, 60), "B": (10, 60), "C": (25, 60)}) == {"C": Side.ABOVE}


def test_fewer_than_six_are_not_compared() -> None:
    assert standing_out({"A": (0, 40), "B": (5, 5)}) == {}


def test_chance_alone_seldom_stands_out() -> None:
    rng = np.random.default_rng(20261124)
    drawn = rng.binomial(20, 0.2, size=(4000, 3))
    alarms = sum(bool(standing_out({place: (int(late), 20) for place, late in enumerate(row)})) for row in drawn)
    assert alarms / 4000 <= 0.06
