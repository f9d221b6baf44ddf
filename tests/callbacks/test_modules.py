"""The modules page as each role sees it: the example counted by hand, and a cohort that has ended with all done."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from callbacks.modules import load
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.i18n import using_language
from dashboard.views import NO_FILTERS, Chart, LineList, ModulesView
from db.schema import Module, Programme
from tests.support.module_example import START, module_example
from tests.support.world import World, new_world

SPRING = date(2021, 3, 1)
NOW = datetime(2021, 10, 10, 18, tzinfo=HELSINKI)
"""Sunday evening at the end of the example's sixth week."""


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    world = new_world(sqlite_url)
    module_example(world)
    world.cohort("kevät", SPRING, name="Spring")
    world.enrol("kevät", "Z", SPRING)
    for week, module in enumerate(("OIK", "HAK", "URA", "IDE")):
        world.progress("kevät", "Z", module, SPRING + timedelta(weeks=2 * week))
    world.cohort("talvi", date(2022, 1, 10), name="Winter")
    yield world
    world.engine.dispose()


def show(engine: Engine, scope: Scope | None, **params: object) -> ModulesView:
    return load(engine, scope, params, NOW)


def chart(found: Chart | None) -> Chart:
    assert found is not None
    return found


def drawn(found: Chart | None) -> dict[str, Any]:
    figure = chart(found).figure
    assert figure is not None
    return figure


def lines(found: LineList | None) -> list[tuple[str, str]]:
    assert found is not None
    return [(line.label, line.text) for line in found.lines]


