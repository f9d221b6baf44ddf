"""Rows of text cells under their headings, and what every cell must keep, whatever it means.

A cell that breaks a rule becomes a problem and is repaired for the rest of the reading: nothing will be imported, but
the other problems of its row are still found.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.domain.formulas import unguarded
from db.imports import messages
from db.imports.problems import Findings, Origin, Spot
from db.imports.reading.limits import MAX_CELL
from db.imports.reading.text import forbidden_character, is_plain, repaired


class Row(NamedTuple):
    """One row: its number as a spreadsheet shows it, and its cells, as many as there are headings."""

    number: int
    cells: list[str]


@dataclass(slots=True)
class Grid:
    """One sheet: headings in ``origin``, the rows below, and how it was read."""

    origin: Origin
    rows: list[Row]
    encoding: str | None = None
    delimiter: str | None = None
    damaged: list[tuple[Spot, str, str]] = field(default_factory=list)
    """Cells saved in the wrong encoding, what they hold and probably meant: problems if their column is used."""


def make_grid(
    file: str, sheet: str | None, rows: Iterable[tuple[int, list[str]]], findings: Findings, *, fixed_width: bool
) -> Grid | None:
    """The rows of one sheet as a grid; null for a sheet without content.

    Args:
        fixed_width: whether a row must have as many cells as the headings, as in CSV. There an apostrophe before what
            a spreadsheet would calculate is no part of the cell.
    """
    grid: Grid | None = None
    for number, raw in rows:
        cells = [cell.strip() for cell in raw]
        if not any(cells):
            continue
        if grid is None:
            grid = Grid(Origin(file, sheet, tuple(cells)), [])
            grid.origin = Origin(file, sheet, tuple(_checked(cells, number, grid, findings)))
            _refuse_damaged(grid, findings)
            continue
        joined = "".join(cells)
        if fixed_width and "'" in joined:
            cells = [unguarded(cell) for cell in cells]
        if len(joined) > MAX_CELL or not is_plain(joined):
            cells = _checked(cells, number, grid, findings)
        grid.rows.append(Row(number, _fitted(cells, number, grid.origin, findings, fixed_width)))
    return grid


def _checked(cells: list[str], number: int, grid: Grid, findings: Findings) -> list[str]:
    checked = list(cells)
    for column, cell in enumerate(cells):
        spot = Spot(grid.origin, number, column)
        text = unicodedata.normalize("NFC", cell)
        if len(text) > MAX_CELL:
            findings.refuse_cell(spot, messages.CELL_TOO_LONG, length=len(text), limit=MAX_CELL)
            text = ""
        elif (character := forbidden_character(text)) is not None:
            findings.refuse_cell(spot, messages.FORBIDDEN_CHARACTER, character=character)
            text = "".join(char for char in text if forbidden_character(char) is None).strip()
        elif (meant := repaired(text)) is not None:
            grid.damaged.append((spot, text, meant))
            text = meant
        checked[column] = text
    return checked


def _refuse_damaged(grid: Grid, findings: Findings) -> None:
    for spot, value, meant in grid.damaged:
        findings.refuse_cell(spot, messages.MOJIBAKE, value=value, meant=meant)
    grid.damaged.clear()


def _fitted(cells: list[str], number: int, origin: Origin, findings: Findings, fixed_width: bool) -> list[str]:
    width = len(origin.headings)
    if len(cells) == width:
        return cells
    # Empty headings at the end, as a trailing delimiter makes them, need no cells below.
    named = max(place for place, heading in enumerate(origin.headings, 1) if heading)
    if any(cells[width:]) or (fixed_width and len(cells) < named):
        findings.problem(Spot(origin, number), messages.RAGGED_ROW, cells=len(cells), headings=named)
    return cells[:width] + [""] * (width - len(cells))
