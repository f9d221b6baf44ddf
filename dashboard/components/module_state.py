"""How far somebody is with a module: the legend of its signs."""

from dash import html
from dash.development.base_component import Component

from dashboard.domain.modules import ModuleState
from dashboard.figures.modules import SIGNS, state_name


def module_legend(*left_out: ModuleState) -> Component:
    """The signs of the states with their words, but for those that a chart does not draw."""
    hidden = {"aria-hidden": "true"}
    items = [
        html.Li([html.Span(className=f"status status-{sign}", **hidden), state_name(state)])
        for state, sign in SIGNS.items()
        if state not in left_out
    ]
    return html.Ul(items, className="status-legend")
