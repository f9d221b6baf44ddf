"""Plain tables as files that a spreadsheet opens and the import reads again: CSV, or the sheets of a workbook."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import TypeAlias

import xlsxwriter

from dashboard.domain.formulas import guarded

Cell: TypeAlias = str | int | date | time | None

_BYTE_ORDER_MARK = "\ufeff"
_WIDEST, _NARROWEST = 28, 9
_ROWS_WITH_CHOICES = 2_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Attributes:
        name: of the sheet, and of the file where it is one of its own.
        headings: may be dates.
        choices: the words that a column takes, by its number; a workbook offers them.
        days: columns that hold days also below the last row.
    """

    name: str
    headings: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    days: Sequence[int] = ()


def as_csv(sheet: Sheet, *, delimiter: str = ";") -> bytes:
    """UTF-8 with its mark, so that Excel reads the letters; what it might calculate has an apostrophe before it."""
    made = StringIO()
    writer = csv.writer(made, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([_text(cell) for cell in row] for row in (sheet.headings, *sheet.rows))
    return (_BYTE_ORDER_MARK + made.getvalue()).encode()


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case time():
            return cell.isoformat("minutes")
        case date():
            return cell.isoformat()
    return str(cell)


def as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook: text stays text whatever it begins with, days are days."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        dated_heading = book.add_format({"bold": True, "bottom": 1, "num_format": "d.m.yyyy", "align": "left"})
        day, text = book.add_format({"num_format": "d.m.yyyy", "align": "left"}), book.add_format({"num_format": "@"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            for column in range(len(sheet.headings)):
                page.set_column(column, column, _width(sheet, column), day if column in sheet.days else text)
            _write_row(page, 0, sheet.headings, heading, dated_heading)
            for number, row in enumerate(sheet.rows, 1):
                _write_row(page, number, row, text, day)
            for column, words in sheet.choices.items():
                choices = {"validate": "list", "source": list(words), "error_type": "warning"}
                page.data_validation(1, column, _ROWS_WITH_CHOICES, column, choices)
    return made.getvalue()


def _write_row(
    page: "xlsxwriter.worksheet.Worksheet",
    number: int,
    row: Sequence[Cell],
    text: "xlsxwriter.format.Format",
    day: "xlsxwriter.format.Format",
) -> None:
    for column, cell in enumerate(row):
        match cell:
            case None | "":
                continue
            case date():
                page.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
            case int():
                page.write_number(number, column, cell)
            case _:
                page.write_string(number, column, cell if isinstance(cell, str) else _text(cell), text)


def _width(sheet: Sheet, column: int) -> float:
    cells = [sheet.headings[column], *(row[column] for row in sheet.rows[:200] if column < len(row))]
    return min(_WIDEST, max(_NARROWEST, *(len(_text(cell)) + 2 for cell in cells)))
