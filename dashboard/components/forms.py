"""Forms by which people do things: the controls with their labels, hints and errors, and the form around them.

What a form does when it is sent is in ``assets/47-actions.js``: it goes to ``/do/<action>``, a refusal is written
beside the field it is about, and what was typed stays until it is saved. Ids are made of the form's slot and the
field's name, so a slot is unique on its page.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.i18n import gettext as _
from dashboard.views import Option

LONGEST_TEXT = 1000


def form(
    slot: str,
    action: str,
    fields: Sequence[Component],
    *,
    submit: str,
    hidden: Mapping[str, str | int] | None = None,
    also: Sequence[Component] = (),
    quiet: bool = False,
    label: str = "",
    inline: bool = False,
) -> Component:
    """A form with its button.

    Args:
        slot: its id.
        action: ``page/action``, as the page's ``PageSpec`` names it.
        fields: controls made here.
        submit: what the button says: what it does, not "OK".
        hidden: fields that nobody types: which row this is about, and its version.
        also: further buttons beside it.
        quiet: whether the button is one of many and must not stand out.
        label: what the form is for, for the ear, where its surroundings do not say so.
        inline: whether fields and button stand in one row where there is room.
    """
    names = {"data-do": action, **({"aria-label": label} if label else {})}
    button = html.Button(submit, type="submit", className="button quiet" if quiet else "button", disable_n_clicks=True)
    message = html.Div(className="form-message", role="alert", id=f"{slot}-message")
    return html.Form(
        [
            *(_hidden(slot, name, value) for name, value in (hidden or {}).items()),
            *fields,
            message,
            html.Div([button, *also], className="form-buttons"),
        ],
        id=slot,
        method="post",
        noValidate="noValidate",
        className="action-form inline" if inline else "action-form",
        disable_n_clicks=True,
        **names,
    )


def one_button(
    slot: str, action: str, text: str, *, hidden: Mapping[str, str | int] | None = None, about: str = ""
) -> Component:
    """An action that needs no fields: a button alone; ``about`` says for the ear what it is about."""
    label = f"{text}: {about}" if about else ""
    return form(slot, action, [], submit=text, hidden=hidden, quiet=True, label=label)


def disclosure(summary: str, content: Sequence[Component], *, about: str = "", key: str = "") -> Component:
    """A button that opens a form in its place, and keeps what is typed when it is closed."""
    hidden = [html.Span(f": {about}", className="visually-hidden")] if about else []
    keyed = {"key": key} if key else {}
    return html.Details(
        [
            html.Summary([summary, *hidden], className="button quiet", disable_n_clicks=True),
            html.Div(list(content), className="disclosed"),
        ],
        className="disclosure",
        disable_n_clicks=True,
        **keyed,
    )


def text_field(
    slot: str,
    name: str,
    label: str,
    *,
    value: str = "",
    hint: str = "",
    required: bool = False,
    most: int = 200,
    kind: str = "text",
    suggestions: str = "",
    autocomplete: str = "off",
    **extra: Any,
) -> Component:
    """One line of text; ``kind`` is an input's type, ``suggestions`` the id of a list."""
    more = {"list": suggestions} if suggestions else {}
    control = dbc.Input(
        id=f"{slot}-{name}",
        name=name,
        type=kind,
        value=value,
        maxlength=most,
        autocomplete=autocomplete,
        **more,
        **extra,
    )
    return _field(slot, name, label, control, value=value, hint=hint, required=required)


def area_field(
    slot: str,
    name: str,
    label: str,
    *,
    value: str = "",
    hint: str = "",
    required: bool = False,
    rows: int = 3,
    most: int = LONGEST_TEXT,
) -> Component:
    """Several lines of text."""
    control = dbc.Textarea(id=f"{slot}-{name}", name=name, value=value, rows=rows, maxlength=most)
    return _field(slot, name, label, control, value=value, hint=hint, required=required)


