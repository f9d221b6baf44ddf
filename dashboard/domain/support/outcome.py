"""Did it work? A person's countable marks before and after a decision, counted; nothing is said of causes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.domain.measures import FEW
from dashboard.domain.support.facts import Mark, between

WINDOW = timedelta(days=28)
"""How long before and after a decision is looked at."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Countable marks: recorded, of activities that count, without excused absences.

    Attributes:
        countable: how many there are.
        attended: present or late.
        late: late.
        silent: absences without notice.
    """

    countable: int = 0
    attended: int = 0
    late: int = 0
    silent: int = 0

    @property
    def on_time(self) -> int:
        """Present and not late."""
        return self.attended - self.late

    @property
    def enough(self) -> bool:
        """Whether there are enough to say anything of."""
        return self.countable >= FEW


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was counted around a decision.

    Attributes:
        before: the 28 days that end with the day of the decision, which is most often taken when its sessions are over.
        after: the 28 days that follow, as far as they have passed.
        days: how many of those have passed, 0 to 28.
    """

    before: Tally
    after: Tally
    days: int

    @property
    def whole(self) -> bool:
        """Whether all four weeks after it have passed."""
        return self.days >= WINDOW.days

    @property
    def weeks(self) -> int:
        """Whole weeks that have passed after it, 0 to 4."""
        return self.days // 7

    @property
    def comparable(self) -> bool:
        """Whether there are enough marks on both sides; otherwise it is too early to say, or there is nothing to."""
        return self.before.enough and self.after.enough


def outcome(marks: Sequence[Mark], decided_on: date, today: date) -> Outcome:
    """Count a person's marks around a decision.

    Args:
        marks: every expected mark of the enrolment known by ``today``, in time order.
        decided_on: the local day of the decision.
        today: the as-of day; nothing after it is counted.
    """
    last = min(decided_on + WINDOW, today)
    return Outcome(
        before=tally(between(marks, decided_on - WINDOW + timedelta(days=1), min(decided_on, today))),
        after=tally(between(marks, decided_on + timedelta(days=1), last)),
        days=max((last - decided_on).days, 0),
    )


def tally(marks: Iterable[Mark]) -> Tally:
    """Count the countable ones among marks."""
    countable = [mark for mark in marks if mark.counts and mark.recorded and not mark.excused]
    return Tally(
        countable=len(countable),
        attended=sum(mark.attended for mark in countable),
        late=sum(mark.status == "late" for mark in countable),
        silent=sum(mark.silent for mark in countable),
    )
