"""Timetables as they are written and applied: marks are never lost, and nothing is done that was not seen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.timetable import make_plan
from dashboard.domain.timetable_change import Change, Existing, compare
from db.commands import timetable
from db.commands.errors import RefusedError, StaleError
from db.commands.timetable_apply import apply_timetable
from db.engine import reading, writing
from db.queries.timetable import cohort_course, existing_sessions, slot_rows
from db.schema import Mark, Session
from tests.support import planning
from tests.support.planning import AUTUMN, END, log, slot
from tests.support.world import World


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = planning.planning_world(migrated_url)
    yield world
    world.engine.dispose()


@pytest.fixture
def small(migrated_sqlite_url: str) -> Iterator[World]:
    """The same on SQLite alone, for what does not depend on the database."""
    world = planning.planning_world(migrated_sqlite_url)
    yield world
    world.engine.dispose()


@pytest.fixture
def kaisa(world: World) -> Scope:
    return planning.kaisa(world)


def add(world: World, scope: Scope, weekday: int = 1, **values: Any) -> int:
    with writing(world.engine) as connection:
        return timetable.add_slot(connection, scope, world.cohorts["syksy"], slot(world, weekday, **values))


def change(world: World, scope: Scope, slot_id: int, weekday: int, **values: Any) -> None:
    with writing(world.engine) as connection:
        [row] = [row for row in slot_rows(connection, scope, world.cohorts["syksy"]) if row.slot.id == slot_id]
        timetable.change_slot(connection, scope, slot_id, row.version, slot(world, weekday, **values))


def remove(world: World, scope: Scope, slot_id: int, version: int = 1) -> None:
    with writing(world.engine) as connection:
        timetable.remove_slot(connection, scope, slot_id, version)


def preview(world: World, scope: Scope, since: date = AUTUMN) -> Change:
    cohort = world.cohorts["syksy"]
    with reading(world.engine) as connection:
        plan = make_plan(cohort_course(connection, scope, cohort))
        return compare(plan, existing_sessions(connection, scope, cohort), since)


def apply(world: World, scope: Scope, since: date = AUTUMN, seen: str = "") -> Change:
    seen = seen or preview(world, scope, since).fingerprint
    with writing(world.engine) as connection:
        return apply_timetable(connection, scope, world.cohorts["syksy"], since, seen)


def days(world: World) -> list[str]:
    """The days of the group sessions, with an asterisk where there are marks."""
    marked = select(Mark.session_id)
    query = select(Session.local_date, Session.id.in_(marked)).order_by(Session.starts_at, Session.id)
    with reading(world.engine) as connection:
        rows = connection.execute(query.where(Session.enrolment_id.is_(None))).all()
    return [f"{day:%d.%m.}{'*' if has_marks else ''}" for day, has_marks in rows]


def mark(world: World, scope: Scope, day: date) -> int:
    """A marks in the register of the session on a day."""
    [session] = [one.id for one in sessions(world, scope) if one.content.local_date == day]
    world.sessions[session] = "syksy"
    return world.mark(session, "A")


def sessions(world: World, scope: Scope) -> list[Existing]:
    with reading(world.engine) as connection:
        return existing_sessions(connection, scope, world.cohorts["syksy"])


class TestApplying:
    def test_a_timetable_makes_the_sessions_of_its_weeks(self, world: World, kaisa: Scope) -> None:
        add(world, kaisa)
        add(world, kaisa, 4, activity="suomi", from_week=2)
        done = apply(world, kaisa)
        assert days(world) == ["05.10.", "12.10.", "15.10.", "19.10.", "22.10."]
        assert (len(done.add), preview(world, kaisa).empty) == (5, True)
        [row] = log(world, "apply-timetable")
        assert (row.account_id, row.subject, row.subject_id) == (kaisa.account_id, "cohort", world.cohorts["syksy"])
        assert {name: row.detail[name] for name in ("added", "moved", "removed", "stayed")} == {
            "added": 5,
            "moved": 0,
            "removed": 0,
            "stayed": 0,
        }

    def test_what_has_marks_stays_and_the_others_move(self, world: World, kaisa: Scope) -> None:
        monday = add(world, kaisa)
        apply(world, kaisa)
        kept = mark(world, kaisa, AUTUMN)
        change(world, kaisa, monday, 3, starts_at=time(10), ends_at=time(13))
        done = apply(world, kaisa)
        assert days(world) == ["05.10.*", "14.10.", "21.10."]
        assert [one.existing.content.local_date for one in done.stay] == [AUTUMN]
        with reading(world.engine) as connection:
            assert connection.scalar(select(Mark.id)) == kept

    def test_taking_a_weekly_session_away_keeps_what_was_recorded(self, world: World, kaisa: Scope) -> None:
        monday = add(world, kaisa)
        apply(world, kaisa)
        mark(world, kaisa, AUTUMN + timedelta(days=7))
        remove(world, kaisa, monday)
        assert len(preview(world, kaisa).remove) == 2
        apply(world, kaisa)
        assert days(world) == ["12.10.*"]
        assert preview(world, kaisa) == Change()

    def test_two_weekly_sessions_change_places(self, world: World, kaisa: Scope) -> None:
        monday, tuesday = add(world, kaisa), add(world, kaisa, 2)
        apply(world, kaisa)
        before = {one.key: one.content.local_date for one in sessions(world, kaisa)}
        change(world, kaisa, monday, 7)
        change(world, kaisa, tuesday, 1)
        change(world, kaisa, monday, 2)
        assert len(apply(world, kaisa).move) == 6
        after = {one.key: one.content.local_date for one in sessions(world, kaisa)}
        assert {slot_id: after[slot_id, 1] for slot_id in (monday, tuesday)} == {
            monday: before[tuesday, 1],
            tuesday: before[monday, 1],
        }

    def test_a_break_takes_sessions_away_and_gives_them_back(self, world: World, kaisa: Scope) -> None:
        add(world, kaisa)
        apply(world, kaisa)
        with writing(world.engine) as connection:
            cohort = world.cohorts["syksy"]
            rest = timetable.add_break(connection, kaisa, cohort, date(2026, 10, 12), date(2026, 10, 18))
        apply(world, kaisa)
        assert days(world) == ["05.10.", "19.10."]
        with writing(world.engine) as connection:
            timetable.remove_break(connection, kaisa, rest, 1)
        apply(world, kaisa)
        assert days(world) == ["05.10.", "12.10.", "19.10."]

    def test_what_a_register_was_imported_for_is_taken_up(self, world: World, kaisa: Scope) -> None:
        there = world.session("syksy", AUTUMN)
        add(world, kaisa)
        done = apply(world, kaisa)
        assert (len(done.add), len(done.adopt)) == (2, 1)
        assert {one.id for one in sessions(world, kaisa) if one.week == 1} == {there}
        assert preview(world, kaisa).empty


class TestNothingUnseen:
    def test_a_register_taken_meanwhile_is_shown_first(self, world: World, kaisa: Scope) -> None:
        monday = add(world, kaisa)
        apply(world, kaisa)
        change(world, kaisa, monday, 3)
        seen = preview(world, kaisa).fingerprint
        mark(world, kaisa, AUTUMN)
        with pytest.raises(StaleError) as stale:
            apply(world, kaisa, seen=seen)
        assert len(stale.value.current["change"].stay) == 1
        assert days(world) == ["05.10.*", "12.10.", "19.10."]
        apply(world, kaisa, seen=stale.value.current["change"].fingerprint)
        assert days(world) == ["05.10.*", "14.10.", "21.10."]

    def test_a_colleagues_change_of_a_weekly_session_is_not_written_over(self, world: World, kaisa: Scope) -> None:
        monday = add(world, kaisa)
        change(world, kaisa, monday, 2)
        with pytest.raises(StaleError) as stale, writing(world.engine) as connection:
            timetable.change_slot(connection, kaisa, monday, 1, slot(world, 3))
        assert (stale.value.current["weekday"], stale.value.current["version"]) == (2, 2)
        with pytest.raises(StaleError):
            remove(world, kaisa, monday, 1)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"ends_at": time(9)}, "ends-before-start"),
        ({"from_week": 3, "to_week": 2}, "weeks-backwards"),
        ({"to_week": 4}, "weeks-outside"),
        ({"activity": "ohjaus"}, "individual"),
        ({}, "slot-there"),
    ],
)
def test_what_no_timetable_can_have(small: World, values: dict[str, Any], code: str) -> None:
    kaisa = planning.kaisa(small)
    add(small, kaisa)
    with pytest.raises(RefusedError) as refused:
        add(small, kaisa, **values)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (END, AUTUMN, "ends-before-start"),
        (END + timedelta(days=1), END + timedelta(days=3), "outside-cohort"),
        (AUTUMN, AUTUMN, "break-there"),
    ],
)
def test_what_no_break_can_be(small: World, first: date, last: date, code: str) -> None:
    kaisa = planning.kaisa(small)
    cohort = small.cohorts["syksy"]
    with writing(small.engine) as connection:
        timetable.add_break(connection, kaisa, cohort, AUTUMN, AUTUMN)
    with pytest.raises(RefusedError) as refused, writing(small.engine) as connection:
        timetable.add_break(connection, kaisa, cohort, first, last)
    assert refused.value.code == code


def test_what_is_of_another_programme_does_not_exist(small: World) -> None:
    kaisa = planning.kaisa(small)
    for values in (replace(slot(small), activity_id=99), replace(slot(small), module_id=99)):
        with pytest.raises(ForbiddenError), writing(small.engine) as connection:
            timetable.add_slot(connection, kaisa, small.cohorts["syksy"], values)


@pytest.mark.parametrize("role", [Role.COACH, Role.REPORTER, Role.AUDITOR])
def test_only_who_plans_changes_a_timetable(small: World, role: Role) -> None:
    kaisa = planning.kaisa(small)
    monday, cohort = add(small, kaisa), small.cohorts["syksy"]
    other = Scope(kaisa.account_id, role, frozenset({cohort}) if role is Role.COACH else None)
    seen = preview(small, kaisa).fingerprint
    for attempt in (
        lambda: add(small, other, 2),
        lambda: remove(small, other, monday),
        lambda: apply(small, other, seen=seen),
    ):
        with pytest.raises(ForbiddenError):
            attempt()
    assert days(small) == []
    assert len(log(small)) == 1
