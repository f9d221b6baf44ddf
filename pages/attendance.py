"""The attendance page: who came when, week by week, by activity, and the sessions that stand out."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.i18n import gettext as _
from dashboard.ids import Attendance as Ids
from dashboard.views import AttendanceView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Attendance")


def layout(view: AttendanceView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    components.chart_card(Ids.GRID, view.grid, legend=components.status_legend()),
                    components.chart_card(Ids.WEEKLY, view.weekly, legend=components.status_legend(), size="third"),
                    components.chart_card(Ids.BY_ACTIVITY, view.by_activity, size="third"),
                    components.chart_card(Ids.COMMITMENT, view.commitment, size="third"),
                    components.line_list(Ids.NEARLY_EMPTY, view.nearly_empty, size="half"),
                    components.line_list(Ids.NOT_TAKEN, view.not_taken, size="half"),
                ],
                className="panels attendance-panels",
            ),
        ]
    )


def parts(view: AttendanceView) -> Parts:
    """What changes on the page when a filter does."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **components.chart_parts(Ids.GRID, view.grid),
        **components.chart_parts(Ids.WEEKLY, view.weekly),
        **components.chart_parts(Ids.BY_ACTIVITY, view.by_activity),
        **components.chart_parts(Ids.COMMITMENT, view.commitment),
        **components.line_list_parts(Ids.NEARLY_EMPTY, view.nearly_empty),
        **components.line_list_parts(Ids.NOT_TAKEN, view.not_taken),
    }
