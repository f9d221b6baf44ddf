"""The page of one session: what it was, and everybody's mark in it."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.i18n import gettext as _
from dashboard.ids import Session as Ids
from dashboard.views import SessionView


def title() -> str:
    """The title of the browser's tab."""
    return _("Session")


def layout(view: SessionView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.P(
                components.page_link(Ids.TAKE, _("Take or correct the register"), view.register),
                className="page-links",
            ),
            html.Div(
                [components.mark_table(Ids.MARKS, view.marks), components.fact_card(Ids.FACTS, view.facts)],
                className="panels session-panels",
            ),
        ]
    )


def parts(view: SessionView) -> Parts:
    """What changes on the page when a filter does."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **components.page_link_parts(Ids.TAKE, view.register),
        **components.mark_table_parts(Ids.MARKS, view.marks),
        **components.fact_card_parts(Ids.FACTS, view.facts),
    }
