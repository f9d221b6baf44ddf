"""The minutes of a weekly review, made for paper as much as for the screen."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components.minutes import minutes, print_button
from dashboard.i18n import gettext as _
from dashboard.ids import Minutes as Ids
from dashboard.views.review import MinutesView


def title() -> str:
    """The title of the browser's tab."""
    return _("Minutes of the review")


def layout(view: MinutesView) -> Component:
    """Draw the page; it never changes, so that it has no parts."""
    back = html.A(_("To the weekly review"), href="/review", className="button quiet")
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.P([back, " ", print_button()] if view.facts else [back], className="page-buttons"),
            html.Div(minutes(view), className="minutes panels"),
        ]
    )
