"""What a chart shows: numbers read off a table once, for our own drawings, native charts and alternative texts alike.

What is withheld is a gap: no bar, no point, an empty cell in the workbook behind a native chart, and a mark where it
would be. A bar of several parts is drawn whole or not at all, since one that lacks a part would look too short.
"""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.disclosure.safe_table import InternalTable, Kind, SafeTable
from dashboard.exports.errors import ChartError
from dashboard.exports.palette import LOOKS, SERIES, Look
from dashboard.exports.text import plain
from dashboard.figures.style import rate_text
from dashboard.i18n import format_number, format_percent
from dashboard.i18n import gettext as _

Table = SafeTable | InternalTable
"""What may be exported at all."""

WITHHELD = "–"
"""The one mark for what is withheld, whatever the reason."""


class ChartKind(StrEnum):
    """How numbers are drawn. All but lines lie on their side unless the chart is upright."""

    BARS = "bars"
    """One bar a row."""
    GROUPED = "grouped"
    """Several bars a row, one a column."""
    STACKED = "stacked"
    """One bar a row, made of its columns."""
    LINE = "line"
    """One line a column over the rows, which are in the order of time."""
    SHARES = "shares"
    """One bar a row, from 0 to 100 %: columns as parts of another column, with the counts beside them."""


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """How to draw a table.

    Attributes:
        kind: of chart.
        columns: which columns are drawn, from 0.
        of: the column that holds the whole: what shares are of, and what is written at the end of stacked bars.
        rows: which rows are drawn; null: all that are no totals.
        looks: names from ``dashboard.exports.palette.LOOKS``, one a column; empty: series beside each other.
        upright: whether bars stand, as over weeks.
        axis: what the rows of an upright chart are, such as "programme week"; empty where it is plain.
    """

    kind: ChartKind
    columns: tuple[int, ...]
    of: int | None = None
    rows: tuple[int, ...] | None = None
    looks: tuple[str, ...] = ()
    upright: bool = False
    axis: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One column as it is drawn: a value and the text beside it for each category.

    Attributes:
        name: what it is.
        look: how it is drawn.
        values: numbers, shares as fractions; null is a gap.
        labels: the values in words of the report's language; empty at gaps.
    """

    name: str
    look: Look
    values: tuple[float | None, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """All numbers of a chart.

    Attributes:
        kind: of chart.
        categories: the rows drawn.
        series: the columns drawn.
        withheld: by category, the numbers of the series that are withheld there.
        ends: what is written at the end of a bar of several parts: its whole; empty where there is none.
        share: whether values are shares.
        upright: whether bars stand.
        axis: what the categories of an upright chart are.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    withheld: tuple[frozenset[int], ...]
    ends: tuple[str, ...]
    share: bool
    upright: bool
    axis: str

    @property
    def stacked(self) -> bool:
        """Whether the columns of a row are parts of one bar."""
        return self.kind is ChartKind.STACKED or (self.kind is ChartKind.SHARES and len(self.series) > 1)

    @property
    def whole(self) -> bool:
        """Whether all values are whole numbers."""
        return all(value is None or value == round(value) for series in self.series for value in series.values)

    @property
    def marked_categories(self) -> tuple[str, ...]:
        """The categories as a native chart names them: it cannot write at a gap, so its name says what is withheld."""
        marked = []
        for category, withheld in zip(self.categories, self.withheld, strict=True):
            if len(withheld) == len(self.series):
                marked.append(f"{category}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{WITHHELD}")
            elif withheld:
                names = ", ".join(self.series[number].name for number in sorted(withheld))
                marked.append(f"{category} ({names}\N{NO-BREAK SPACE}{WITHHELD})")
            else:
                marked.append(category)
        return tuple(marked)

    @property
    def highest(self) -> float:
        """The greatest value drawn, of a bar of several parts its whole; 0 where nothing is drawn."""
        if self.stacked:
            rows = zip(*(series.values for series in self.series), strict=True)
            return max((sum(value or 0 for value in row) for row in rows), default=0)
        return max((value for series in self.series for value in series.values if value is not None), default=0)


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
    return format_number(value, 0 if value == round(value) else 1)


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
    if spec.of is None or spec.kind is not ChartKind.SHARES:
        return number_text(value, table.kind)
    return format_percent(value) if _parts(spec) else rate_text(value, int(count), int(table.cells[row][spec.of] or 0))


def _end(table: Table, spec: ChartSpec, row: int) -> str:
    whole = None if spec.of is None else table.cells[row][spec.of]
    if whole is None or not _parts(spec) or _value(table, spec, row, spec.columns[0]) is None:
        return ""
    text = number_text(whole, table.kind)
    return _("of %(count)s", count=text) if spec.kind is ChartKind.SHARES else text
