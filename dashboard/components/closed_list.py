"""A short list that is closed until somebody opens it: for what is not meant for everybody in the room."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import parts
from dashboard.components.lists import lines_of
from dashboard.components.parts import Parts
from dashboard.views import LineList


def closed_list(slot: str, lines: LineList | None) -> Component:
    """The card; null hides it. Closed, it says the same whether there is anything in it or not; on paper it is not."""
    now = closed_list_parts(slot, lines)
    summary = html.Summary(
        [
            html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
            html.Span(className="panel-note", **parts.of(now, f"{slot}-note")),
        ],
        disable_n_clicks=True,
    )
    content = html.Div(**parts.of(now, f"{slot}-lines"))
    return html.Details([summary, content], className="panel closed-list", disable_n_clicks=True, **parts.of(now, slot))


def closed_list_parts(slot: str, lines: LineList | None) -> Parts:
    """What changes within the card."""
    return {
        (slot, "hidden"): lines is None,
        (f"{slot}-title", "children"): lines.title if lines else "",
        (f"{slot}-note", "children"): lines.note if lines else "",
        (f"{slot}-lines", "children"): lines_of(lines) if lines else [],
    }
