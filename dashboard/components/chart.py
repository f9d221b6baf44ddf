"""A chart with everything around it: finding, note, words for those who hear it, data, downloads, link.

What its buttons do is in ``assets/40-charts.js``, in the browser alone; its colours are in
``assets/03-plotly-theme.js``.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components import parts
from dashboard.components.parts import Parts
from dashboard.components.table import table_data
from dashboard.i18n import current_language
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Table

_LOCALES = Path(__file__).resolve().parent.parent / "figures" / "plotly_locales"
_NO_FIGURE: dict[str, Any] = {"data": [], "layout": {}}


def chart_card(slot: str, chart: Chart | None, *, legend: Component | None = None, size: str = "") -> Component:
    """A card with a chart.

    Args:
        slot: id of the card, from ``dashboard.ids``; a link to the chart points to it.
        chart: the chart; null hides the card.
        legend: what explains the signs where labels within the chart cannot.
        size: ``half`` or ``third`` of the page's width; else all of it.
    """
    now = chart_parts(slot, chart)
    children = [
        html.Figcaption(
            [
                html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
                html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
            ]
        ),
        html.Div([_plot(slot, now), legend], **parts.of(now, f"{slot}-chart")),
        html.P(className="visually-hidden", **parts.of(now, f"{slot}-summary")),
        html.P(className="empty", **parts.of(now, f"{slot}-empty")),
        html.Div([_actions(slot), _table(slot, now)], **parts.of(now, f"{slot}-data")),
    ]
    key = {"data-chart": chart.key if chart else slot}
    return html.Figure(children, className=f"panel chart {size}".rstrip(), **key, **parts.of(now, slot))


def chart_parts(slot: str, chart: Chart | None) -> Parts:
    """What changes within the card of a chart."""
    shown = chart or Chart(key=slot, title="", note="", summary="", table=Table(columns=(), rows=()))
    drawn = shown.figure is not None
    return {
        (slot, "hidden"): chart is None,
        (f"{slot}-title", "children"): shown.title,
        (f"{slot}-note", "children"): shown.note,
        (f"{slot}-chart", "hidden"): not drawn,
        (f"{slot}-scroll", "tabIndex"): 0 if shown.min_width else -1,
        (f"{slot}-plot", "style"): {"height": f"{shown.height}px", "minWidth": f"{shown.min_width}px"},
        (f"{slot}-graph", "figure"): shown.figure if drawn else _NO_FIGURE,
        (f"{slot}-summary", "children"): shown.summary,
        (f"{slot}-empty", "hidden"): drawn,
        (f"{slot}-empty", "children"): "" if drawn else shown.empty,
        (f"{slot}-data", "hidden"): not drawn,
        (f"{slot}-table", "data-table"): table_data(shown.table),
    }


def graph_config(language: str) -> dict[str, Any]:
    """How every graph is set up: nothing leaves for another host, no buttons, dates in the reader's language."""
    config = {
        "displayModeBar": False,
        "doubleClick": False,
        "plotlyServerURL": "",
        "responsive": True,
        "scrollZoom": False,
        "showSendToCloud": False,
    }
    return config if language == "en" else config | _plotly_locale(language)


def _plot(slot: str, now: Parts) -> Component:
    """The drawing, one picture to those who hear it; it scrolls by the arrow keys where the screen is narrow."""
    graph = dcc.Graph(
        config=graph_config(current_language()),
        responsive="auto",  # a figure that gives its width keeps it, and scrolls
        style={"height": "100%"},
        **parts.of(now, f"{slot}-graph"),
    )
    described = {"aria-labelledby": f"{slot}-title", "aria-describedby": f"{slot}-summary"}
    return html.Div(
        html.Div(graph, className="chart-plot", **parts.of(now, f"{slot}-plot")),
        className="chart-scroll",
        role="img",
        **described,
        **parts.of(now, f"{slot}-scroll"),
    )


def _actions(slot: str) -> Component:
    """The row of buttons: table, downloads, link."""
    table = {"aria-expanded": "false", "aria-controls": f"{slot}-table"}
    return html.Div(
        [
            _action(slot, "table", _("Table"), table),
            _action(slot, "png", "PNG"),
            _action(slot, "svg", "SVG"),
            _action(slot, "csv", "CSV"),
            _action(slot, "link", _("Copy link")),
        ],
        className="chart-actions",
    )


def _action(slot: str, does: str, label: str, attributes: dict[str, str] | None = None) -> Component:
    described = {"data-action": does, "aria-describedby": f"{slot}-title", **(attributes or {})}
    return html.Button(label, type="button", className="action", disable_n_clicks=True, **described)


def _table(slot: str, now: Parts) -> Component:
    """Where the table goes when somebody opens it."""
    return html.Div(className="table-panel", hidden=True, **parts.of(now, f"{slot}-table"))


@cache
def _plotly_locale(language: str) -> dict[str, Any]:
    names = json.loads((_LOCALES / f"{language}.json").read_text(encoding="utf-8"))["format"]
    return {"locale": language, "locales": {language: {"format": names, "dictionary": {}}}}
