"""How a follow-up stands: the legend of its signs."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.status import status_glyph
from dashboard.figures.follow_up import EARLY, SIGNS, standing_name


def follow_up_legend(*, early: bool) -> Component:
    """The signs with their words; ``early``: also the one for what was closed before its day."""
    items = [
        html.Li([status_glyph(sign), standing_name(standing)])
        for standing, sign in SIGNS.items()
        if early or standing != EARLY
    ]
    return html.Ul(items, className="status-legend")
