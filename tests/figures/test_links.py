"""Addresses in figures: one a point, one a label, and nothing at all where nobody may follow."""

from dashboard.domain.measures import Counts, Share
from dashboard.domain.register import Shown
from dashboard.figures.attendance import attendance_and_commitment, by_activity, register_grid, weekly_status
from dashboard.figures.grid import Grid, GridCell
from dashboard.figures.links import leading, leading_rows
from dashboard.figures.overview import Series, comparison

MANY = Counts(expected=9, recorded=9, countable=9, attended=6, told=1)
FEW = Counts(expected=2, recorded=2, countable=2, attended=2)
NONE = Counts()
WEEK = Share(6, 9)


def test_no_address_is_nothing_in_the_figure() -> None:
    assert leading(["", ""]) == {}
    assert leading_rows([]) == {}


def test_a_square_leads_to_its_session_and_its_glyph_does_not_stand_in_the_way() -> None:
    cells = [
        GridCell(0, 0, Shown.LATE, "late", href="/session?id=1"),
        GridCell(1, 1, Shown.LATE, "late", href="/session?id=2"),
    ]
    figure = register_grid(
        Grid(cells, ["Syksy", "K7P2"], ["", ""], [("1", 0)], 2.0, links=["", "/participant?code=K7P2"])
    )
    square, upon = figure["data"]
    assert square["customdata"] == ["/session?id=1", "/session?id=2"]
    assert "customdata" not in upon
    assert upon["hoverinfo"] == "skip"
    assert figure["layout"]["meta"] == {"rows": ["", "/participant?code=K7P2"]}


def test_every_part_of_a_weeks_bar_leads_there() -> None:
    weeks = {1: dict.fromkeys(Shown, 1), 2: dict.fromkeys(Shown, 2)}
    figure = weekly_status(weeks, length=10, links={1: "/one", 2: "/two"})
    assert len(figure["data"]) == 6
    assert {tuple(trace["customdata"]) for trace in figure["data"]} == {("/one", "/two")}
    assert not any("customdata" in trace for trace in weekly_status(weeks, length=10)["data"])


def test_links_stay_beside_what_is_drawn() -> None:
    named = [("A", MANY), ("B", NONE), ("C", FEW), ("D", MANY)]
    links = ["/a", "/b", "/c", "/d"]
    bars = by_activity(named, interval=False, links=links)
    assert [trace["customdata"] for trace in bars["data"]] == [["/a", "/c", "/d"]] * 2
    assert bars["layout"]["meta"] == {"rows": ["/a", "/c", "/d"]}
    dots = attendance_and_commitment(named, links=links)
    assert [trace["customdata"] for trace in dots["data"] if trace["mode"] == "markers"] == [["/a", "/d"]] * 2
    assert dots["layout"]["meta"] == {"rows": ["/a", "/d"]}


def test_a_gap_in_a_line_leads_nowhere() -> None:
    figure = comparison([Series("Syksy", {1: WEEK, 3: WEEK}, links={1: "/one", 3: "/three"})], length=10)
    assert figure["data"][0]["customdata"] == ["/one", "", "/three"]
