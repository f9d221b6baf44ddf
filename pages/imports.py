"""Files are brought in here: dropped, looked at, kept, and taken back; and one's own data goes out."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts, imports
from dashboard.components.form_views import form_view
from dashboard.i18n import gettext as _
from dashboard.ids import Imports as Ids
from dashboard.views.imports import ImportView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Import")


def layout(view: ImportView) -> Component:
    """Draw the page."""
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(_body(view), id=Ids.BODY, className="import-body"),
        ]
    )


def parts(view: ImportView) -> Parts:
    """What changes on the page when the import goes on."""
    return {**components.page_head_parts(Ids.HEAD, view), (Ids.BODY, "children"): _body(view)}


def _body(view: ImportView) -> list[Component]:
    cards: list[Component] = []
    if view.job is not None:
        cards.append(html.Section(components.job_progress(Ids.JOB, view.job, view.job_name), className="panel"))
    if view.look is not None:
        cards += imports.look(view.look)
    if view.receipt is not None:
        cards.append(imports.receipt(view.receipt))
    if view.after:
        cards.append(html.Div(imports.links(view.after), className="form-buttons"))
    return [*cards, *_beginning(view)] if view.upload else cards


def _beginning(view: ImportView) -> list[Component]:
    waiting = (view.waiting,) if view.waiting is not None else ()
    empty = _("What is imported is listed here, and can be taken back.")
    first = [
        *([imports.past_card("import-waiting", _("Not finished yet"), waiting, "")] if waiting else []),
        imports.drop_zone(view.limits),
        imports.past_card("import-past", _("Imports"), view.past, empty),
    ]
    second = [imports.template_card(view.templates), *([_export(view)] if view.export is not None else [])]
    return [html.Div(first, className="import-column"), html.Div(second, className="import-column")]


def _export(view: ImportView) -> Component:
    named = {"aria-labelledby": "import-export-title"}
    note = _(
        "Everything that can be imported, in files that can be imported again. They tell who is here: keep them well."
    )
    job = [components.job_progress(Ids.EXPORT_JOB, view.export_job, _("Your own data"))] if view.export_job else []
    form = [form_view(view.export)] if view.export is not None else []
    return html.Section(
        [
            html.H2(_("Your own data"), className="panel-title", id="import-export-title"),
            html.P(note, className="panel-note"),
            *job,
            *form,
        ],
        className="panel",
        id="import-export",
        **named,
    )
