"""The cards of the page about the funder's forms: forms that can be written down, records, the exact figures."""

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.components import forms, parts
from dashboard.components.parts import Parts
from dashboard.components.status import status_glyph
from dashboard.figures.esf import FORM_SIGNS, form_standing_name
from dashboard.i18n import gettext as _
from dashboard.ids import Esf
from dashboard.views.esf import FormFields, FormLine, FormList, PersonLink, RecordList, WorksheetAsk

LONGEST_REASON = 300


def form_legend() -> Component:
    """How forms stand: the signs with their words."""
    items = [html.Li([status_glyph(sign), form_standing_name(standing)]) for standing, sign in FORM_SIGNS.items()]
    return html.Ul(items, className="status-legend")


def form_list(slot: str, found: FormList | None, *, size: str = "") -> Component:
    """A card with forms; null hides it."""
    now = form_list_parts(slot, found)
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(
        [
            html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
            html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
            html.Div(**parts.of(now, f"{slot}-lines")),
        ],
        className=f"panel {size}".rstrip(),
        **named,
        **parts.of(now, slot),
    )


def form_list_parts(slot: str, found: FormList | None) -> Parts:
    """What changes within it."""
    return {
        (slot, "hidden"): found is None,
        (f"{slot}-title", "children"): found.title if found else "",
        (f"{slot}-note", "children"): found.note if found else "",
        (f"{slot}-lines", "children"): _lines(found) if found else [],
    }


def _lines(found: FormList) -> list[Component]:
    rule = [html.P(found.rule, className="esf-rule")] if found.rule else []
    if not found.lines:
        return [*rule, html.P(found.empty, className="empty")]
    more = [html.P(found.more, className="panel-note more")] if found.more else []
    return [*rule, html.Ul([_line(line) for line in found.lines], className="esf-lines"), *more]


def _line(line: FormLine) -> Component:
    label = html.A(line.label, href=line.href) if line.href else line.label
    content: list[Component] = [
        html.Div([html.Span(label, className="line-label"), html.Span(line.badge, className="badge-soft")]),
        html.P(line.text, className="esf-text"),
    ]
    if line.fields:
        content.append(_write_down(line, line.fields))
    return html.Li(content, className="esf-line", key=line.slot)


def _write_down(line: FormLine, fields: FormFields) -> Component:
    slot = line.slot
    controls = [
        forms.day_field(slot, "signed_on", _("Signed on"), value=fields.signed_on, latest=fields.latest),
        forms.day_field(slot, "due_on", _("Due on"), value=fields.due_on),
        forms.select_field(slot, "owner", _("Who asks for it"), fields.owners, value=fields.owner, nothing=_("nobody")),
    ]
    if fields.with_reason:
        hint = _("A line for the report; no names, nothing about health or what happened to them.")
        controls.append(
            forms.text_field(
                slot, "reason", _("Why it cannot be had"), value=fields.reason, hint=hint, most=LONGEST_REASON
            )
        )
    hidden: dict[str, str | int] = {"enrolment": fields.enrolment, "kind": fields.kind, "seen": fields.seen}
    made = forms.form(slot, "esf/form", controls, submit=_("Save"), hidden=hidden, label=f"{line.label} {line.text}")
    return forms.disclosure(_("Write down"), [made], about=f"{line.label} {line.text}", key=f"{slot}-open")


def record_list(slot: str, found: RecordList | None, *, size: str = "") -> Component:
    """A card that leads to everybody's record; null hides it."""
    now = record_list_parts(slot, found)
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(
        [
            html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
            html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
            html.Div(**parts.of(now, f"{slot}-groups")),
        ],
        className=f"panel {size}".rstrip(),
        **named,
        **parts.of(now, slot),
    )


def record_list_parts(slot: str, found: RecordList | None) -> Parts:
    """What changes within it."""
    return {
        (slot, "hidden"): found is None,
        (f"{slot}-title", "children"): found.title if found else "",
        (f"{slot}-note", "children"): found.note if found else "",
        (f"{slot}-groups", "children"): _groups(found) if found else [],
    }


def _groups(found: RecordList) -> list[Component]:
    return [
        html.Div(
            [
                html.H3(group.name, className="esf-cohort"),
                html.Ul([html.Li(_person(one)) for one in group.people], className="esf-people"),
            ],
            className="esf-group",
        )
        for group in found.groups
    ]


def _person(one: PersonLink) -> Component:
    if not one.lacks:
        return html.A(one.code, href=one.href, className="esf-person")
    lacks = _("lacks %(what)s", what=one.lacks)
    hidden = html.Span(f": {lacks}", className="visually-hidden")
    return html.A([one.code, hidden], href=one.href, className="esf-person lacking", title=lacks)


def worksheet_card(slot: str, ask: WorksheetAsk | None) -> Component:
    """The card by which exact figures are asked for; null hides it. ``assets/54-esf.js`` shows what comes back."""
    now = worksheet_parts(ask)
    # No field of the form's own: it keeps the filters of the moment when the form is emptied after sending.
    query = html.Div(dbc.Input(name="query", type="hidden", **parts.of(now, Esf.SHEET_QUERY)), hidden=True)
    if ask is None:
        return html.Section(query, id=slot, hidden=True)
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(
        [
            html.H2(ask.title, className="panel-title", id=f"{slot}-title"),
            html.P(ask.note, className="panel-note"),
            _ask(ask, query),
            html.Div(id=Esf.SHEET, className="esf-sheet"),
        ],
        className="panel",
        id=slot,
        **named,
    )


def worksheet_parts(ask: WorksheetAsk | None) -> Parts:
    """What changes within it: which filters the figures are asked with."""
    return {(Esf.SHEET_QUERY, "value"): ask.query if ask else ""}


def _ask(ask: WorksheetAsk, query: Component) -> Component:
    slot = Esf.SHEET_FORM
    several = len(ask.programmes) > 1
    programme = ask.programmes[0].value if ask.programmes else ""
    controls = [
        query,
        *([forms.select_field(slot, "programme", _("Programme"), ask.programmes, required=True)] if several else []),
        forms.select_field(slot, "set", _("Indicator set"), ask.sets, value=ask.chosen_set, required=True),
        forms.text_field(slot, "password", _("Your password"), kind="password", required=True, most=1000),
    ]
    return forms.form(
        slot,
        "esf/worksheet",
        controls,
        submit=_("Show here"),
        hidden={} if several else {"programme": programme},
        also=[_as_file("csv"), _as_file("xlsx")],
    )


def _as_file(kind: str) -> Component:
    words = {"csv": _("Get CSV"), "xlsx": _("Get Excel")}[kind]
    return html.Button(words, type="submit", name="format", value=kind, className="button quiet", disable_n_clicks=True)
