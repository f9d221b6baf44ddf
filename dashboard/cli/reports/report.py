"""What a report is, and how its cells are written on a terminal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from dashboard.domain.access import Scope
from dashboard.domain.measures import FEW
from dashboard.domain.selection import Selection
from db.queries.measures import By

Row = dict[str, Any]
Rows = Callable[[Connection, Scope, Selection, By], list[Row]]
Cell = Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Report:
    """One measure as the command line prints it.

    Attributes:
        rows: the figures of every group; the first keys are ``cohort`` and, but for whole cohorts, the division.
        columns: the keys of a row after those, in their order; what a CSV without rows still needs.
        divisions: what the cohorts can be divided by.
        cells: the columns of the table on a terminal: its headings, and what each writes of a row.
    """

    rows: Rows
    columns: Sequence[str]
    divisions: Sequence[By]
    cells: Mapping[str, Cell]


def key(cohort: str, division: str | int | None, by: By) -> Row:
    """The keys that a row begins with."""
    return {"cohort": cohort} if by is By.COHORT else {"cohort": cohort, by.value: division}


def rate(name: str, numerator: str, denominator: str) -> Cell:
    """A rate with its counts, ``64% (7/11)``; the counts alone while there are too few."""

    def write(row: Row) -> str:
        counts = f"{row[numerator]}/{row[denominator]}"
        return f"{row[name]:.0%} ({counts})" if row[denominator] >= FEW else counts

    return write


def share(name: str, denominator: str) -> Cell:
    """A rate alone, where its counts would be a crowd."""
    return lambda row: dash_or(row[name] if row[denominator] >= FEW else None, ".0%")


def plain(name: str, form: str = "") -> Cell:
    """A number or a word; a dash where it is not defined."""
    return lambda row: dash_or(row[name], form)


def of(numerator: str, denominator: str, form: str = "") -> Cell:
    """Two numbers, ``3/32``; a dash where they are not defined."""
    return lambda row: "–" if row[numerator] is None else f"{row[numerator]:{form}}/{row[denominator]:{form}}"


def dash_or(value: Any, form: str = "") -> str:
    """The value as a format writes it, or a dash for null."""
    return "–" if value is None else format(value, form)
