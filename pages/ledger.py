"""What left the house: when, by whom, for whom, with which rules, and a copy of what it said."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components import report as cards
from dashboard.components.parts import of
from dashboard.i18n import gettext as _
from dashboard.ids import Ledger as Ids
from dashboard.views.report import LedgerView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("What went out")


def layout(view: LedgerView) -> Component:
    """Draw the page."""
    return html.Div(
        [*components.page_head(Ids.HEAD, view), html.Div(className="releases", **of(parts(view), Ids.RELEASES))]
    )


def parts(view: LedgerView) -> Parts:
    """What changes on the page when something goes out or is withdrawn."""
    empty = [html.P(view.empty, className="empty")] if view.empty and not view.releases else []
    return {
        **components.page_head_parts(Ids.HEAD, view),
        (Ids.RELEASES, "children"): cards.release_cards(Ids.RELEASES, view.releases) or empty,
    }
