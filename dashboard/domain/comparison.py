"""Whether groups differ by more than chance would bring.

Marks of one person resemble each other, so that real groups differ a little more easily than this says: what it calls
chance may well be chance, and what it calls more deserves a look, not a verdict.
"""

from collections.abc import Hashable, Mapping
from enum import Enum
from math import sqrt
from statistics import NormalDist
from typing import TypeVar

from dashboard.domain.measures import FEW, wilson

Key = TypeVar("Key", bound=Hashable)

Share = tuple[int, int]
"""Numerator and denominator."""

ALPHA = 0.05


class Side(Enum):
    """Where a group's share lies."""

    ABOVE = "above"
    BELOW = "below"


def difference(one: Share, other: Share, alpha: float = ALPHA) -> tuple[float, float]:
    """Interval of the difference of two shares, ``one`` less ``other``, from their Wilson intervals.

    Method 10 of Newcombe 1998, Statistics in Medicine 17, 873-890.

    Args:
        alpha: 1 less the confidence.
    """
    z = NormalDist().inv_cdf(1 - alpha / 2)
    first, second = one[0] / one[1], other[0] / other[1]
    (low, high), (other_low, other_high) = wilson(*one, z), wilson(*other, z)
    distance = first - second
    return (
        distance - sqrt((first - low) ** 2 + (other_high - second) ** 2),
        distance + sqrt((high - first) ** 2 + (second - other_low) ** 2),
    )


def standing_out(groups: Mapping[Key, Share]) -> dict[Key, Side]:
    """The groups whose share differs from that of all the others together by more than chance would bring.

    With 95 % confidence for all groups at once (Bonferroni). Groups with fewer than six in the denominator are left
    out; two groups differ from each other or not at all.

    Returns:
        Those groups in their order, with the side of the others on which they are.
    """
    compared = {key: share for key, share in groups.items() if share[1] >= FEW}
    if len(compared) < 2:
        return {}
    comparisons = len(compared) if len(compared) > 2 else 1
    part, whole = (sum(share[place] for share in compared.values()) for place in (0, 1))
    sides = {
        key: _side((numerator, denominator), (part - numerator, whole - denominator), ALPHA / comparisons)
        for key, (numerator, denominator) in compared.items()
    }
    return {key: side for key, side in sides.items() if side is not None}


def _side(one: Share, other: Share, alpha: float) -> Side | None:
    low, high = difference(one, other, alpha)
    if low > 0:
        return Side.ABOVE
    return Side.BELOW if high < 0 else None
