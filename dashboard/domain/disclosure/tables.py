"""Tables of persons as the house knows them, before anything is withheld."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from dashboard.domain.disclosure.safe_table import Position

Matrix = tuple[tuple[int, ...], ...]


class Axis(StrEnum):
    """A side of a table."""

    ROWS = "rows"
    COLUMNS = "columns"


class MarginError(ValueError):
    """Margins that are not the sums of their parts: each as its position, what it says and what it should."""

    def __init__(self, wrong: Sequence[tuple[Position, int, int]]) -> None:
        super().__init__(f"margins do not add up: {wrong}")
        self.wrong = tuple(wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """Counts of persons by two attributes, or by one, with every margin: make it with :meth:`of`.

    A table with one column of numbers has a total row alone, and one with one row a total column alone.

    Attributes:
        title, row_heading, column_heading, rows, columns, notes: as in a safe table.
        cells: the counts by row and column, margins included.
        total_row, total_column: where the margins are, from 0; null where the table has none on that side.
        public: the cells whose numbers everybody knows, such as the size of a cohort: never withheld.
        sensitive: the side whose headings are the answers to a sensitive question; null if neither's are. Each line
            of cells along it is a group of persons of whom nobody may learn that all, or none, gave an answer.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Matrix
    row_heading: str = ""
    column_heading: str = ""
    notes: tuple[str, ...] = ()
    total_row: int | None
    total_column: int | None
    public: frozenset[Position] = frozenset()
    sensitive: Axis | None = None

    @classmethod
    def of(
        cls,
        title: str,
        rows: Sequence[str],
        columns: Sequence[str],
        cells: Sequence[Sequence[int]],
        *,
        row_heading: str = "",
        column_heading: str = "",
        notes: Sequence[str] = (),
        total: str = "total",
        total_row: int | None = None,
        total_column: int | None = None,
        sensitive: Axis | None = None,
    ) -> Self:
        """A table with the margins that it lacks added after what is there, under the heading ``total``.

        Args:
            total_row, total_column: the margins that are among the cells already.

        Raises:
            ValueError: a cell is negative, or there are not as many as the headings say, or none but margins.
            MarginError: a margin is not the sum of its parts.
        """
        matrix = tuple(tuple(row) for row in cells)
        if len(matrix) != len(rows) or any(len(row) != len(columns) for row in matrix):
            raise ValueError("a table has as many cells as its headings say")
        if any(cell < 0 for row in matrix for cell in row):
            raise ValueError("a count of persons is not negative")
        made = cls(
            title=title,
            rows=tuple(rows),
            columns=tuple(columns),
            cells=matrix,
            row_heading=row_heading,
            column_heading=column_heading,
            notes=tuple(notes),
            total_row=total_row,
            total_column=total_column,
            sensitive=sensitive,
        )
        if not made.inner_rows or not made.inner_columns:
            raise ValueError("a table has cells that are no margins")
        made = made._with_margins(total)
        sums = [(whole, made.at(whole), sum(made.at(part) for part in parts)) for whole, parts in made.lines()]
        wrong = [(whole, said, parts) for whole, said, parts in sums if said != parts]
        if wrong:
            raise MarginError(wrong)
        return made

    def _with_margins(self, total: str) -> Self:
        made = self
        if made.total_column is None and len(made.inner_columns) > 1:
            cells = tuple((*row, sum(row)) for row in made.cells)
            made = replace(made, columns=(*made.columns, total), cells=cells, total_column=len(made.columns))
        if made.total_row is None and (len(made.inner_rows) > 1 or made.total_column is None):
            sums = tuple(sum(column) for column in zip(*made.cells, strict=True))
            made = replace(made, rows=(*made.rows, total), cells=(*made.cells, sums), total_row=len(made.rows))
        return made

    @property
    def inner_rows(self) -> tuple[int, ...]:
        """The rows that are no margin."""
        return tuple(row for row in range(len(self.rows)) if row != self.total_row)

    @property
    def inner_columns(self) -> tuple[int, ...]:
        """The columns that are no margin."""
        return tuple(column for column in range(len(self.columns)) if column != self.total_column)

    @property
    def grand(self) -> Position:
        """Where everybody is counted."""
        row = self.inner_rows[0] if self.total_row is None else self.total_row
        return row, self.inner_columns[0] if self.total_column is None else self.total_column

    def at(self, position: Position) -> int:
        """The number in a cell."""
        return self.cells[position[0]][position[1]]

    def positions(self) -> tuple[Position, ...]:
        """Every cell in reading order."""
        return tuple((row, column) for row in range(len(self.rows)) for column in range(len(self.columns)))

    def lines(self, axis: Axis | None = None) -> tuple[tuple[Position, tuple[Position, ...]], ...]:
        """Each margin with the cells that it is the sum of.

        Args:
            axis: only the lines along which the headings of that side vary.
        """
        found: list[tuple[Position, tuple[Position, ...]]] = []
        if self.total_column is not None and axis is not Axis.ROWS:
            total = self.total_column
            found += [((row, total), tuple((row, at) for at in self.inner_columns)) for row in range(len(self.rows))]
        if self.total_row is not None and axis is not Axis.COLUMNS:
            total = self.total_row
            found += [
                ((total, column), tuple((at, column) for at in self.inner_rows)) for column in range(len(self.columns))
            ]
        return tuple(found)

    def knowing(self, *sides: Axis) -> Self:
        """The same table where everybody knows how many persons there are, and how many in each row or column.

        Args:
            sides: the sides whose headings are groups of known size, such as cohorts.
        """
        known = {self.grand}
        if Axis.ROWS in sides and self.total_column is not None:
            known |= {(row, self.total_column) for row in self.inner_rows}
        if Axis.COLUMNS in sides and self.total_row is not None:
            known |= {(self.total_row, column) for column in self.inner_columns}
        return replace(self, public=self.public | known)


def yes_and_no(
    title: str,
    groups: Sequence[str],
    answered_yes: Sequence[int],
    sizes: Sequence[int],
    answers: tuple[str, str],
    *,
    total: str = "total",
    sensitive: bool = True,
) -> CountTable:
    """Groups of publicly known size and how many of each did something and how many did not.

    Args:
        groups: the headings of the groups, such as cohorts; more than one.
        answers: what those counted are called, and their complement.
    """
    counts = [(yes, size - yes) for yes, size in zip(answered_yes, sizes, strict=True)]
    table = CountTable.of(title, groups, answers, counts, total=total, sensitive=Axis.COLUMNS if sensitive else None)
    return table.knowing(Axis.ROWS)
