"""How a mark is shown: the same six colours and glyphs on every page, and their legend."""

from dash import html
from dash.development.base_component import Component

from dashboard.domain.register import RECORDED_ORDER, Shown
from dashboard.figures.style import status_name


def status_glyph(shown: Shown, *, title: str = "") -> Component:
    """The sign alone; a word must stand beside it. ``title`` is said to whoever points at it."""
    named = {"aria-hidden": "true"} | ({"title": title} if title else {})
    return html.Span(className=f"status status-{shown.value}", **named)


def status_legend() -> Component:
    """The six signs with their words."""
    items = [html.Li([status_glyph(shown), status_name(shown)]) for shown in RECORDED_ORDER]
    return html.Ul(items, className="status-legend")
