"""Modules against the plan, from rows in a real database to counts: the example, and who may ask."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.modules import ModuleCounts, ModuleState, figures, total
from dashboard.domain.selection import Selection
from db.engine import reading
from db.queries.measures import By
from db.queries.modules import module_cells, module_rows, module_steps, modules
from db.schema import Cohort, Enrolment, Module, Participant, Programme
from tests.support.module_example import AS_OF, START, module_example
from tests.support.world import World, new_world

SUNDAY = Selection(as_of=AS_OF)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    yield world
    world.engine.dispose()


def ask(
    world: World, by: By = By.COHORT, selection: Selection = SUNDAY, scope: Scope | None = None
) -> dict[tuple[str, Any], ModuleCounts]:
    with reading(world.engine) as connection:
        groups = modules(connection, scope or command_line_scope(), selection, by)
    return {(group.cohort, group.key): group.counts for group in groups}


class TestExample:
    @pytest.fixture(autouse=True)
    def example(self, world: World) -> None:
        module_example(world)

    def test_the_cohort(self, world: World) -> None:
        counts = ask(world)["syksy", None]
        assert counts == ModuleCounts(assigned=14, completed=4, in_progress=1, exempt=1, planned=8, planned_done=3)
        assert (counts.not_started, counts.open, counts.ahead, counts.against_plan) == (9, 5, 1, -4)
        shown = figures(counts)
        assert shown["completion"] == pytest.approx(4 / 14)
        assert (shown["completion_low"], shown["completion_high"]) == pytest.approx((0.117, 0.546), abs=5e-4)

    def test_each_person_late_joiner_and_leaver_too(self, world: World) -> None:
        assert ask(world, By.PARTICIPANT) == {
            ("syksy", "A"): ModuleCounts(assigned=5, completed=3, in_progress=1, planned=3, planned_done=2),
            ("syksy", "B"): ModuleCounts(assigned=5, completed=1, planned=3, planned_done=1),
            ("syksy", "C"): ModuleCounts(assigned=4, exempt=1, planned=2),
        }

    def test_each_module(self, world: World) -> None:
        assert ask(world, By.MODULE) == {
            ("syksy", "HAK"): ModuleCounts(assigned=3, completed=1, planned=3, planned_done=1),
            ("syksy", "IDE"): ModuleCounts(assigned=3, completed=1),
            ("syksy", "OIK"): ModuleCounts(assigned=2, completed=2, exempt=1, planned=2, planned_done=2),
            ("syksy", "URA"): ModuleCounts(assigned=3, in_progress=1, planned=3),
            ("syksy", "VAP"): ModuleCounts(assigned=3),
        }

    def test_week_by_week(self, world: World) -> None:
        weeks = ask(world, By.WEEK)
        assert [key for _cohort, key in weeks] == [1, 2, 3, 4, 5, 6]
        assert [(counts.assigned, counts.exempt) for counts in weeks.values()] == [(10, 0)] * 2 + [(14, 1)] * 4
        assert [counts.planned for counts in weeks.values()] == [0, 2, 2, 5, 5, 8]
        assert [counts.completed for counts in weeks.values()] == [0, 1, 2, 3, 4, 4]

    def test_each_week_is_the_cohort_as_of_its_end(self, world: World) -> None:
        late = Selection(as_of=date(2022, 1, 1))
        for (_cohort, week), counts in ask(world, By.WEEK, late).items():
            end = late.as_of if week == 10 else START + timedelta(days=7 * week - 1)
            assert counts == ask(world, selection=Selection(as_of=end))["syksy", None], week

    def test_a_cell_for_each_module_of_each_person(self, world: World) -> None:
        with reading(world.engine) as connection:
            cells = module_cells(connection, command_line_scope(), SUNDAY)
        rows = {person: {cell.module: cell for cell in cells if cell.participant == person} for person in "ABC"}
        assert [rows["A"][module].state for module in ("OIK", "HAK", "URA", "IDE", "VAP")] == [
            ModuleState.COMPLETED,
            ModuleState.COMPLETED,
            ModuleState.IN_PROGRESS,
            ModuleState.COMPLETED,
            ModuleState.LATER,
        ]
        assert rows["A"]["IDE"].completed_on == date(2021, 10, 1)
        assert (rows["C"]["HAK"].state, rows["C"]["HAK"].completed_on) == (ModuleState.NOT_STARTED, None)
        assert [(cell.participant, cell.module) for cell in cells if cell.open] == [
            ("A", "URA"),
            ("B", "HAK"),
            ("B", "URA"),
            ("C", "HAK"),
            ("C", "URA"),
        ]
        assert {cell.participant for cell in cells if cell.left_early} == {"B"}

    def test_before_the_start_nothing_is_planned_and_nobody_there(self, world: World) -> None:
        before = Selection(as_of=START - timedelta(days=1))
        assert ask(world, selection=before) == {("syksy", None): ModuleCounts()}
        assert ask(world, By.WEEK, before) == {}
        assert ask(world, By.PARTICIPANT, before) == {}

    def test_after_the_last_week_it_stays_the_last(self, world: World) -> None:
        weeks = ask(world, By.WEEK, Selection(as_of=date(2022, 6, 1)))
        assert len(weeks) == 10
        assert weeks["syksy", 10].completed == 5

    def test_a_period_does_not_narrow_them(self, world: World) -> None:
        assert ask(world, selection=Selection(start=AS_OF, end=AS_OF, as_of=AS_OF)) == ask(world)

    def test_a_coach_sees_their_own_cohort_only(self, world: World) -> None:
        world.cohort("muu", START)
        coach = Scope(1, Role.COACH, frozenset({world.cohorts["muu"]}))
        assert ask(world, scope=coach) == {("muu", None): ModuleCounts()}
        assert ask(world, By.MODULE, scope=coach) == {}
        with reading(world.engine) as connection:
            assert module_cells(connection, coach, SUNDAY) == []
            assert [one.cohort for one in module_steps(connection, coach, SUNDAY)] == ["muu"]
            assert module_rows(connection, Scope(1, Role.COACH, frozenset()), SUNDAY, "en") == []

    def test_a_reporter_sees_aggregates_only(self, world: World) -> None:
        reporter = Scope(1, Role.REPORTER)
        assert ask(world, scope=reporter)["syksy", None].assigned == 14
        with pytest.raises(ForbiddenError):
            ask(world, By.PARTICIPANT, scope=reporter)
        with reading(world.engine) as connection, pytest.raises(ForbiddenError):
            module_cells(connection, reporter, SUNDAY)

    def test_an_auditor_sees_no_figures(self, world: World) -> None:
        auditor = Scope(1, Role.AUDITOR)
        with pytest.raises(ForbiddenError):
            ask(world, scope=auditor)
        with reading(world.engine) as connection, pytest.raises(ForbiddenError):
            module_steps(connection, auditor, SUNDAY)
        with reading(world.engine) as connection, pytest.raises(ForbiddenError):
            module_rows(connection, auditor, SUNDAY, "en")


def test_modules_come_in_the_order_of_their_plan_and_by_name(world: World) -> None:
    world.cohort("syksy", START)
    world.module("VAP")
    world.module("HAK", 4)
    world.add(Module, programme_id=world.programme, code="OIK", name_fi="Oikeudet", name_en="Rights", planned_week=2)
    with reading(world.engine) as connection:
        rows = {
            language: [
                (row.code, row.name, row.planned_week) for row in module_rows(connection, scope, SUNDAY, language)
            ]
            for language in ("fi", "en")
            for scope in [command_line_scope()]
        }
    assert rows["en"] == [("OIK", "Rights", 2), ("HAK", "HAK", 4), ("VAP", "VAP", None)]
    assert rows["fi"][0] == ("OIK", "Oikeudet", 2)


def test_a_cohort_has_the_modules_of_its_own_programme(world: World) -> None:
    module_example(world)
    other = world.add(Programme, code="toinen", name="Another", weeks=5)
    cohort = world.add(
        Cohort, programme_id=other, code="lyhyt", name="Short", starts_on=START, ends_on=date(2021, 10, 1), weeks=5
    )
    person = world.add(Participant, programme_id=other, code="A")
    world.add(Enrolment, cohort_id=cohort, participant_id=person, enrolled_on=START)
    world.add(Module, programme_id=other, code="OIK", planned_week=5)
    assert ask(world, By.MODULE)["lyhyt", "OIK"] == ModuleCounts(assigned=1, planned=1)
    assert total(counts for (code, _key), counts in ask(world, By.MODULE).items() if code == "lyhyt").assigned == 1


def test_now_is_the_day_in_helsinki(world: World) -> None:
    module_example(world)
    # 23.9. at 23.30 in Helsinki is the day before A's second completion; half an hour later it counts.
    for minutes, completed in ((0, 2), (30, 3)):
        moment = datetime(2021, 9, 23, 23, 30, tzinfo=HELSINKI) + timedelta(minutes=minutes)
        with reading(world.engine) as connection:
            [group] = modules(connection, command_line_scope(), Selection(), now=moment)
        assert group.counts.completed == completed
