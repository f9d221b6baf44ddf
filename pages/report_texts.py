"""The paragraphs of reports: a form each, in one language at a time."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts, forms
from dashboard.i18n import gettext as _
from dashboard.ids import ReportTexts as Ids
from dashboard.views.report import TextForm, TextsView


def title() -> str:
    """The title of the browser's tab."""
    return _("Words of reports")


def layout(view: TextsView) -> Component:
    """Draw the page."""
    named = {"aria-label": _("Language of the report")}
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Nav([_language(*one) for one in view.languages], className="languages", **named),
            html.Div([_card(view, one) for one in view.forms], className="text-forms"),
            html.P(html.A(_("Back to the report"), href="/report"), className="more"),
        ]
    )


def _language(name: str, href: str, chosen: bool) -> Component:
    current = {"aria-current": "true"} if chosen else {}
    return html.A(name, href=href, className="shortcut", **current)


def _card(view: TextsView, one: TextForm) -> Component:
    slot = f"{Ids.FORM}-{view.language}-{one.section}"
    field = forms.area_field(slot, "text", one.name, value=one.text, hint=one.hint, rows=6, most=4000, required=True)
    hidden: dict[str, str | int] = {
        "section": one.section,
        "language": view.language,
        "programme": view.programme,
        "version": one.version,
    }
    return html.Section(
        forms.form(slot, "report_texts/write", [field], submit=_("Save"), hidden=hidden, label=one.name),
        className="panel",
    )


def parts(view: TextsView) -> Parts:
    """What changes on the page: nothing below its head, since people write there."""
    return components.page_head_parts(Ids.HEAD, view)
