"""What the funder wants to know of one person: forms, background, what happened since."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components import esf as cards
from dashboard.components import esf_person as own
from dashboard.i18n import gettext as _
from dashboard.ids import EsfPerson as Ids
from dashboard.views.esf import EsfPersonView


def title() -> str:
    """The title of the browser's tab; it says nothing of who."""
    return _("Record")


def layout(view: EsfPersonView) -> Component:
    """Draw the page."""
    now = parts(view)
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.P(
                html.A(
                    _("All forms and records"),
                    href=now[f"{Ids.BACK}-link", "href"],
                    id=f"{Ids.BACK}-link",
                ),
                className="esf-back",
                id=Ids.BACK,
                hidden=now[Ids.BACK, "hidden"],
            ),
            html.Div(
                [
                    components.line_list(Ids.CHOICE, view.choice),
                    own.background_card(Ids.BACKGROUND, view.background, size="half"),
                    html.Div(
                        [own.event_card(Ids.EVENTS, view.events), cards.form_list(Ids.FORMS, view.forms)],
                        className="half esf-column",
                    ),
                ],
                className="panels",
            ),
        ]
    )


def parts(view: EsfPersonView) -> Parts:
    """What changes on the page when the day does, or when somebody has written."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        (Ids.BACK, "hidden"): not view.back,
        (f"{Ids.BACK}-link", "href"): view.back,
        **components.line_list_parts(Ids.CHOICE, view.choice),
        **own.background_parts(Ids.BACKGROUND, view.background),
        **own.event_parts(Ids.EVENTS, view.events),
        **cards.form_list_parts(Ids.FORMS, view.forms),
    }
