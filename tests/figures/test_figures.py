"""Figures as whole objects: what is drawn for given counts, and what is not."""

import json
from itertools import pairwise

from dashboard.domain.measures import Counts, Share
from dashboard.domain.register import RECORDED_ORDER, Shown
from dashboard.figures.attendance import (
    attendance_and_commitment,
    by_activity,
    register_grid,
    week_columns,
    weekly_status,
)
from dashboard.figures.grid import Grid, GridCell
from dashboard.figures.overview import Series, comparison, sparkline
from dashboard.figures.style import glyph, range_text, rate_text, square
from dashboard.i18n import using_language

week = Share


class TestComparison:
    def test_a_week_with_too_few_marks_is_a_gap(self) -> None:
        figure = comparison([Series("Syksy", {1: week(9, 10), 2: week(1, 2), 3: week(5, 10)})], length=10)
        [line] = figure["data"]
        assert line["x"] == [1, 2, 3]
        assert line["y"] == [0.9, None, 0.5]

    def test_a_week_without_sessions_is_a_gap_too(self) -> None:
        [line] = comparison([Series("Syksy", {1: week(9, 10), 3: week(5, 10)})], length=10)["data"]
        assert line["y"] == [0.9, None, 0.5]

    def test_all_ten_weeks_are_on_the_axis_from_the_first_day(self) -> None:
        figure = comparison([Series("Syksy", {1: week(9, 10)})], length=10)
        assert figure["layout"]["xaxis"]["tickvals"] == list(range(1, 11))

    def test_the_cohort_in_front_is_drawn_last_in_its_own_colour(self) -> None:
        weeks = {1: week(9, 10), 2: week(8, 10)}
        figure = comparison([Series("Syksy", weeks, front=True), Series("Kevät", weeks)], length=10)
        assert [(line["name"], line["line"]["color"]) for line in figure["data"]] == [
            ("Kevät", "--series-2"),
            ("Syksy", "--series-1"),
        ]

    def test_labels_at_the_same_height_are_moved_apart(self) -> None:
        weeks = {1: week(9, 10), 2: week(8, 10)}
        figure = comparison([Series(name, weeks) for name in "ABC"], length=10)
        heights = sorted(label["y"] for label in figure["layout"]["annotations"])
        assert all(later - earlier >= 0.07 for earlier, later in pairwise(heights))

    def test_of_many_cohorts_the_latest_are_named_and_the_others_are_quiet(self) -> None:
        weeks = {1: week(9, 10), 2: week(8, 10)}
        series = [Series(f"{number}", weeks, front=number == 1) for number in range(9)]
        figure = comparison(series, length=10)
        named = {label["text"] for label in figure["layout"]["annotations"]}
        assert named == {"<b>1</b>", "4", "5", "6", "7", "8"}
        quiet = [line["name"] for line in figure["data"] if line["line"]["color"] == "--series-quiet"]
        assert quiet == ["0", "2", "3"]


class TestSparkline:
    def test_one_week_is_no_line(self) -> None:
        assert sparkline({1: week(9, 10), 2: week(1, 5)}, length=10) is None
        assert sparkline({}, length=10) is None

    def test_two_weeks_are(self) -> None:
        figure = sparkline({1: week(9, 10), 2: week(3, 10)}, length=10)
        assert figure is not None
        assert figure["data"][0]["y"] == [0.9, 0.3]


class TestGrid:
    def test_weeks_stand_apart_and_an_empty_one_keeps_its_room(self) -> None:
        first, columns = week_columns({1: 4, 2: 0, 3: 5})
        assert first == {1: 0, 2: 4.7, 3: 6.8}
        assert round(columns, 1) == 11.8

    def test_nothing_has_no_columns(self) -> None:
        assert week_columns({}) == ({}, 0.0)

    def test_not_recorded_is_a_dashed_outline_and_never_a_filled_square(self) -> None:
        grid = Grid([GridCell(0, 3.0, Shown.UNRECORDED, "?")], ["A"], ["0 / 0"], [("vk 1", 0.0)], 5.0)
        figure = register_grid(grid)
        [shape] = figure["layout"]["shapes"]
        assert shape["line"]["dash"]
        assert (shape["x0"] + shape["x1"]) / 2 == 3.0
        [trace] = figure["data"]
        assert trace["marker"]["color"] == "--card"

    def test_every_status_has_a_colour_or_a_glyph_of_its_own(self) -> None:
        looks = {json.dumps([square(status, 17), glyph(status, 17)]) for status in Shown}
        assert len(looks) == len(Shown)
        glyphs = {(glyph(status, 17) or {}).get("symbol") for status in RECORDED_ORDER[1:5]}
        assert len(glyphs) == 4


class TestBars:
    def test_a_status_that_never_occurs_is_not_drawn(self) -> None:
        counts = dict.fromkeys(Shown, 0) | {Shown.PRESENT: 3}
        figure = weekly_status({1: counts, 2: counts}, length=10)
        assert [trace["name"] for trace in figure["data"]] == ["present"]
        assert figure["data"][0]["y"] == [3, 3]

    def test_the_interval_is_drawn_where_one_cohort_is_shown(self) -> None:
        named = [("Finnish", Counts(countable=11, attended=7, told=1)), ("IT", Counts(countable=3, attended=3))]
        with_interval = by_activity(named, interval=True)["data"][0]["error_x"]
        assert [round(reach, 3) for reach in with_interval["arrayminus"]] == [0.283, 0]
        assert "error_x" not in by_activity(named, interval=False)["data"][0]

    def test_an_activity_nothing_was_recorded_of_is_left_out(self) -> None:
        figure = by_activity([("Finnish", Counts(expected=4))], interval=False)
        assert figure["data"][0]["y"] == []

    def test_commitment_is_drawn_for_six_marks_and_more(self) -> None:
        named = [("A", Counts(countable=6, attended=3, told=2)), ("B", Counts(countable=5, attended=5))]
        lines = attendance_and_commitment(named)["data"]
        assert [trace["y"] for trace in lines] == [["A", "A"], ["A"], ["A"]]


def test_rates_are_said_with_their_counts_and_only_from_six_on() -> None:
    assert rate_text(7 / 11, 7, 11) == "64%, 7\xa0/\xa011"
    assert rate_text(1.0, 5, 5) == "5\xa0/\xa05"
    assert rate_text(None, 0, 0) == "–"
    with using_language("fi"):
        assert rate_text(7 / 11, 7, 11) == "64\xa0%, 7\xa0/\xa011"


def test_the_interval_in_words() -> None:
    assert range_text(Counts(countable=11, attended=7).attendance_interval) == "35–85%"
    assert range_text(Counts(countable=5, attended=5).attendance_interval) == ""


def test_figures_are_small_and_plain() -> None:
    """A grid of six people over ten weeks stays below 40 kB of JSON before compression."""
    cells = [
        GridCell(row, column, Shown.PRESENT, f"K7P{row}, ti 10.11. klo 9.00, IT: läsnä")
        for row in range(6)
        for column in range(50)
    ]
    grid = Grid(cells, [f"K7P{row}" for row in range(6)], ["11 / 22"] * 6, [("vk 42", 1.5)], 57.0)
    assert len(json.dumps(register_grid(grid))) < 40_000
