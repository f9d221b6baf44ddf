"""The figures of the lateness page: what is drawn for given counts, and what is not."""

import json
from datetime import time
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import pytest

from dashboard.domain.lateness import Lateness
from dashboard.figures.lateness import Panel, panels_height, weekly_panels
from dashboard.figures.lateness_minutes import MinuteRow, bars_height, class_name, dots_height, minute_bars, minute_dots
from dashboard.figures.lateness_rates import activities_height, by_activity, timetable, timetable_size
from dashboard.figures.lateness_rows import NoticeRow, PersonRow, notice_rows, on_time_rows, people_height


def counts(late: int, attended: int) -> Lateness:
    return Lateness(attended=attended, not_told=late)


def traces(figure: dict[str, Any], mode: str) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace.get("mode") == mode]


class TestWeeks:
    def test_a_week_with_few_marks_is_a_gap_with_its_counts(self) -> None:
        figure = weekly_panels([Panel("Syksy", "", {1: counts(3, 12), 2: counts(1, 4), 3: counts(2, 8)})], length=10)
        [line] = traces(figure, "lines+markers")
        assert line["y"] == [0.25, None, 0.25]
        [below] = traces(figure, "text")
        assert below["text"] == ["3/12", "1/4", "2/8"]
        assert all(height < 0 for height in below["y"])

    def test_the_band_is_the_wilson_interval_and_stops_at_a_gap(self) -> None:
        figure = weekly_panels([Panel("Syksy", "", {1: counts(3, 12), 2: counts(1, 4), 3: counts(2, 8)})], length=10)
        first, second = traces(figure, "lines")
        assert (first["x"][1], second["x"][1]) == (1, 3)
        assert (first["y"][1], first["y"][-2]) == pytest.approx((0.532, 0.089), abs=1e-3)

    def test_a_week_without_sessions_is_a_gap_too(self) -> None:
        [line] = traces(
            weekly_panels([Panel("Syksy", "", {1: counts(3, 12), 3: counts(2, 8)})], length=10), "lines+markers"
        )
        assert (line["x"], line["y"]) == ([1, 2, 3], [0.25, None, 0.25])

    def test_panels_lie_below_each_other_over_one_axis_of_weeks(self) -> None:
        panels = [Panel(name, "", {1: counts(3, 12)}) for name in "ABC"]
        layout = weekly_panels(panels, length=10)["layout"]
        domains = [layout[axis]["domain"] for axis in ("yaxis", "yaxis2", "yaxis3")]
        assert all(above[0] > below[1] for above, below in pairwise(domains))
        assert layout["xaxis"]["anchor"] == "y3"
        assert layout["xaxis"]["tickvals"] == list(range(1, 11))
        assert panels_height(3) > panels_height(1)

    def test_a_filled_dot_is_more_than_chance_and_alone_every_dot_is_filled(self) -> None:
        weeks = {1: counts(3, 12), 2: counts(9, 12)}
        beside = weekly_panels([Panel("A", "", weeks, differs=[2]), Panel("B", "", weeks, differs=[])], length=10)
        assert [line["marker"]["color"] for line in traces(beside, "lines+markers")] == [
            ["--card", "--accent"],
            ["--card", "--card"],
        ]
        [alone] = traces(weekly_panels([Panel("A", "", weeks)], length=10), "lines+markers")
        assert alone["marker"]["color"] == ["--accent", "--accent"]

    def test_large_counts_take_two_lines(self) -> None:
        figure = weekly_panels([Panel("All", "", {1: counts(611, 3449)})], length=10)
        assert traces(figure, "text")[0]["text"] == ["611<br>/3449"]

    def test_nobody_came_at_all(self) -> None:
        assert traces(weekly_panels([Panel("A", "", {})], length=10), "lines+markers")[0]["y"] == []