class TestOneCohort:
    @pytest.fixture
    def view(self, engine: Engine, coordinator: Scope) -> ModulesView:
        return show(engine, coordinator, cohorts="syksy")

    def test_the_headline_counts_planned_modules_and_the_lead_the_rest(self, view: ModulesView) -> None:
        assert view.headline == "3 of 8 planned modules are done"
        assert view.lead == (
            "1 more is done ahead of the plan. Of everything assigned: 29%, 4\xa0/\xa014. "
            "95 % interval of completion: 12–55%. 1 exempt is left out."
        )

    def test_the_matrix_says_the_state_of_each_module_of_each_person(self, view: ModulesView) -> None:
        matrix = chart(view.matrix)
        assert [column.label for column in matrix.table.columns] == [
            "Participant",
            "Cohort",
            "OIK",
            "HAK",
            "URA",
            "IDE",
            "VAP",
            "Done of those planned",
            "Planned by now",
            "Done ahead of the plan",
        ]
        begun, later, not_yet = "in progress, planned by now", "planned for later", "not started, planned by now"
        days = ("completed 9 Sep 2021", "completed 24 Sep 2021", "completed 1 Oct 2021")
        assert matrix.table.rows == (
            ("A", "syksy", days[0], days[1], begun, days[2], later, 2, 3, 1),
            ("B", "syksy", "completed 16 Sep 2021", not_yet, not_yet, later, later, 1, 3, 0),
            ("C", "syksy", "exempt", not_yet, not_yet, later, later, 0, 2, 0),
        )
        assert matrix.title == "0 of 3 people have done everything planned by now"
        assert matrix.summary == (
            "A has done 2 of 3 planned modules; open: URA. "
            "B has done 1 of 3 planned modules; open: HAK and URA. "
            "C has done 0 of 2 planned modules; open: HAK and URA."
        )

    def test_the_matrix_draws_a_square_for_each_with_day_or_open_beside_it(self, view: ModulesView) -> None:
        figure = drawn(view.matrix)
        squares = {trace["name"]: trace["text"] for trace in figure["data"] if "hovertemplate" in trace}
        assert {name: len(texts) for name, texts in squares.items()} == {
            "completed": 4,
            "in progress": 1,
            "not started": 4,
            "planned for later": 5,
            "exempt": 1,
        }
        assert squares["in progress"] == ["A, URA: in progress, planned by now"]
        assert "A, IDE: completed 1 Oct 2021" in squares["completed"]
        [beside] = [trace["text"] for trace in figure["data"] if trace["mode"] == "text"]
        assert sorted(beside) == sorted(["9 Sep", "24 Sep", "1 Oct", "16 Sep", *["<b>open</b>"] * 5])
        texts = [label["text"] for label in figure["layout"]["annotations"]]
        assert texts[:5] == ["OIK<br>week 2", "HAK<br>week 4", "URA<br>week 6", "IDE<br>week 8", "VAP"]
        assert texts[5:] == ["<b>2 / 3</b>   1 ahead", "<b>1 / 3</b>   left", "<b>0 / 2</b>"]

    def test_squares_and_rows_lead_to_the_person(self, view: ModulesView) -> None:
        person = "/participant?cohorts=syksy&code=A"
        figure = drawn(view.matrix)
        assert figure["layout"]["meta"]["rows"][0] == person
        assert {trace["name"]: set(trace["customdata"]) for trace in figure["data"] if "customdata" in trace}[
            "in progress"
        ] == {f"{person}#person-modules"}  # where its progress is written down
        assert chart(view.matrix).table.links[0] == person

    def test_the_plan_goes_on_dotted_after_this_week(self, view: ModulesView) -> None:
        plan = chart(view.plan)
        assert plan.title == "Week 6: 4 behind the plan"
        assert plan.table.rows == (
            (1, 0, 0, 0),
            (2, 1, 2, -1),
            (3, 2, 2, 0),
            (4, 3, 5, -2),
            (5, 4, 5, -1),
            (6, 4, 8, -4),
            (7, None, 8, None),
            (8, None, 11, None),
            (9, None, 11, None),
            (10, None, 11, None),
        )
        assert plan.summary.startswith("Week 1: 0 done, 0 planned. Week 2: 1 done, 2 planned.")
        assert [trace.get("line", {}).get("dash") for trace in drawn(plan)["data"]] == ["solid", "dot", None, None]

    def test_what_is_open_is_said_with_whose_it_is(self, view: ModulesView) -> None:
        assert view.still_open is not None
        assert view.still_open.title == "5 planned modules are still open"
        assert lines(view.still_open) == [
            ("Week 4", "HAK: C; B has left"),
            ("Week 6", "URA: A and C; B has left"),
        ]

    def test_each_module_has_completed_of_assigned_and_exempt_apart(self, view: ModulesView) -> None:
        modules = chart(view.by_cohort)
        assert modules.title == "Open most often: URA, for 3 of 3"
        assert [row[:7] for row in modules.table.rows] == [
            ("syksy", "OIK", 2, 0, 0, 2, 1),
            ("syksy", "HAK", 1, 0, 2, 3, 0),
            ("syksy", "URA", 0, 1, 2, 3, 0),
            ("syksy", "IDE", 1, 0, 2, 3, 0),
            ("syksy", "VAP", 0, 0, 3, 3, 0),
        ]
        assert {row[7:] for row in modules.table.rows} == {(None, None, None)}, "too few for a share"
        assert (
            modules.summary
            == "syksy: OIK 2\xa0/\xa02, HAK 1\xa0/\xa03, URA 0\xa0/\xa03, IDE 1\xa0/\xa03, and VAP 0\xa0/\xa03."
        )


