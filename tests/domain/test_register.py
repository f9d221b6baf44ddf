"""How a mark is shown, and which sessions and weeks stand out."""

from datetime import UTC, date, datetime

import pytest

from dashboard.domain.measures import Counts
from dashboard.domain.register import HeldSession, Shown, shown
from dashboard.domain.trends import missed_half_lately, weeks_falling


@pytest.mark.parametrize(
    ("status", "notice", "excused", "expected"),
    [
        ("present", None, False, Shown.PRESENT),
        ("late", "none", False, Shown.LATE),
        ("absent", "before", False, Shown.TOLD),
        ("absent", "after", False, Shown.UNTOLD),
        ("absent", "none", False, Shown.UNTOLD),
        ("absent", "unknown", False, Shown.UNTOLD),
        ("absent", "before", True, Shown.EXCUSED),
        (None, None, None, Shown.UNRECORDED),
    ],
)
def test_six_ways_to_show_a_mark(status: str | None, notice: str | None, excused: bool | None, expected: Shown) -> None:
    assert shown(status, notice, excused, held=True) is expected
    assert shown(status, notice, excused, held=False) is Shown.UPCOMING


def session(expected: int, recorded: int, came: int, whole_cohort: bool = True) -> HeldSession:
    return HeldSession(
        session_id=1,
        cohort="syksy",
        activity="ryhmä",
        local_date=date(2021, 8, 30),
        starts_at=datetime(2021, 8, 30, 6, tzinfo=UTC),
        whole_cohort=whole_cohort,
        participant=None,
        expected=expected,
        recorded=recorded,
        came=came,
        unnotified=0,
    )


def test_nearly_empty_needs_two_expected_one_at_most_and_every_mark() -> None:
    assert session(2, 2, 1).nearly_empty
    assert session(6, 6, 0).nearly_empty
    assert not session(6, 6, 2).nearly_empty
    assert not session(1, 1, 0).nearly_empty
    assert not session(6, 5, 1).nearly_empty
    assert not session(2, 2, 1, whole_cohort=False).nearly_empty


def test_a_register_with_one_mark_missing_is_not_taken() -> None:
    assert session(6, 5, 5).not_taken
    assert not session(6, 6, 5).not_taken


def week(attended: int, countable: int) -> Counts:
    return Counts(attended=attended, countable=countable)


def test_weeks_falling_counts_back_from_the_latest() -> None:
    assert weeks_falling({1: week(9, 10), 2: week(10, 10), 3: week(9, 10), 4: week(7, 10)}) == 2
    assert weeks_falling({1: week(9, 10), 2: week(9, 10)}) == 0
    assert weeks_falling({1: week(9, 10)}) == 0
    assert weeks_falling({}) == 0


def test_a_week_with_five_marks_is_no_evidence_of_falling() -> None:
    assert weeks_falling({1: week(9, 10), 2: week(1, 5)}) == 0


def test_equal_shares_of_different_sizes_do_not_fall() -> None:
    assert weeks_falling({1: week(9, 12), 2: week(6, 8)}) == 0


def marks(letters: str) -> list[Shown]:
    names = {"L": Shown.PRESENT, "M": Shown.LATE, "I": Shown.TOLD, "P": Shown.UNTOLD}
    return [names.get(letter, Shown.EXCUSED if letter == "H" else Shown.UNRECORDED) for letter in letters]


@pytest.mark.parametrize(
    ("letters", "missed"),
    [
        ("LLLLPIPP", True),
        ("LLLLLPIP", False),
        ("PPPPLLLLLLLL", False),
        ("LLPPPP", True),
        ("LPPPP", False),
        ("LLLLHHHHPP", False),
        ("LLPP??PP", True),
    ],
)
def test_missing_half_of_the_last_eight_looks_at_countable_marks_only(letters: str, missed: bool) -> None:
    assert missed_half_lately(marks(letters)) is missed
