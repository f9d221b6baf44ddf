"""Tables of what persons add up to: absences, minutes, hours of guidance."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from dashboard.domain.disclosure.dominance import DOMINANCE, Contributions
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.safe_table import Position
from dashboard.domain.disclosure.tables import CountTable

Amounts = Mapping[int, int]
"""What each person adds, by a number for the person; who adds nothing is there with 0."""


@dataclass(frozen=True, slots=True)
class MagnitudeTable:
    """A table of sums and what each person adds to each of them, margins included.

    Attributes:
        sums: the sums; whole numbers of ``unit``.
        contributions: by position. A person who is in several cells of a line counts once in its margin.
    """

    sums: CountTable
    contributions: Mapping[Position, Contributions]
    unit: str

    @classmethod
    def of(
        cls,
        title: str,
        rows: Sequence[str],
        columns: Sequence[str],
        amounts: Sequence[Sequence[Amounts]],
        unit: str,
        *,
        total: str = "total",
    ) -> Self:
        """A table from what each person adds to each cell, with every margin.

        Raises:
            ValueError: an amount is negative, or there are not as many cells as the headings say.
        """
        plain = [[sum(cell.values()) for cell in row] for row in amounts]
        sums = CountTable.of(title, rows, columns, plain, total=total)
        persons = {(row, column): dict(cell) for row, cells in enumerate(amounts) for column, cell in enumerate(cells)}
        for whole, parts in sums.lines():
            persons[whole] = _together(persons[part] for part in parts)
        return cls(sums, {at: Contributions.of(amounts.values()) for at, amounts in persons.items()}, unit)

    def primary(self, k: int, p: int = DOMINANCE) -> Mapping[Position, Reason]:
        """The cells that may not be published: rule 3 for each of them."""
        if self.contributions[self.sums.grand].few(k):
            return dict.fromkeys(self.sums.positions(), Reason.FEW)
        reasons: dict[Position, Reason] = {}
        for position, contributions in self.contributions.items():
            if contributions.few(k):
                reasons[position] = Reason.FEW
            elif contributions.dominated(p):
                reasons[position] = Reason.DOMINANT
        return reasons


def _together(cells: Iterable[Amounts]) -> dict[int, int]:
    """What each person adds to several cells."""
    together: Counter[int] = Counter()
    for amounts in cells:
        together.update(amounts)
    return together
