"""The lateness page: how often, by how much, when, with what notice, and each person's progress in being on time."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.i18n import gettext as _
from dashboard.ids import Lateness as Ids
from dashboard.views import LatenessView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Lateness")


def layout(view: LatenessView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    components.chart_card(Ids.WEEKLY, view.weekly, size="half"),
                    components.chart_card(Ids.MINUTES, view.minutes, size="half"),
                    components.chart_card(Ids.PEOPLE, view.people),
                    components.chart_card(Ids.NOTICE, view.notice, size="third"),
                    components.chart_card(Ids.TIMETABLE, view.timetable, size="third"),
                    components.chart_card(Ids.BY_ACTIVITY, view.by_activity, size="third"),
                ],
                className="panels lateness-panels",
            ),
        ]
    )


def parts(view: LatenessView) -> Parts:
    """What changes on the page when a filter does."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **components.chart_parts(Ids.WEEKLY, view.weekly),
        **components.chart_parts(Ids.MINUTES, view.minutes),
        **components.chart_parts(Ids.PEOPLE, view.people),
        **components.chart_parts(Ids.NOTICE, view.notice),
        **components.chart_parts(Ids.TIMETABLE, view.timetable),
        **components.chart_parts(Ids.BY_ACTIVITY, view.by_activity),
    }
