"""From uploads to grids: the one way into reading, for CSV and XLSX alike."""

from collections.abc import Callable, Iterator

from db.imports import messages
from db.imports.choices import NO_CHOICE, Choice
from db.imports.problems import Findings, Origin, Place, RefusedError, Spot
from db.imports.reading.delimited import RowRefusedError, split
from db.imports.reading.grid import Grid, make_grid
from db.imports.reading.sandbox import Sheet, read_workbook
from db.imports.reading.text import WINDOWS, decode
from db.imports.reading.uploads import Upload, is_workbook

_PREVIEW = 60
_REPORT_EVERY = 1_000

# Where a sheet was not read to its end, what was read says little.
_UNREAD_BEYOND = (messages.FAR_CELL, messages.TOO_MANY_ROWS)


def read_sheets(
    upload: Upload,
    findings: Findings,
    read_rows: Callable[[int], None] = lambda rows: None,
    choice: Choice = NO_CHOICE,
) -> list[Grid]:
    """Every sheet with content of one file; what cannot be read becomes a problem, never an exception.

    Args:
        read_rows: hears now and then how many rows there are so far.
        choice: the encoding and delimiter of a text file, where they are not to be found out.
    """
    try:
        if is_workbook(upload):
            return _workbook(upload, findings, read_rows)
        return _text(upload, findings, read_rows, choice)
    except RefusedError as refusal:
        findings.refused(Place(upload.name), refusal)
        return []


def _text(upload: Upload, findings: Findings, read_rows: Callable[[int], None], choice: Choice) -> list[Grid]:
    text, encoding = decode(upload.content, choice.encoding)
    delimiter, rows = split(text, choice.delimiter)
    try:
        grid = make_grid(upload.name, None, _counted(rows, read_rows), findings, fixed_width=True)
    except RowRefusedError as refusal:
        findings.refused(Origin(upload.name).place(refusal.row), refusal)
        return []
    if grid is None:
        raise RefusedError(messages.FILE_EMPTY)
    grid.encoding, grid.delimiter = encoding, delimiter
    if encoding == WINDOWS and choice.encoding is None:
        findings.notice(Place(upload.name), messages.READ_AS_WINDOWS, preview=_preview(text))
    return [grid]


def _preview(text: str) -> str:
    """The first line that shows what the encoding makes of its letters."""
    line = next(line for line in text.splitlines() if not line.isascii())
    first = next(place for place, char in enumerate(line) if not char.isascii())
    return line[max(0, first - _PREVIEW // 2) :][:_PREVIEW]


def _counted(rows: Iterator[tuple[int, list[str]]], heard: Callable[[int], None]) -> Iterator[tuple[int, list[str]]]:
    for number, row in rows:
        if number % _REPORT_EVERY == 0:
            heard(number)
        yield number, row


def _workbook(upload: Upload, findings: Findings, read_rows: Callable[[int], None]) -> list[Grid]:
    sheets = read_workbook(upload.content, read_rows)
    grids = [grid for sheet in sheets if (grid := _sheet(upload.name, sheet, findings)) is not None]
    if not grids and not findings.problems:
        raise RefusedError(messages.WORKBOOK_EMPTY)
    return grids


def _sheet(file: str, sheet: Sheet, findings: Findings) -> Grid | None:
    for refused in sheet.refused:
        if refused.refusal.message in _UNREAD_BEYOND:
            findings.refused(Place(file, sheet.title), refused.refusal)
            return None
    grid = make_grid(file, sheet.title, sheet.rows, findings, fixed_width=False)
    origin = grid.origin if grid is not None else Origin(file, sheet.title)
    for refused in sheet.refused:
        spot = Spot(origin, refused.row, refused.column)
        if refused.column is None:
            findings.refused(spot, refused.refusal)
        else:
            findings.refuse_cell(spot, refused.refusal.message, **refused.refusal.parameters)
    return grid
