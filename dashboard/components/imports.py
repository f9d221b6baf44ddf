"""The parts of the import page: where files are dropped, what was found in them, how they are read, what came of it."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms
from dashboard.components.form_views import field_view, form_view, form_views
from dashboard.i18n import format_number, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import Option
from dashboard.views.imports import (
    CountLine,
    FindingLine,
    FindingList,
    LookView,
    PastImport,
    ReceiptView,
    SheetView,
    TemplateLine,
)

CHECK = "check"
"""Id of the form that says how files are read."""

_COHORTS = "import-cohorts"


def drop_zone(limits: str) -> Component:
    """Where files are dropped, or chosen with a button; ``assets/51-import.js`` sends them."""
    sends = {
        "data-import": "/imports/files",
        "data-away": _("The files could not be sent: the connection is away. Try again in a moment."),
        "data-sending": _("Sending the files …"),
        "data-folder": _("This is a folder: drop the files that are in it."),
    }
    chooses = {"data-import-choose": ".csv,.txt,.tsv,.xlsx", "aria-describedby": "import-limits"}
    choose = html.Button(_("Choose files"), type="button", className="button", disable_n_clicks=True, **chooses)
    return _card(
        "import-drop",
        _("Drop files here, or choose them"),
        [
            html.P(limits, className="panel-note", id="import-limits"),
            html.Div(choose, className="form-buttons"),
            html.P(className="form-message import-said", role="alert"),
        ],
        classes="import-drop",
        attributes=sends,
    )


def _card(
    slot: str,
    title: str,
    children: Sequence[Component],
    *,
    classes: str = "",
    attributes: dict[str, str] | None = None,
) -> Component:
    named = {"aria-labelledby": f"{slot}-title", **(attributes or {})}
    heading = html.H2(title, className="panel-title", id=f"{slot}-title")
    return html.Section([heading, *children], id=slot, className=f"panel {classes}".rstrip(), **named)


def links(options: Sequence[Option]) -> list[Component]:
    """Where to go on from here; the first is what one will mostly want."""
    return [
        html.A(option.label, href=option.value, className="button quiet" if number else "button")
        for number, option in enumerate(options)
    ]


def template_card(templates: Sequence[TemplateLine]) -> Component:
    """Files to fill in."""
    note = _("With headings that are understood, and a row of an example that is never imported.")
    items = [
        html.Li(
            [
                html.Span(line.name, className="line-label"),
                html.Span(line.text, className="line-text"),
                html.Span([_template_link(line, file) for file in line.files], className="import-formats"),
            ],
            className="line",
        )
        for line in templates
    ]
    return _card(
        "import-templates",
        _("Files to fill in"),
        [html.P(note, className="panel-note"), html.Ul(items, className="lines import-lines")],
    )


def _template_link(line: TemplateLine, file: Option) -> Component:
    saved = {"download": ""}
    about = html.Span(f": {line.name}", className="visually-hidden")
    return html.A([file.label, about], href=file.value, className="badge-soft", **saved)


def past_card(slot: str, title: str, imports: Sequence[PastImport], empty: str) -> Component:
    """Imports, each leading to its receipt."""
    items = [
        html.Li(
            [
                html.A(one.label, href=one.href, className="line-label"),
                html.Span(one.text, className="line-text"),
                *([html.Span(one.badge, className="badge-soft")] if one.badge else []),
            ],
            className="line",
        )
        for one in imports
    ]
    listed = html.Ul(items, className="lines import-lines") if items else html.P(empty, className="empty")
    return _card(slot, title, [listed])


def look(view: LookView) -> list[Component]:
    """What files would do and what was found in them, beside how they are read."""
    cards = []
    if view.counts:
        title = _("What would happen")
        cards.append(
            _card("import-counts", title, [count_table(view.counts), html.Div(_ends(view), className="row-forms")])
        )
    if view.problems is not None:
        cards.append(_finding_card("import-problems", view.problems, also=_ends(view)))
    if view.notices is not None:
        cards.append(_finding_card("import-notices", view.notices))
    return [html.Div(cards, className="import-column"), html.Div(_reading_card(view), className="import-column")]


def _ends(view: LookView) -> list[Component]:
    """The ways out of looking: keep the files, or throw them away."""
    discard, keep = form_view(view.discard), view.keep
    if keep is None:
        return [discard]
    return [forms.form(keep.slot, keep.action, [], submit=keep.submit, hidden=keep.hidden), discard]


def count_table(lines: Sequence[CountLine]) -> Component:
    """Rows of each kind: added, changed, unchanged; examples behind a button."""
    head = html.Thead(
        html.Tr([html.Th(name, scope="col") for name in (_("What"), _("added"), _("changed"), _("unchanged"))])
    )
    body = []
    for line in lines:
        numbers = [
            html.Td(format_number(count) if count else "–", className="is-number")
            for count in (line.added, line.changed, line.unchanged)
        ]
        body.append(html.Tr([html.Th([line.kind, *_examples(line)], scope="row"), *numbers]))
    table = html.Table([head, html.Tbody(body)], className="data-table import-counts-table")
    return html.Div(table, className="table-scroll")


def _examples(line: CountLine) -> list[Component]:
    if not line.examples:
        return []
    listed = html.Ul([html.Li(example) for example in line.examples])
    summary = html.Summary([_("such as"), html.Span(f": {line.kind}", className="visually-hidden")])
    return [html.Details([summary, listed], className="import-examples", disable_n_clicks=True)]


def _finding_card(slot: str, found: FindingList, also: Sequence[Component] = ()) -> Component:
    everything = {"download": ""}
    file = (
        [html.A(_("All of it as a file"), href=found.href, className="button quiet", **everything)]
        if found.href
        else []
    )
    buttons = [*(_help(help_) for help_ in found.helps), *file, *also]
    return _card(
        slot,
        found.title,
        [
            html.P(found.note, className="panel-note"),
            html.Ul([_finding(line) for line in found.lines], className="import-findings"),
            *([html.Div(buttons, className="row-forms")] if buttons else []),
        ],
    )


def _help(option: Option) -> Component:
    """A button of the form that looks again, which says one thing more than its ticks."""
    of_form = {"name": option.value, "value": "yes", "form": CHECK}
    return html.Button(option.label, type="submit", className="button", disable_n_clicks=True, **of_form)


def _finding(line: FindingLine) -> Component:
    said: list[Component] = [html.Span(line.where, className="import-where")] if line.where else []
    said.append(html.Span(line.text, className="import-finding-text"))
    if line.alike:
        num = len(line.alike)
        summary = html.Summary(ngettext("%(num)d more of this kind", "%(num)d more of this kind", num))
        alike = html.Ul([_finding(other) for other in line.alike], className="import-findings")
        said.append(html.Details([summary, alike], className="import-examples", disable_n_clicks=True))
    return html.Li(said)


def _reading_card(view: LookView) -> Component:
    """How each sheet is read; whatever is changed, the files are looked at again."""
    cohorts = html.Datalist([html.Option(value=one.value, label=one.label) for one in view.cohorts], id=_COHORTS)
    form = forms.form(
        CHECK,
        "imports/check",
        [
            *(field_view(CHECK, field) for field in view.said),
            *(_sheet(number, sheet) for number, sheet in enumerate(view.sheets)),
            cohorts,
        ],
        submit=_("Look again"),
        hidden={"job": view.key},
        quiet=view.keep is not None,
        label=_("How the files are read"),
    )
    note = _("Change what does not fit. It is remembered for the next file with the same headings.")
    return _card("import-reading", _("How the files are read"), [html.P(note, className="panel-note"), form])


def _sheet(number: int, sheet: SheetView) -> Component:
    columns = [field_view(CHECK, field) for field in sheet.columns]
    summary = [_("Columns"), html.Span(f": {sheet.title}", className="visually-hidden")]
    mapping = html.Details(
        [
            html.Summary(summary, className="button quiet", disable_n_clicks=True),
            html.Div(columns, className="import-columns"),
        ],
        className="disclosure",
        disable_n_clicks=True,
    )
    return html.Fieldset(
        [
            html.Legend(sheet.title),
            html.P(" ".join(part for part in (f"{sheet.facts}.", sheet.note) if part), className="field-hint"),
            html.Div([field_view(CHECK, field) for field in sheet.fields], className="import-about"),
            *([mapping] if columns else []),
        ],
        className="import-sheet",
        key=f"sheet-{number}",
    )


def receipt(view: ReceiptView) -> Component:
    """What one import did, and how it is taken back."""
    return _card(
        "import-receipt",
        _("Receipt"),
        [
            html.Ul([html.Li(fact) for fact in view.facts], className="import-facts"),
            count_table(view.counts),
            *form_views(view.forms),
        ],
    )