class TestSeveralCohorts:
    def test_they_are_added_up_where_each_of_them_is(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator)
        assert view.headline == "7 of 12 planned modules are done"
        assert "interval" not in view.lead
        plan = chart(view.plan)
        assert plan.title == "4 behind the plan"
        assert plan.table.rows[5] == (6, 7, 11, -4)
        assert plan.table.rows[-1] == (10, 8, 12, -4)
        assert plan.note.startswith("Each cohort counts up to its own week")

    def test_people_stand_below_the_name_of_their_cohort(self, engine: Engine, coordinator: Scope) -> None:
        rows = drawn(show(engine, coordinator).matrix)["layout"]["yaxis"]["ticktext"]
        assert rows == ["<b>Spring</b>", "Z", "<b>syksy</b>", "A", "B", "C"]

    def test_lines_name_the_cohort_and_lead_to_it(self, engine: Engine, coordinator: Scope) -> None:
        still_open = show(engine, coordinator).still_open
        assert lines(still_open)[0] == ("syksy", "HAK, week 4: C; B has left")
        assert still_open is not None
        assert still_open.lines[0].href == "/modules?cohorts=syksy"

    def test_a_panel_a_cohort_that_has_people(self, engine: Engine, coordinator: Scope) -> None:
        figure = drawn(show(engine, coordinator).by_cohort)
        texts = [text["text"] for text in figure["layout"]["annotations"]]
        assert [text for text in texts if text.startswith("<b>")] == ["<b>Spring</b>", "<b>syksy</b>"]

    def test_many_cohorts_are_one_panel(self, world: World, coordinator: Scope) -> None:
        for number in range(6):
            world.cohort(f"c{number}", START)
            world.enrol(f"c{number}", f"P{number}", START)
        modules = chart(show(world.engine, coordinator).by_cohort)
        assert {row[0] for row in modules.table.rows} == {"8 cohorts together"}
        assert next(row[2:7] for row in modules.table.rows) == (3, 0, 6, 9, 1)

    def test_modules_of_the_same_code_share_a_column_without_a_week_if_planned_for_different_ones(
        self, world: World, coordinator: Scope
    ) -> None:
        world.programme = world.add(Programme, code="toinen", name="Another", weeks=10)
        world.add(Module, programme_id=world.programme, code="OIK", planned_week=3)
        world.cohort("muu", START)
        world.people = {}
        world.enrol("muu", "A", START)
        view = show(world.engine, coordinator, cohorts="muu,syksy")
        texts = [label["text"] for label in drawn(view.matrix)["layout"]["annotations"]]
        assert texts[:5] == ["OIK", "HAK<br>week 4", "URA<br>week 6", "IDE<br>week 8", "VAP"]
        assert [(row[1], row[0], row[3]) for row in chart(view.matrix).table.rows if row[0] == "A"] == [
            ("muu", "A", None),
            ("syksy", "A", "completed 24 Sep 2021"),
        ]
        assert ("muu", "OIK, week 3: A") in lines(view.still_open)


class TestWhatIsDone:
    def test_all_is_done(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, cohorts="kevät")
        assert view.headline == "All 4 planned modules are done"
        assert chart(view.matrix).title == "Everyone has done what is planned by now"
        assert chart(view.plan).title == "Week 10: as planned"
        assert "dotted" not in chart(view.plan).note
        assert chart(view.by_cohort).title == "Every module planned by now is done"
        assert view.still_open is not None
        assert (view.still_open.title, view.still_open.lines) == ("No planned module is open", ())
        assert view.still_open.empty == "Everything planned by now is done."

    def test_as_of_an_earlier_day_nothing_later_is_known(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, cohorts="syksy", as_of="2021-09-12")
        assert view.headline == "1 of 2 planned modules are done"
        matrix = chart(view.matrix)
        assert [row[0] for row in matrix.table.rows] == ["A", "B"]
        assert matrix.note.endswith(
            "What was completed after the day shows as not started: when it began is not known."
        )

    def test_nothing_is_planned_in_the_first_week(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, cohorts="syksy", as_of="2021-09-03")
        assert view.headline == "No module is planned to be done yet"
        assert chart(view.matrix).title == "Who has done which module"
        assert view.still_open is not None
        assert view.still_open.empty == "Nothing is planned by now."

    def test_who_is_enrolled_before_the_start_has_no_plan_yet(self, world: World, coordinator: Scope) -> None:
        world.enrol("talvi", "Q", date(2021, 10, 1))
        view = show(world.engine, coordinator, cohorts="talvi")
        assert chart(view.plan).figure is None
        assert chart(view.plan).empty == "The plan begins with the first week of a cohort."
        assert chart(view.matrix).figure is not None

    def test_a_period_is_said_to_narrow_nothing(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, cohorts="syksy", to="2021-09-05")
        assert view.headline == "3 of 8 planned modules are done"
        assert view.lead.endswith("A period does not narrow them: modules are counted up to the day.")


