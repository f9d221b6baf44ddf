"""What counts of lateness mean: sums, quartiles, classes, the timetable, and a person's progress."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.lateness import Arrival, Lateness, add, classes, figures, progress, timetable

MONDAY = date(2026, 10, 5)

unhurried = settings(deadline=None)


def arrivals(pattern: str, per_week: int = 5) -> list[Arrival]:
    """One person's attended sessions: ``L`` late, anything else on time; so many in each week."""
    return [
        Arrival(
            cohort="syksy",
            participant="A",
            session_id=index,
            week=index // per_week + 1,
            starts_at=datetime(2026, 10, 5, 6, tzinfo=UTC) + timedelta(days=index),
            local_date=MONDAY + timedelta(days=index),
            activity="ryhmä",
            late=letter == "L",
            minutes_late=None,
            notice="none" if letter == "L" else None,
        )
        for index, letter in enumerate(pattern)
    ]


class TestCounts:
    def test_nothing_has_no_rate_and_no_quartiles(self) -> None:
        shown = figures(Lateness())
        assert {name for name, value in shown.items() if value is None} == {
            "lateness",
            "lateness_low",
            "lateness_high",
            "minutes_late_q1",
            "minutes_late_median",
            "minutes_late_q3",
        }
        assert {value for value in shown.values() if value is not None} == {0}

    def test_unknown_minutes_are_counted_apart(self) -> None:
        counts = Lateness(attended=10, minutes=((5, 2), (15, 1)), told_before=1, told_after=1, not_told=1)
        assert (counts.late, counts.minutes_known, counts.minutes_unknown) == (3, 3, 0)
        more = counts + Lateness(attended=4, notice_unknown=2)
        assert (more.late, more.attended, more.minutes_known, more.minutes_unknown) == (5, 14, 3, 2)
        assert more.minutes == ((5, 2), (15, 1))

    def test_five_are_too_few_for_an_interval_six_are_not(self) -> None:
        assert Lateness(attended=5, not_told=2).lateness_interval is None
        low, high = Lateness(attended=7, not_told=2).lateness_interval or (0, 0)
        assert (low, high) == pytest.approx((0.0822, 0.6411), abs=5e-5)

    @unhurried
    @given(st.lists(st.integers(1, 300), min_size=1))
    def test_quartiles_are_those_of_numpy(self, minutes: list[int]) -> None:
        counted = tuple(sorted((value, minutes.count(value)) for value in set(minutes)))
        counts = Lateness(attended=len(minutes), minutes=counted, not_told=len(minutes))
        assert counts.quartiles == pytest.approx(tuple(np.quantile(minutes, [0.25, 0.5, 0.75])))

    @unhurried
    @given(st.lists(st.builds(Lateness, attended=st.integers(0, 9), told_before=st.integers(0, 9))))
    def test_a_sum_is_the_same_one_by_one(self, counts: list[Lateness]) -> None:
        one_by_one = Lateness()
        for one in counts:
            one_by_one += one
        assert add(counts) == one_by_one


class TestClasses:
    def test_a_class_ends_with_its_name(self) -> None:
        counted = classes([(1, 1), (5, 2), (6, 4), (60, 8), (61, 16), (1440, 32)])
        assert {last: marks for last, marks in counted.items() if marks} == {5: 3, 10: 4, 60: 8, 65: 48}

    def test_empty_classes_in_between_are_there(self) -> None:
        assert list(classes([])) == list(range(5, 70, 5))

    @unhurried
    @given(st.lists(st.tuples(st.integers(1, 1440), st.integers(1, 9))))
    def test_no_mark_is_lost(self, minutes: list[tuple[int, int]]) -> None:
        assert sum(classes(minutes).values()) == sum(marks for _length, marks in minutes)


class TestTimetable:
    def test_summer_and_winter_time_are_one_clock(self) -> None:
        summer, winter = datetime(2026, 10, 19, 6, tzinfo=UTC), datetime(2026, 10, 26, 7, tzinfo=UTC)
        counted = {summer: Lateness(attended=3, not_told=1), winter: Lateness(attended=2)}
        assert timetable(counted, most=8) == {(0, time(9)): Lateness(attended=5, not_told=1)}

    def test_the_weekday_is_the_local_one(self) -> None:
        late_on_sunday = datetime(2026, 10, 4, 22, tzinfo=UTC)
        assert list(timetable({late_on_sunday: Lateness(attended=1)}, most=8)) == [(0, time(1))]

    def test_many_starts_are_taken_together_by_the_hour(self) -> None:
        starts = {datetime(2026, 10, 5, 6, minute, tzinfo=UTC): Lateness(attended=1) for minute in (0, 15, 30)}
        assert list(timetable(starts, most=3)) == [(0, time(9)), (0, time(9, 15)), (0, time(9, 30))]
        assert timetable(starts, most=2) == {(0, time(9)): Lateness(attended=3)}


class TestProgress:
    def test_four_times_are_too_few(self) -> None:
        record = progress(arrivals("..L."))
        assert (record.on_time, record.of, record.before, dict(record.weeks)) == (3, 4, None, {})
        assert not record.known
        assert not record.mostly_on_time

    def test_the_latest_five_beside_the_five_before(self) -> None:
        record = progress(arrivals("LLL.." + "L...."))
        assert (record.on_time, record.before) == (4, 2)
        assert record.mostly_on_time

    def test_a_week_is_read_at_its_end(self) -> None:
        record = progress(arrivals("LL" + ".." + "LL" + "..", per_week=2))
        assert dict(record.weeks) == {3: 2, 4: 3}

    def test_before_the_start_there_is_no_week(self) -> None:
        early = [replace(arrival, week=None) for arrival in arrivals(".....")]
        record = progress(early)
        assert (record.on_time, dict(record.weeks)) == (5, {})

    def test_nobody_came(self) -> None:
        record = progress([])
        assert (record.on_time, record.of, record.before) == (0, 0, None)

    @unhurried
    @given(st.text(alphabet="L.", max_size=30))
    def test_the_last_week_ends_with_the_latest_five(self, pattern: str) -> None:
        record = progress(arrivals(pattern))
        if record.known:
            assert record.weeks[max(record.weeks)] == record.on_time
        else:
            assert dict(record.weeks) == {}
