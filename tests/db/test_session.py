"""One session in the database: who may find it, and what it knows of whom it expects."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.register import Shown
from dashboard.domain.session import OneSession, SessionMark
from db.engine import reading
from db.queries.session import one_session
from tests.support.world import World, new_world

MONDAY = date(2026, 10, 5)
LATER = datetime(2026, 10, 16, 16, tzinfo=HELSINKI)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    world.cohort("syksy", MONDAY)
    world.cohort("muu", MONDAY)
    world.enrol("syksy", "B", MONDAY)
    world.enrol("syksy", "A", MONDAY)
    world.enrol("syksy", "C", MONDAY + timedelta(days=3))
    world.enrol("muu", "Z", MONDAY)
    world.activity("psykologi", individual=True, counts_for_attendance=False, restricted=True)
    yield world
    world.engine.dispose()


def ask(world: World, session_id: int, scope: Scope | None = None, moment: datetime = LATER) -> OneSession | None:
    with reading(world.engine) as connection:
        return one_session(connection, scope or command_line_scope(), session_id, moment)


def known(world: World, session_id: int, moment: datetime = LATER) -> OneSession:
    session = ask(world, session_id, moment=moment)
    assert session is not None
    return session


def test_everybody_whom_it_expects_is_there_by_code(world: World) -> None:
    module = world.module("OIK", 2)
    session = world.session("syksy", MONDAY, module_id=module)
    world.mark(session, "A", "late", minutes_late=12, left_early_minutes=30, notice="after")
    world.mark(session, "B", "absent", notice="before", excused=True, reason="official")
    found = known(world, session)
    assert found == OneSession(
        id=session,
        cohort="syksy",
        activity="ryhmä",
        module="OIK",
        local_date=MONDAY,
        starts_at=datetime.combine(MONDAY, time(9), HELSINKI),
        ends_at=datetime.combine(MONDAY, time(12), HELSINKI),
        held=True,
        cancelled=False,
        restricted=False,
        whole_cohort=True,
        marks=(
            SessionMark(world.people["A"], "A", Shown.LATE, 12, 30, "after", None),
            SessionMark(world.people["B"], "B", Shown.EXCUSED, None, None, "before", "official"),
        ),
    )
    assert (found.expected, found.recorded, found.came) == (2, 2, 1)


def test_before_it_has_ended_no_mark_is_known(world: World) -> None:
    session = world.session("syksy", MONDAY)
    world.mark(session, "A")
    early = known(world, session, datetime.combine(MONDAY, time(11), HELSINKI))
    assert not early.held
    assert [mark.shown for mark in early.marks] == [Shown.UPCOMING] * 2
    assert (early.expected, early.recorded, early.came) == (2, 0, 0)


def test_a_cancelled_one_expects_nobody(world: World) -> None:
    session = known(world, world.session("syksy", MONDAY, cancelled_at=LATER))
    assert session.cancelled
    assert session.marks == ()


def test_one_persons_own_expects_that_person(world: World) -> None:
    session = known(world, world.session("syksy", MONDAY, "psykologi", person="B"))
    assert not session.whole_cohort
    assert session.restricted
    assert [mark.participant for mark in session.marks] == ["B"]


def test_another_cohorts_looks_like_none(world: World) -> None:
    foreign = world.session("muu", MONDAY)
    coach = Scope(2, Role.COACH, frozenset({world.cohorts["syksy"]}))
    assert ask(world, foreign, coach) is None
    assert ask(world, 10**9, coach) is None
    assert ask(world, foreign) is not None


def test_who_sees_aggregates_only_may_not_ask(world: World) -> None:
    session = world.session("syksy", MONDAY)
    for role in (Role.REPORTER, Role.AUDITOR):
        with pytest.raises(ForbiddenError):
            ask(world, session, Scope(1, role))
