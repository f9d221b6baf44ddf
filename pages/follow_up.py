"""The follow-up page: how follow-ups stand, who chases what, everyone since the exit, what came of people."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components.follow_up_status import follow_up_legend
from dashboard.components.form_views import forms_below, forms_below_parts
from dashboard.i18n import gettext as _
from dashboard.ids import FollowUp as Ids
from dashboard.views import FollowUpView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Follow-up")


def layout(view: FollowUpView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    components.chart_card(
                        Ids.STATUSES, view.statuses, legend=follow_up_legend(early=True), size="half"
                    ),
                    components.line_list(
                        Ids.WAITING,
                        view.waiting,
                        size="half",
                        below=[forms_below(Ids.WAITING, view.forms, view.at)],
                    ),
                    components.chart_card(Ids.TIMELINE, view.timeline, legend=follow_up_legend(early=False)),
                    components.chart_card(Ids.OUTCOMES, view.outcomes),
                ],
                className="panels",
            ),
        ]
    )


def parts(view: FollowUpView) -> Parts:
    """What changes on the page when a filter does."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **components.chart_parts(Ids.STATUSES, view.statuses),
        **components.line_list_parts(Ids.WAITING, view.waiting),
        **forms_below_parts(Ids.WAITING, view.forms, view.at),
        **components.chart_parts(Ids.TIMELINE, view.timeline),
        **components.chart_parts(Ids.OUTCOMES, view.outcomes),
    }
