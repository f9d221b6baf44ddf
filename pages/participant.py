"""The page of one person: their measures, one timeline, and what was done for them; it prints on a page or two."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components.support import card_list, card_list_parts
from dashboard.i18n import gettext as _
from dashboard.ids import Participant as Ids
from dashboard.views import ParticipantView


def title() -> str:
    """The title of the browser's tab; it says nothing of who."""
    return _("Participant")


def layout(view: ParticipantView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    components.line_list(Ids.CHOICE, view.choice),
                    html.Div(
                        components.membership_cards(view.memberships), id=Ids.MEMBERSHIPS, className="memberships"
                    ),
                    card_list(Ids.SUPPORT, view.support),
                    components.chart_card(Ids.TIMELINE, view.timeline, legend=components.status_legend()),
                    components.line_list(Ids.MODULES, view.modules, size="third"),
                    components.line_list(Ids.NEEDS, view.needs, size="third"),
                    components.line_list(Ids.CONTACTS, view.contacts, size="third"),
                    components.line_list(Ids.FOLLOW_UPS, view.follow_ups, size="half"),
                    components.line_list(Ids.DECISIONS, view.decisions, size="half"),
                    components.closed_list(Ids.RESTRICTED, view.restricted),
                ],
                className="panels participant-panels",
            ),
        ]
    )


def parts(view: ParticipantView) -> Parts:
    """What changes on the page when a filter does."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **components.line_list_parts(Ids.CHOICE, view.choice),
        (Ids.MEMBERSHIPS, "children"): components.membership_cards(view.memberships),
        **card_list_parts(Ids.SUPPORT, view.support),
        **components.chart_parts(Ids.TIMELINE, view.timeline),
        **components.line_list_parts(Ids.MODULES, view.modules),
        **components.line_list_parts(Ids.FOLLOW_UPS, view.follow_ups),
        **components.line_list_parts(Ids.NEEDS, view.needs),
        **components.line_list_parts(Ids.CONTACTS, view.contacts),
        **components.line_list_parts(Ids.DECISIONS, view.decisions),
        **components.closed_list_parts(Ids.RESTRICTED, view.restricted),
    }
