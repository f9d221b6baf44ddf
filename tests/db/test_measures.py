"""The measures, from marks in a real database to figures: the worked example, and who may ask."""

from datetime import date, datetime, time

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.measures import Counts, figures, total
from dashboard.domain.selection import Selection
from db.engine import reading
from db.queries.measures import By, measures
from tests.support.world import World, new_world, worked_example

FRIDAY = Selection(as_of=date(2021, 9, 3))


@pytest.fixture
def world(migrated_url: str) -> World:
    world = new_world(migrated_url)
    yield world
    world.engine.dispose()


def ask(world: World, by: By = By.COHORT, selection: Selection = FRIDAY, scope: Scope | None = None, now=None) -> dict:
    with reading(world.engine) as connection:
        groups = measures(connection, scope or command_line_scope(), selection, by, now)
    return {(group.cohort, group.key): group.counts for group in groups}


class TestWorkedExample:
    @pytest.fixture(autouse=True)
    def example(self, world: World) -> None:
        worked_example(world)

    def test_the_cohort(self, world: World) -> None:
        counts = ask(world)["esimerkki", None]
        assert (counts.expected, counts.recorded, counts.countable) == (13, 12, 11)
        assert counts.attendance == pytest.approx(7 / 11)
        assert counts.commitment == pytest.approx(8 / 11)
        assert counts.lateness == pytest.approx(2 / 7)
        assert counts.completeness == pytest.approx(12 / 13)
        assert (counts.told, counts.notice_known, counts.unnotified, counts.excused) == (1, 4, 2, 1)
        assert (counts.nearly_empty, counts.nearly_empty_of) == (2, 3)
        shown = figures(counts)
        assert shown["minutes_late_median"] == 12.5
        assert shown["notice_rate"] == 0.25
        assert shown["hours_offered"] == pytest.approx(33)
        assert shown["hours_attended"] == pytest.approx(16.5833, abs=1e-4)
        assert (shown["attendance_low"], shown["attendance_high"]) == pytest.approx((0.354, 0.848), abs=5e-4)

    def test_each_person(self, world: World) -> None:
        people = ask(world, By.PARTICIPANT)
        by_person = {person: counts for (_, person), counts in people.items()}
        assert [by_person[p].expected for p in "ABC"] == [5, 5, 3]
        assert [(by_person[p].attended, by_person[p].countable) for p in "ABC"] == [(4, 4), (1, 4), (2, 3)]
        assert [by_person[p].attended + by_person[p].told for p in "ABC"] == [4, 2, 2]
        assert [(by_person[p].late, by_person[p].attended) for p in "ABC"] == [(1, 4), (0, 1), (1, 2)]
        assert [by_person[p].unnotified for p in "ABC"] == [0, 2, 0]
        assert [by_person[p].minutes_offered / 60 for p in "ABC"] == pytest.approx([13, 13, 7])
        assert [by_person[p].minutes_attended / 60 for p in "ABC"] == pytest.approx([9.6667, 3, 3.9167], abs=1e-4)
        assert all(counts.nearly_empty is None for counts in people.values())

    def test_groups_add_up_to_the_cohort(self, world: World) -> None:
        whole = ask(world)["esimerkki", None]
        for by in (By.WEEK, By.ACTIVITY, By.MODULE):
            assert total(ask(world, by).values()) == whole

    def test_an_earlier_day_knows_nothing_of_later_ones(self, world: World) -> None:
        counts = ask(world, selection=Selection(as_of=date(2021, 8, 31)))["esimerkki", None]
        assert (counts.expected, counts.recorded) == (4, 4)
        people = ask(world, By.PARTICIPANT, Selection(as_of=date(2021, 8, 31)))
        assert [person for _, person in people] == ["A", "B"]

    def test_now_counts_what_has_ended(self, world: World) -> None:
        during = datetime.combine(date(2021, 8, 31), time(11), HELSINKI)
        after = datetime.combine(date(2021, 8, 31), time(12), HELSINKI)
        assert ask(world, selection=Selection(), now=during)["esimerkki", None].expected == 2
        assert ask(world, selection=Selection(), now=after)["esimerkki", None].expected == 4

    def test_a_period(self, world: World) -> None:
        selection = Selection(start=date(2021, 8, 31), end=date(2021, 9, 1), as_of=date(2021, 9, 3))
        assert ask(world, selection=selection)["esimerkki", None].expected == 5

    def test_a_coach_sees_their_own_cohort_only(self, world: World) -> None:
        worked_example_cohort = world.cohorts["esimerkki"]
        world.cohort("muu", date(2021, 8, 30))
        coach = Scope(1, Role.COACH, frozenset({world.cohorts["muu"]}))
        assert ask(world, scope=coach) == {("muu", None): Counts()}
        own = Scope(1, Role.COACH, frozenset({worked_example_cohort}))
        assert ask(world, scope=own)["esimerkki", None].expected == 13
        assert ask(world, scope=Scope(1, Role.COACH, frozenset())) == {}

    def test_a_reporter_sees_aggregates_only(self, world: World) -> None:
        reporter = Scope(1, Role.REPORTER)
        assert ask(world, scope=reporter)["esimerkki", None].expected == 13
        with pytest.raises(ForbiddenError):
            ask(world, By.PARTICIPANT, scope=reporter)

    def test_an_auditor_sees_no_figures(self, world: World) -> None:
        with pytest.raises(ForbiddenError):
            ask(world, scope=Scope(1, Role.AUDITOR))


