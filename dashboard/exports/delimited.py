"""CSV as spreadsheets in the report's language open it: their delimiter and decimal sign, UTF-8 with a mark."""

import csv
from io import StringIO

from dashboard.exports.chart import WITHHELD, Table
from dashboard.exports.report import Report, Section
from dashboard.exports.text import plain, runs_as_formula
from dashboard.exports.words import internal_mark, notes, table_title

_BYTE_ORDER_MARK = "\ufeff"


def delimited(report: Report, section: Section, table: Table) -> bytes:
    """The table of a section, then, after an empty line, what it is and what is to be read with it.

    Text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    delimiter, decimal = (",", ".") if report.language == "en" else (";", ",")
    made = StringIO()
    writer = csv.writer(made, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([_safe(name) for name in (table.row_heading, *table.columns)])
    for name, cells in zip(table.rows, table.cells, strict=True):
        writer.writerow([_safe(name), *(_number(value, decimal) for value in cells)])
    said = [text for text in (section.heading, table_title(section, table), *notes(section)) if text]
    writer.writerow([])
    for text in [internal_mark(), *said] if report.internal else said:
        writer.writerow([_safe(text)])
    return (_BYTE_ORDER_MARK + made.getvalue()).encode()


def _safe(text: str) -> str:
    text = plain(text)
    return f"'{text}" if runs_as_formula(text) else text


def _number(value: float | None, decimal: str) -> str:
    return WITHHELD if value is None else str(value).replace(".", decimal)
