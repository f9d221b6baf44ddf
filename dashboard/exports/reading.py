"""Numbers read off a table once, for our own drawings, native charts and the words for those who hear them alike.

What is withheld is a gap: no bar, no point, an empty cell in the workbook behind a native chart, and a mark where it
would be. A bar of several parts is drawn whole or not at all, since one that lacks a part would look too short.
"""

import math

from dashboard.domain.disclosure.safe_table import Kind, SafeTable
from dashboard.exports.chart import ChartData, ChartKind, ChartSpec, Series, Table
from dashboard.exports.errors import ChartError
from dashboard.exports.palette import LOOKS, SERIES
from dashboard.exports.text import plain
from dashboard.figures.style import rate_text
from dashboard.i18n import format_number, format_percent
from dashboard.i18n import gettext as _


def is_withheld(table: Table, row: int, column: int) -> bool:
    """Whether a cell is withheld; one of an internal table without a number has no value."""
    return isinstance(table, SafeTable) and table.cells[row][column] is None


def chart_data(table: Table, spec: ChartSpec) -> ChartData:
    """Read a chart off a table.

    Raises:
        ChartError: the table has no such rows or columns, or a look has no such name.
    """
    rows = drawn_rows(table, spec)
    _check(table, spec, rows)
    share = spec.kind is ChartKind.SHARES or table.kind is Kind.SHARES
    withheld = [_withheld(table, spec, row) for row in rows]
    names = spec.looks or SERIES
    series = tuple(
        Series(
            plain(table.columns[column]),
            LOOKS[names[number % len(names)]],
            tuple(_value(table, spec, row, column) for row in rows),
            tuple(_label(table, spec, row, column) for row in rows),
        )
        for number, column in enumerate(spec.columns)
    )
    ends = tuple(_end(table, spec, row) for row in rows)
    categories = tuple(plain(table.rows[row]) for row in rows)
    return ChartData(spec.kind, categories, series, tuple(withheld), ends, share, spec.upright, plain(spec.axis))


def drawn_rows(table: Table, spec: ChartSpec) -> tuple[int, ...]:
    """Which rows of a table its chart shows."""
    if spec.rows is not None:
        return spec.rows
    return tuple(row for row in range(len(table.rows)) if row not in table.total_rows)


def number_text(value: float, kind: Kind) -> str:
    """A number of a table as it is written: whole numbers, shares in percent, else one decimal."""
    if kind is Kind.SHARES:
        return format_percent(value)
    if value == round(value):
        return format_number(value)
    return format_number(math.floor(value * 10 + 0.5) / 10, 1)  # halves upwards, as spreadsheets do


def _check(table: Table, spec: ChartSpec, rows: tuple[int, ...]) -> None:
    columns = spec.columns + (() if spec.of is None else (spec.of,))
    if not rows or not spec.columns:
        raise ChartError("a chart needs rows and columns")
    if not set(rows) <= set(range(len(table.rows))) or not set(columns) <= set(range(len(table.columns))):
        raise ChartError("the table has no such rows or columns")
    if spec.of is None and spec.kind is ChartKind.SHARES:
        raise ChartError("shares are drawn of a whole")
    if spec.of is not None and spec.kind not in {ChartKind.SHARES, ChartKind.STACKED}:
        raise ChartError("only shares and bars of several parts have a whole")
    if spec.kind is ChartKind.BARS and len(spec.columns) > 1:
        raise ChartError("one bar a row has one column")
    if unknown := set(spec.looks) - set(LOOKS):
        raise ChartError(f"no such look: {min(unknown)}")


def _parts(spec: ChartSpec) -> bool:
    return spec.kind is ChartKind.STACKED or (spec.kind is ChartKind.SHARES and len(spec.columns) > 1)


def _withheld(table: Table, spec: ChartSpec, row: int) -> frozenset[int]:
    whole = is_withheld(table, row, spec.of) if spec.of is not None and spec.kind is ChartKind.SHARES else False
    here = {number for number, column in enumerate(spec.columns) if whole or is_withheld(table, row, column)}
    return frozenset(range(len(spec.columns))) if here and _parts(spec) else frozenset(here)


def _value(table: Table, spec: ChartSpec, row: int, column: int) -> float | None:
    """What is drawn; null where the number, its whole or another part of the same bar is not there."""
    cells = table.cells[row]
    if cells[column] is None or (_parts(spec) and any(cells[one] is None for one in spec.columns)):
        return None
    if spec.of is None or spec.kind is not ChartKind.SHARES:
        return cells[column]
    count, whole = cells[column], cells[spec.of]
    return count / whole if count is not None and whole else None


def _label(table: Table, spec: ChartSpec, row: int, column: int) -> str:
    value, count = _value(table, spec, row, column), table.cells[row][column]
    if value is None or count is None:
        return ""
    if spec.of is None or spec.kind is not ChartKind.SHARES or _parts(spec):
        return number_text(count, table.kind)  # parts say how many they are, and the bar's end of how many
    return rate_text(value, int(count), int(table.cells[row][spec.of] or 0))


def _end(table: Table, spec: ChartSpec, row: int) -> str:
    whole = None if spec.of is None else table.cells[row][spec.of]
    if whole is None or not _parts(spec) or _value(table, spec, row, spec.columns[0]) is None:
        return ""
    text = number_text(whole, table.kind)
    return _("of %(count)s", count=text) if spec.kind is ChartKind.SHARES else text
