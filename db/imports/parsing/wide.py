"""Wide registers, as they hang on the wall: one row a person, one column a session."""

import re
from collections.abc import Callable
from datetime import date, time

from db.imports import messages
from db.imports.parsing import values
from db.imports.parsing.cells import Cells
from db.imports.parsing.recognise import Recognised
from db.imports.parsing.records import WideCell, WideColumn, WideRow, WideSheet
from db.imports.problems import Findings, RefusedError, Spot, column_letters
from db.imports.reading.grid import Grid, Row
from db.imports.vocabulary import LETTERS, NOT_EXPECTED, Mark, fold, key

_LATE = re.compile(r"M\s*([-+]?[0-9]{1,9})")
_CLOCK = r"(?:klo\.?\s*[0-9]{1,2}(?:[.:][0-9]{2})?|[0-9]{1,2}[.:][0-9]{2}|[0-9]{1,2}(?=\s*$|\s*[-–]))"
_SECOND_HEADING = re.compile(rf"({_CLOCK})?(?::00)?(?:\s*[-–]\s*({_CLOCK}))?\s*(.*)", re.IGNORECASE)
_FRACTION = re.compile(r"[0-9]+\.[0-9]")
_SECOND_ROW_NAMES = frozenset({"klo", "aika", "alkaa", "toiminta", "time", "start", "activity", "tid", "aktivitet"})


def parse_wide(grid: Grid, sheet: Recognised, findings: Findings, today: date) -> WideSheet:
    """The sessions and marks of a wide register; cells and columns with a problem are left out."""
    cells = Cells(grid.origin, sheet.columns, findings)
    second, rows = _second_heading(grid, sheet)
    if not rows:
        findings.problem(grid.origin.place(), messages.HEADINGS_ONLY)
    columns = _columns(grid, sheet, second, findings, today)
    parsed = WideSheet(grid.origin, sheet.columns["participant"], _cohort(cells, rows) or sheet.cohort, columns)
    for row in rows:
        participant = cells.read(row, "participant", values.code, required=True)
        marks = _marks(row, columns, grid, findings)
        if participant is not None:
            parsed.rows.append(WideRow(row.number, participant, marks))
    return parsed


def _second_heading(grid: Grid, sheet: Recognised) -> tuple[Row | None, list[Row]]:
    """The row of times and activities below the dates, if there is one, and the rows of people."""
    if not grid.rows:
        return None, []
    first = grid.rows[0]
    name = first.cells[sheet.columns["participant"]]
    filled = [first.cells[column] for column in sheet.days if first.cells[column]]
    if (not name and not all(_is_mark(cell) for cell in filled)) or key(name) in _SECOND_ROW_NAMES:
        return first, grid.rows[1:]
    return None, grid.rows


def _cohort(cells: Cells, rows: list[Row]) -> str | None:
    first: str | None = None
    for row in rows:
        code = cells.read(row, "cohort", values.code, required=True)
        first = first or code
        if code is not None and first is not None and code != first:
            cells.refuse(row, "cohort", RefusedError(messages.WIDE_COHORTS_DIFFER, code=code, first=first))
    return first


def _columns(grid: Grid, sheet: Recognised, second: Row | None, findings: Findings, today: date) -> list[WideColumn]:
    parse_day = values.day_parser(today)
    columns: list[WideColumn] = []
    first_of: dict[object, int] = {}
    for column in sheet.days:
        try:
            parsed = _column(column, grid.origin.headings[column], parse_day)
            if second is not None:
                parsed = _with_second_heading(parsed, second.cells[column])
        except RefusedError as refusal:
            row = second.number if second and refusal.message is messages.TIME_FORM else None
            findings.refused(Spot(grid.origin, row, column), refusal)
            continue
        identity = (parsed.day, parsed.month_day, parsed.start, fold(parsed.activity or ""))
        if identity in first_of:
            same = {"first": column_letters(first_of[identity]), "second": column_letters(column)}
            findings.problem(Spot(grid.origin, None, column), messages.SAME_SESSION_TWICE, **same)
            continue
        first_of[identity] = column
        if parsed.day is not None and values.is_serial(grid.origin.headings[column]):
            serial = grid.origin.headings[column]
            findings.notice(Spot(grid.origin, None, column), messages.DATE_OF_SERIAL, value=serial, date=parsed.day)
        columns.append(parsed)
    return columns


def _column(column: int, heading: str, parse_day: Callable[[str], date]) -> WideColumn:
    month_day = values.day_of_month(heading)
    day = None if month_day else parse_day(heading)
    return WideColumn(column, day, month_day, None, None, None)


def _with_second_heading(column: WideColumn, text: str) -> WideColumn:
    """``9.00 suomi``, ``9.00-12.00 suomi``, ``9.00`` or ``suomi`` below the date."""
    start, end, activity = second_heading(text)
    return WideColumn(column.column, column.day, column.month_day, start, end, activity)


def second_heading(text: str) -> tuple[time | None, time | None, str | None]:
    """Start, end and activity of a cell below a date, each null where it is not said."""
    if _FRACTION.fullmatch(text) and not text.startswith("0."):
        text += "0"  # a spreadsheet that took 12.30 for a number writes 12.3
    if text.startswith("0.") and len(text) > len("0.00"):
        return values.clock(text), None, None
    found = _SECOND_HEADING.fullmatch(text)
    start, end, activity = found.groups() if found else (None, None, text)
    return (
        values.clock(start) if start else None,
        values.clock(end) if end else None,
        values.code(activity) if activity else None,
    )


def _marks(row: Row, columns: list[WideColumn], grid: Grid, findings: Findings) -> list[WideCell]:
    marks: list[WideCell] = []
    for column in columns:
        text = row.cells[column.column]
        if not text:
            continue
        try:
            marks.append(WideCell(column.column, read_mark(text)))
        except RefusedError as refusal:
            findings.refused(Spot(grid.origin, row.number, column.column), refusal)
    return marks


def read_mark(text: str) -> Mark | None:
    """The mark of a filled cell; null for "not expected".

    Raises:
        RefusedError: no such mark, or minutes that no one is late by.
    """
    if text in NOT_EXPECTED:
        return None
    letters = text.upper()
    if mark := LETTERS.get(letters):
        return mark
    if late := _LATE.fullmatch(letters):
        return Mark("late", values.minutes_late(late[1]), "unknown")
    raise RefusedError(messages.MARK_UNKNOWN, value=text)


def _is_mark(text: str) -> bool:
    try:
        read_mark(text)
    except RefusedError:
        return False
    return True
