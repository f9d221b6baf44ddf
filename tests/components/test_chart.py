"""The card of a chart holds everything that a chart has to have."""

import json
from datetime import date

import pytest
from dash import dcc, html

from dashboard.components import chart_card, graph_config
from dashboard.components.table import table_data
from dashboard.i18n import using_language
from dashboard.views import Column, Kind, Table
from tests.components.examples import chart
from tests.components.trees import attribute, by_id, every, text


def test_the_finding_is_the_heading_and_names_the_picture() -> None:
    card = chart_card("weeks", chart())
    (heading,) = every(card, html.H2)
    assert text(heading) == "Week 2: 3 of 4 came"
    picture = by_id(card, "weeks-scroll")
    assert picture.role == "img"
    assert attribute(picture, "aria-labelledby") == heading.id
    assert text(by_id(card, attribute(picture, "aria-describedby"))) == "Week 1: 4 came. Week 2: 3 came."


def test_the_card_is_where_a_link_points_to_and_knows_the_name_of_its_files() -> None:
    card = chart_card("weeks", chart("weekly-status"))
    assert card.id == "weeks"
    assert attribute(card, "data-chart") == "weekly-status"


def test_the_plot_has_its_height_before_it_is_drawn() -> None:
    card = chart_card("weeks", chart(height=280, min_width=480))
    assert by_id(card, "weeks-plot").style == {"height": "280px", "minWidth": "480px"}


@pytest.mark.parametrize(("min_width", "reached"), [(0, -1), (480, 0)])
def test_what_may_have_to_scroll_is_reached_by_the_keyboard(min_width: int, reached: int) -> None:
    assert by_id(chart_card("weeks", chart(min_width=min_width)), "weeks-scroll").tabIndex == reached


def test_every_action_is_a_button_that_says_which_chart_it_is_for() -> None:
    buttons = list(every(chart_card("weeks", chart()), html.Button))
    assert [attribute(button, "data-action") for button in buttons] == ["table", "png", "svg", "csv", "link"]
    assert {attribute(button, "aria-describedby") for button in buttons} == {"weeks-title"}
    assert attribute(buttons[0], "aria-controls") == "weeks-table"
    assert attribute(buttons[0], "aria-expanded") == "false"


def test_a_chart_without_a_figure_says_so_instead() -> None:
    card = chart_card("weeks", chart(figure=None, empty="Nothing has been recorded yet."))
    assert by_id(card, "weeks-chart").hidden
    assert by_id(card, "weeks-data").hidden
    assert not by_id(card, "weeks-empty").hidden
    assert text(by_id(card, "weeks-empty")) == "Nothing has been recorded yet."
    assert not card.hidden


def test_a_chart_that_the_reader_may_not_see_is_not_there() -> None:
    card = chart_card("weeks", None)
    assert card.hidden
    (graph,) = every(card, dcc.Graph)
    assert graph.figure == {"data": [], "layout": {}}


def test_nothing_leaves_for_another_host() -> None:
    config = graph_config("en")
    assert config["showSendToCloud"] is False
    assert config["plotlyServerURL"] == ""
    assert config["displayModeBar"] is False


@pytest.mark.parametrize(("language", "may"), [("fi", "toukokuu"), ("sv", "Maj")])
def test_dates_are_in_the_readers_language(language: str, may: str) -> None:
    with using_language(language):
        (graph,) = every(chart_card("weeks", chart()), dcc.Graph)
    assert graph.config["locale"] == language
    assert graph.config["locales"][language]["format"]["months"][4] == may


def test_the_table_travels_as_bare_values() -> None:
    columns = (Column("Day", Kind.DATE), Column("Rate", Kind.SHARE), Column("Count", Kind.NUMBER), Column("Word"))
    rows = ((date(2026, 11, 2), 2 / 3, 4, "=1+1"), (date(2026, 11, 9), None, 0, "ä"))
    data = json.loads(table_data(Table(columns, rows)))
    assert [column["kind"] for column in data["columns"]] == ["date", "share", "number", "text"]
    assert data["rows"] == [["2026-11-02", 0.666667, 4, "=1+1"], ["2026-11-09", None, 0, "ä"]]
