"""The one thing that an exporter takes: a table that may leave the house, or one that must stay in it."""

from dataclasses import InitVar, asdict, dataclass, field
from enum import StrEnum
from typing import Any, NoReturn, Self, TypeAlias

from dashboard.domain.disclosure.profile import Profile

Cell: TypeAlias = int | float | None
"""A number, or null: withheld in a :class:`SafeTable`, without a value in an :class:`InternalTable`."""

Position: TypeAlias = tuple[int, int]
"""Row and column of a cell, from 0, margins included."""


class Kind(StrEnum):
    """What the cells of a table are."""

    COUNTS = "counts"
    """Persons, as whole numbers."""
    MAGNITUDES = "magnitudes"
    """What persons add up to, such as absences or minutes, as whole numbers of ``unit``."""
    SHARES = "shares"
    """Fractions from 0 to 1 of two counts that may both be published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What both tables have in common.

    Attributes:
        title: what it shows, in the language of the report.
        rows, columns: the headings in order, margins included.
        cells: the numbers by row and column; every row is as long as ``columns``.
        row_heading, column_heading: what the rows are and what the columns are, such as "Cohort"; may be empty.
        total_rows, total_columns: which rows and columns are margins, from 0: a chart leaves them out.
        kind: what the cells are.
        unit: what magnitudes count, such as "minutes"; empty for persons and shares.
        notes: what is to be read below the table: counting rules, as-of date.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_heading: str = ""
    column_heading: str = ""
    total_rows: tuple[int, ...] = ()
    total_columns: tuple[int, ...] = ()
    kind: Kind = Kind.COUNTS
    unit: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.rows) or any(len(row) != len(self.columns) for row in self.cells):
            raise ValueError("a table has as many cells as its headings say")

    def as_dict(self) -> dict[str, Any]:
        """Everything in it, for JSON: what a release keeps as its frozen copy."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalTable(_Table):
    """A table for those who may see persons; whatever is made of it carries the watermark. Anyone may make one."""

    profile: Profile = field(default=Profile.INTERNAL, init=False)
    watermark: str = field(default="internal", init=False)


_SEAL = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeTable(_Table):
    """A table that may leave the house under its profile. Only this package makes one: see ``protect``.

    It holds nothing of what was withheld: no interval, no number of persons, not even why. One mark stands for all
    that is withheld, whether for its own sake or to protect another cell.

    Attributes:
        profile: for whom it was made; never ``internal``.
        k: so many persons at least stand behind each figure; null under ``eura``, whose figures are exact.
        rounded_to: figures are rounded to multiples of this, but for those that are public anyway; null if exact.
    """

    profile: Profile
    k: int | None
    rounded_to: int | None
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only dashboard.domain.disclosure makes a SafeTable")
        _Table.__post_init__(self)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("a SafeTable has no other kinds")

    @property
    def withheld(self) -> tuple[Position, ...]:
        """Where something is withheld, in reading order."""
        return tuple(
            (row, column) for row, cells in enumerate(self.cells) for column, cell in enumerate(cells) if cell is None
        )

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a SafeTable is made by dashboard.domain.disclosure, not from a pickle")

    def __setstate__(self, state: object) -> NoReturn:
        raise TypeError("a SafeTable is made by dashboard.domain.disclosure, not from a state")


def sealed(**fields: Any) -> SafeTable:
    """Make a safe table; for the modules of this package alone, after they have applied the rules."""
    return SafeTable(seal=_SEAL, **fields)
