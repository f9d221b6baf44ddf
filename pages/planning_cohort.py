"""The page of one cohort's plan: its week, what applying that would do, its sessions, people and days off."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components.form_views import form_views, panel, panel_parts
from dashboard.components.page_link import page_link, page_link_parts
from dashboard.components.planning import timetable, timetable_parts
from dashboard.i18n import gettext as _
from dashboard.ids import PlanningCohort as Ids
from dashboard.views.planning import PlanningCohortView


def title() -> str:
    """The title of the browser's tab."""
    return _("Plan of a cohort")


def layout(view: PlanningCohortView) -> Component:
    """Draw the page."""
    now = parts(view)
    return html.Div(
        [
            html.P(html.A(_("All cohorts"), href="/planning"), className="way-back"),
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    timetable(Ids.TIMETABLE, view.timetable, view.at),
                    html.Div(
                        [
                            panel(Ids.CHANGE, view.change, view.at),
                            panel(Ids.PEOPLE, view.people, view.at),
                            panel(Ids.DAYS_OFF, view.days_off, view.at),
                        ],
                        className="half stacked",
                    ),
                    html.Div(
                        [
                            panel(Ids.SESSIONS, view.sessions, view.at),
                            page_link(Ids.ALL, _("All sessions to come"), view.all_href, look="panel-note all-link"),
                        ],
                        className="half stacked",
                    ),
                ],
                className="panels planning-panels",
            ),
            html.Div(className="plan-forms", **components.parts.of(now, Ids.FORMS)),
        ]
    )


def parts(view: PlanningCohortView) -> Parts:
    """What changes on the page when somebody has written, or another day or session is looked at."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **timetable_parts(Ids.TIMETABLE, view.timetable, view.at),
        **panel_parts(Ids.CHANGE, view.change, view.at),
        **panel_parts(Ids.SESSIONS, view.sessions, view.at),
        **page_link_parts(Ids.ALL, view.all_href),
        **panel_parts(Ids.PEOPLE, view.people, view.at),
        **panel_parts(Ids.DAYS_OFF, view.days_off, view.at),
        (Ids.FORMS, "children"): form_views(view.forms, view.at),
    }
