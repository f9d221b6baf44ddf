"""Taking a register: what can be written of one person, who is expected, and what becomes of a change.

Each stored mark has a version, and each change says on which version it was made; version 0 is no mark. So nobody
overwrites what they have not seen, and a change that is sent twice because the answer was lost is made once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from dashboard.domain.register import Shown, shown

STATUSES = ("present", "late", "absent")
NOTICES = ("before", "after", "none", "unknown")
REASONS = ("official", "health", "care", "work_or_study", "other", "unknown")
LONGEST = 1440
"""Minutes of a day: nobody is later than that, and none leaves earlier."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a register says of one person; the rules are those of the table ``mark``.

    Attributes:
        status: ``present``, ``late`` or ``absent``.
        minutes_late: of who was late; null where nobody knows.
        left_early: minutes, of who was there; null where they stayed.
        notice: when the team was told, of who was late or absent.
        excused: whether the absence is excused.
        reason: the coarse reason of an absence.
    """

    status: str
    minutes_late: int | None = None
    left_early: int | None = None
    notice: str | None = None
    excused: bool = False
    reason: str | None = None

    def __post_init__(self) -> None:
        if not self._fits():
            raise ValueError("a mark that contradicts itself")

    def _fits(self) -> bool:
        absent = self.status == "absent"
        return (
            self.status in STATUSES
            and (self.notice is None if self.status == "present" else self.notice in NOTICES)
            and _minutes(self.minutes_late, self.status == "late")
            and _minutes(self.left_early, not absent)
            and (absent or not self.excused)
            and (self.reason is None or (absent and self.reason in REASONS))
        )

    @property
    def shown(self) -> Shown:
        """In which of the six ways it is shown."""
        return shown(self.status, self.notice, self.excused, held=True)

    def plain(self) -> dict[str, Any]:
        """Its values by name, without those that say nothing: for the log and the browser."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value not in (None, False)}

    @classmethod
    def of(cls, plain: Mapping[str, Any] | None) -> "Entry | None":
        """The inverse of :meth:`plain`; null is no mark."""
        return None if plain is None else cls(**plain)


def _minutes(number: int | None, allowed: bool) -> bool:
    return number is None or (allowed and 1 <= number <= LONGEST)


@dataclass(frozen=True, slots=True)
class Stored:
    """A mark as the database has it, with the account that wrote it last and its display name, where known."""

    version: int
    entry: Entry
    recorded_at: datetime
    account_id: int | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants a mark to say; a null ``entry`` clears it. ``base`` is the version that they saw."""

    enrolment_id: int
    base: int
    entry: Entry | None


class Verdict(StrEnum):
    """What becomes of a change.

    WRITTEN: it is stored now. ALREADY: that is what is stored, by this change sent before or by a colleague.
    DIFFERS: somebody has written something else; nothing is stored. NOT_EXPECTED: the session expects no such person.
    """

    WRITTEN = "written"
    ALREADY = "already"
    DIFFERS = "differs"
    NOT_EXPECTED = "not-expected"


def judge(change: Change, stored: Stored | None) -> Verdict:
    """Whether a change to the mark of somebody who is expected can be written."""
    if change.entry == (stored.entry if stored else None):
        return Verdict.ALREADY
    seen = change.base == (stored.version if stored else 0)
    return Verdict.WRITTEN if seen else Verdict.DIFFERS


@dataclass(frozen=True, slots=True)
class Notice:
    """That somebody will be absent on these days, both inclusive, as they told beforehand on ``told_on``."""

    id: int
    version: int
    first_day: date
    last_day: date
    excused: bool
    reason: str | None
    recorded_at: datetime

    @property
    def entry(self) -> Entry:
        """What the register will say if they do not come."""
        return Entry("absent", notice="before", excused=self.excused, reason=self.reason)


def suggestion(notices: Iterable[Notice], day: date) -> Notice | None:
    """The notice that speaks of a day; of several, the one that was given last."""
    speaking = [notice for notice in notices if notice.first_day <= day <= notice.last_day]
    return max(speaking, key=lambda notice: (notice.recorded_at, notice.id), default=None)


class Stage(StrEnum):
    """Where a register stands."""

    AHEAD = "ahead"
    OPEN = "open"
    BEGUN = "begun"
    TAKEN = "taken"
    NOBODY = "nobody"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One session with how much of its register is taken; ``participant`` where it is one person's own."""

    session_id: int
    cohort: str
    activity: str
    restricted: bool
    participant: str | None
    local_date: date
    starts_at: datetime
    ends_at: datetime
    cancelled: bool
    expected: int
    recorded: int

    def stage(self, today: date) -> Stage:
        """Where it stands on a local day: a register can be taken from the session's own day on."""
        return stage(self.local_date, today, cancelled=self.cancelled, expected=self.expected, recorded=self.recorded)


def stage(local_date: date, today: date, *, cancelled: bool, expected: int, recorded: int) -> Stage:
    """Where the register of a session of that day stands."""
    if cancelled:
        return Stage.CANCELLED
    if not expected:
        return Stage.NOBODY
    if local_date > today:
        return Stage.AHEAD
    if recorded == expected:
        return Stage.TAKEN
    return Stage.BEGUN if recorded else Stage.OPEN


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody whom a session expects, with their mark and what they told beforehand."""

    enrolment_id: int
    person_id: int
    participant: str
    stored: Stored | None = None
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The register of one session as it stands.

    Attributes:
        version: of the session, for cancelling it.
        stamp: a number that grows with whatever is written about the cohort, so that an older state is known as such.
        people: exactly those whom the session expects, by code, whether it is cancelled or not.
    """

    session_id: int
    version: int
    cohort: str
    activity: str
    restricted: bool
    whole_cohort: bool
    local_date: date
    starts_at: datetime
    ends_at: datetime
    cancelled_at: datetime | None
    stamp: int
    people: Sequence[Expected] = ()

    @property
    def recorded(self) -> int:
        """How many have a mark."""
        return sum(person.stored is not None for person in self.people)

    def stage(self, today: date) -> Stage:
        """Where it stands on a local day."""
        cancelled = self.cancelled_at is not None
        people = {"expected": len(self.people), "recorded": self.recorded}
        return stage(self.local_date, today, cancelled=cancelled, **people)

    def takes_marks(self, today: date) -> bool:
        """Whether marks can be written on a local day."""
        return self.stage(today) in {Stage.OPEN, Stage.BEGUN, Stage.TAKEN}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a register's history.

    Attributes:
        at, by: when, and the display name of the account where it was one.
        participant: whose mark; null for the session itself.
        old, new: what the register said of them before and after; both null for the session itself.
        action: ``mark``, ``cancel``, ``restore``, or ``elsewhere`` for a mark that an import or another program wrote.
    """

    at: datetime
    by: str | None
    action: str
    participant: str | None = None
    old: Entry | None = None
    new: Entry | None = None


def with_notices(
    people: Iterable[Expected], notices: Mapping[int, Sequence[Notice]], day: date
) -> tuple[Expected, ...]:
    """The people of a session with the notice of each enrolment that speaks of its day."""
    return tuple(replace(one, notice=suggestion(notices.get(one.enrolment_id, ()), day)) for one in people)
