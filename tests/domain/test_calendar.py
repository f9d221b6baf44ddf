"""Weeks and days: where a programme week ends, and what *as of* means on the nights the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.calendar import (
    UnrealTimeError,
    end_of_day,
    iso_week_start,
    local_day,
    moment_of,
    programme_week,
    span_of,
    week_days,
)

START = date(2021, 8, 30)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2021, 8, 29), None),
        (date(2021, 8, 30), 1),
        (date(2021, 9, 5), 1),
        (date(2021, 9, 6), 2),
        (date(2021, 11, 7), 10),
        (date(2021, 11, 12), 10),
    ],
)
def test_programme_week(day: date, week: int | None) -> None:
    assert programme_week(day, START, 10) == week


def test_a_cohort_that_starts_midweek_changes_week_on_that_weekday() -> None:
    wednesday = date(2026, 10, 14)
    assert [programme_week(wednesday + timedelta(days=day), wednesday, 10) for day in (0, 6, 7)] == [1, 1, 2]


@given(st.integers(-30, 120), st.integers(1, 12))
def test_the_days_of_a_week_are_those_that_have_it_as_theirs(offset: int, weeks: int) -> None:
    day = START + timedelta(days=offset)
    week = programme_week(day, START, weeks) or 0
    for other in range(weeks + 1):
        first, last = week_days(other, START, weeks)
        assert ((first or day) <= day <= (last or day)) == (other == week)


def test_the_first_and_the_last_day_of_a_week() -> None:
    assert week_days(1, START, 10) == (START, date(2021, 9, 5))
    assert week_days(10, START, 10) == (date(2021, 11, 1), None)
    assert week_days(0, START, 10) == (None, date(2021, 8, 29))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_an_iso_week_starts_on_monday(day: date) -> None:
    monday = iso_week_start(day)
    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < timedelta(7)


def test_the_week_53_of_2026() -> None:
    assert iso_week_start(date(2026, 12, 31)).isocalendar().week == 53


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 22, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 21, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, tzinfo=UTC)),
    ],
)
def test_a_local_day_ends_at_local_midnight_also_when_the_clocks_change(day: date, ends: datetime) -> None:
    assert end_of_day(day) == ends
    assert local_day(ends - timedelta(seconds=1)) == day
    assert local_day(ends) == day + timedelta(days=1)


class TestClock:
    def test_of_a_time_that_comes_twice_the_first(self) -> None:
        assert moment_of(date(2026, 10, 25), time(3, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        assert moment_of(date(2026, 10, 25), time(3, 30), second=True) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    def test_an_end_is_after_its_begin_also_in_that_night(self) -> None:
        begins, ends = span_of(date(2026, 10, 25), time(2, 30), time(4))
        assert ends - begins == timedelta(hours=2, minutes=30)
        assert span_of(date(2026, 10, 25), time(3, 30), time(3, 10))[1] == datetime(2026, 10, 25, 1, 10, tzinfo=UTC)

    def test_a_time_that_there_is_not_and_an_end_before_the_begin(self) -> None:
        with pytest.raises(UnrealTimeError):
            moment_of(date(2026, 3, 29), time(3, 30))
        with pytest.raises(ValueError, match="not after"):
            span_of(date(2026, 10, 5), time(9), time(9))
