"""A table of counts is pasted, and comes back as it may leave the house."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components.protection import protect_form
from dashboard.i18n import gettext as _
from dashboard.ids import Protect as Ids
from dashboard.views.protection import ProtectView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Protect a table")


def layout(view: ProtectView) -> Component:
    """Draw the page; what comes of the form is filled in by its callback."""
    polite = {"aria-live": "polite"}
    panels = [
        html.Section(protect_form(), className="panel", **{"aria-label": _("The table")}),
        html.Section(
            html.P(_("The table as it may go out comes here."), className="empty"),
            id=Ids.RESULT,
            className="panel",
            **polite,
            **{"aria-label": _("What may go out")},
        ),
    ]
    head = components.page_head(Ids.HEAD, view)
    # Hidden rather than left out: its callback speaks of the form, whoever looks.
    return html.Div([*head, html.Div(panels, className="protect-panels", hidden=not view.may)])
