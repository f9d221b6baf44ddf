"""Somebody who wants to know what was withheld, with integer programs that are not the dashboard's.

The attacker works with what was published alone. All questions about one thing go into one program of independent
copies, since it is asked hundreds of times.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, csr_array

At = tuple[int, int]
Sums = Sequence[tuple[At, Sequence[At]]]
Question = Mapping[At, int]
"""What to add up: a factor for each cell."""

Array = NDArray[np.float64]
ENDLESS = 1_000.0


def widths(rows: Array, below: Array, above: Array, high: Array, questions: Sequence[Array]) -> list[float]:
    """How far apart the most and the least of each question are over whole numbers with ``below <= rows @ x <= above``.

    Args:
        high: the most that each number can be; the least is 0.
        questions: a factor for each number.
    """
    costs = np.array([sign * question for question in questions for sign in (1, -1)])
    copies = len(costs)
    answer = milp(
        costs.ravel(),
        integrality=np.ones(costs.size),
        bounds=Bounds(0, np.tile(high, copies)),
        constraints=LinearConstraint(
            block_diag([csr_array(rows)] * copies, format="csr"), np.tile(below, copies), np.tile(above, copies)
        ),
    )
    assert answer.status == 0, answer.message
    ends = (answer.x.round().reshape(copies, -1) * costs).sum(axis=1)
    return [float(-least - most) for least, most in zip(ends[::2], ends[1::2], strict=True)]


@dataclass(frozen=True)
class Sheet:
    """A table as the attacker sees it.

    Attributes:
        published: every cell, with null for withheld.
        sums: which cell is the total of which.
    """

    published: Mapping[At, int | None]
    sums: Sums

    def widths(
        self, questions: Sequence[Question], guesses: Mapping[At, tuple[float, float]] | None = None
    ) -> list[float]:
        """How far apart the most and the least are that each question's cells can add up to.

        Args:
            guesses: between what some withheld cells must be, for somebody who knows the rules.
        """
        place = {at: index for index, at in enumerate(self.published)}
        identity = np.eye(len(place))
        ends = [self._ends(at, guesses or {}) for at in place]
        rows = [sum(identity[place[part]] for part in parts) - identity[place[whole]] for whole, parts in self.sums]
        return widths(
            np.vstack([*rows, identity]),
            np.array([0.0] * len(rows) + [low for low, _ in ends]),
            np.array([0.0] * len(rows) + [high for _, high in ends]),
            np.full(len(place), ENDLESS),
            [sum(factor * identity[place[at]] for at, factor in question.items()) for question in questions],
        )

    def _ends(self, at: At, guesses: Mapping[At, tuple[float, float]]) -> tuple[float, float]:
        number = self.published[at]
        return guesses.get(at, (0.0, ENDLESS)) if number is None else (number, number)


@dataclass(frozen=True)
class Rules:
    """The rules of disclosure, read once more: what must be hidden of a table and how well.

    Attributes:
        cells, sums: the true table.
        grand: where everybody is counted.
        k: the threshold.
        public: what everybody knows.
        sensitive: the sums whose parts are answers to a sensitive question.
    """

    cells: Mapping[At, int]
    sums: Sums
    grand: At
    k: int
    public: frozenset[At]
    sensitive: Sums

    def small(self) -> set[At]:
        """Cells of between 1 and k - 1 persons."""
        return {at for at, number in self.cells.items() if 0 < number < self.k} - self.public

    def leaving_few(self) -> set[tuple[At, At]]:
        """Totals and parts of them that leave out between 1 and k - 1 persons."""
        pairs = [(whole, part) for whole, parts in self.sums for part in parts if part not in self.public]
        return {(whole, part) for whole, part in pairs if 0 < self.cells[whole] - self.cells[part] < self.k}

    def hidden(self) -> set[At]:
        """Every cell that must be withheld for its own sake."""
        if self.cells[self.grand] < self.k:
            return set(self.cells) - self.public
        found = self.small() | {part for _, part in self.leaving_few()}
        for whole, parts in self.sensitive:
            if self.cells[whole]:
                found |= {part for part in parts if self.cells[part] in (0, self.cells[whole])}
        for whole, parts in self.sums:
            if whole in self.public and 0 < self.cells[whole] < self.k:
                found |= set(parts)
        return found - self.public

    def leaks(self, published: Mapping[At, int | None]) -> list[str]:
        """What a published table gives away; empty if it keeps what it must."""
        hidden = self.hidden()
        shown = [f"{at} is shown" for at in sorted(hidden) if published[at] is not None]
        if shown or published[self.grand] is None:
            return shown
        pairs = [(whole, part) for whole, part in self.leaving_few() if published[whole] is None]
        questions: list[Question] = [
            *({at: 1} for at in sorted(hidden)),
            *({whole: 1, part: -1} for whole, part in pairs),
        ]
        if not questions:
            return []
        sheet = Sheet(published, self.sums)
        found = [self._narrow("plain", questions, sheet.widths(questions), self.k - 1)]
        alone = {at for at, number in published.items() if number is not None} == {self.grand} | self.public
        if not alone:  # the total alone tells nobody for which reason the others are withheld
            found.append(self._narrow("aware", questions, sheet.widths(questions, self._guesses(published)), 1))
        return [line for lines in found for line in lines]

    def _guesses(self, published: Mapping[At, int | None]) -> dict[At, tuple[float, float]]:
        small, hidden = self.small(), self.hidden()
        others = {at for at, number in published.items() if number is None} - hidden
        return dict.fromkeys(small, (1.0, self.k - 1.0)) | {at: (float(self.k), ENDLESS) for at in others}

    @staticmethod
    def _narrow(who: str, questions: Iterable[Question], found: Iterable[float], least: int) -> list[str]:
        return [
            f"the {who} reader places {dict(question)} within {width:.0f}"
            for question, width in zip(questions, found, strict=True)
            if width < least
        ]
