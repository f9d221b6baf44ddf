"""What surrounds every page."""

import dash
from dash import html
from dash.development.base_component import Component


def layout() -> Component:
    """The page container."""
    return html.Div(html.Main(dash.page_container, id="main"))
