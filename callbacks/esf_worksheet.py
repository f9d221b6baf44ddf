"""The exact figures for the funder's own system: for a coordinator, after their password once more, and logged."""

from base64 import b64encode
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy import Engine

from callbacks.fields import FieldReader
from callbacks.filters import read_filters
from dashboard.actions import Done, Fields, UnfitError
from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.esf import GENDERS, IndicatorCount, IndicatorSet, Timing
from dashboard.esf_words import gender_name, indicator_name, timing_name
from dashboard.exact_figures import Asked, exact_release, exact_sheet
from dashboard.exports.eura import Sheet, csv_file, xlsx_file
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.security.again import ask_again
from dashboard.views import Option
from db.commands.releases import keep_release
from db.engine import writing
from db.queries.cohorts import cohorts
from db.queries.releases import latest_release

_WRITERS = {"csv": csv_file, "xlsx": xlsx_file}
_TYPES = {
    "csv": "text/csv;charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SCREEN = "screen"


def show(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Hand out the figures, on screen or as a file."""
    if scope.role is not Role.COORDINATOR:
        raise ForbiddenError  # before the password is looked at: for others there is no such thing
    read = FieldReader(fields)
    programme = read.text("programme", required=True)
    indicator_set = read.choice("set", tuple(IndicatorSet), required=True)
    kind = read.choice("format", tuple(_WRITERS)) or SCREEN
    query = dict(parse_qsl(read.text("query", most=4000).removeprefix("?")))
    read.check()
    password = fields.get("password", "")
    ask_again(password if isinstance(password, str) else "")
    with writing(engine) as connection:
        every = cohorts(connection, scope)
        filters = read_filters(query, [Option(cohort.code, cohort.name) for cohort in every], ())
        asked = Asked(
            programme,
            IndicatorSet(indicator_set),
            filters.as_of or local_day(now),
            filters.chosen_cohorts,
            filters.start,
            filters.end,
        )
        sheet = exact_sheet(connection, scope, asked, every, kind)
        if sheet is None:
            raise UnfitError(_("Nobody has entered these cohorts of that programme by that day."))
        if kind == SCREEN:
            return Done(_("The figures are below. The log keeps that you looked."), data={"sheet": _on_screen(sheet)})
        name, content = sheet.file_name(kind), _WRITERS[kind](sheet)
        seen = latest_release(connection, programme)
        keep_release(connection, scope, exact_release(asked, sheet, name, content, seen), now)
    file = {"name": name, "type": _TYPES[kind], "content": b64encode(content).decode()}
    return Done(_("Handed out as %(name)s. The log keeps that you took it.", name=name), data={"file": file})


def _on_screen(sheet: Sheet) -> dict[str, Any]:
    """The worksheet for ``assets/54-esf.js``: texts alone, in the reader's language."""
    return {
        "title": sheet.title,
        "facts": sheet.facts,
        "columns": [_("Code"), _("Indicator"), *(gender_name(gender) for gender in GENDERS), _("all")],
        "groups": [
            {"name": timing_name(timing), "rows": [_row(row) for row in sheet.rows if row.indicator.timing is timing]}
            for timing in Timing
        ],
        "notes": sheet.notes,
    }


def _row(row: IndicatorCount) -> dict[str, Any]:
    cells = [*row.by_gender.values(), row.total]
    if not row.indicator.answerable:
        return {"code": row.indicator.code, "name": indicator_name(row.indicator.code), "cells": [], "none": _none()}
    return {
        "code": row.indicator.code,
        "name": indicator_name(row.indicator.code),
        "cells": [
            {
                "count": f"{cell.counted}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{cell.out_of}" if cell.out_of else "",
                "note": ngettext("%(num)d not known", "%(num)d not known", cell.unknown) if cell.unknown else "",
            }
            for cell in cells
        ],
    }


def _none() -> str:
    return _("not known from what is held")
