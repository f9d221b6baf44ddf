"""The week on one sheet of paper."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components.digest import sheet
from dashboard.components.parts import of
from dashboard.i18n import gettext as _
from dashboard.ids import Digest as Ids
from dashboard.views.digest import DigestView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Digest")


def layout(view: DigestView) -> Component:
    """Draw the page."""
    return html.Div(
        [*components.page_head(Ids.HEAD, view), html.Div(**of(parts(view), Ids.SHEET))], className="digest-page"
    )


def parts(view: DigestView) -> Parts:
    """What changes on the page with the week and the cohorts."""
    return {**components.page_head_parts(Ids.HEAD, view), (Ids.SHEET, "children"): sheet(view)}
