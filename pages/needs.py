"""Needs and feedback: what people need and get, what they say, what changed from cohort to cohort."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components.form_views import panel, panel_parts
from dashboard.i18n import gettext as _
from dashboard.ids import Needs as Ids
from dashboard.views import NeedsView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Needs and feedback")


def layout(view: NeedsView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    components.chart_card(Ids.BY_CATEGORY, view.by_category, size="half"),
                    components.chart_card(Ids.BY_WEEK, view.by_week, size="half"),
                    panel(Ids.ENTER, view.enter, view.at),
                    components.chart_card(Ids.BY_COHORT, view.by_cohort),
                    components.chart_card(Ids.RATINGS, view.ratings),
                    components.chart_card(Ids.HOURS, view.hours),
                    components.line_list(Ids.CHANGES, view.changes, size="half"),
                    components.line_list(Ids.COMMENTS, view.comments, size="half"),
                ],
                className="panels",
            ),
        ]
    )


def parts(view: NeedsView) -> Parts:
    """What changes on the page when a filter does."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **components.chart_parts(Ids.BY_CATEGORY, view.by_category),
        **components.chart_parts(Ids.BY_WEEK, view.by_week),
        **panel_parts(Ids.ENTER, view.enter, view.at),
        **components.chart_parts(Ids.BY_COHORT, view.by_cohort),
        **components.chart_parts(Ids.RATINGS, view.ratings),
        **components.chart_parts(Ids.HOURS, view.hours),
        **components.line_list_parts(Ids.CHANGES, view.changes),
        **components.line_list_parts(Ids.COMMENTS, view.comments),
    }