def test_a_cohort_without_sessions_has_a_row_of_zeros(world: World) -> None:
    world.cohort("talvi", date(2022, 1, 10))
    world.enrol("talvi", "A", date(2022, 1, 10))
    counts = ask(world)["talvi", None]
    assert counts == Counts()
    assert counts.attendance is None
    assert ask(world, By.WEEK) == {}


def test_excused_cancelled_and_psychologist_never_touch_attendance(world: World) -> None:
    monday = date(2021, 8, 30)
    world.cohort("syksy", monday)
    world.enrol("syksy", "A", monday)
    world.activity("psykologi", individual=True, counts_for_attendance=False, restricted=True)
    world.mark(world.session("syksy", monday), "A")
    world.session("syksy", date(2021, 8, 31), cancelled_at=datetime(2021, 8, 30, tzinfo=HELSINKI))
    meeting = world.session("syksy", date(2021, 9, 1), "psykologi", time(10), 60, "A")
    world.mark(meeting, "A", "absent", notice="none")
    world.mark(world.session("syksy", date(2021, 9, 2)), "A", "absent", excused=True, reason="official")
    late = world.session("syksy", date(2021, 9, 3), "psykologi", time(10), 60, "A")
    world.mark(late, "A", "late", minutes_late=30, notice="none")
    counts = ask(world)["syksy", None]
    assert (counts.expected, counts.recorded, counts.countable, counts.attended) == (4, 4, 1, 1)
    assert (counts.unnotified, counts.excused, counts.late, counts.minutes_late) == (0, 1, 0, ())
    reporter = ask(world, scope=Scope(1, Role.REPORTER))["syksy", None]
    assert (reporter.expected, reporter.recorded) == (2, 2), "a psychologist meeting is not even counted"


def test_the_last_programme_week_holds_what_comes_after_it(world: World) -> None:
    world.cohort("syksy", date(2021, 8, 30))
    world.enrol("syksy", "A", date(2021, 8, 30))
    for day in (date(2021, 8, 30), date(2021, 9, 5), date(2021, 9, 6), date(2021, 11, 7), date(2021, 11, 11)):
        world.mark(world.session("syksy", day), "A")
    world.session("syksy", date(2021, 10, 4), module_id=world.module("OIK", 2))
    weeks = ask(world, By.WEEK, Selection(as_of=date(2021, 12, 1)))
    assert {week: counts.expected for (_, week), counts in weeks.items()} == {1: 2, 2: 1, 6: 1, 10: 2}
    modules = ask(world, By.MODULE, Selection(as_of=date(2021, 12, 1)))
    assert {module: counts.expected for (_, module), counts in modules.items()} == {"OIK": 1, None: 5}
