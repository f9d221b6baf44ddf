"""What changed from week to week, as facts for a headline; never a judgement of a person."""

from collections.abc import Mapping, Sequence

from dashboard.domain.measures import FEW, Counts
from dashboard.domain.register import Shown

LAST = 8
"""How many of a person's latest countable marks "recently" looks at."""


def weeks_falling(weekly: Mapping[int, Counts]) -> int:
    """How many of the latest programme weeks in a row had a lower attendance than the week before them.

    Weeks with fewer than six countable marks are no evidence and end the row.
    """
    weeks = sorted(weekly)
    falling = 0
    for earlier, later in zip(reversed(weeks[:-1]), reversed(weeks[1:]), strict=True):
        if not _lower(weekly[earlier], weekly[later]):
            break
        falling += 1
    return falling


def _lower(earlier: Counts, later: Counts) -> bool:
    if min(earlier.countable, later.countable) < FEW:
        return False
    # Cross-multiplied, so that equal shares of different sizes are equal.
    return later.attended * earlier.countable < earlier.attended * later.countable


def missed_half_lately(marks: Sequence[Shown]) -> bool:
    """Whether a person with six or more countable marks missed four or more of the latest eight.

    Args:
        marks: how the person's expected marks are shown, in time order.
    """
    countable = [mark for mark in marks if mark in _COUNTABLE]
    missed = sum(mark in (Shown.TOLD, Shown.UNTOLD) for mark in countable[-LAST:])
    return len(countable) >= FEW and missed >= LAST // 2


_COUNTABLE = frozenset({Shown.PRESENT, Shown.LATE, Shown.TOLD, Shown.UNTOLD})
