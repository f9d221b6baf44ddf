"""The overview: a card a cohort, the cohorts side by side, and what needs attention today."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.i18n import gettext as _
from dashboard.ids import Overview as Ids
from dashboard.views import OverviewView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Overview")


def layout(view: OverviewView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Ul(components.cohort_cards(view.cards), id=Ids.CARDS, className="cohorts"),
            html.Div(
                [
                    components.chart_card(Ids.COMPARISON, view.comparison),
                    components.line_list(Ids.TODAY, view.today),
                ],
                className="panels overview-panels",
            ),
        ]
    )


def parts(view: OverviewView) -> Parts:
    """What changes on the page when a filter does."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        (Ids.CARDS, "children"): components.cohort_cards(view.cards),
        **components.chart_parts(Ids.COMPARISON, view.comparison),
        **components.line_list_parts(Ids.TODAY, view.today),
    }
