"""What a chart is: how a table is to be drawn, and the numbers that were read off it."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.disclosure.safe_table import InternalTable, SafeTable
from dashboard.exports.palette import Look

Table = SafeTable | InternalTable
"""What may be exported at all."""

WITHHELD = "–"
"""The one mark for what is withheld, whatever the reason."""


_MANY_LABELS, _MANY_BARS = 24, 16


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
    def lying(self) -> bool:
        """Whether bars lie on their side."""
        return not self.upright and self.kind is not ChartKind.LINE

    @property
    def bars(self) -> int:
        """How many bars stand side by side in a category."""
        return 1 if self.stacked else len(self.series)

    @property
    def labelled(self) -> bool:
        """Whether each bar of a native chart says its value, so that it needs no axis; values must not collide."""
        if self.kind is ChartKind.LINE:
            return False
        if self.stacked:
            return self.lying and len(self.categories) <= _MANY_BARS
        return len(self.categories) * len(self.series) <= _MANY_LABELS

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
