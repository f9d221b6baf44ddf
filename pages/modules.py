"""The modules page: who has done what, against the plan week by week, and each module in every cohort."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components.form_views import panel, panel_parts
from dashboard.components.module_state import module_legend
from dashboard.domain.modules import ModuleState
from dashboard.i18n import gettext as _
from dashboard.ids import Modules as Ids
from dashboard.views import ModulesView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Modules")


def layout(view: ModulesView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    components.chart_card(Ids.MATRIX, view.matrix, legend=module_legend()),
                    panel(Ids.ENTER, view.enter, view.at),
                    components.chart_card(Ids.PLAN, view.plan, size="half"),
                    components.line_list(Ids.OPEN, view.still_open, size="half"),
                    components.chart_card(Ids.BY_COHORT, view.by_cohort, legend=module_legend(ModuleState.LATER)),
                ],
                className="panels modules-panels",
            ),
        ]
    )


def parts(view: ModulesView) -> Parts:
    """What changes on the page when a filter does."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **components.chart_parts(Ids.MATRIX, view.matrix),
        **panel_parts(Ids.ENTER, view.enter, view.at),
        **components.chart_parts(Ids.PLAN, view.plan),
        **components.line_list_parts(Ids.OPEN, view.still_open),
        **components.chart_parts(Ids.BY_COHORT, view.by_cohort),
    }
