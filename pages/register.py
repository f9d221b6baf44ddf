"""The registers to take: today's, those that are not taken, this week's, and who told of an absence."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.i18n import gettext as _
from dashboard.ids import Registers as Ids
from dashboard.views import RegistersView


def title() -> str:
    """The title of the browser's tab."""
    return _("Registers")


def layout(view: RegistersView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    components.register_list(Ids.TODAY, view.today),
                    components.register_list(Ids.NOT_TAKEN, view.not_taken, size="half"),
                    components.register_list(Ids.WEEK, view.week, size="half"),
                    components.register_list(Ids.RESTRICTED, view.restricted, closed=True),
                    components.notice_card(Ids.NOTICES, view.notices),
                ],
                className="panels registers-panels",
            ),
        ]
    )


def parts(view: RegistersView) -> Parts:
    """What changes on the page when a filter does."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **components.register_list_parts(Ids.TODAY, view.today),
        **components.register_list_parts(Ids.NOT_TAKEN, view.not_taken),
        **components.register_list_parts(Ids.WEEK, view.week),
        **components.register_list_parts(Ids.RESTRICTED, view.restricted),
        **components.notice_card_parts(Ids.NOTICES, view.notices),
    }
