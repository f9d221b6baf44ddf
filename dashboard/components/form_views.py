"""Draws forms, and cards with lists of things that can be changed, from their values."""

from collections.abc import Sequence
from typing import Any, cast

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms, parts
from dashboard.components.parts import Parts
from dashboard.views.forms import Control, Field, Form, Panel, Row


def form_view(form: Form) -> Component:
    """A form: a button alone where there is nothing to fill in, behind a button of its own where it says so."""
    note = [html.P(form.note, className="panel-note")] if form.note else []
    if not form.fields and not form.opens:
        return forms.one_button(form.slot, form.action, form.submit, hidden=form.hidden, about=form.about)
    drawn = forms.form(
        form.slot,
        form.action,
        [field_view(form.slot, field) for field in form.fields],
        submit=form.submit,
        hidden=form.hidden,
        label=f"{form.submit}: {form.about}" if form.about else "",
        inline=form.inline,
    )
    if form.opens:
        return forms.disclosure(form.opens, [*note, drawn], about=form.about)
    return html.Div([*note, drawn]) if note else drawn


def form_views(several: Sequence[Form]) -> list[Component]:
    """Forms side by side."""
    return [html.Div([form_view(form) for form in several], className="row-forms")] if several else []


def panel(slot: str, found: Panel | None, *, size: str = "", classes: str = "") -> Component:
    """The card; null hides it. `slot` is its id, from ``dashboard.ids``; `size` is as a chart's."""
    now = panel_parts(slot, found)
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


def panel_parts(slot: str, found: Panel | None) -> Parts:
    """What changes within the card."""
    return {
        (slot, "hidden"): found is None,
        (f"{slot}-title", "children"): found.title if found else "",
        (f"{slot}-note", "children"): found.note if found else "",
        (f"{slot}-rows", "children"): rows_of(found) if found else [],
        (f"{slot}-forms", "children"): form_views(found.forms) if found else [],
    }


def rows_of(found: Panel) -> list[Component]:
    """The list itself, or what is said instead."""
    if not found.rows:
        return [html.P(found.empty, className="empty")] if found.empty else []
    listed: list[Component] = [html.Ul([row_view(row) for row in found.rows], className="plan-list")]
    return [*listed, html.P(found.more, className="panel-note more")] if found.more else listed


def row_view(row: Row) -> Component:
    """One thing with what can be done about it."""
    expanded = {} if row.expanded is None else {"aria-expanded": "true" if row.expanded else "false"}
    label = html.A(row.label, href=row.href, id=f"{row.key}-label", **expanded) if row.href else row.label
    said: list[Component] = [html.Span(label, className="line-label"), html.Span(row.text, className="line-text")]
    if row.badge:
        said.append(html.Span(row.badge, className="badge-soft"))
    return html.Li([html.Div(said, className="plan-line"), *form_views(row.forms)], className="plan-row", key=row.key)


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
    return forms.text_field(**said, kind=kind)
