"""Sessions planned one by one: extra ones, meetings with one person, a day called off; by who works with the cohort."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope
from db.commands import session_plans as commands
from db.commands.errors import RefusedError, StaleError
from db.commands.session_rules import SessionValues
from db.engine import reading, writing
from db.queries.session_plans import SessionPlan, session_plans
from tests.support import planning
from tests.support.planning import AUTUMN, END, log
from tests.support.world import World

NOW = datetime(2026, 10, 7, 6, tzinfo=UTC)
MONDAYS = [AUTUMN + timedelta(weeks=weeks) for weeks in range(3)]


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = planning.planning_world(migrated_url)
    yield world
    world.engine.dispose()


@pytest.fixture
def mikko(world: World) -> Scope:
    """Coach of the autumn cohort."""
    return planning.mikko(world)


def values(world: World, day: date, **given: Any) -> SessionValues:
    times = {"starts_at": time(13), "ends_at": time(14), "module_id": None, **given}
    return SessionValues(activity_id=world.activities[times.pop("activity", "ryhmä")], day=day, **times)


def plan(world: World, scope: Scope, day: date, person: str = "", until: date | None = None, **given: Any) -> Any:
    enrolment = world.enrolments["syksy", person] if person else None
    given.setdefault("activity", "ohjaus" if person else "ryhmä")
    with writing(world.engine) as connection:
        return commands.add_sessions(
            connection, scope, world.cohorts["syksy"], values(world, day, **given), enrolment, until
        )


def planned(world: World, scope: Scope) -> list[SessionPlan]:
    with reading(world.engine) as connection:
        return session_plans(connection, scope, cohort_id=world.cohorts["syksy"])


def refusal(attempt: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as refused:
        attempt()
    return refused.value.code


class TestPlanning:
    def test_a_coach_plans_a_meeting_every_week(self, world: World, mikko: Scope) -> None:
        added, left_out = plan(world, mikko, AUTUMN, "A", until=END)
        assert (added, left_out) == (MONDAYS, [])
        assert [(one.participant, one.weekly) for one in planned(world, mikko)] == [("A", False)] * 3
        [row] = log(world, "plan-sessions")
        assert len(row.detail["sessions"]) == 3

    def test_holidays_and_breaks_are_left_out_of_later_weeks(self, world: World, mikko: Scope) -> None:
        world.cohort("pääsiäinen", date(2026, 3, 23), weeks=4)
        world.enrol("pääsiäinen", "P", date(2026, 3, 23))
        scope = replace(mikko, cohort_ids=frozenset(world.cohorts.values()))
        with writing(world.engine) as connection:
            wanted = values(world, date(2026, 3, 27), activity="ohjaus")
            enrolment = world.enrolments["pääsiäinen", "P"]
            cohort, until = world.cohorts["pääsiäinen"], date(2026, 4, 10)
            added, left_out = commands.add_sessions(connection, scope, cohort, wanted, enrolment, until)
        assert [day.day for day in added] == [27, 10]
        assert left_out == [date(2026, 4, 3)]

    def test_who_is_still_supported_can_be_met_after_the_end(self, world: World, mikko: Scope) -> None:
        assert plan(world, mikko, END + timedelta(days=30), "A")[0] == [END + timedelta(days=30)]

    def test_what_cannot_be_planned(self, world: World, mikko: Scope) -> None:
        gone = world.enrol("syksy", "C", AUTUMN, MONDAYS[1])
        assert gone
        plan(world, mikko, AUTUMN)
        night = date(2026, 10, 25)
        refusals = [
            refusal(lambda: plan(world, mikko, END + timedelta(days=1))),
            refusal(lambda: plan(world, mikko, MONDAYS[2], "C")),
            refusal(lambda: plan(world, mikko, AUTUMN)),
            refusal(lambda: plan(world, mikko, AUTUMN, ends_at=time(13))),
            refusal(lambda: plan(world, mikko, AUTUMN, "A", activity="ryhmä")),
            refusal(lambda: plan(world, mikko, AUTUMN, activity="ohjaus")),
            refusal(lambda: plan(world, mikko, MONDAYS[1], until=AUTUMN)),
            refusal(lambda: plan(world, mikko, MONDAYS[1], until=END + timedelta(days=30))),
        ]
        assert refusals == [
            "outside-cohort",
            "outside-enrolment",
            "session-there",
            "ends-before-start",
            "not-individual",
            "individual",
            "until-early",
            "outside-cohort",
        ]
        assert len(planned(world, mikko)) == 1
        [added] = plan(world, mikko, night, "A", starts_at=time(3, 30), ends_at=time(4, 30))[0]
        meeting = next(one for one in planned(world, mikko) if one.content.local_date == added)
        assert meeting.content.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # the first of the two

    def test_a_time_that_there_is_not_is_refused(self, world: World, mikko: Scope) -> None:
        world.cohort("kevät", date(2026, 3, 23), weeks=2)
        scope = replace(mikko, cohort_ids=frozenset(world.cohorts.values()))
        wanted = values(world, date(2026, 3, 29), starts_at=time(3, 30), ends_at=time(5))
        with writing(world.engine) as connection, pytest.raises(RefusedError, match="no-such-time"):
            commands.add_sessions(connection, scope, world.cohorts["kevät"], wanted)


class TestChanging:
    def test_a_session_is_moved_and_a_colleague_who_saw_it_before_is_told(self, world: World, mikko: Scope) -> None:
        plan(world, mikko, AUTUMN)
        [session] = planned(world, mikko)
        with writing(world.engine) as connection:
            commands.change_session(connection, mikko, session.id, 1, values(world, MONDAYS[1]))
        assert [one.content.local_date for one in planned(world, mikko)] == [MONDAYS[1]]
        with pytest.raises(StaleError) as stale, writing(world.engine) as connection:
            commands.change_session(connection, mikko, session.id, 1, values(world, MONDAYS[2]))
        assert stale.value.current["version"] == 2
        [row] = log(world, "change")
        assert row.detail["old"]["local_date"] == "2026-10-05"

    def test_of_one_with_marks_only_the_module_changes(self, world: World, mikko: Scope) -> None:
        session = world.session("syksy", AUTUMN, start=time(13), minutes=60)
        world.mark(session, "A")
        with writing(world.engine) as connection:
            commands.change_session(
                connection, mikko, session, 1, values(world, AUTUMN, module_id=world.modules["OIK"])
            )

        def move() -> None:
            with writing(world.engine) as connection:
                commands.change_session(connection, mikko, session, 2, values(world, MONDAYS[1]))

        def remove() -> None:
            with writing(world.engine) as connection:
                commands.remove_session(connection, mikko, session, 2)

        assert (refusal(move), refusal(remove)) == ("has-marks", "has-marks")
        [one] = planned(world, mikko)
        assert (one.content.module_id, one.marks) == (world.modules["OIK"], 1)

    def test_one_that_was_planned_by_hand_can_be_removed(self, world: World, mikko: Scope) -> None:
        plan(world, mikko, AUTUMN)
        [session] = planned(world, mikko)
        with writing(world.engine) as connection:
            commands.remove_session(connection, mikko, session.id, 1)
        assert planned(world, mikko) == []
        assert log(world, "remove")[0].detail["old"]["starts_at"] == "2026-10-05T10:00:00+00:00"

    def test_a_day_is_called_off_but_for_what_has_marks(self, world: World, mikko: Scope) -> None:
        world.mark(world.session("syksy", AUTUMN), "A")
        plan(world, mikko, AUTUMN)
        plan(world, mikko, AUTUMN, "B")
        plan(world, mikko, MONDAYS[1])
        with writing(world.engine) as connection:
            assert commands.cancel_day(connection, mikko, world.cohorts["syksy"], AUTUMN, NOW) == (2, 1)
        assert [one.cancelled for one in planned(world, mikko)] == [False, True, True, False]

        def again() -> None:
            with writing(world.engine) as connection:
                commands.cancel_day(connection, mikko, world.cohorts["syksy"], END, NOW)

        assert refusal(again) == "nothing-that-day"


def test_of_a_cohort_that_is_none_of_ones_own_there_are_no_sessions(world: World, mikko: Scope) -> None:
    plan(world, mikko, AUTUMN)
    [session] = planned(world, mikko)
    outsider = Scope(mikko.account_id, Role.COACH, frozenset({world.cohorts["talvi"]}))
    for scope in (outsider, Scope(mikko.account_id, Role.REPORTER), Scope(mikko.account_id, Role.AUDITOR)):
        for attempt in (
            lambda scope=scope: plan(world, scope, MONDAYS[1]),
            lambda scope=scope: remove(world, scope, session.id),
            lambda scope=scope: call_off(world, scope),
        ):
            with pytest.raises(ForbiddenError):
                attempt()
    assert [one.cancelled for one in planned(world, mikko)] == [False]


def remove(world: World, scope: Scope, session_id: int) -> None:
    with writing(world.engine) as connection:
        commands.remove_session(connection, scope, session_id, 1)


def call_off(world: World, scope: Scope) -> None:
    with writing(world.engine) as connection:
        commands.cancel_day(connection, scope, world.cohorts["syksy"], AUTUMN, NOW)
