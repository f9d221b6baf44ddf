"""How each sheet is read, as fields that can be changed; and what was changed, as choices for the next look."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from unicodedata import normalize

from callbacks.fields import FieldReader
from dashboard.i18n import current_language, format_number, lazy_gettext, ngettext
from dashboard.i18n import gettext as _
from dashboard.import_words import DELIMITERS
from dashboard.views import Option
from dashboard.views.forms import Control, Field
from dashboard.views.imports import SheetView
from db.imports.choices import ENCODINGS, NO_CHOICE, Choice
from db.imports.parsing.recognise import (
    ACTIVITIES,
    COHORTS,
    FOLLOW_UPS,
    KINDS,
    MARKS,
    MODULES,
    PARTICIPANTS,
    PROGRESS,
    REGISTER,
    SESSIONS,
)
from db.imports.parsing.values import MAX_CODE
from db.imports.reading.text import forbidden_character
from db.imports.vocabulary import FIELDS

LEAVE_OUT = "-"
"""What a sheet is that is not to be read."""

UNUSED = "-"
"""The field of a column that is not to be read."""

MOST_FIELDS = 300
"""So many controls stand on the page; columns beyond are read as they look."""

KIND_NAMES = {
    MARKS.name: lazy_gettext("Marks, a row each"),
    REGISTER.name: lazy_gettext("Register, a column for each session"),
    PARTICIPANTS.name: lazy_gettext("Participants"),
    MODULES.name: lazy_gettext("Modules"),
    PROGRESS.name: lazy_gettext("Progress with modules"),
    FOLLOW_UPS.name: lazy_gettext("Follow-ups"),
    COHORTS.name: lazy_gettext("Cohorts"),
    ACTIVITIES.name: lazy_gettext("Activities"),
    SESSIONS.name: lazy_gettext("Sessions, a row each"),
}
_OF_A_COHORT = frozenset({MARKS.name, REGISTER.name, PARTICIPANTS.name})


def sheet_views(result: Mapping[str, Any], request: Mapping[str, Any]) -> tuple[SheetView, ...]:
    """Each sheet of what was looked at."""
    sheets = result["sheets"]
    room = MOST_FIELDS // max(1, len(sheets))
    said, near = choices_of(request), _cohorts_of_names(result)
    return tuple(
        _sheet(
            number,
            sheet,
            said.get((sheet["number"], sheet["sheet"]), NO_CHOICE).cohort or near.get((sheet["file"], sheet["sheet"])),
            room,
        )
        for number, sheet in enumerate(sheets)
    )


def _cohorts_of_names(result: Mapping[str, Any]) -> dict[tuple[str, str | None], str]:
    """The cohort of which a file's name speaks, where nothing else names one."""
    return {
        (group["file"], group["sheet"]): group["said"]["with"]["near"]
        for group in result["problems"]["groups"]
        if group["code"] == "cohort_not_named" and "near" in group["said"]["with"]
    }


def choices_of(request: Mapping[str, Any]) -> dict[tuple[int, str | None], Choice]:
    """What has been said so far."""
    return {(number, sheet): Choice.from_json(said) for number, sheet, said, _look in request["choices"]}


def _sheet(number: int, sheet: Mapping[str, Any], cohort: str | None, room: int) -> SheetView:
    facts = [ngettext("%(count)s row", "%(count)s rows", sheet["rows"], count=format_number(sheet["rows"]))]
    if sheet["days"]:
        facts.append(ngettext("%(num)d session", "%(num)d sessions", len(sheet["days"])))
    return SheetView(
        title=" · ".join(part for part in (sheet["file"], sheet["sheet"]) if part),
        facts=", ".join(facts),
        fields=tuple(_about(number, sheet, cohort)),
        columns=tuple(_columns(number, sheet, room)),
        note=_("Read as the last file with these headings was.") if sheet["remembered"] else "",
    )


