"""Our own drawings: bars as long as their numbers, and nothing but a mark where something is withheld."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.disclosure import InternalTable
from dashboard.exports.chart import ChartData, ChartKind, ChartSpec
from dashboard.exports.drawing import draw
from dashboard.exports.drawing.scale import scale_to
from dashboard.exports.palette import LOOKS
from dashboard.exports.reading import chart_data
from tests.exports.examples import outcomes

ROOM = 600.0


def house(rows: tuple[str, ...], *cells: tuple[float | None, ...]) -> InternalTable:
    columns = tuple(f"column {number}" for number in range(len(cells[0])))
    return InternalTable(title="t", rows=rows, columns=columns, cells=cells)


def drawn(data: ChartData) -> ET.Element:
    return draw(data, ROOM).marks


def sizes(marks: ET.Element, look: str, side: str) -> list[float]:
    """How long the areas in a look are, but for the swatches of the legend."""
    areas = [mark for mark in marks.iter("rect") if mark.get("fill") == LOOKS[look].fill]
    return [float(area.get(side, 0)) for area in areas if area.get("width") != "12"]


def texts(marks: ET.Element) -> list[str]:
    return [text.text or "" for text in marks.iter("text")]


class TestBars:
    @pytest.mark.parametrize(("upright", "side"), [(False, "width"), (True, "height")])
    def test_bars_are_as_long_as_their_numbers(self, upright: bool, side: str) -> None:
        table = house(("a", "b", "c"), (5,), (10,), (20,))
        lengths = sizes(drawn(chart_data(table, ChartSpec(ChartKind.BARS, (0,), upright=upright))), "series-1", side)
        assert [length / lengths[0] for length in lengths] == pytest.approx([1, 2, 4], rel=0.01)

    def test_a_withheld_bar_is_a_mark_and_no_area(self) -> None:
        marks = drawn(chart_data(outcomes(), ChartSpec(ChartKind.GROUPED, (0, 1))))
        assert len(sizes(marks, "series-1", "width")) == 1
        assert len(sizes(marks, "series-2", "width")) == 1
        assert texts(marks).count("–") == 2

    def test_a_bar_of_nobody_is_a_thin_line_with_its_0(self) -> None:
        marks = drawn(chart_data(house(("a", "b"), (0,), (4,)), ChartSpec(ChartKind.BARS, (0,))))
        assert sizes(marks, "series-1", "width")[0] == 1.5
        assert "0" in texts(marks)

    def test_all_withheld_draws_marks_alone(self) -> None:
        marks = drawn(chart_data(outcomes(), ChartSpec(ChartKind.BARS, (0,), rows=(2,))))
        assert sizes(marks, "series-1", "width") == []
        assert texts(marks) == ["looking for work", "–"]

    def test_no_status_is_told_by_its_colour_alone(self) -> None:
        table = house(("a",), (5, 5, 5, 5, 5))
        looks = ("present", "late", "told", "untold", "excused")
        marks = drawn(chart_data(table, ChartSpec(ChartKind.STACKED, (0, 1, 2, 3, 4), looks=looks)))
        fills = {pattern.get("id") for pattern in marks.iter("pattern")}
        assert len(fills) == 4

    def test_shares_run_to_100_percent_whatever_their_numbers(self) -> None:
        marks = drawn(chart_data(house(("a",), (5, 50)), ChartSpec(ChartKind.SHARES, (0,), of=1)))
        assert {"0%", "100%"} <= set(texts(marks))


class TestLines:
    def test_a_line_is_broken_where_something_is_withheld(self) -> None:
        table = house(("1", "2", "3", "4", "5"), (5,), (6,), (None,), (7,), (8,))
        marks = drawn(chart_data(table, ChartSpec(ChartKind.LINE, (0,))))
        assert len([path for path in marks.iter("path") if path.get("fill") == "none"]) == 2
        assert len(list(marks.iter("circle"))) == 4

    def test_the_gap_is_marked_on_the_axis(self) -> None:
        assert texts(drawn(chart_data(outcomes(), ChartSpec(ChartKind.LINE, (0, 1))))).count("–") == 2

    def test_names_of_lines_that_end_together_do_not_lie_on_each_other(self) -> None:
        marks = drawn(chart_data(house(("1", "2"), (5, 5, 5), (6, 6, 6)), ChartSpec(ChartKind.LINE, (0, 1, 2))))
        heights = [float(text.get("y", 0)) for text in marks.iter("text") if (text.text or "").startswith("column")]
        assert all(lower - upper > 14 for upper, lower in pairwise(heights))

    def test_many_categories_are_not_all_named(self) -> None:
        weeks = tuple(f"week {number}" for number in range(1, 53))
        marks = drawn(chart_data(house(weeks, *((number,) for number in range(52))), ChartSpec(ChartKind.LINE, (0,))))
        named = [text for text in texts(marks) if text.startswith("week")]
        assert named[0] == "week 1"
        assert 5 < len(named) < 15


@settings(max_examples=60)
@given(highest=st.floats(0, 1e6), whole=st.booleans())
def test_the_axis_has_room_for_the_highest_in_few_round_steps(highest: float, whole: bool) -> None:
    scale = scale_to(highest, share=False, whole=whole)
    assert scale.top >= highest * (1 - 1e-6)
    assert 2 <= len(scale.ticks) <= 7
    assert scale.ticks[0] == 0
    assert scale.ticks[-1] == pytest.approx(scale.top)
    if whole:
        assert all(tick == round(tick) for tick in scale.ticks)