class TestMinutes:
    ROW = MinuteRow(
        "Syksy",
        "median 10 min",
        Lateness(attended=9, minutes=((5, 2), (10, 3), (75, 1)), not_told=6),
        dots=[(5, "a", ""), (10, "b", "/session?id=1"), (5, "c", ""), (10, "d", ""), (75, "e", ""), (10, "f", "")],
    )

    def test_equal_minutes_are_stacked_in_their_order(self) -> None:
        [dots] = minute_dots([self.ROW])["data"]
        of_five = [height for minutes, height in zip(dots["x"], dots["y"], strict=True) if minutes == 5]
        assert of_five == [of_five[0], of_five[0] - 11]
        assert len({(x, y) for x, y in zip(dots["x"], dots["y"], strict=True)}) == 6
        assert dots["customdata"][1] == "/session?id=1"

    def test_over_an_hour_stands_at_the_end_of_the_axis(self) -> None:
        figure = minute_dots([self.ROW])
        assert figure["data"][0]["x"][4] == 66
        assert figure["layout"]["xaxis"]["ticktext"] == ["0", "15", "30", "45", "60", "> 60"]
        short = MinuteRow("A", "", Lateness(attended=1, minutes=((5, 1),), not_told=1), dots=[(5, "a", "")])
        assert minute_dots([short])["layout"]["xaxis"]["ticktext"] == ["0", "15", "30", "45", "60"]

    def test_the_box_is_the_quartiles_from_six_known_minutes_on(self) -> None:
        half, median = minute_dots([self.ROW])["layout"]["shapes"]
        assert (half["x0"], half["x1"]) == pytest.approx((6.25 - 0.3, 10.3))
        assert median["x0"] == median["x1"] == 10
        few = MinuteRow("A", "", Lateness(attended=9, minutes=((5, 5),), not_told=5))
        assert minute_bars([few])["layout"]["shapes"] == []

    def test_bars_are_classes_of_five_minutes_on_one_scale(self) -> None:
        other = MinuteRow("Kevät", "", Lateness(attended=9, minutes=((3, 10),), not_told=10))
        bars, _counts, more, _more = minute_bars([self.ROW, other])["data"]
        assert (bars["x"], bars["text"], bars["hovertext"]) == ([2.5, 7.5, 66], [2, 3, 1], ["1–5", "6–10", "> 60"])
        assert min(bars["y"]) == pytest.approx(min(more["y"]) * 0.3)
        assert "customdata" not in bars

    def test_rows_do_not_lie_upon_each_other(self) -> None:
        figure = minute_dots([self.ROW, self.ROW])
        first, second = figure["data"]
        assert max(first["y"]) < min(second["y"])
        assert dots_height([self.ROW, self.ROW]) == figure["layout"]["yaxis"]["range"][0] + 44
        assert bars_height([self.ROW]) == minute_bars([self.ROW])["layout"]["yaxis"]["range"][0] + 44

    def test_classes_are_named_by_their_minutes(self) -> None:
        assert [class_name(last) for last in (5, 60, 65)] == ["1–5", "56–60", "> 60"]


class TestTimetable:
    SLOTS = MappingProxyType({(0, time(9)): counts(4, 8), (0, time(13)): counts(1, 5), (2, time(9)): counts(0, 20)})

    def test_the_whole_of_it(self) -> None:
        figure = timetable(self.SLOTS)
        assert figure["data"] == [
            {
                "type": "scatter",
                "mode": "text",
                "x": [0, 1, 0],
                "y": [0, 0, 1],
                "text": ["<b>50%</b><br>4\xa0/\xa08", "1\xa0/\xa05", "<b>0%</b><br>0\xa0/\xa020"],
                "textfont": {"color": "--ink"},
                "hoverinfo": "skip",
            }
        ]
        assert figure["layout"]["xaxis"]["ticktext"] == ["9:00", "13:00"]
        assert figure["layout"]["yaxis"]["ticktext"] == ["Mon", "Wed"]
        assert [shape.get("fillcolor") for shape in figure["layout"]["shapes"]] == ["--late/0.45", None, "--late/0.05"]

    def test_more_than_half_is_no_deeper(self) -> None:
        [shape] = timetable({(0, time(9)): counts(10, 10)})["layout"]["shapes"]
        assert shape["fillcolor"] == "--late/0.45"

    def test_its_size_follows_its_slots(self) -> None:
        height, width = timetable_size(self.SLOTS)
        assert (height, width) == (38 + 2 * 48, 52 + 2 * 54)


