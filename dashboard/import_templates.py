"""Files to fill in for the import: headings in the reader's language, and a row of an example.

The example is nobody: its code is a word by which the import knows it and leaves it out, so that a file sent back as it
is brings nothing in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from dashboard.exports.grids import Cell, Sheet, as_csv, as_xlsx
from db.imports.vocabulary import (
    FIELDS,
    FOLLOW_UP_KINDS,
    FOLLOW_UP_STATUSES,
    NOTICES,
    OUTCOMES,
    PROGRESS,
    REASONS,
    STATUSES,
    YES_NO,
    Term,
    Words,
)

FORMATS = ("xlsx", "csv")

EXAMPLE = Term("esimerkki", "exempel", "example")
_GROUP = Term("ryhmä", "grupp", "group")
_CLOCK = Term("klo", "tid", "time")
_NAME = Term("Työelämän oikeudet", "Rättigheter i arbetslivet", "Rights at work")
_OWN_NAME = {"fi": "name_fi", "sv": "name_sv", "en": "name_en"}

_CHOICES = {
    "marks": {"status": STATUSES, "notice": NOTICES, "excused": YES_NO, "reason": REASONS},
    "progress": {"status": PROGRESS},
    "followups": {"kind": FOLLOW_UP_KINDS, "status": FOLLOW_UP_STATUSES, "outcome": OUTCOMES},
}


@dataclass(frozen=True, slots=True)
class Template:
    """A file to fill in."""

    name: str
    content: bytes


def template(kind: str, form: str, language: str, today: date) -> Template:
    """The file for one of ``KINDS`` in one of ``FORMATS``; its days are those of the week after ``today``."""
    monday = today + timedelta(days=7 - today.weekday())
    sheet = KINDS[kind](language, monday)
    content = as_xlsx([sheet]) if form == "xlsx" else as_csv(sheet)
    return Template(f"rinnalla-{kind}.{form}", content)


def _sheet(kind: str, language: str, fields: list[str], rows: list[Mapping[str, Cell]]) -> Sheet:
    listed: Mapping[str, Words] = _CHOICES.get(kind, {})
    return Sheet(
        name=kind,
        headings=[getattr(FIELDS.term(field), language) for field in fields],
        rows=[[row.get(field) for field in fields] for row in rows],
        choices={
            column: [getattr(term, language) for term in listed[field].terms]
            for column, field in enumerate(fields)
            if field in listed
        },
        days=[column for column, field in enumerate(fields) if field == "date" or field.endswith("_on")],
    )


def _word(words: Words, meaning: str, language: str) -> str:
    return str(getattr(words.term(meaning), language))


def _marks(language: str, monday: date) -> Sheet:
    example: Mapping[str, Cell] = {
        "cohort": getattr(EXAMPLE, language),
        "participant": getattr(EXAMPLE, language),
        "date": monday,
        "start": time(9),
        "end": time(12),
        "activity": getattr(_GROUP, language),
    }
    late: Mapping[str, Cell] = {
        "status": _word(STATUSES, "late", language),
        "minutes_late": 15,
        "notice": _word(NOTICES, "before", language),
    }
    absent: Mapping[str, Cell] = {
        "date": monday + timedelta(days=1),
        "status": _word(STATUSES, "absent", language),
        "notice": _word(NOTICES, "none", language),
        "excused": _word(YES_NO, "yes", language),
        "reason": _word(REASONS, "health", language),
    }
    fields = ["cohort", "participant", "date", "start", "end", "activity", "module"]
    fields += ["status", "minutes_late", "notice", "excused", "reason"]
    return _sheet("marks", language, fields, [{**example, **late}, {**example, **absent}])


def _register(language: str, monday: date) -> Sheet:
    days = [monday + timedelta(days=number) for number in range(5)]
    group = getattr(_GROUP, language)
    clocks = [getattr(_CLOCK, language), *[f"9.00-12.00 {group}"] * len(days)]
    headings = [getattr(FIELDS.term("participant"), language), *days]
    return Sheet("register", headings, [clocks, [getattr(EXAMPLE, language), "L", "M15", "PI", "P", "H"]])


def _participants(language: str, monday: date) -> Sheet:
    example = {"code": getattr(EXAMPLE, language), "cohort": getattr(EXAMPLE, language), "enrolled_on": monday}
    return _sheet("participants", language, ["code", "cohort", "enrolled_on", "exited_on"], [example])


def _modules(language: str, _monday: date) -> Sheet:
    name = _OWN_NAME[language]
    example = {"code": getattr(EXAMPLE, language), name: getattr(_NAME, language), "planned_week": 2}
    return _sheet("modules", language, ["code", name, "planned_week"], [example])


def _progress(language: str, monday: date) -> Sheet:
    example = {
        "participant": getattr(EXAMPLE, language),
        "module": getattr(EXAMPLE, language),
        "status": _word(PROGRESS, "completed", language),
        "completed_on": monday,
    }
    return _sheet("progress", language, ["participant", "module", "status", "completed_on"], [example])


def _follow_ups(language: str, monday: date) -> Sheet:
    example = {
        "participant": getattr(EXAMPLE, language),
        "kind": _word(FOLLOW_UP_KINDS, "28_days", language),
        "due_on": monday,
        "status": _word(FOLLOW_UP_STATUSES, "done", language),
        "done_on": monday,
        "outcome": _word(OUTCOMES, "employed", language),
    }
    fields = ["participant", "kind", "due_on", "status", "done_on", "outcome"]
    return _sheet("followups", language, fields, [example])


KINDS: Mapping[str, Callable[[str, date], Sheet]] = {
    "register": _register,
    "marks": _marks,
    "participants": _participants,
    "modules": _modules,
    "progress": _progress,
    "followups": _follow_ups,
}
"""What there is a template for."""
