"""What stands where no page has the address."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import gettext as _


def title() -> str:
    """The title of the browser's tab."""
    return _("There is nothing here.")


def layout(**_params: Any) -> Component:
    """One sentence, and the way back."""
    return html.Div(
        [
            html.H1(title(), className="headline"),
            html.P(_("The address may have a slip in it, or what was here is not for this account.")),
            html.A(_("To the first page"), href="/"),
        ]
    )
