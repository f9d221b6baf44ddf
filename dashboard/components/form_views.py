"""Draws forms, and cards with lists of things that can be changed, from their values."""

from collections.abc import Sequence
from typing import Any, cast

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms, parts
from dashboard.components.parts import Parts
from dashboard.views.forms import At, Control, Field, Form, Panel, Row


def form_view(form: Form, at: At | None = None) -> Component:
    """A form: a button alone where there is nothing to fill in, behind a button of its own where it says so.

    With ``at``, the form behind a button is drawn once the address asks for it; else it is there, closed.
    """
    if not form.fields and not form.opens:
        return forms.one_button(form.slot, form.action, form.submit, hidden=form.hidden, about=form.about)
    if not form.opens:
        return html.Div(_drawn(form)) if form.note else _drawn(form)[0]
    if at is None:
        return forms.disclosure(form.opens, _drawn(form), about=form.about)
    opened = form.slot == at.doing
    expanded = {"aria-expanded": "true" if opened else "false"}
    about = [html.Span(f": {form.about}", className="visually-hidden")] if form.about else []
    link = html.A(
        [form.opens, *about], href=at.turned(form.slot), id=f"{form.slot}-link", className="button quiet", **expanded
    )
    return html.Div([link, *([html.Div(_drawn(form), className="disclosed")] if opened else [])], className="opener")


def _drawn(form: Form) -> list[Component]:
    note = [html.P(form.note, className="panel-note")] if form.note else []
    drawn = forms.form(
        form.slot,
        form.action,
        [field_view(form.slot, field) for field in form.fields],
        submit=form.submit,
        hidden=form.hidden,
        label=f"{form.submit}: {form.about}" if form.about else "",
        inline=form.inline,
    )
    return [*note, drawn]


def form_views(several: Sequence[Form], at: At | None = None) -> list[Component]:
    """Forms side by side."""
    return [html.Div([form_view(form, at) for form in several], className="row-forms")] if several else []


def forms_below(slot: str, several: Sequence[Form], at: At | None) -> Component:
    """Forms below what stands in a card; `slot` is the card's."""
    return html.Div(className="plan-forms", **parts.of(forms_below_parts(slot, several, at), f"{slot}-forms"))


def forms_below_parts(slot: str, several: Sequence[Form], at: At | None) -> Parts:
    """What changes of them."""
    return {(f"{slot}-forms", "children"): form_views(several, at)}


def panel(slot: str, found: Panel | None, at: At | None = None, *, size: str = "", classes: str = "") -> Component:
    """The card; null hides it. `slot` is its id, from ``dashboard.ids``; `size` is as a chart's."""
    now = panel_parts(slot, found, at)
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(
        [
            html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
            html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
            html.Div(className="plan-rows", **parts.of(now, f"{slot}-rows")),
            html.Div(className="plan-forms", **parts.of(now, f"{slot}-forms")),
        ],
        className=" ".join(part for part in ("panel", size, classes) if part),
        **named,
        **parts.of(now, slot),
    )


def panel_parts(slot: str, found: Panel | None, at: At | None = None) -> Parts:
    """What changes within the card."""
    return {
        (slot, "hidden"): found is None,
        (f"{slot}-title", "children"): found.title if found else "",
        (f"{slot}-note", "children"): found.note if found else "",
        (f"{slot}-rows", "children"): rows_of(found, at) if found else [],
        (f"{slot}-forms", "children"): form_views(found.forms, at) if found else [],
    }


def rows_of(found: Panel, at: At | None = None) -> list[Component]:
    """The list itself, or what is said instead."""
    if not found.rows:
        return [html.P(found.empty, className="empty")] if found.empty else []
    listed: list[Component] = [html.Ul([row_view(row, at) for row in found.rows], className="plan-list")]
    return [*listed, html.P(found.more, className="panel-note more")] if found.more else listed


def row_view(row: Row, at: At | None = None) -> Component:
    """One thing with what can be done about it."""
    expanded = {} if row.expanded is None else {"aria-expanded": "true" if row.expanded else "false"}
    label = html.A(row.label, href=row.href, id=f"{row.key}-label", **expanded) if row.href else row.label
    said: list[Component] = [html.Span(label, className="line-label"), html.Span(row.text, className="line-text")]
    if row.badge:
        said.append(html.Span(row.badge, className="badge-soft"))
    return html.Li(
        [html.Div(said, className="plan-line"), *form_views(row.forms, at)], className="plan-row", key=row.key
    )


def field_view(slot: str, field: Field) -> Component:
    """One field of a form."""
    said: dict[str, Any] = {"slot": slot, "name": field.name, "label": field.label, "hint": field.hint}
    # What the value and the bounds of a field are, its control says.
    value, low, high = cast("Any", field.value), cast("Any", field.low), cast("Any", field.high)
    if field.control is Control.RADIO:
        return forms.radio_field(**said, options=field.options, value=value or "")
    if field.control is Control.TICKS:
        return forms.tick_field(**said, options=field.options, value=value or ())
    said["required"] = field.required
    if field.control is Control.DAY:
        return forms.day_field(**said, value=value, earliest=low, latest=high)
    if field.control is Control.NUMBER:
        return forms.number_field(**said, value=value, low=low, high=high)
    if field.control is Control.SELECT:
        return forms.select_field(**said, options=field.options, value=value or "", nothing=field.nothing)
    said |= {"value": value or "", "most": field.most}
    if field.control is Control.AREA:
        return forms.area_field(**said)
    kind = {Control.CLOCK: "time", Control.PASSWORD: "password"}.get(field.control, "text")
    return forms.text_field(**said, kind=kind, autocomplete=field.autocomplete)
