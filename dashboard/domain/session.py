"""One session with everybody's mark, as its own page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.domain.register import Shown


@dataclass(frozen=True, slots=True)
class SessionMark:
    """What the register says of one person whom the session expects; ``reason`` is the coarse one of an absence."""

    person_id: int
    participant: str
    shown: Shown
    minutes_late: int | None
    left_early: int | None
    notice: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class OneSession:
    """A session that the asker may see.

    Attributes:
        held: it had ended by the as-of moment.
        restricted: it is not for everybody's eyes.
        whole_cohort: it is not one person's own.
        marks: one for each person whom it expects, by code; none where it is cancelled.
    """

    id: int
    cohort: str
    activity: str
    module: str | None
    local_date: date
    starts_at: datetime
    ends_at: datetime
    held: bool
    cancelled: bool
    restricted: bool
    whole_cohort: bool
    marks: Sequence[SessionMark] = ()

    @property
    def expected(self) -> int:
        """How many it expects."""
        return len(self.marks)

    @property
    def recorded(self) -> int:
        """How many have a mark."""
        return sum(mark.shown not in (Shown.UNRECORDED, Shown.UPCOMING) for mark in self.marks)

    @property
    def came(self) -> int:
        """How many were present or late."""
        return sum(mark.shown in (Shown.PRESENT, Shown.LATE) for mark in self.marks)
