"""Can a reader work out a withheld cell? Integer programs over all tables that fit what is published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.disclosure.programs import Budget, Program, Vector

Mask: TypeAlias = NDArray[np.bool_]
"""Which cells, in the order of ``Structure.values``."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The cells of a table in some order, and what adds up to what.

    Attributes:
        values: the true numbers, margins included.
        lines: a row for each margin, with 1 for its parts and -1 for itself, so that ``lines @ values == 0``.
    """

    values: Vector
    lines: Vector


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody takes for possible who sees what is published.

    Attributes:
        lower, upper: between what a cell must be if it is withheld; the true number is not outside, and a cell whose
            true number lies outside can never be withheld.
        targets: a row for each thing that must stay hidden: what to add up of the cells.
        widths: so far apart at least must be the most and the least that each target can be.
    """

    lower: Vector
    upper: Vector
    targets: Vector
    widths: Vector


@dataclass(slots=True)
class Audit:
    """One reader before one table. Remembers the tables that it found to fit, since most answer several questions."""

    structure: Structure
    reader: Reader
    budget: Budget
    _fitting: list[Vector] = field(default_factory=list)

    def passes(self, withheld: Mask) -> bool:
        """Whether every target stays as wide as it must when these cells are withheld."""
        return next(self.failing(withheld), None) is None

    def failing(self, withheld: Mask) -> Iterator[int]:
        """The targets that come out too narrow."""
        program = self._program(withheld)
        known = self.structure.values[~withheld]
        fitting = [self.structure.values, *(x for x in self._fitting if (x[~withheld] == known).all())]
        for at, (target, width) in enumerate(zip(self.reader.targets, self.reader.widths, strict=True)):
            for sign in (-1, 1):
                if _spread(target, fitting) >= width:
                    break
                found = program.least(sign * target, self.budget)
                assert found is not None, "the table itself fits what is published of it"
                fitting.append(found)
                self._fitting.append(found)
            if _spread(target, fitting) < width:
                yield at

    def range(self, withheld: Mask, target: Vector) -> tuple[int, int]:
        """The least and the most that a target can be."""
        program = self._program(withheld)
        ends = [program.least(sign * target, self.budget) for sign in (1, -1)]
        low, high = (round(float(target @ end)) for end in ends if end is not None)
        return low, high

    def needed(self, withheld: Mask, at: int) -> Vector:
        """How much each cell would do for a failing target, as shares of what it lacks, if it were withheld as well.

        Whatever else is withheld, the target fails unless the shares of what is add up to 1: the sum of both bounds'
        dual prices (the strengthened capacity constraints of Fischetti and Salazar, Management Science 47, 2001).
        """
        program, target, values = self._program(withheld), self.reader.targets[at], self.structure.values
        bounds = np.zeros(2)
        gains = np.zeros(len(values))
        for end, sign in enumerate((1, -1)):
            prices = program.prices(sign * target, self.budget)
            assert prices is not None, "the table itself fits what is published of it"
            bounds[end] = np.where(prices > 0, prices * program.lower, prices * program.upper).sum()
            down, up = values - self.reader.lower, self.reader.upper - values
            gains += np.where(prices > 0, prices * down, -prices * up)
        lacking = self.reader.widths[at] + bounds.sum()
        gains[withheld] = 0.0
        if lacking < _NOTHING:  # only whole numbers make it narrow
            return np.where(withheld, 0.0, 1.0)
        return np.where(gains < _NOTHING, 0.0, np.minimum(gains / lacking, 1.0))

    def _program(self, withheld: Mask) -> Program:
        values, lines = self.structure.values, self.structure.lines
        nothing = np.zeros(len(lines))
        lower = np.where(withheld, self.reader.lower, values)
        return Program(lower, np.where(withheld, self.reader.upper, values), lines, nothing, nothing)


_NOTHING = 1e-7


def _spread(target: Vector, tables: Sequence[Vector]) -> float:
    sums = np.asarray(tables) @ target
    return float(sums.max() - sums.min())
