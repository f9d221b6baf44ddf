"""One's own data as files that the import reads again: one workbook, or CSV files in a zip.

For the page and the command line alike. Their names say nothing of what is in them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from dashboard.domain.access import Scope
from dashboard.exports.archive import zipped
from dashboard.exports.grids import Cell, Sheet, as_csv, as_xlsx
from dashboard.i18n import current_language
from db.commands.own_data import record_export
from db.engine import writing
from db.imports.reading import limits
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
    Words,
)
from db.queries.export_own import OwnProgramme, OwnSheet, own_programmes

FORMATS = ("xlsx", "csv")

_MOST_ROWS = limits.MAX_ROWS - 1  # without the headings

_WORDS: Mapping[tuple[str, str], Words] = {
    ("marks", "status"): STATUSES,
    ("marks", "notice"): NOTICES,
    ("marks", "reason"): REASONS,
    ("participants", "exit_destination"): OUTCOMES,
    ("progress", "status"): PROGRESS,
    ("followups", "kind"): FOLLOW_UP_KINDS,
    ("followups", "status"): FOLLOW_UP_STATUSES,
    ("followups", "outcome"): OUTCOMES,
}


_YES_NO = frozenset({"excused", "individual", "counts_for_attendance", "restricted", "cancelled"})


@dataclass(frozen=True, slots=True)
class Made:
    """The file, and how many rows of each kind are in it."""

    name: str
    content: bytes
    counts: Mapping[str, int]


def export_own(
    engine: Engine, scope: Scope, form: str, now: datetime, progress: Callable[[str, int, int], None]
) -> Made:
    """Everything, read and written down as read in one transaction, in the language in force.

    Args:
        form: ``xlsx`` or ``csv``.

    Raises:
        ForbiddenError: this is for coordinators.
    """
    name = f"rinnalla-{now:%Y-%m-%d}"
    if form == "xlsx":
        files, counts = own_files(engine, scope, "xlsx", progress)
        if len(files) == 1:
            return Made(f"{name}.xlsx", next(iter(files.values())), counts)
    else:
        files, counts = own_files(engine, scope, "csv", progress)
    return Made(f"{name}.zip", zipped(files), counts)


def own_files(
    engine: Engine, scope: Scope, form: str, progress: Callable[[str, int, int], None]
) -> tuple[dict[str, bytes], dict[str, int]]:
    """The files by their names: a workbook a programme, or a CSV file a kind of row; and the number of rows by kind.

    Raises:
        ForbiddenError: this is for coordinators.
    """
    progress("reading", 0, 0)
    counts: dict[str, int] = {}
    with writing(engine) as connection:
        programmes = list(own_programmes(connection, scope))
        for programme in programmes:
            for sheet in programme.sheets:
                counts[sheet.kind] = counts.get(sheet.kind, 0) + len(sheet.rows)
        record_export(connection, scope, form, counts)
    files: dict[str, bytes] = {}
    for number, programme in enumerate(programmes):
        progress("writing", number, len(programmes))
        prefix = f"{number + 1}-" if len(programmes) > 1 else ""
        files |= {f"{prefix}{name}": content for name, content in _files(programme, form)}
    return files, counts


def _files(programme: OwnProgramme, form: str) -> Iterator[tuple[str, bytes]]:
    sheets = [_in_words(part) for sheet in programme.sheets for part in _parts(sheet)]
    if form == "xlsx":
        yield "data.xlsx", as_xlsx(sheets)
    else:
        yield from ((f"{sheet.name}.csv", as_csv(sheet)) for sheet in sheets)


def _parts(sheet: OwnSheet) -> Iterator[OwnSheet]:
    """As many sheets as it takes so that the import reads each; none where there is nothing."""
    for number, start in enumerate(range(0, len(sheet.rows), _MOST_ROWS)):
        name = f"{sheet.kind}-{number + 1}" if number else sheet.kind
        yield OwnSheet(sheet.kind, name, sheet.fields, sheet.rows[start : start + _MOST_ROWS])


def _in_words(sheet: OwnSheet) -> Sheet:
    """Headings and closed lists in the words of the language in force, which the import reads again."""
    language = current_language()
    return Sheet(
        name=sheet.name,
        headings=[getattr(FIELDS.term(field), language) for field in sheet.fields],
        rows=[
            [_cell(sheet.kind, field, value, language) for field, value in zip(sheet.fields, row, strict=True)]
            for row in sheet.rows
        ],
        days=[column for column, field in enumerate(sheet.fields) if field == "date" or field.endswith("_on")],
    )


def _cell(kind: str, field: str, value: Any, language: str) -> Cell:
    if field in _YES_NO:
        return str(getattr(YES_NO.term("yes" if value else "no"), language))
    words = _WORDS.get((kind, field))
    if words is None or value not in set(words):
        return value  # type: ignore[no-any-return]
    return str(getattr(words.term(value), language))
