"""The figures of the modules page as whole objects."""

import json

import pytest

from dashboard.domain.modules import ModuleCounts, ModuleState
from dashboard.figures.grid import Grid, GridCell
from dashboard.figures.module_bars import Panel, by_module, by_module_height
from dashboard.figures.modules import SIGNS, bar, counts_text, module_grid, plan

WEEKS = {
    1: ModuleCounts(assigned=12),
    2: ModuleCounts(assigned=12, completed=1, planned=4, planned_done=1),
    3: ModuleCounts(assigned=12, completed=3, planned=4, planned_done=3),
}


class TestMatrix:
    def test_every_state_has_a_look_of_its_own_and_no_two_are_told_by_colour_alone(self) -> None:
        cells = [GridCell(0, column, state, "x") for column, state in enumerate(SIGNS)]
        data = module_grid(Grid(cells, ["A"], [""], [], 5.0))["data"]
        squares = {trace["name"]: trace["marker"] for trace in data if "text" in trace}
        assert list(squares) == ["completed", "in progress", "not started", "planned for later", "exempt"]
        assert len({json.dumps(marker) for marker in squares.values()}) == 5
        glyphs = {trace["name"]: trace["marker"]["symbol"] for trace in data if "text" not in trace}
        assert glyphs == {"in progress": "triangle-se", "exempt": "line-ne"}
        # Those without a glyph: filled, an outline, and hardly there.
        assert squares["not started"]["color"] == "--todo"

    def test_what_is_written_beside_a_square_stands_to_its_right(self) -> None:
        cells = [GridCell(0, 0.0, ModuleState.COMPLETED, "A: done", "12.11."), GridCell(1, 0.0, ModuleState.LATER, "B")]
        grid = Grid(cells, ["A", "B"], ["", ""], [("OIK", -0.5)], 1.0, column=100, label_anchor="left")
        figure = module_grid(grid)
        [words] = [trace for trace in figure["data"] if trace["mode"] == "text"]
        assert (words["x"], words["y"], words["text"]) == ([0.125], [0], ["12.11."])
        assert words["textposition"] == "middle right"
        label = figure["layout"]["annotations"][0]
        assert (label["text"], label["x"], label["xanchor"]) == ("OIK", -0.5, "left")


class TestPlan:
    def test_stairs_of_the_plan_and_a_line_of_what_is_done(self) -> None:
        figure = plan(WEEKS, {3: 4, 4: 8, 5: 8}, length=5)
        planned, to_come, gap, done = figure["data"]
        assert (planned["x"], planned["y"], planned["line"]["shape"]) == ([1, 2, 3], [0, 4, 4], "hvh")
        assert (to_come["x"], to_come["y"], to_come["line"]["dash"]) == ([3, 4, 5], [4, 8, 8], "dot")
        assert (gap["x"], gap["y"]) == ([3, 3], [3, 4])
        assert (done["x"], done["y"]) == ([1, 2, 3], [0, 1, 3])
        assert done["text"] == ["0 done, 0 planned", "1 done, 4 planned", "3 done, 4 planned"]

    def test_all_weeks_are_on_the_axis_and_all_of_the_plan_in_sight(self) -> None:
        layout = plan(WEEKS, {3: 4, 4: 8}, length=10)["layout"]
        assert layout["xaxis"]["tickvals"] == list(range(1, 11))
        assert layout["yaxis"]["range"][1] > 8

    def test_without_a_plan_to_come_nothing_is_dotted(self) -> None:
        assert len(plan(WEEKS, {}, length=10)["data"]) == 3
        assert len(plan(WEEKS, {3: 4}, length=10)["data"]) == 3

    @pytest.mark.parametrize(
        ("now", "upper", "lower"),
        [
            (ModuleCounts(12, 3, 0, 0, 4, 3), "4 planned", "<b>3 done</b>"),
            (ModuleCounts(12, 5, 0, 0, 4, 4), "<b>5 done</b>", "4 planned"),
            (ModuleCounts(12, 1, 0, 0, 1, 1), "<b>1 done</b>", "1 planned"),
        ],
    )
    def test_the_upper_line_is_named_to_its_left_and_the_lower_one_to_its_right(
        self, now: ModuleCounts, upper: str, lower: str
    ) -> None:
        weeks = {1: ModuleCounts(12), 2: ModuleCounts(12), 3: ModuleCounts(12), 4: now}
        labels = plan(weeks, {}, length=10)["layout"]["annotations"]
        assert {label["xanchor"]: label["text"] for label in labels} == {"right": upper, "left": lower}

    @pytest.mark.parametrize(("week", "anchor"), [(1, "left"), (2, "left"), (3, "right")])
    def test_near_the_axis_the_upper_line_is_named_above_it(self, week: int, anchor: str) -> None:
        weeks = {each: ModuleCounts(12, 0, 0, 0, 4) for each in range(1, week + 1)}
        upper = plan(weeks, {}, length=10)["layout"]["annotations"][0]
        assert (upper["text"], upper["x"], upper["xanchor"], upper["yshift"]) == ("4 planned", week, anchor, 16)

    def test_one_week_without_anything_is_drawn(self) -> None:
        figure = plan({1: ModuleCounts(assigned=3)}, {}, length=10)
        assert figure["layout"]["yaxis"]["range"] == [0, 1.12]


