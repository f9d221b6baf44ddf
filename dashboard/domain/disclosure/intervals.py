"""Between what a reader can still place each withheld cell. For those who make a table, never for its readers."""

from collections.abc import Mapping

import numpy as np

from dashboard.domain.disclosure.audit import Audit, Reader
from dashboard.domain.disclosure.programs import Budget, vector
from dashboard.domain.disclosure.protect import Protected
from dashboard.domain.disclosure.readers import structure
from dashboard.domain.disclosure.rounding import rounded, unrounded
from dashboard.domain.disclosure.safe_table import Position

_NO_END = 1_000_000
"""Stands for a most that does not exist: more persons than any table counts."""


def intervals(protected: Protected, seconds: float = 60.0) -> Mapping[Position, tuple[int, int | None]]:
    """The least and the most that each withheld cell can be, given all that is published, rounding included.

    The most is null where there is none. This is what the plain reader finds, who does not know the rules.

    Raises:
        OutOfTimeError: it took longer than that.
    """
    positions = protected.table.positions()
    seen = [_seen(protected, position) for position in positions]
    withheld = [position in protected.reasons for position in positions]
    targets = np.eye(len(positions))[withheld]
    reader = Reader(vector([low for low, _ in seen]), vector([high for _, high in seen]), targets, vector([]))
    # To a reader who sees rounded numbers, these are not fixed either.
    found = Audit(structure(protected.table), reader, Budget(seconds)).ranges(np.ones(len(positions), dtype=bool))
    hidden = (position for position in positions if position in protected.reasons)
    return {
        position: (low, None if high == _NO_END else high) for position, (low, high) in zip(hidden, found, strict=True)
    }


def _seen(protected: Protected, position: Position) -> tuple[int, int]:
    """Between what a cell lies by what is written in it alone."""
    if position in protected.reasons:
        return 0, _NO_END
    number, base = protected.table.at(position), protected.terms.rounding
    return (number, number) if position in protected.table.public else unrounded(rounded(number, base), base)
