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
        answer = milp(
            cost,
            constraints=LinearConstraint(self.rows, self.below, self.above) if len(self.rows) else None,
            bounds=Bounds(self.lower, self.upper),
            integrality=np.ones(len(cost)),
            options={"time_limit": budget.left(), "mip_rel_gap": 0.0},
        )
        return None if _checked(answer) is _INFEASIBLE else np.round(answer.x)

    def prices(self, cost: Vector, budget: Budget) -> Vector | None:
        """What one more of each ``x`` costs, ``cost - prices of the rows @ rows``, in the program without wholeness.

        Raises:
            OutOfTimeError: it was not found in time.
        """
        answer = linprog(
            cost,
            A_eq=self.rows,
            b_eq=self.below,
            bounds=np.column_stack((self.lower, self.upper)),
            method="highs",
            options={"time_limit": budget.left()},
        )
        if _checked(answer) is _INFEASIBLE:
            return None
        return np.asarray(cost - answer.eqlin.marginals @ self.rows)


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
