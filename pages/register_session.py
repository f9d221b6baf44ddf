"""The register of one session: made for a phone in a classroom, and for keys on a laptop."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.i18n import gettext as _
from dashboard.ids import RegisterSheet as Ids
from dashboard.views import SheetView


def title() -> str:
    """The title of the browser's tab."""
    return _("Register")


def layout(view: SheetView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            components.page_link(Ids.BACK, _("All registers"), view.back, look="back-link"),
            *components.page_head(Ids.HEAD, view),
            components.register_sheet(Ids.SHEET, view),
            html.Div(
                [
                    components.notice_form(Ids.NOTICES, view.notices),
                    components.cancel_form(Ids.CANCEL, view),
                    components.restore_form(Ids.RESTORE, view),
                    components.page_link(Ids.SESSION, _("The page of this session"), view.session_href),
                ],
                className="register-also",
            ),
            components.closed_list(Ids.HISTORY, view.history),
        ],
        className="register-page",
    )


def parts(view: SheetView) -> Parts:
    """What changes on the page when somebody writes."""
    return {
        **components.page_link_parts(Ids.BACK, view.back),
        **components.page_head_parts(Ids.HEAD, view),
        **components.register_sheet_parts(Ids.SHEET, view),
        **components.notice_form_parts(Ids.NOTICES, view.notices),
        **components.cancel_parts(Ids.CANCEL, view, shown=not view.cancelled),
        **components.cancel_parts(Ids.RESTORE, view, shown=view.cancelled),
        **components.page_link_parts(Ids.SESSION, view.session_href),
        **components.closed_list_parts(Ids.HISTORY, view.history),
    }
