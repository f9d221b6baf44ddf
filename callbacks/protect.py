"""A pasted table of counts, made safe. Nothing of it is kept: neither what was pasted nor what came of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import dash
from dash import Input, Output, State
from dash.development.base_component import Component
from sqlalchemy import Engine
from werkzeug.exceptions import BadRequest

from dashboard.components.protection import LONGEST, MOST_K, protected_table
from dashboard.disclosure_reading import TableRefusedError, read_table
from dashboard.disclosure_words import how_many, notes_for_readers, reasons_in_words
from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.disclosure.profile import TERMS, Profile
from dashboard.domain.disclosure.protect import protect
from dashboard.domain.disclosure.tables import Axis
from dashboard.exports.chart import WITHHELD
from dashboard.exports.words import cells
from dashboard.i18n import gettext as _
from dashboard.ids import Protect as Ids
from dashboard.security.current import current_scope
from dashboard.views import NO_FILTERS
from dashboard.views.protection import ProtectedTable, ProtectView
from db.imports.reading.uploads import Upload

PROFILES = (Profile.FUNDER, Profile.PUBLIC)


def load(
    _engine: Engine, scope: Scope | None, _params: Mapping[str, object], now: datetime | None = None
) -> ProtectView:
    """The page, for those who make reports."""
    if scope is None:
        return ProtectView(headline="", filters=NO_FILTERS)
    if not scope.makes_reports:
        return ProtectView(
            headline=_("Tables are protected by those who make reports"),
            lead=_("Your role sees other things."),
            filters=NO_FILTERS,
        )
    return ProtectView(
        headline=_("Paste a table, and see what of it may leave the house"),
        lead=_("Small numbers, and what would give them away, are withheld. Nothing that you paste here is kept."),
        filters=NO_FILTERS,
        may=True,
    )


def register(app: dash.Dash, _engine: Engine) -> None:
    """Declare the page's callback."""
    app.callback(
        Output(Ids.RESULT, "children"),
        Input(Ids.GO, "n_clicks"),
        *(State(control, "value") for control in (Ids.TABLE, Ids.PROFILE, Ids.K, Ids.KNOWN, Ids.SENSITIVE)),
        prevent_initial_call=True,
    )(_answer)


def _answer(_clicks: Any, text: Any, profile: Any, k: Any, known: Any, sensitive: Any) -> list[Component]:
    return protected_table(made_safe(current_scope(), text, profile, k, known, sensitive))


def made_safe(scope: Scope | None, text: Any, profile: Any, k: Any, known: Any, sensitive: Any) -> ProtectedTable:
    """The table that may go out, or what is wrong with the one that was pasted; values are as a browser sends them.

    Raises:
        ForbiddenError: the asker makes no reports.
        BadRequest: no browser of ours sends that.
    """
    if scope is None or not scope.makes_reports:
        raise ForbiddenError
    chosen, sides, answers = _profile(profile), _sides(known or []), _sides([sensitive] if sensitive else [])
    k = max(_number(k), TERMS[chosen].k or 0)
    pasted = _text(text)
    if not pasted.strip():
        return ProtectedTable(_("Paste a table first"))
    try:
        table = read_table(Upload("", pasted.encode()), total=_("total"))
    except TableRefusedError as refused:
        return ProtectedTable(_("The table cannot be used as it is"), wrong=refused.sentences)
    if sides:
        table = table.knowing(*sides)
    protected = protect(replace(table, sensitive=next(iter(answers), None)), chosen, k)
    safe = protected.safe
    return ProtectedTable(
        how_many(safe),
        columns=(safe.row_heading or _("Group"), *safe.columns),
        rows=tuple((name, *row) for name, row in zip(safe.rows, cells(safe), strict=True)),
        notes=tuple(notes_for_readers(safe, WITHHELD)),
        why=tuple(reasons_in_words(protected)),
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise BadRequest
    return value


def _profile(value: Any) -> Profile:
    if value not in PROFILES:
        raise BadRequest
    return Profile(value)


def _sides(values: Any) -> list[Axis]:
    if not isinstance(values, list) or any(value not in tuple(Axis) for value in values):
        raise BadRequest
    return [Axis(value) for value in values]


def _number(value: Any) -> int:
    """A threshold; 0 where none was typed, which is also what a browser sends for one out of bounds."""
    if value is None or value == "":
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or value > MOST_K:
        raise BadRequest
    return value
