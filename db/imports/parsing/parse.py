"""From grids to typed rows: the one way into parsing."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from db.imports import messages
from db.imports.choices import NO_CHOICE, Choice
from db.imports.parsing import recognise as kinds
from db.imports.parsing.cells import Cells
from db.imports.parsing.long import parse_long
from db.imports.parsing.recognise import Recognised, recognise
from db.imports.parsing.records import Records
from db.imports.parsing.tables import (
    parse_activity,
    parse_cohort,
    parse_follow_up,
    parse_module,
    parse_person,
    parse_progress,
    parse_session,
)
from db.imports.parsing.wide import parse_wide
from db.imports.problems import Findings
from db.imports.reading.grid import Grid, Row

T = TypeVar("T")


def parse_sheet(
    grid: Grid, records: Records, findings: Findings, today: date, choice: Choice = NO_CHOICE
) -> Recognised | None:
    """Add the rows of one sheet to the records, and say what it was taken for; null where it was not recognised."""
    sheet = recognise(grid, findings, choice)
    if sheet is None:
        return None
    if not grid.rows:
        findings.problem(grid.origin.place(), messages.HEADINGS_ONLY)
    elif sheet.kind is kinds.MARKS:
        records.marks.append(parse_long(grid, sheet, findings, today))
    elif sheet.kind is kinds.REGISTER:
        records.wide.append(parse_wide(grid, sheet, findings, today))
    else:
        cells = Cells(grid.origin, sheet.columns, findings, sheet.cohort)
        _parse_table(grid, sheet, cells, records, today)
    return sheet


def _parse_table(grid: Grid, sheet: Recognised, cells: Cells, records: Records, today: date) -> None:
    if sheet.kind is kinds.PARTICIPANTS:
        records.people += _each(grid, cells, parse_person, today)
    elif sheet.kind is kinds.COHORTS:
        records.cohorts += _each(grid, cells, parse_cohort, today)
    elif sheet.kind is kinds.ACTIVITIES:
        records.activities += _each(grid, cells, parse_activity, today)
    elif sheet.kind is kinds.SESSIONS:
        records.sessions += _each(grid, cells, parse_session, today)
    elif sheet.kind is kinds.MODULES:
        records.modules += _each(grid, cells, parse_module, today)
    elif sheet.kind is kinds.PROGRESS:
        records.progress += _each(grid, cells, parse_progress, today)
    else:
        records.follow_ups += _each(grid, cells, parse_follow_up, today)


def _each(grid: Grid, cells: Cells, parse: Callable[[Cells, Row, date], T | None], today: date) -> list[T]:
    return [parsed for row in grid.rows if (parsed := parse(cells, row, today)) is not None]