def _about(number: int, sheet: Mapping[str, Any], cohort: str | None) -> Iterator[Field]:
    kinds = [Option(kind.name, str(KIND_NAMES[kind.name])) for kind in KINDS]
    yield Field(
        Control.SELECT,
        f"kind-{number}",
        _("What it is"),
        value=LEAVE_OUT if sheet["left_out"] else sheet["kind"] or "",
        options=(*kinds, Option(LEAVE_OUT, _("nothing to import: leave it out"))),
        nothing=_("not recognised"),
    )
    if sheet["kind"] in _OF_A_COHORT and "cohort" not in sheet["columns"]:
        yield Field(
            Control.TEXT,
            f"cohort-{number}",
            _("Whose: the code of the cohort"),
            value=cohort or "",
            most=MAX_CODE,
        )
    if sheet["encoding"]:
        known = [Option(name, name.upper()) for name in dict.fromkeys((*ENCODINGS, sheet["encoding"]))]
        yield Field(
            Control.SELECT, f"encoding-{number}", _("Letters are written in"), sheet["encoding"], options=tuple(known)
        )
        between = tuple(Option(_NAMED[sign], str(name)) for sign, name in DELIMITERS.items())
        yield Field(
            Control.SELECT,
            f"delimiter-{number}",
            _("Between the columns"),
            _NAMED.get(sheet["delimiter"], ""),
            options=between,
        )


_NAMED = {";": "semicolon", ",": "comma", "\t": "tab"}
"""Delimiters as a control takes them, which would lose a tab."""


def _columns(number: int, sheet: Mapping[str, Any], room: int) -> Iterator[Field]:
    """A field for each column but for those of sessions, with what stands in it as a hint."""
    used = {column: name for name, column in sheet["columns"].items()}
    language = current_language()
    options = [Option(name, getattr(FIELDS.term(name), language)) for name in FIELDS]
    options.append(Option(UNUSED, _("not used")))
    if sheet["left_out"]:
        return
    for column, heading in list(enumerate(sheet["headings"]))[:room]:
        if column in sheet["days"]:
            continue
        cells = [row[column] for row in sheet["sample"] if column < len(row) and row[column]]
        yield Field(
            Control.SELECT,
            f"column-{number}-{column}",
            heading or _("column %(number)d, without a heading", number=column + 1),
            value=used.get(column, UNUSED),
            hint=", ".join(cells[:3]),
            options=tuple(options),
        )


def read_choices(read: FieldReader, result: Mapping[str, Any], request: Mapping[str, Any]) -> list[list[Any]]:
    """What a form says of each sheet, as a request takes it: what differs from how it was read, added to what was said
    before. Another encoding or delimiter makes other columns, of which nothing has been said yet."""
    before, looks = choices_of(request), {(number, sheet): look for number, sheet, _said, look in request["choices"]}
    said: list[list[Any]] = []
    for number, sheet in enumerate(result["sheets"]):
        place = (sheet["number"], sheet["sheet"])
        choice = _choice(read, number, sheet, before.get(place, NO_CHOICE))
        if choice != NO_CHOICE:
            said.append([*place, choice.as_json(), looks.get(place, sheet["look"])])
    return said


def _choice(read: FieldReader, number: int, sheet: Mapping[str, Any], choice: Choice) -> Choice:
    encoding = read.choice(f"encoding-{number}", (*ENCODINGS, sheet["encoding"] or ""))
    delimiter = {name: sign for sign, name in _NAMED.items()}.get(read.text(f"delimiter-{number}"), "")
    if encoding and encoding != sheet["encoding"]:
        return Choice(encoding=encoding, delimiter=choice.delimiter, cohort=choice.cohort)
    if delimiter and delimiter != sheet["delimiter"]:
        return Choice(encoding=choice.encoding, delimiter=delimiter, cohort=choice.cohort)
    kind = read.choice(f"kind-{number}", (*KIND_NAMES, LEAVE_OUT))
    if kind != (LEAVE_OUT if sheet["left_out"] else sheet["kind"] or ""):
        choice = replace(choice, leave_out=kind == LEAVE_OUT, kind=None if kind == LEAVE_OUT else kind or None)
    return replace(
        choice,
        cohort=_code(read, f"cohort-{number}") or choice.cohort,
        columns={**choice.columns, **_changed_columns(read, number, sheet)},
    )


def _code(read: FieldReader, name: str) -> str | None:
    code = normalize("NFC", " ".join(read.text(name, most=MAX_CODE).split()))
    if forbidden_character(code):
        read.refuse(name, _("There are characters in this that cannot be stored."))
    return code or None


def _changed_columns(read: FieldReader, number: int, sheet: Mapping[str, Any]) -> dict[int, str]:
    used = {column: name for name, column in sheet["columns"].items()}
    changed = {}
    for column in range(len(sheet["headings"])):
        chosen = read.choice(f"column-{number}-{column}", (*FIELDS, UNUSED))
        if chosen and chosen != used.get(column, UNUSED):
            changed[column] = "" if chosen == UNUSED else chosen
    return changed
