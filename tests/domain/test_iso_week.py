"""Calendar weeks as people write them; the Mondays are those of a wall calendar."""

from datetime import date

import pytest

from dashboard.domain.iso_week import last_day, monday_of, week_name

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W45", date(2026, 11, 2)),
        ("2026W45", date(2026, 11, 2)),
        ("2026-w1", date(2025, 12, 29)),
        (" 45 ", date(2026, 11, 2)),
        ("W48", date(2026, 11, 23)),
        ("49", date(2025, 12, 1)),  # has not come yet this year
        ("53", date(2020, 12, 28)),  # the last year before 2026 that had one
        ("2026-W53", date(2026, 12, 28)),
        ("2027-W53", None),
        ("0", None),
        ("54", None),
        ("2026-45", None),
        ("2026-W", None),
        ("vk 45", None),
        ("", None),
    ],
)
def test_a_week_is_its_monday(text: str, monday: date | None) -> None:
    assert monday_of(text, TODAY) == monday


def test_a_bare_number_means_last_autumn_in_january() -> None:
    assert monday_of("45", date(2027, 1, 4)) == date(2026, 11, 2)


def test_it_is_named_by_the_year_of_its_thursday() -> None:
    assert week_name(date(2027, 1, 3)) == "2026-W53"
    assert week_name(date(2026, 11, 2)) == "2026-W45"
    assert last_day(date(2026, 11, 2)) == date(2026, 11, 8)
