"""What the funder asks for: forms that wait, how complete they are, everybody's record, the exact figures."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components import esf as cards
from dashboard.i18n import gettext as _
from dashboard.ids import Esf as Ids
from dashboard.views.esf import EsfView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("ESF")


def layout(view: EsfView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    cards.form_list(Ids.WAITING, view.waiting, size="half"),
                    components.chart_card(Ids.BY_COHORT, view.by_cohort, legend=cards.form_legend(), size="half"),
                    cards.record_list(Ids.RECORDS, view.records),
                    cards.worksheet_card(Ids.WORKSHEET, view.worksheet),
                ],
                className="panels",
            ),
        ]
    )


def parts(view: EsfView) -> Parts:
    """What changes on the page when a filter does, or when somebody has written."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **cards.form_list_parts(Ids.WAITING, view.waiting),
        **components.chart_parts(Ids.BY_COHORT, view.by_cohort),
        **cards.record_list_parts(Ids.RECORDS, view.records),
        **cards.worksheet_parts(view.worksheet),
    }
