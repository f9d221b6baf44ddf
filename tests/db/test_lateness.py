"""Lateness from marks in a real database: the worked example, what is left out, and who may ask."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.lateness import Lateness, add
from dashboard.domain.selection import Selection
from db.engine import reading
from db.queries.lateness import arrivals, lateness, lateness_by_start
from db.queries.measures import By
from tests.support.world import World, new_world, worked_example

MONDAY = date(2021, 8, 30)
FRIDAY = Selection(as_of=date(2021, 9, 3))


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    yield world
    world.engine.dispose()


def ask(
    world: World, by: By = By.COHORT, selection: Selection = FRIDAY, scope: Scope | None = None
) -> dict[tuple[str, object], Lateness]:
    with reading(world.engine) as connection:
        groups = lateness(connection, scope or command_line_scope(), selection, by)
    return {(group.cohort, group.key): group.counts for group in groups}


class TestWorkedExample:
    @pytest.fixture(autouse=True)
    def example(self, world: World) -> None:
        worked_example(world)

    def test_the_cohort(self, world: World) -> None:
        counts = ask(world)["esimerkki", None]
        assert counts == Lateness(attended=7, minutes=((5, 1), (20, 1)), told_before=1, not_told=1)
        assert (counts.late, counts.on_time) == (2, 5)
        assert counts.quartiles == (8.75, 12.5, 16.25)

    def test_each_person(self, world: World) -> None:
        people = ask(world, By.PARTICIPANT)
        assert [(person, counts.late, counts.attended) for (_cohort, person), counts in people.items()] == [
            ("A", 1, 4),
            ("B", 0, 1),
            ("C", 1, 2),
        ]

    @pytest.mark.parametrize("by", [By.WEEK, By.ACTIVITY, By.MODULE])
    def test_groups_add_up_to_the_cohort(self, world: World, by: By) -> None:
        assert add(ask(world, by).values()) == ask(world)["esimerkki", None]

    def test_sessions_that_begin_together_are_counted_together(self, world: World) -> None:
        with reading(world.engine) as connection:
            starts = lateness_by_start(connection, command_line_scope(), FRIDAY)
        nine = {
            day: starts[datetime.combine(MONDAY + timedelta(days=day), time(9), HELSINKI)].attended for day in range(4)
        }
        assert nine == {0: 1, 1: 1, 2: 3, 3: 0}
        meetings = starts[datetime(2021, 9, 2, 13, tzinfo=HELSINKI)]
        assert (meetings.attended, meetings.late) == (2, 0)
        assert all(start.tzinfo == UTC for start in starts)

    def test_arrivals_are_in_time_order_person_by_person(self, world: World) -> None:
        with reading(world.engine) as connection:
            found = arrivals(connection, command_line_scope(), FRIDAY)
        assert [(one.participant, one.local_date.day, one.late, one.minutes_late, one.notice) for one in found] == [
            ("A", 30, False, None, None),
            ("A", 31, True, 20, "none"),
            ("A", 1, False, None, None),
            ("A", 2, False, None, None),
            ("B", 1, False, None, None),
            ("C", 1, True, 5, "before"),
            ("C", 2, False, None, None),
        ]
        assert {one.week for one in found} == {1}

    def test_an_earlier_day_knows_nothing_of_later_ones(self, world: World) -> None:
        counts = ask(world, selection=Selection(as_of=date(2021, 8, 31)))["esimerkki", None]
        assert (counts.late, counts.attended) == (1, 2)

    def test_a_coach_sees_their_own_cohort_only(self, world: World) -> None:
        world.cohort("muu", MONDAY)
        coach = Scope(1, Role.COACH, frozenset({world.cohorts["muu"]}))
        assert ask(world, scope=coach) == {("muu", None): Lateness()}
        with reading(world.engine) as connection:
            assert arrivals(connection, coach, FRIDAY) == []
            assert lateness_by_start(connection, coach, FRIDAY) == {}

    def test_a_reporter_sees_aggregates_only(self, world: World) -> None:
        reporter = Scope(1, Role.REPORTER)
        assert ask(world, scope=reporter)["esimerkki", None].late == 2
        with pytest.raises(ForbiddenError):
            ask(world, By.PARTICIPANT, scope=reporter)
        with reading(world.engine) as connection, pytest.raises(ForbiddenError):
            arrivals(connection, reporter, FRIDAY)

    def test_an_auditor_sees_no_figures(self, world: World) -> None:
        auditor = Scope(1, Role.AUDITOR)
        with pytest.raises(ForbiddenError):
            ask(world, scope=auditor)
        with reading(world.engine) as connection, pytest.raises(ForbiddenError):
            lateness_by_start(connection, auditor, FRIDAY)


def test_what_does_not_count_for_attendance_is_never_late(world: World) -> None:
    world.cohort("syksy", MONDAY)
    world.enrol("syksy", "A", MONDAY)
    world.activity("psykologi", individual=True, counts_for_attendance=False, restricted=True)
    world.mark(world.session("syksy", MONDAY), "A", "late", notice="after")
    meeting = world.session("syksy", MONDAY, "psykologi", time(13), 60, "A")
    world.mark(meeting, "A", "late", minutes_late=10, notice="none")
    assert ask(world)["syksy", None] == Lateness(attended=1, told_after=1)
    assert list(ask(world, By.ACTIVITY)) == [("syksy", "ryhmä")]
    with reading(world.engine) as connection:
        assert len(arrivals(connection, command_line_scope(), FRIDAY)) == 1
        assert len(lateness_by_start(connection, command_line_scope(), FRIDAY)) == 1


def test_a_week_in_which_nobody_came_is_there_with_zeros(world: World) -> None:
    world.cohort("syksy", MONDAY)
    world.enrol("syksy", "A", MONDAY)
    world.mark(world.session("syksy", MONDAY), "A", "absent", notice="none")
    world.session("syksy", MONDAY + timedelta(days=7))
    weeks = ask(world, By.WEEK, Selection(as_of=date(2021, 12, 1)))
    assert weeks == {("syksy", 1): Lateness(), ("syksy", 2): Lateness()}