def day_field(
    slot: str,
    name: str,
    label: str,
    *,
    value: date | None = None,
    hint: str = "",
    required: bool = False,
    earliest: date | None = None,
    latest: date | None = None,
) -> Component:
    """A day."""
    iso = value.isoformat() if value else ""
    control = dbc.Input(
        id=f"{slot}-{name}",
        name=name,
        type="date",
        value=iso,
        min=earliest.isoformat() if earliest else "2000-01-01",
        max=latest.isoformat() if latest else "2100-01-01",
    )
    return _field(slot, name, label, control, value=iso, hint=hint, required=required)


def number_field(
    slot: str,
    name: str,
    label: str,
    *,
    value: float | None = None,
    low: float,
    high: float,
    step: float = 1,
    hint: str = "",
    required: bool = False,
) -> Component:
    """A number within bounds, both inclusive."""
    control = dbc.Input(
        id=f"{slot}-{name}", name=name, type="number", value=value, min=low, max=high, step=step, inputmode="decimal"
    )
    return _field(slot, name, label, control, value=value, hint=hint, required=required)


def select_field(
    slot: str,
    name: str,
    label: str,
    options: Sequence[Option],
    *,
    value: str = "",
    hint: str = "",
    required: bool = False,
    nothing: str = "",
) -> Component:
    """One of several, in a list that opens; ``nothing`` is what choosing none is called, where one may."""
    listed = [{"label": nothing, "value": ""}] if nothing else []
    listed += [{"label": option.label, "value": option.value} for option in options]
    # The list's own first entry, which shows where nothing is chosen, would otherwise be blank.
    control = dbc.Select(id=f"{slot}-{name}", name=name, options=listed, value=value, placeholder=nothing)
    return _field(slot, name, label, control, value=value, hint=hint, required=required)


def radio_field(
    slot: str, name: str, label: str, options: Sequence[Option], *, value: str = "", hint: str = ""
) -> Component:
    """One of a few, all in sight."""
    control = dbc.RadioItems(
        id=f"{slot}-{name}",
        name=name,
        options=[{"label": option.label, "value": option.value} for option in options],
        value=value or None,
        inline=True,
    )
    return _group(slot, name, label, control, value=value or None, hint=hint)


def tick_field(
    slot: str, name: str, label: str, options: Sequence[Option], *, value: Sequence[str] = (), hint: str = ""
) -> Component:
    """Any of several boxes; for a single one, give one option and no label."""
    control = dbc.Checklist(
        id=f"{slot}-{name}",
        name=name,
        options=[{"label": option.label, "value": option.value} for option in options],
        value=list(value),
    )
    return _group(slot, name, label, control, value=list(value), hint=hint)


def _field(slot: str, name: str, label: str, control: Component, *, value: Any, hint: str, required: bool) -> Component:
    component = f"{slot}-{name}"
    said = [label] if required or not label else [label, html.Span(_("(optional)"), className="optional")]
    attributes = {"data-field": name, "data-control": component, "data-initial": _initial(value)}
    return html.Div(
        [
            dbc.Label(said, html_for=component),
            *([html.P(hint, className="field-hint", id=f"{component}-hint")] if hint else []),
            control,
            html.P(className="field-error", id=f"{component}-error"),
        ],
        className="field",
        **attributes,
    )


def _group(slot: str, name: str, label: str, control: Component, *, value: Any, hint: str) -> Component:
    component = f"{slot}-{name}"
    attributes = {"data-field": name, "data-control": component, "data-initial": _initial(value)}
    return html.Fieldset(
        [
            *([html.Legend(label)] if label else []),
            *([html.P(hint, className="field-hint", id=f"{component}-hint")] if hint else []),
            control,
            html.P(className="field-error", id=f"{component}-error"),
        ],
        className="field",
        **attributes,
    )


def _hidden(slot: str, name: str, value: str | int) -> Component:
    attributes = {"data-field": name, "data-control": f"{slot}-{name}", "data-initial": _initial(str(value))}
    control = dbc.Input(id=f"{slot}-{name}", name=name, type="hidden", value=str(value))
    return html.Div(control, hidden=True, **attributes)


def _initial(value: Any) -> str:
    """What the control goes back to once the form is saved, for the script."""
    return json.dumps(value)
