"""The page of accounts: the team, the link that was just made, and one's own password."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components.form_views import panel, panel_parts
from dashboard.i18n import gettext as _
from dashboard.ids import Accounts as Ids
from dashboard.views.accounts import AccountsView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("People")


def layout(view: AccountsView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            _new_link(),
            html.Div(
                [panel(Ids.TEAM, view.team, view.at), panel(Ids.OWN, view.own, view.at)],
                className="panels",
            ),
        ]
    )


def parts(view: AccountsView) -> Parts:
    """What changes on the page when somebody has written."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **panel_parts(Ids.TEAM, view.team, view.at),
        **panel_parts(Ids.OWN, view.own, view.at),
    }


def _new_link() -> Component:
    """Where ``assets/57-invite.js`` shows a link that was just made; nothing else ever holds it."""
    named = {"aria-labelledby": f"{Ids.LINK}-title"}
    return html.Section(
        [
            html.H2([_("Link for"), " ", html.Span(className="who")], className="panel-title", id=f"{Ids.LINK}-title"),
            html.P(
                _("Shown this once. Hand it over in person or by a channel that you trust."), className="panel-note"
            ),
            html.Div(
                [
                    html.Code(className="secret-link", tabIndex=0),
                    html.Button(_("Copy the link"), type="button", className="button", disable_n_clicks=True),
                ],
                className="new-link",
            ),
        ],
        className="panel new-link-panel",
        id=Ids.LINK,
        hidden=True,
        **named,
    )