class TestActivities:
    NAMED = (("Finnish", counts(3, 12)), ("IT", counts(1, 5)))

    def test_few_marks_have_their_counts_and_no_bar(self) -> None:
        figure = by_activity(self.NAMED, interval=False)
        assert figure["data"][0]["x"] == [0.25, None]
        assert [text["text"] for text in figure["layout"]["annotations"]] == [
            "<b>Finnish</b>   25%, 3\xa0/\xa012",
            "<b>IT</b>   1\xa0/\xa05",
        ]
        assert figure["layout"]["yaxis"]["range"][0] + 30 == activities_height(2)

    def test_the_interval_is_drawn_where_one_cohort_is_shown(self) -> None:
        reach = by_activity(self.NAMED, interval=True)["data"][0]["error_x"]
        assert reach["array"] == pytest.approx([0.282, 0], abs=1e-3)
        assert reach["arrayminus"] == pytest.approx([0.161, 0], abs=1e-3)
        assert "error_x" not in by_activity(self.NAMED, interval=False)["data"][0]

    def test_the_axis_ends_above_every_interval(self) -> None:
        assert by_activity([("IT", counts(1, 20))], interval=True)["layout"]["xaxis"]["tickvals"] == [0, 0.25, 0.5]
        assert by_activity([("IT", counts(19, 20))], interval=True)["layout"]["xaxis"]["tickvals"][-1] == 1


class TestPeople:
    ROWS = (
        PersonRow("Syksy", heading=True),
        PersonRow("A", "on time 5 of the last 5", {2: 0, 4: 5}, link="/participant?code=A"),
        PersonRow("B", "on time 1 of 3 so far"),
    )

    def test_a_line_rises_from_none_to_all_five(self) -> None:
        figure = on_time_rows(self.ROWS, length=10)
        _area, line = figure["data"]
        low, high = line["y"]
        assert (line["x"], low - high, line["text"]) == ([2, 4], 28, ["0 / 5", "5 / 5"])
        rules = sorted(shape["y0"] for shape in figure["layout"]["shapes"])
        assert rules[:2] == [high, low]

    def test_a_heading_has_no_line_and_no_words_and_leads_nowhere(self) -> None:
        layout = on_time_rows(self.ROWS, length=10)["layout"]
        assert layout["yaxis"]["ticktext"] == ["<b>Syksy</b>", "A", "B"]
        assert [text["text"] for text in layout["annotations"]] == ["on time 5 of the last 5", "on time 1 of 3 so far"]
        assert layout["meta"] == {"rows": ["", "/participant?code=A", ""]}
        assert people_height(self.ROWS) == layout["yaxis"]["range"][0] + 44

    def test_without_links_there_are_none(self) -> None:
        assert "meta" not in on_time_rows([PersonRow("A", "", {1: 5})], length=10)["layout"]


class TestNotice:
    ROWS = tuple(
        NoticeRow(name, "", {1: number, 2: 0}) for number, name in enumerate(("before", "after", "none", "unknown"))
    )

    def test_bars_of_all_rows_are_on_one_scale_and_nothing_is_not_drawn(self) -> None:
        figure = notice_rows(self.ROWS, length=10)
        bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
        assert [(bar["x"], [round(height) for height in bar["y"]]) for bar in bars] == [
            ([], []),
            ([1], [-10]),
            ([1], [-20]),
            ([1], [-30]),
        ]

    def test_each_kind_has_a_look_of_its_own(self) -> None:
        figure = notice_rows(self.ROWS, length=10)
        looks = {json.dumps(trace["marker"]) for trace in figure["data"] if trace["type"] == "bar"}
        assert len(looks) == 4


def test_figures_are_small_and_plain() -> None:
    """Ten weeks of six cohorts and sixty people stay small before compression."""
    panels = [Panel(f"Kevät {number}", "", {week: counts(3, 20) for week in range(1, 11)}) for number in range(6)]
    people = [
        PersonRow(f"K7P{number}", "on time 4 of the last 5", dict.fromkeys(range(1, 11), 4)) for number in range(60)
    ]
    assert len(json.dumps(weekly_panels(panels, length=10))) < 20_000
    assert len(json.dumps(on_time_rows(people, length=10))) < 90_000
