"""The page of one person: their measures, one timeline, and what was done for them; it prints on a page or two."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components.form_views import forms_below, forms_below_parts
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
                    _with_forms(Ids.MODULES, view, "modules", size="third"),
                    _with_forms(Ids.NEEDS, view, "needs", size="third"),
                    components.line_list(Ids.CONTACTS, view.contacts, size="third"),
                    _with_forms(Ids.FOLLOW_UPS, view, "follow_ups", size="half"),
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
        **forms_below_parts(Ids.MODULES, view.forms.get("modules", ()), view.at),
        **components.line_list_parts(Ids.FOLLOW_UPS, view.follow_ups),
        **forms_below_parts(Ids.FOLLOW_UPS, view.forms.get("follow_ups", ()), view.at),
        **components.line_list_parts(Ids.NEEDS, view.needs),
        **forms_below_parts(Ids.NEEDS, view.forms.get("needs", ()), view.at),
        **components.line_list_parts(Ids.CONTACTS, view.contacts),
        **components.line_list_parts(Ids.DECISIONS, view.decisions),
        **components.closed_list_parts(Ids.RESTRICTED, view.restricted),
    }


def _with_forms(slot: str, view: ParticipantView, name: str, size: str) -> Component:
    """A list of the person, with what can be written about it below."""
    below = [forms_below(slot, view.forms.get(name, ()), view.at)]
    return components.line_list(slot, getattr(view, name), size=size, below=below)
