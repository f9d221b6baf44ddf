"""Marks, and how absences and lateness usually look: drawn at random where a story does not say otherwise."""

from dataclasses import dataclass
from random import Random

from db.demo.timetable import DemoSession

_NOTICES = ("before", "after", "none", "unknown")
_REASONS = ("health", "care", "work_or_study", "other")
_MINUTES = (5, 5, 5, 10, 10, 10, 15, 15, 20, 20, 25, 30, 45)
_UNKNOWN_MINUTES = 0.15
_LEFT_EARLY = 0.03


@dataclass(frozen=True, slots=True)
class DemoMark:
    """What a register says, with its row's columns."""

    status: str
    minutes_late: int | None = None
    left_early_minutes: int | None = None
    notice: str | None = None
    excused: bool = False
    reason: str | None = None


Register = dict[tuple[str, DemoSession], DemoMark]
"""The marks by participant code and session; no entry means not recorded."""

PRESENT = DemoMark("present")
SILENT = DemoMark("absent", notice="none", reason="unknown")
OFFICIAL = DemoMark("absent", notice="before", excused=True, reason="official")


def attended(rng: Random) -> DemoMark:
    """Present, now and then leaving early."""
    return DemoMark("present", left_early_minutes=rng.choice((15, 30, 60))) if rng.random() < _LEFT_EARLY else PRESENT


def late(rng: Random, minutes: tuple[int, ...] = _MINUTES) -> DemoMark:
    """Late by some minutes, sometimes an unknown number of them."""
    known = None if rng.random() < _UNKNOWN_MINUTES else rng.choice(minutes)
    return DemoMark("late", minutes_late=known, notice=rng.choices(_NOTICES, (2, 1, 4, 2))[0])


def absent(rng: Random, notice: str | None = None) -> DemoMark:
    """Absent, not excused; with the notice given, or any."""
    notice = notice or rng.choices(_NOTICES, (9, 3, 7, 2))[0]
    reason = rng.choice(_REASONS) if notice in {"before", "after"} else "unknown"
    return DemoMark("absent", notice=notice, reason=reason)


def excused(rng: Random) -> DemoMark:
    """Absent and excused: a hearing or an authority, an illness, a child."""
    reason = rng.choices(("official", "health", "care"), (3, 2, 1))[0]
    return DemoMark("absent", notice=rng.choice(("before", "before", "after")), excused=True, reason=reason)
