"""What persons add up to, such as absences or minutes: rule 3."""

from collections.abc import Iterable
from dataclasses import dataclass

DOMINANCE = 20
"""The p of rule 3, in per cent: so closely nobody may be estimated by the one who adds second most."""


@dataclass(frozen=True, slots=True)
class Contributions:
    """What each of the persons behind one figure adds to it, largest first; who adds nothing is behind it too."""

    amounts: tuple[int, ...]

    @classmethod
    def of(cls, amounts: Iterable[int]) -> "Contributions":
        """From amounts in any order.

        Raises:
            ValueError: one is negative.
        """
        ordered = tuple(sorted(amounts, reverse=True))
        if ordered and ordered[-1] < 0:
            raise ValueError("a person adds nothing or more")
        return cls(ordered)

    @property
    def total(self) -> int:
        return sum(self.amounts)

    def few(self, k: int) -> bool:
        """Whether fewer than k persons are behind the figure."""
        return len(self.amounts) < k

    def dominated(self, p: int = DOMINANCE) -> bool:
        """Whether the others hide the largest too little: ``X - x1 - x2 < (p / 100) * x1``."""
        first, second = (*self.amounts, 0, 0)[:2]
        return 100 * (self.total - first - second) < p * first

    def width(self, p: int = DOMINANCE) -> int:
        """So far apart at least must be the most and the least that the figure can be: p per cent of the largest."""
        first = self.amounts[0] if self.amounts else 0
        return max(1, -(-p * first // 100))
