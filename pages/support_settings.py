"""What the support rules look at: each in plain words, and how the coordinator changes it."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components.support_settings import rule_cards
from dashboard.i18n import gettext as _
from dashboard.ids import SupportSettings as Ids
from dashboard.views.support_settings import SupportSettingsView


def title() -> str:
    """The title of the browser's tab."""
    return _("Support rules")


def layout(view: SupportSettingsView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.P(html.A(_("Back to support"), href="/support"), className="panel-note back-link"),
            components.line_list(Ids.PROGRAMMES, view.programmes),
            html.Div(rule_cards(view.rules), id=Ids.RULES, className="rule-cards"),
        ]
    )


def parts(view: SupportSettingsView) -> Parts:
    """What changes on the page when a rule does."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **components.line_list_parts(Ids.PROGRAMMES, view.programmes),
        (Ids.RULES, "children"): rule_cards(view.rules),
    }
