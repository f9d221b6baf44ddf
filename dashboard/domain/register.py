"""What a register says, in the six ways the pages show it, and which sessions stand out."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Shown(StrEnum):
    """How one expected mark is shown: the same six everywhere, and *upcoming* for what is not yet held."""

    PRESENT = "present"
    LATE = "late"
    TOLD = "told"
    UNTOLD = "untold"
    EXCUSED = "excused"
    UNRECORDED = "unrecorded"
    UPCOMING = "upcoming"


RECORDED_ORDER = (Shown.PRESENT, Shown.LATE, Shown.TOLD, Shown.UNTOLD, Shown.EXCUSED, Shown.UNRECORDED)
"""The order in which they are stacked, listed and explained."""


def shown(status: str | None, notice: str | None, excused: bool | None, held: bool) -> Shown:
    """How a mark is shown; an absence counts as told only when notice was given before."""
    if not held:
        return Shown.UPCOMING
    if status is None:
        return Shown.UNRECORDED
    if status != "absent":
        return Shown(status)
    if excused:
        return Shown.EXCUSED
    return Shown.TOLD if notice == "before" else Shown.UNTOLD


@dataclass(frozen=True, slots=True)
class Cell:
    """One expected mark of one person, as the register's grid shows it."""

    cohort: str
    participant: str
    session_id: int
    starts_at: datetime
    local_date: date
    activity: str
    whole_cohort: bool
    shown: Shown
    minutes_late: int | None
    notice: str | None


@dataclass(frozen=True, slots=True)
class HeldSession:
    """One held session with what its register says.

    ``participant`` names the person of an individual session; null for a whole cohort, or where the asker may not
    see persons.
    """

    session_id: int
    cohort: str
    activity: str
    local_date: date
    starts_at: datetime
    whole_cohort: bool
    participant: str | None
    expected: int
    recorded: int
    came: int
    unnotified: int

    @property
    def nearly_empty(self) -> bool:
        """At least two were expected, at most one came, and everyone's mark is there."""
        return self.whole_cohort and self.expected >= 2 and self.complete and self.came <= 1

    @property
    def complete(self) -> bool:
        """Whether nobody's mark is missing."""
        return self.recorded == self.expected

    @property
    def not_taken(self) -> bool:
        """Whether at least one expected mark is missing."""
        return self.recorded < self.expected
