"""A weekly timetable becomes sessions; a changed one moves them, and never touches what has marks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.timetable import Course, Days, Off, Planned, Slot, make_plan
from dashboard.domain.timetable_change import Change, Existing, Why, compare
from db.public_holidays import public_holidays

GROUP, FINNISH = 1, 2
AUTUMN = date(2026, 10, 5)
END = date(2026, 12, 13)
MONDAY = Slot(1, GROUP, None, 1, time(9), time(12))
TUESDAY = Slot(2, FINNISH, None, 2, time(9), time(12))


def course(*slots: Slot, **values: Any) -> Course:
    """The autumn cohort of ten weeks."""
    return Course(**{"starts_on": AUTUMN, "ends_on": END, "weeks": 10, "slots": slots, **values})


def days(*slots: Slot, **values: Any) -> list[str]:
    """The days of its sessions."""
    return [f"{one.content.local_date:%d.%m.}" for one in make_plan(course(*slots, **values)).sessions]


class TestPlan:
    def test_a_weekly_session_is_held_in_each_of_the_ten_weeks(self) -> None:
        plan = make_plan(course(MONDAY))
        assert [one.week for one in plan.sessions] == list(range(1, 11))
        assert plan.sessions[0].content.starts_at == datetime(2026, 10, 5, 6, tzinfo=UTC)
        assert plan.sessions[3].content.starts_at == datetime(2026, 10, 26, 7, tzinfo=UTC)  # wintertime since the 25th
        assert plan.skipped == ()

    def test_from_a_week_to_a_week(self) -> None:
        assert days(replace(MONDAY, from_week=2, to_week=3)) == ["12.10.", "19.10."]
        assert days(replace(MONDAY, from_week=10)) == ["07.12."]

    def test_weeks_begin_on_the_cohorts_own_weekday(self) -> None:
        wednesday = AUTUMN + timedelta(days=2)
        assert days(MONDAY, starts_on=wednesday, ends_on=wednesday + timedelta(days=13)) == ["12.10.", "19.10."]

    def test_who_lost_weeks_to_a_break_goes_on_in_the_last_one(self) -> None:
        away = Days(date(2026, 10, 12), date(2026, 10, 18))
        plan = make_plan(course(replace(MONDAY, from_week=9), ends_on=END + timedelta(days=7), breaks=[away]))
        assert [(one.week, one.content.local_date.day) for one in plan.sessions] == [(9, 30), (10, 7), (11, 14)]
        whole = make_plan(course(MONDAY, breaks=[away]))
        assert [(one.week, one.off) for one in whole.skipped] == [(2, Off.BREAK)]
        assert 2 not in [one.week for one in whole.sessions]

    def test_public_holidays_are_named(self) -> None:
        friday = replace(MONDAY, weekday=5)
        spring = Course(date(2026, 3, 30), date(2026, 5, 3), 5, slots=[MONDAY, friday])
        plan = make_plan(replace(spring, holidays=public_holidays(spring.starts_on, spring.ends_on, "fi")))
        assert [(one.day, one.name) for one in plan.skipped] == [
            (date(2026, 4, 3), "Pitkäperjantai"),
            (date(2026, 4, 6), "Toinen pääsiäispäivä"),
            (date(2026, 5, 1), "Vappu"),
        ]
        assert len(plan.sessions) == 10 - 3

    def test_a_time_that_a_day_does_not_have_is_left_out_and_said(self) -> None:
        night = Slot(3, GROUP, None, 7, time(3, 30), time(5))
        plan = make_plan(Course(date(2026, 3, 16), date(2026, 4, 5), 3, slots=[night]))
        assert [(one.day, one.off) for one in plan.skipped] == [(date(2026, 3, 29), Off.UNREAL)]
        assert len(plan.sessions) == 2

    def test_two_slots_at_the_same_time_are_one_session(self) -> None:
        assert len(make_plan(course(MONDAY, replace(MONDAY, id=9))).sessions) == 10


def made(*slots: Slot, marks: dict[int, int] | None = None) -> list[Existing]:
    """The sessions that a timetable made; marks by week."""
    return [exists(number, one, marks or {}) for number, one in enumerate(make_plan(course(*slots)).sessions, 1)]


def exists(number: int, planned: Planned, marks: dict[int, int]) -> Existing:
    return Existing(number, 1, planned.content, planned.week, planned.slot_id, marks=marks.get(planned.week, 0))


def change(sessions: list[Existing], *slots: Slot, since: date = AUTUMN) -> Change:
    return compare(make_plan(course(*slots)), sessions, since)


def counts(of: Change) -> tuple[int, int, int, int]:
    return len(of.add), len(of.move), len(of.remove), len(of.stay)


class TestChange:
    def test_from_nothing_all_are_added_and_then_there_is_nothing_to_do(self) -> None:
        assert counts(change([], MONDAY, TUESDAY)) == (20, 0, 0, 0)
        assert change(made(MONDAY, TUESDAY), MONDAY, TUESDAY).empty

    def test_what_has_marks_stays_and_the_others_move(self) -> None:
        sessions = made(MONDAY, marks=dict.fromkeys(range(1, 6), 4))
        found = change(sessions, replace(MONDAY, weekday=4))
        assert counts(found) == (0, 5, 0, 5)
        assert {one.why for one in found.stay} == {Why.MARKS}
        assert [one.content.local_date for one in found.move][:1] == [date(2026, 11, 12)]

    def test_a_weekly_session_that_is_gone_takes_only_those_without_marks(self) -> None:
        orphans = [replace(one, slot_id=None) for one in made(MONDAY, marks={1: 1})]
        assert counts(change(orphans)) == (0, 0, 9, 1)

    def test_before_the_day_nothing_is_touched_and_nothing_added(self) -> None:
        since = date(2026, 11, 16)
        assert counts(change(made(MONDAY), replace(MONDAY, begins=time(10)), since=since)) == (0, 4, 0, 0)
        assert counts(change([], MONDAY, since=since)) == (4, 0, 0, 0)

    def test_a_week_whose_new_day_has_passed_keeps_its_session(self) -> None:
        found = change(made(replace(MONDAY, weekday=4)), MONDAY, since=date(2026, 12, 8))
        assert [(one.existing.content.local_date, one.why) for one in found.stay] == [(date(2026, 12, 10), Why.PASSED)]

    @pytest.mark.parametrize(("how", "why"), [("cancelled", Why.CANCELLED), ("by_hand", Why.BY_HAND)])
    def test_what_somebody_decided_about_one_session_holds(self, how: str, why: Why) -> None:
        first, *others = made(MONDAY)
        found = change(
            [replace(first, by_hand=how == "by_hand", cancelled=how == "cancelled"), *others],
            replace(MONDAY, begins=time(10)),
        )
        assert counts(found) == (0, 9, 0, 1)
        assert found.stay[0].why is why
        assert change([replace(first, by_hand=how == "by_hand", cancelled=how == "cancelled"), *others], MONDAY).empty

    def test_two_change_places(self) -> None:
        same = replace(TUESDAY, activity_id=GROUP)
        found = change(made(MONDAY, same), replace(MONDAY, weekday=2), replace(same, weekday=1))
        assert counts(found) == (0, 20, 0, 0)

    def test_into_a_place_that_is_taken_nobody_moves(self) -> None:
        extra = Existing(99, 1, make_plan(course(replace(MONDAY, weekday=4))).sessions[0].content)
        found = change([*made(MONDAY), extra], replace(MONDAY, weekday=4))
        assert counts(found) == (0, 9, 0, 1)
        assert found.stay[0].why is Why.TAKEN

    def test_what_stands_there_already_is_taken_up(self) -> None:
        there = [replace(one, week=None, slot_id=None) for one in made(MONDAY)]
        found = change(there, MONDAY)
        assert (counts(found), len(found.adopt)) == ((0, 0, 0, 0), 10)
        assert change(there[:4], MONDAY).add[0].week == 5

    def test_a_timetable_that_says_nothing_of_modules_leaves_them(self) -> None:
        sessions = [replace(one, content=replace(one.content, module_id=7)) for one in made(MONDAY)]
        assert change(sessions, MONDAY).empty
        assert {one.content.module_id for one in change(sessions, replace(MONDAY, weekday=2)).move} == {7}

    def test_its_fingerprint_tells_what_was_seen(self) -> None:
        seen = change(made(MONDAY), TUESDAY).fingerprint
        assert seen == change(made(MONDAY), TUESDAY).fingerprint
        assert seen != change(made(MONDAY, marks={3: 1}), TUESDAY).fingerprint


SLOTS = st.builds(
    Slot,
    id=st.integers(1, 3),
    activity_id=st.integers(1, 2),
    module_id=st.none(),
    weekday=st.integers(1, 7),
    begins=st.sampled_from([time(9), time(10)]),
    ends=st.sampled_from([time(12), time(13)]),
    from_week=st.none() | st.integers(1, 3),
    to_week=st.none() | st.integers(3, 4),
)
TIMETABLES = st.lists(SLOTS, max_size=3, unique_by=lambda slot: slot.id)


def carried_out(found: Change, sessions: list[Existing]) -> list[Existing]:
    """The sessions as they are after the change."""
    left = {one.id: one for one in sessions if one not in found.remove}
    for one in found.adopt:
        left[one.existing.id] = replace(left[one.existing.id], week=one.planned.week, slot_id=one.planned.slot_id)
    for one in found.move:
        left[one.existing.id] = replace(left[one.existing.id], content=one.content)
    return [*left.values(), *(exists(1000 + number, one, {}) for number, one in enumerate(found.add))]


@settings(max_examples=60, deadline=None)
@given(TIMETABLES, TIMETABLES, st.data())
def test_whatever_changes_marks_stay_and_once_applied_nothing_is_left_to_do(
    before: list[Slot], after: list[Slot], data: st.DataObject
) -> None:
    short = {"ends_on": AUTUMN + timedelta(days=27), "weeks": 4}
    known = {slot.id for slot in after}
    sessions = [
        replace(
            exists(number, one, {}),
            slot_id=one.slot_id if one.slot_id in known else None,
            marks=data.draw(st.sampled_from([0, 0, 1])),
        )
        for number, one in enumerate(make_plan(course(*before, **short)).sessions)
    ]
    plan, since = make_plan(course(*after, **short)), AUTUMN + timedelta(days=data.draw(st.integers(0, 28)))
    found = compare(plan, sessions, since)
    touched = {one.existing.id for one in found.move} | {one.id for one in found.remove}
    assert not [one for one in sessions if one.id in touched and (one.marks or one.content.local_date < since)]
    result = carried_out(found, sessions)
    places = [one.content.place for one in result]
    assert len(places) == len(set(places))
    assert compare(plan, result, since).empty