class TestModuleBars:
    MODULES = ("Rights", "<b>Search</b>")
    PANELS = (
        Panel(
            "Spring", [ModuleCounts(assigned=3, completed=2, in_progress=1, exempt=1), ModuleCounts(assigned=4)], "/a"
        ),
        Panel("Autumn <i>", [ModuleCounts(assigned=8, completed=6, in_progress=1), None]),
    )

    def test_bars_follow_each_other_and_exempt_stands_apart(self) -> None:
        figure = by_module(self.MODULES, self.PANELS[:1])
        bars = {
            trace["name"]: list(zip(trace["y"], trace["base"], trace["x"], strict=True)) for trace in figure["data"]
        }
        assert bars == {
            "in progress": [(0, 2, 1)],
            "not started": [(1, 0, 4)],
            "exempt": [(0, 3.3, 1)],
            "completed": [(0, 0, 2), (1, 0, 0)],
        }
        assert figure["data"][0]["customdata"] == ["/a"]

    def test_a_panel_a_cohort_with_the_same_scale(self) -> None:
        figure = by_module(self.MODULES, self.PANELS)
        layout = figure["layout"]
        assert layout["xaxis"]["range"] == layout["xaxis2"]["range"] == [0, 8 / 0.6]
        assert layout["xaxis"]["domain"] == [0, 0.5]
        assert layout["xaxis2"]["domain"] == [0.52, 1.0]
        second = [trace for trace in figure["data"] if trace["xaxis"] == "x2"]
        assert [(trace["name"], trace["y"]) for trace in second] == [
            ("in progress", [0]),
            ("not started", [0]),
            ("completed", [0]),
        ]
        assert "customdata" not in second[0]

    def test_counts_stand_at_the_end_of_each_row_and_a_share_from_six_on(self) -> None:
        texts = [text["text"] for text in by_module(self.MODULES, self.PANELS)["layout"]["annotations"]]
        assert texts == [
            "<b>Spring</b>",
            "2\xa0/\xa03",
            "0\xa0/\xa04",
            "<b>Autumn &lt;i&gt;</b>",
            "75%, 6\xa0/\xa08",
        ]

    def test_typed_names_are_text(self) -> None:
        figure = by_module(self.MODULES, self.PANELS)
        assert figure["layout"]["yaxis"]["ticktext"][1] == "&lt;b&gt;Search&lt;/b&gt;"
        assert figure["data"][1]["hovertext"] == ["Spring, &lt;b&gt;Search&lt;/b&gt;: 4 not started"]

    def test_the_interval_is_drawn_in_people_where_one_cohort_is_shown(self) -> None:
        alone = by_module(self.MODULES, self.PANELS[1:])["data"][-1]
        assert alone["name"] == "completed", "upon the others"
        # Wilson 95 % of 6 in 8: 0.4093 .. 0.9285.
        assert alone["error_x"]["arrayminus"] == pytest.approx([6 - 8 * 0.4093], abs=1e-3)
        assert alone["error_x"]["array"] == pytest.approx([8 * 0.9285 - 6], abs=1e-3)
        assert not any("error_x" in trace for trace in by_module(self.MODULES, self.PANELS)["data"])

    def test_below_six_no_interval_is_drawn(self) -> None:
        assert by_module(self.MODULES, self.PANELS[:1])["data"][-1]["error_x"]["array"] == [0, 0]

    def test_states_are_told_apart_by_pattern_too(self) -> None:
        patterns = [bar(state).get("pattern", {}).get("shape") for state in SIGNS if state != ModuleState.LATER]
        assert patterns == [None, "/", None, "\\"]
        assert bar(ModuleState.COMPLETED)["color"] != bar(ModuleState.NOT_STARTED)["color"]

    def test_no_panel_is_no_bar(self) -> None:
        assert by_module(self.MODULES, [])["data"] == []
        assert by_module_height(2) > by_module_height(1)


def test_completion_is_said_with_its_counts() -> None:
    assert counts_text(ModuleCounts(assigned=6, completed=4)) == "67%, 4\xa0/\xa06"
    assert counts_text(ModuleCounts(assigned=5, completed=4)) == "4\xa0/\xa05"
    assert counts_text(ModuleCounts(exempt=2)) == "–"
