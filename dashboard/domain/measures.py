"""Every figure on screen, in files and on the command line, from counts to rates.

The database counts (one grouped query, see ``db.queries.measures``); this module says what the counts mean.
Counts of several groups are added, rates never averaged.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from math import sqrt
from typing import Any

FEW = 6
"""Below this many countable marks a rate is shown as "too few sessions yet" and has no interval."""

_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Counts:
    """Additive counts of one group of expected marks as of a moment.

    ``late``, ``attended``, absences and notice count *countable* marks only: recorded, not an excused absence, of an
    activity that counts for attendance. ``expected``, ``recorded``, ``excused`` and the minutes count every activity.

    Attributes:
        expected: (held session, enrolment) pairs.
        recorded: those with a mark; the rest is unrecorded, never absent.
        countable: the denominator of attendance.
        attended: present or late.
        late: late.
        told: absences with notice before.
        notice_known: absences whose notice is before, after or none.
        unnotified: absences with notice none.
        excused: excused absences.
        minutes_offered, minutes_attended: length of the expected sessions; of the attended ones, less known
            minutes late and left early.
        minutes_late: (minutes, how many late marks) for the known ones, ascending.
        nearly_empty, nearly_empty_of: whole-cohort sessions; null where the group is not one of whole sessions.
    """

    expected: int = 0
    recorded: int = 0
    countable: int = 0
    attended: int = 0
    late: int = 0
    told: int = 0
    notice_known: int = 0
    unnotified: int = 0
    excused: int = 0
    minutes_offered: float = 0
    minutes_attended: float = 0
    minutes_late: tuple[tuple[int, int], ...] = ()
    nearly_empty: int | None = 0
    nearly_empty_of: int | None = 0

    def __add__(self, other: "Counts") -> "Counts":
        summed: dict[str, Any] = {
            item.name: _add(getattr(self, item.name), getattr(other, item.name))
            for item in fields(Counts)
            if item.name != "minutes_late"
        }
        return Counts(**summed, minutes_late=_merge(self.minutes_late, other.minutes_late))

    @property
    def absent(self) -> int:
        """Countable absences."""
        return self.countable - self.attended

    @property
    def untold(self) -> int:
        """Countable absences that nobody told of beforehand: notice after, none or unknown."""
        return self.absent - self.told

    @property
    def unrecorded(self) -> int:
        """Expected marks that nobody has recorded."""
        return self.expected - self.recorded

    @property
    def attendance(self) -> float | None:
        """(present + late) / countable."""
        return ratio(self.attended, self.countable)

    @property
    def commitment(self) -> float | None:
        """(present + late + absences with notice before) / countable."""
        return ratio(self.attended + self.told, self.countable)

    @property
    def lateness(self) -> float | None:
        """late / (present + late)."""
        return ratio(self.late, self.attended)

    @property
    def notice_rate(self) -> float | None:
        """Absences with notice before / absences not excused whose notice is known."""
        return ratio(self.told, self.notice_known)

    @property
    def completeness(self) -> float | None:
        """Register completeness: recorded / expected."""
        return ratio(self.recorded, self.expected)

    @property
    def attendance_interval(self) -> tuple[float, float] | None:
        """Wilson 95 % interval of attendance, null with fewer than six countable marks."""
        return interval(self.attended, self.countable)

    @property
    def enough(self) -> bool:
        """Whether there are enough countable marks to show a percentage."""
        return self.countable >= FEW


@dataclass(frozen=True, slots=True)
class Share:
    """A rate with what it was made of."""

    numerator: int
    denominator: int

    @property
    def rate(self) -> float | None:
        """The rate, 0..1; null where nothing was counted."""
        return ratio(self.numerator, self.denominator)

    @property
    def enough(self) -> bool:
        """Whether there are enough in the denominator to show a percentage."""
        return self.denominator >= FEW


class Rate(StrEnum):
    """The rates by which cohorts can be compared."""

    ATTENDANCE = "attendance"
    COMMITMENT = "commitment"
    LATENESS = "lateness"
    NOTICE = "notice"
    COMPLETENESS = "completeness"


def share_of(counts: Counts, rate: Rate) -> Share:
    """One of the rates of a group."""
    return {
        Rate.ATTENDANCE: Share(counts.attended, counts.countable),
        Rate.COMMITMENT: Share(counts.attended + counts.told, counts.countable),
        Rate.LATENESS: Share(counts.late, counts.attended),
        Rate.NOTICE: Share(counts.told, counts.notice_known),
        Rate.COMPLETENESS: Share(counts.recorded, counts.expected),
    }[rate]


def total(counts: Iterable[Counts]) -> Counts:
    """Sum of numerators and denominators, which is what *all cohorts* means."""
    return sum(counts, Counts())


def ratio(numerator: float, denominator: float) -> float | None:
    """A share as a fraction 0..1; null where nothing was counted."""
    return numerator / denominator if denominator else None


def wilson(successes: int, n: int, z: float = _Z95) -> tuple[float, float]:
    """Wilson score interval of ``successes`` in ``n`` (Wilson 1927, JASA 22, 209-212).

    Args:
        z: the normal quantile of the confidence; as it is, 95 %.

    Raises:
        ValueError: ``n`` is not positive or ``successes`` is not within 0..n.
    """
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"no interval for {successes} of {n}")
    share = successes / n
    spread = z * sqrt(share * (1 - share) / n + z**2 / (4 * n * n))
    centre = share + z**2 / (2 * n)
    scale = 1 + z**2 / n
    # Rounding must not push a bound past the share itself, as it would at 0 and at 1.
    return max(0.0, min(share, (centre - spread) / scale)), min(1.0, max(share, (centre + spread) / scale))


def interval(successes: int, n: int) -> tuple[float, float] | None:
    """The Wilson interval that a page draws: null below six in the denominator."""
    return wilson(successes, n) if n >= FEW else None


def quantile(counted: Iterable[tuple[int, int]], share: float) -> float | None:
    """Quantile of values given as (value, how many), ascending, with linear interpolation.

    The default of numpy and of ``percentile_cont``; null where there is no value.
    """
    values = [value for value, how_many in counted for _ in range(how_many)]
    if not values:
        return None
    position = share * (len(values) - 1)
    below = int(position)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (position - below)


def figures(counts: Counts) -> dict[str, float | int | None]:
    """The measures of one group as the command line and the tables of the pages name them; rates are 0..1."""
    low, high = counts.attendance_interval or (None, None)
    return {
        "expected": counts.expected,
        "recorded": counts.recorded,
        "countable": counts.countable,
        "attended": counts.attended,
        "attendance": counts.attendance,
        "commitment": counts.commitment,
        "late": counts.late,
        "lateness": counts.lateness,
        "minutes_late_median": quantile(counts.minutes_late, 0.5),
        "notice_rate": counts.notice_rate,
        "unnotified": counts.unnotified,
        "excused": counts.excused,
        "nearly_empty": counts.nearly_empty,
        "nearly_empty_of": counts.nearly_empty_of,
        "hours_offered": counts.minutes_offered / 60,
        "hours_attended": counts.minutes_attended / 60,
        "attendance_low": low,
        "attendance_high": high,
    }


def _add(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _merge(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    merged = dict(one)
    for minutes, how_many in other:
        merged[minutes] = merged.get(minutes, 0) + how_many
    return tuple(sorted(merged.items()))
