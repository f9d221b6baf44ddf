"""The planning page: programmes with their cohorts, activities and modules."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components.form_views import form_views
from dashboard.components.planning import programme
from dashboard.i18n import gettext as _
from dashboard.ids import Planning as Ids
from dashboard.views.planning import PlanningView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Planning")


def layout(view: PlanningView) -> Component:
    """Draw the page."""
    now = parts(view)
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(className="programmes", **components.parts.of(now, Ids.PROGRAMMES)),
            html.Div(className="plan-forms", **components.parts.of(now, Ids.FORMS)),
        ]
    )


def parts(view: PlanningView) -> Parts:
    """What changes on the page when somebody has written."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        (Ids.PROGRAMMES, "children"): [programme(one, view.at) for one in view.programmes],
        (Ids.FORMS, "children"): form_views(view.forms, view.at),
    }
