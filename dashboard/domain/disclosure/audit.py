"""Can a reader work out a withheld cell? Integer programs over all tables that fit what is published."""

from collections.abc import Sequence
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
        return not self.failing(withheld)

    def failing(self, withheld: Mask) -> list[int]:
        """The targets that come out too narrow."""
        known = self.structure.values[~withheld]
        fitting = [self.structure.values, *(x for x in self._fitting if (x[~withheld] == known).all())]
        program, failing = self._program(withheld), list[int]()
        at_once = program.at_once(_MOST_AT_ONCE) // 2
        doubtful = self._narrow(range(len(self.reader.targets)), fitting)
        while doubtful:
            asked, doubtful = doubtful[:at_once], doubtful[at_once:]
            costs = np.vstack((self.reader.targets[asked], -self.reader.targets[asked]))
            found = program.least_of_each(costs, self.budget)
            assert found is not None, "the table itself fits what is published of it"
            self._fitting += list(found)
            fitting += list(found)
            failing += self._narrow(asked, fitting)
            doubtful = self._narrow(doubtful, fitting)
        return failing

    def _narrow(self, asked: Sequence[int], fitting: Sequence[Vector]) -> list[int]:
        """The targets that these tables do not show to be wide enough."""
        sums = np.asarray(fitting) @ self.reader.targets[list(asked)].T
        return [
            at
            for at, low, high in zip(asked, sums.min(axis=0), sums.max(axis=0), strict=True)
            if high - low < self.reader.widths[at]
        ]

    def ranges(self, withheld: Mask) -> list[tuple[int, int]]:
        """The least and the most that each target can be."""
        program, targets = self._program(withheld), self.reader.targets
        found: list[tuple[int, int]] = []
        at_once = program.at_once(_MOST_AT_ONCE) // 2
        for start in range(0, len(targets), at_once):
            asked = targets[start : start + at_once]
            ends = program.least_of_each(np.vstack((asked, -asked)), self.budget)
            assert ends is not None, "the table itself fits what is published of it"
            sums = (ends * np.vstack((asked, asked))).sum(axis=1)
            found += [(round(low), round(high)) for low, high in zip(*np.split(sums, 2), strict=True)]
        return found

    def needed(self, withheld: Mask, failing: Sequence[int]) -> Vector:
        """How much each cell would do for each failing target, as shares of what it lacks, if it were withheld as well.

        Whatever else is withheld, the target fails unless the shares of what is add up to 1: the sum of both bounds'
        dual prices (the strengthened capacity constraints of Fischetti and Salazar, Management Science 47, 2001).
        """
        if not failing:
            return np.empty((0, len(withheld)))
        program, values, targets = self._program(withheld), self.structure.values, self.reader.targets[failing]
        prices = program.prices(np.vstack((targets, -targets)), self.budget)
        bounds = np.where(prices > 0, prices * program.lower, prices * program.upper).sum(axis=1)
        gains = np.where(prices > 0, prices * (values - self.reader.lower), prices * (values - self.reader.upper))
        lacking = self.reader.widths[failing] + _both_ends(bounds)
        shares = np.minimum(_both_ends(gains) / np.maximum(lacking, _NOTHING)[:, np.newaxis], 1.0)
        # Where only whole numbers make it narrow, prices say nothing, and any cell may do.
        shares[lacking < _NOTHING] = 1.0
        shares[:, withheld] = 0.0
        return np.where(shares < _NOTHING, 0.0, shares)

    def _program(self, withheld: Mask) -> Program:
        values, lines = self.structure.values, self.structure.lines
        nothing = np.zeros(len(lines))
        lower = np.where(withheld, self.reader.lower, values)
        return Program(lower, np.where(withheld, self.reader.upper, values), lines, nothing, nothing)


_NOTHING = 1e-7

_MOST_AT_ONCE = 24
"""Ends of targets that one program is asked about: few enough that what it finds saves asking about others."""


def _both_ends(rows: Vector) -> Vector:
    """The sums of what belongs to the least and to the most of each target."""
    least, most = np.split(rows, 2)
    return np.asarray(least + most)
