"""A table of counts from a file or from what somebody pasted, read as an import reads registers."""

import re
from collections.abc import Iterator, Sequence

from dashboard.domain.disclosure.tables import CountTable, MarginError
from dashboard.i18n import gettext as _
from db.imports.problems import Findings, column_letters, show
from db.imports.reading.grid import Grid
from db.imports.reading.sheets import read_sheets
from db.imports.reading.uploads import Upload

TOTALS = frozenset({"total", "yhteensä", "totalt"})
"""By which headings a row or a column is known as a margin, in lower case."""

MAX_CELLS = 250
"""Margins included; twice what a programme's tables have, and still answered in a few seconds."""

MAX_PERSONS = 999_999
"""In one cell, and in all together."""


class TableRefusedError(Exception):
    """A table that cannot be used; the sentences say why."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(*sentences)
        self.sentences = tuple(sentences)


def read_table(upload: Upload, total: str = "total") -> CountTable:
    """The table in a file: headings in the first row and the first column, whole numbers of persons elsewhere.

    Args:
        total: the heading of the margins that are not there and are added, last.

    Raises:
        TableRefusedError: it cannot be used.
    """
    grid = _grid(upload)
    columns, names = _columns(grid), tuple(row.cells[0] for row in grid.rows)
    _refuse(_shape(grid, columns))
    _refuse((*_names(names, columns), *_counts(grid, columns)))
    try:
        table = CountTable.of(
            "",
            names,
            columns,
            [[int(cell) for cell in row.cells[1 : len(columns) + 1]] for row in grid.rows],
            row_heading=grid.origin.headings[0],
            total=total,
            total_row=_margin(names),
            total_column=_margin(columns),
        )
    except MarginError as error:
        _refuse(_margins(error, names, columns))
        raise
    if table.at(table.grand) > MAX_PERSONS:
        _refuse([_("All together they are more than %(most)d persons.", most=MAX_PERSONS)])
    return table


def _refuse(sentences: Sequence[str] | Iterator[str]) -> None:
    found = tuple(sentences)
    if found:
        raise TableRefusedError(found)


def _grid(upload: Upload) -> Grid:
    findings = Findings()
    grids = read_sheets(upload, findings)
    _refuse(
        ": ".join(part for part in (problem.place.text(), problem.text(_)) if part) for problem in findings.problems
    )
    if len(grids) > 1:
        _refuse([_("The workbook has several sheets with content: leave the one that is meant.")])
    return grids[0]


def _columns(grid: Grid) -> tuple[str, ...]:
    """The headings of the columns of numbers; empty ones at the end, as a trailing delimiter makes them, left out."""
    headings = grid.origin.headings
    return headings[1 : max((at for at, heading in enumerate(headings, 1) if heading), default=0)]


def _shape(grid: Grid, columns: Sequence[str]) -> Iterator[str]:
    if not columns:
        yield _("There is one column: a table has its headings in the first and numbers in the others.")
    elif not grid.rows:
        yield _("There are headings, but no rows below them.")
    elif (len(grid.rows) + 1) * (len(columns) + 1) > MAX_CELLS:
        yield _(
            "The table is too large: %(rows)d rows and %(columns)d columns, where %(most)d cells with totals are read.",
            rows=len(grid.rows),
            columns=len(columns),
            most=MAX_CELLS,
        )
    elif all(re.fullmatch(r"\d{1,3}", column) for column in columns):
        yield _("The first row holds numbers where the headings of the columns should be.")


def _names(names: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    if "" in names or "" in columns:
        yield _("A row or a column has no heading.")
    for side in (names, columns):
        known = [name.casefold() for name in side]
        for name in sorted({name for name in side if name and known.count(name.casefold()) > 1}):
            yield _("The heading %(name)s is there more than once.", name=show(name))
        margins = [name for name in side if name.casefold() in TOTALS]
        if len(margins) > 1:
            yield _("There is more than one total: %(names)s.", names=", ".join(margins))
        if len(margins) == len(side):
            yield _("There is nothing but a total.")


def _counts(grid: Grid, columns: Sequence[str]) -> Iterator[str]:
    """What is wrong with the cells that are no counts of persons."""
    for row in grid.rows:
        for at, column in enumerate(columns, 1):
            wrong = _count_problem(row.cells[at])
            if wrong:
                place = _("row %(row)d, column %(letters)s", row=row.number, letters=column_letters(at))
                yield f"{place} ({show(row.cells[0])}, {show(column)}): {wrong}"


def _count_problem(cell: str) -> str:
    """Why a cell is no count of persons; empty where it is one."""
    if not cell:
        return _("the cell is empty; where there is nobody, write 0.")
    if re.fullmatch(r"[-−]\s*\d+([.,]\d+)?", cell):
        return _("%(value)s is negative; persons are counted from 0.", value=show(cell))
    if re.fullmatch(r"\d+[.,]\d+|\d+\s*%|\d+/\d+", cell):
        return _("%(value)s is no whole number; persons are counted, not divided.", value=show(cell))
    if not re.fullmatch(r"[0-9]+", cell):
        return _("%(value)s is no number of persons.", value=show(cell))
    if len(cell.lstrip("0")) > len(str(MAX_PERSONS)):
        return _("%(value)s is more than %(most)d persons.", value=show(cell), most=MAX_PERSONS)
    return ""


def _margin(names: Sequence[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name.casefold() in TOTALS), None)


def _margins(error: MarginError, names: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    """Which of the totals that were given are wrong; if one that was added is, one that was given is as well."""
    for (row, column), said, parts in error.wrong:
        if row < len(names) and column < len(columns):
            yield _(
                "%(row)s, %(column)s: the total says %(said)d, and what it adds up is %(parts)d.",
                said=said,
                row=show(names[row]),
                column=show(columns[column]),
                parts=parts,
            )
