"""A person's timeline: where everything stands, and how it looks."""

from itertools import pairwise
from typing import Any

import pytest

from dashboard.domain.register import Shown
from dashboard.figures.participant import person_timeline
from dashboard.figures.participant_line import (
    SQUARE,
    Event,
    Lane,
    Look,
    Period,
    PersonTimeline,
    Span,
    line_middle,
)
from dashboard.figures.participant_line import Square as SessionSquare


def timeline(weeks: int = 10, slots: int = 5, **parts: Any) -> PersonTimeline:
    given = {"squares": (), "lanes": (), "periods": (), "today": None, **parts}
    return PersonTimeline(weeks=[f"wk {week}" for week in range(weeks)], slots=slots, **given)


@pytest.mark.parametrize(("weeks", "abreast", "rows"), [(10, 5, 1), (20, 2, 3), (40, 1, 5), (300, 1, 5), (1, 5, 1)])
def test_squares_of_a_week_stand_abreast_while_there_is_room(weeks: int, abreast: int, rows: int) -> None:
    line = timeline(weeks)
    assert (line.abreast, line.session_rows) == (abreast, rows)


@pytest.mark.parametrize("weeks", [1, 10, 13, 20, 40, 60])
def test_squares_never_lie_upon_each_other(weeks: int) -> None:
    line = timeline(weeks, slots=7)
    drawn_weeks = range(min(weeks, 3))
    places = [line.place(SessionSquare(week, slot, Shown.PRESENT, "")) for week in drawn_weeks for slot in range(7)]
    pixels = (line.min_width - 124) / weeks  # a week at the least width: without what stands left and right
    for row in {y for _x, y in places}:
        across = sorted(x * pixels for x, y in places if y == row)
        assert all(later - earlier >= SQUARE for earlier, later in pairwise(across))
    down = sorted({y for _x, y in places})
    assert all(later - earlier >= SQUARE for earlier, later in pairwise(down))
    assert down[-1] + SQUARE / 2 < line.sessions_height


def test_lanes_stand_below_each_other_and_each_line_within_its_lane() -> None:
    needs = Lane("Needs", "triangle-up", [Event(1, Look.HOLLOW, "a", 2)], lines=3)
    contacts = Lane("Contacts", "circle", [Event(2, Look.FULL, "b")])
    line = timeline(lanes=[needs, contacts])
    first, second = line.lane_tops()
    assert first == line.sessions_height
    assert second == first + needs.height
    assert first < line_middle(first, 0) < line_middle(first, 2) < second
    assert line.height > second + contacts.height


def test_a_session_leads_to_its_page_and_looks_as_in_the_register() -> None:
    squares = [SessionSquare(0, 0, Shown.LATE, "late", "/session?id=1"), SessionSquare(0, 1, Shown.UNRECORDED, "?")]
    figure = person_timeline(timeline(squares=squares))
    late, glyph, missing = figure["data"]
    assert late["customdata"] == ["/session?id=1"]
    assert late["marker"]["color"] == "--late"
    assert glyph["hoverinfo"] == "skip"
    assert missing["marker"]["color"] == "--card"
    [outline] = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert (outline["xanchor"], outline["yanchor"]) == (missing["x"][0], missing["y"][0])
    assert outline["line"]["dash"]


def test_events_are_filled_hollow_or_faint_and_never_told_by_colour_alone() -> None:
    lane = Lane("Contacts", "circle", [Event(float(at), look, look.value) for at, look in enumerate(Look)])
    full, hollow, faint = person_timeline(timeline(lanes=[lane]))["data"]
    fills = [trace["marker"]["color"] for trace in (full, hollow, faint)]
    assert fills == ["--accent", "--card", "--upcoming"]
    assert {trace["marker"]["symbol"] for trace in (full, hollow, faint)} == {"circle"}


def test_a_need_is_a_line_from_found_to_met_and_dotted_while_it_is_open() -> None:
    lane = Lane(
        "Needs",
        "triangle-up",
        [Event(1, Look.HOLLOW, "found"), Event(3, Look.FULL, "met"), Event(2, Look.HOLLOW, "found", 1)],
        [Span(1, 3, 0, open=False), Span(2, 9, 1, open=True)],
        2,
    )
    lines = [trace for trace in person_timeline(timeline(lanes=[lane]))["data"] if trace["mode"] == "lines"]
    assert [(trace["x"], trace["line"]["dash"]) for trace in lines] == [([1, 3], "solid"), ([2, 9], "dot")]


def test_today_and_cohorts_are_named_below() -> None:
    figure = person_timeline(timeline(today=5.5, periods=[Period("Kevät", 0, 3), Period("Syksy", 5, 10)]))
    words = [(note["text"], note["x"]) for note in figure["layout"]["annotations"]]
    assert words == [("Kevät", 0), ("Syksy", 5), ("today", 5.5)]
    bands = [shape for shape in figure["layout"]["shapes"] if shape.get("fillcolor")]
    assert [(band["x0"], band["x1"], band["layer"]) for band in bands] == [(0, 3, "below"), (5, 10, "below")]


def test_every_week_is_on_the_axis_and_every_lane_at_its_side() -> None:
    figure = person_timeline(timeline(12, lanes=[Lane("Contacts", "circle", [Event(1, Look.FULL, "a")])]))
    assert figure["layout"]["xaxis"]["ticktext"] == [f"wk {week}" for week in range(12)]
    assert figure["layout"]["xaxis"]["range"] == [0, 12]
    assert figure["layout"]["yaxis"]["ticktext"] == ["Sessions", "Contacts"]


def test_the_day_that_the_page_speaks_of_is_today_only_where_it_is() -> None:
    def words(**parts: Any) -> list[str]:
        return [note["text"] for note in person_timeline(timeline(today=5.5, **parts))["layout"]["annotations"]]

    assert "today" in words()
    assert "12 Nov" in words(day_name="12 Nov")
    assert "today" not in words(day_name="12 Nov")
