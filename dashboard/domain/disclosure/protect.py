"""The one way out: a table goes in, a safe table comes out."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.disclosure.magnitudes import MagnitudeTable
from dashboard.domain.disclosure.primary import Reason, primary
from dashboard.domain.disclosure.profile import Profile, Terms, terms
from dashboard.domain.disclosure.rounding import rounded
from dashboard.domain.disclosure.safe_table import Cell, Kind, Position, SafeTable, sealed
from dashboard.domain.disclosure.tables import Axis, CountTable

SECONDS = 5.0
"""The time that a table may take before everything but its grand total is withheld."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A safe table, and what only those may know who make it.

    Attributes:
        safe: what may leave the house; nothing else here may.
        table: the numbers that it was made of.
        reasons: why each withheld cell is.
        terms: the threshold and the rounding that were applied.
    """

    safe: SafeTable
    table: CountTable
    reasons: Mapping[Position, Reason]
    terms: Terms


def protect(table: CountTable, profile: Profile, k: int | None = None, *, seconds: float = SECONDS) -> Protected:
    """Withhold what singles somebody out and what would give that away; round what the profile rounds.

    Args:
        k: a stricter threshold than the profile's.
        seconds: past this, everything but the grand total is withheld.

    Raises:
        ValueError: the profile is internal, which has no safe tables, or k is below the profile's.
    """
    asked = _terms(profile, k)
    reasons = primary(table, asked.k) if asked.k is not None else {}
    if asked.k is not None and _leaves_something(table, reasons):
        # Imported when needed: the solver takes longer to load than most commands to run.
        from dashboard.domain.disclosure.readers import count_readers, with_secondary

        reasons = with_secondary(table, reasons, count_readers(table, reasons, asked.k), seconds)
    return _made(table, profile, asked, reasons, Kind.COUNTS, "")


def protect_magnitudes(
    table: MagnitudeTable, profile: Profile, k: int | None = None, *, seconds: float = SECONDS
) -> Protected:
    """The same for what persons add up to, by rule 3.

    Raises:
        ValueError: the profile is internal, which has no safe tables, or k is below the profile's.
    """
    asked = _terms(profile, k)
    reasons = table.primary(asked.k) if asked.k is not None else {}
    if _leaves_something(table.sums, reasons):
        from dashboard.domain.disclosure.readers import magnitude_reader, with_secondary

        reasons = with_secondary(table.sums, reasons, [magnitude_reader(table, reasons)], seconds)
    return _made(table.sums, profile, asked, reasons, Kind.MAGNITUDES, table.unit)


def shares(safe: SafeTable, along: Axis = Axis.COLUMNS) -> SafeTable:
    """What each published count is of its margin, as a fraction, where the margin is published too.

    It is made of what a reader can see, so it tells nothing more; of rounded counts it is the share of those.

    Args:
        along: the side whose headings divide a whole: by columns, each cell is a share of its row.

    Raises:
        ValueError: these are no counts, or there is no margin on that side.
    """
    totals = safe.total_columns if along is Axis.COLUMNS else safe.total_rows
    if safe.kind is not Kind.COUNTS or not totals:
        raise ValueError("shares are made of counts with a margin")
    whole = totals[0]
    rows = tuple(row for row in range(len(safe.rows)) if along is Axis.COLUMNS or row != whole)
    columns = tuple(column for column in range(len(safe.columns)) if along is Axis.ROWS or column != whole)
    return sealed(
        title=safe.title,
        rows=tuple(safe.rows[row] for row in rows),
        columns=tuple(safe.columns[column] for column in columns),
        cells=tuple(
            tuple(
                _share(
                    safe.cells[row][column],
                    safe.cells[row][whole] if along is Axis.COLUMNS else safe.cells[whole][column],
                )
                for column in columns
            )
            for row in rows
        ),
        row_heading=safe.row_heading,
        column_heading=safe.column_heading,
        total_rows=safe.total_rows if along is Axis.COLUMNS else (),
        total_columns=safe.total_columns if along is Axis.ROWS else (),
        kind=Kind.SHARES,
        notes=safe.notes,
        profile=safe.profile,
        k=safe.k,
        rounded_to=safe.rounded_to,
    )


def _share(part: Cell, whole: Cell) -> Cell:
    # A whole that everybody knows is not rounded, so a rounded part may be larger.
    return None if part is None or not whole else min(1.0, part / whole)


def _terms(profile: Profile, k: int | None) -> Terms:
    if profile is Profile.INTERNAL:
        raise ValueError("what stays in the house is an InternalTable")
    return terms(profile, k)


def _leaves_something(table: CountTable, reasons: Mapping[Position, Reason]) -> bool:
    """Whether something is withheld, and something not that it could be worked out from."""
    return bool(reasons) and table.grand not in reasons


def _made(
    table: CountTable, profile: Profile, asked: Terms, reasons: Mapping[Position, Reason], kind: Kind, unit: str
) -> Protected:
    def published(position: Position) -> int | None:
        if position in reasons:
            return None
        number = table.at(position)
        return number if position in table.public else rounded(number, asked.rounding)

    safe = sealed(
        title=table.title,
        rows=table.rows,
        columns=table.columns,
        cells=tuple(
            tuple(published((row, column)) for column in range(len(table.columns))) for row in range(len(table.rows))
        ),
        row_heading=table.row_heading,
        column_heading=table.column_heading,
        total_rows=() if table.total_row is None else (table.total_row,),
        total_columns=() if table.total_column is None else (table.total_column,),
        kind=kind,
        unit=unit,
        notes=table.notes,
        profile=profile,
        k=asked.k,
        rounded_to=asked.rounding,
    )
    return Protected(safe, table, reasons, asked)