class TestNothing:
    def test_a_day_before_everyone_says_what_to_do(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, as_of="2020-01-01")
        assert view.headline == "Nobody is enrolled yet"
        assert view.lead == "On the chosen day, nobody was enrolled: choose a later day or other cohorts."
        assert view.filters.as_of == date(2020, 1, 1)
        assert view.matrix is view.plan is view.by_cohort is view.still_open is None

    def test_a_cohort_to_come_says_when_figures_appear(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, cohorts="talvi")
        assert view.lead == "Modules are counted from the day on which somebody is enrolled."

    def test_a_programme_without_modules_says_so(self, sqlite_url: str, coordinator: Scope) -> None:
        world = new_world(f"{sqlite_url}.empty")
        world.cohort("syksy", START)
        world.enrol("syksy", "A", START)
        view = show(world.engine, coordinator)
        world.engine.dispose()
        assert view.headline == "No modules to show"
        assert view.lead == "Modules appear here as soon as they are planned or imported."


def test_too_many_people_are_counted_instead_of_shown(world: World, coordinator: Scope) -> None:
    for number in range(60):
        world.enrol("syksy", f"P{number}", START)
    view = show(world.engine, coordinator, cohorts="syksy")
    assert chart(view.matrix).figure is None
    assert chart(view.matrix).empty == "63 people are too many for one picture: choose a cohort above."
    assert lines(view.still_open)[0] == ("Week 2", "OIK: open for 60 of 62")


def test_what_somebody_typed_is_drawn_as_text(world: World, coordinator: Scope) -> None:
    world.cohort("tags", START, name="<b>Bold</b>")
    world.enrol("tags", "<a href='https://example.org'>X</a>", START)
    layout = drawn(show(world.engine, coordinator).matrix)["layout"]
    assert "<b>&lt;b&gt;Bold&lt;/b&gt;</b>" in layout["yaxis"]["ticktext"]
    assert "<a" not in json.dumps(layout)


def test_a_coach_finds_nothing_of_another_cohort(engine: Engine, coach: Scope) -> None:
    view = show(engine, coach)
    assert view.headline == "All 4 planned modules are done"
    assert "syksy" not in repr(view)
    foreign = show(engine, coach, cohorts="syksy")
    assert foreign.headline == view.headline
    assert "There is no cohort syksy here" in foreign.filters.notices[0]


def test_a_coach_of_nothing_sees_nothing(engine: Engine, coach: Scope) -> None:
    view = show(engine, dataclasses.replace(coach, cohort_ids=frozenset()))
    assert view.headline == "No modules to show"


def test_a_reporter_sees_counts_and_nobodys_modules(engine: Engine, reporter: Scope) -> None:
    view = show(engine, reporter, cohorts="syksy")
    assert view.headline == "3 of 8 planned modules are done"
    assert view.matrix is None
    assert lines(view.still_open) == [("Week 4", "HAK: open for 2 of 3"), ("Week 6", "URA: open for 3 of 3")]
    assert chart(view.by_cohort).title == "Open most often: URA, for 3 of 3"
    assert "/participant" not in repr(view)


def test_an_auditor_sees_no_figures_and_nobody_sees_nothing(engine: Engine, auditor: Scope) -> None:
    assert show(engine, auditor) == ModulesView(headline="Your role reads the log, not the figures", filters=NO_FILTERS)
    assert show(engine, None) == ModulesView(headline="")


def test_the_page_speaks_the_readers_language(world: World, coordinator: Scope) -> None:
    with using_language("fi"):
        days = [
            trace["text"]
            for trace in drawn(show(world.engine, coordinator, cohorts="kevät").matrix)["data"]
            if trace["mode"] == "text"
        ]
    assert days == [["1.3.", "15.3.", "29.3.", "12.4."]]


def test_a_short_cohort_has_a_short_axis(world: World, coordinator: Scope) -> None:
    world.cohort("lyhyt", START, weeks=4)
    world.enrol("lyhyt", "S", START)
    plan = chart(show(world.engine, coordinator, cohorts="lyhyt").plan)
    assert drawn(plan)["layout"]["xaxis"]["tickvals"] == [1, 2, 3, 4]
    assert plan.title == "Week 4: 2 behind the plan"
