"""Integer programs over the cells of a table, solved exactly by HiGHS.

Importing this loads the solver, which takes longer than protecting most tables: ``protect`` does so when it has to.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, eye_array, kron

Vector: TypeAlias = NDArray[np.float64]

_OPTIMAL, _OUT_OF_TIME, _INFEASIBLE = 0, 1, 2


class OutOfTimeError(Exception):
    """The time allowed has passed: whoever asked withholds more, never less."""


class Budget:
    """The time that answering may take, in seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            OutOfTimeError: none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise OutOfTimeError
        return left


@dataclass(frozen=True, slots=True)
class Program:
    """Whole numbers ``x`` with ``lower <= x <= upper`` and ``below <= rows @ x <= above``."""

    lower: Vector
    upper: Vector
    rows: Vector
    below: Vector
    above: Vector

    def least(self, cost: Vector, budget: Budget) -> Vector | None:
        """The ``x`` of least ``cost @ x``; null where there is none at all.

        Raises:
            OutOfTimeError: it was not found in time.
        """
        found = self.least_of_each(cost[np.newaxis], budget)
        return None if found is None else found[0]

    def least_of_each(self, costs: Vector, budget: Budget) -> Vector | None:
        """For each row of costs the ``x`` of least cost, all found at once; null where there is none at all.

        Raises:
            OutOfTimeError: they were not found in time.
        """
        free, copies = self.lower < self.upper, len(costs)
        found = np.tile(self.lower, (copies, 1))
        rows, below, above = self._freed(free)
        answer = milp(
            costs[:, free].ravel(),
            constraints=LinearConstraint(_copied(rows, copies), np.tile(below, copies), np.tile(above, copies)),
            bounds=Bounds(np.tile(self.lower[free], copies), np.tile(self.upper[free], copies)),
            integrality=np.ones(copies * free.sum()),
            options={"time_limit": budget.left(), "mip_rel_gap": 0.0},
        )
        if _checked(answer) is _INFEASIBLE:
            return None
        found[:, free] = np.round(answer.x).reshape(copies, -1)
        return found

    def prices(self, costs: Vector, budget: Budget) -> Vector:
        """For each row of costs what one more of each ``x`` costs, in the program of equations without wholeness.

        That is the costs less the prices of the rows, ``cost - dual @ rows``; there is some ``x``.

        Raises:
            OutOfTimeError: they were not found in time.
        """
        free, copies = self.lower < self.upper, len(costs)
        rows, below, _ = self._freed(free)
        answer = linprog(
            costs[:, free].ravel(),
            A_eq=_copied(rows, copies),
            b_eq=np.tile(below, copies),
            bounds=np.column_stack((np.tile(self.lower[free], copies), np.tile(self.upper[free], copies))),
            method="highs",
            options={"time_limit": budget.left()},
        )
        assert _checked(answer) is _OPTIMAL, "whoever asks for prices knows that there is something to buy"
        return np.asarray(costs - answer.eqlin.marginals.reshape(copies, -1) @ self.rows)

    def at_once(self, most: int) -> int:
        """So many rows of costs at most are best asked about at once: larger programs take more than their share."""
        return max(2, min(most, _LARGEST // max(1, int((self.lower < self.upper).sum()))))

    def _freed(self, free: NDArray[np.bool_]) -> tuple[Vector, Vector, Vector]:
        """The rows over what is not fixed, and what they must add up to then."""
        fixed = self.rows[:, ~free] @ self.lower[~free]
        return self.rows[:, free], self.below - fixed, self.above - fixed


_LARGEST = 1_200
"""Numbers that a program of several copies has at most, unless one copy has more."""


def _copied(rows: Vector, copies: int) -> "Vector | csr_array":
    """The rows of so many independent copies."""
    return rows if copies == 1 else csr_array(kron(eye_array(copies), rows, format="csr"))


def _checked(answer: Any) -> int:
    if answer.status == _OUT_OF_TIME:
        raise OutOfTimeError
    if answer.status == _INFEASIBLE:
        return _INFEASIBLE
    if answer.status != _OPTIMAL:
        raise ArithmeticError(f"the solver gave no answer: {answer.message}")
    return _OPTIMAL


def vector(values: Sequence[float]) -> Vector:
    """Numbers as the solver takes them."""
    return np.asarray(values, dtype=np.float64)
