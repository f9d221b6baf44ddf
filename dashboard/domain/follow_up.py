"""Follow-ups after the exit: how each stands on a day, whom nobody has planned one for, and what came of people.

A follow-up stands as it stood on the day that is asked about: one that was closed later was still open then. What came
of a person is known only from a follow-up that was done; everything else is *unknown*, which is a category of its own
and never means without work.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from enum import StrEnum

from dashboard.domain.measures import interval, ratio

SOON = timedelta(days=14)
"""What is due within this time is due soon."""


class Kind(StrEnum):
    """What a follow-up is for: the two statuses that a funder asks for, or something that was agreed on."""

    FIRST = "28_days"
    SECOND = "6_months"
    OTHER = "other"


class Standing(StrEnum):
    """How a follow-up stands on a day; a cancelled one has none."""

    DONE = "done"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"
    OVERDUE = "overdue"
    UPCOMING = "upcoming"

    @property
    def open(self) -> bool:
        """Whether somebody still has to ask."""
        return self in {Standing.OVERDUE, Standing.UPCOMING}


class Outcome(StrEnum):
    """What came of a person, in the order in which it is listed."""

    EMPLOYED = "employed"
    EDUCATION = "education"
    JOB_SEARCHING = "job_searching"
    INACTIVE = "inactive"
    OTHER = "other"
    UNKNOWN = "unknown"


class Point(StrEnum):
    """When people are asked what came of them."""

    EXIT = "exit"
    FIRST = "28_days"
    SECOND = "6_months"


@dataclass(frozen=True, slots=True)
class Window:
    """Days after the exit between which a status is asked for, both inclusive, and the day on which it is due."""

    opens: int
    due: int
    closes: int


WINDOWS: Mapping[Kind, Window] = {
    Kind.FIRST: Window(opens=21, due=28, closes=28),
    Kind.SECOND: Window(opens=169, due=183, closes=197),
}


@dataclass(frozen=True, slots=True)
class FollowUpCounts:
    """Follow-ups of a group of enrolments as of a day; cancelled ones are in no count.

    Attributes:
        due: due by the day.
        done, not_reached, declined, overdue: how those stand; together all of them.
        upcoming: due later, and open.
        early: due later, and closed already.
        soon: of the upcoming ones, those due within two weeks.
    """

    due: int = 0
    done: int = 0
    not_reached: int = 0
    declined: int = 0
    overdue: int = 0
    upcoming: int = 0
    early: int = 0
    soon: int = 0

    def __add__(self, other: "FollowUpCounts") -> "FollowUpCounts":
        return FollowUpCounts(
            **{item.name: getattr(self, item.name) + getattr(other, item.name) for item in fields(FollowUpCounts)}
        )

    @property
    def planned(self) -> int:
        """All of them, due or not."""
        return self.due + self.upcoming + self.early

    @property
    def reached(self) -> float | None:
        """done / due."""
        return ratio(self.done, self.due)

    @property
    def reached_interval(self) -> tuple[float, float] | None:
        """Wilson 95 % interval of the share reached, null with fewer than six due."""
        return interval(self.done, self.due)


def add(counts: Iterable[FollowUpCounts]) -> FollowUpCounts:
    """Sum of numerators and denominators, which is what *all cohorts* means."""
    return sum(counts, FollowUpCounts())


def figures(counts: FollowUpCounts) -> dict[str, float | int | None]:
    """The measures of one group as the command line names them; ``reached`` is 0..1, null where nothing is due."""
    return {
        "due": counts.due,
        "done": counts.done,
        "not_reached": counts.not_reached,
        "declined": counts.declined,
        "overdue": counts.overdue,
        "upcoming": counts.upcoming,
        "reached": counts.reached,
    }


@dataclass(frozen=True, slots=True)
class FollowUpItem:
    """One follow-up of one person, as it stands on a day.

    Attributes:
        settled_on: when it was done or closed; null while it is open.
        outcome: what was learnt; null unless it is done.
        owner: display name of who sees to it; null where nobody does.
    """

    cohort: str
    participant: str
    kind: Kind
    due_on: date
    standing: Standing
    settled_on: date | None
    outcome: Outcome | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class Leaver:
    """One person who has left one cohort, and the kinds of follow-up that were ever planned, cancelled ones too."""

    cohort: str
    participant: str
    exited_on: date
    planned: frozenset[Kind]

    def unplanned(self, today: date) -> list[Kind]:
        """The statuses that should have been asked for by the day, and that nobody planned to."""
        days = (today - self.exited_on).days
        return [kind for kind, window in WINDOWS.items() if kind not in self.planned and days >= window.due]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of distinct persons at one point.

    Attributes:
        persons: by outcome; whoever declined, was not reached or has not been asked yet is unknown.
    """

    persons: Mapping[Outcome, int] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """The denominator: everyone of whom it should be known by now."""
        return sum(self.persons.values())

    @property
    def unknown(self) -> int:
        """Of how many it is not known."""
        return self.count(Outcome.UNKNOWN)

    def count(self, *outcomes: Outcome) -> int:
        """Of how many it is one of these."""
        return sum(self.persons.get(outcome, 0) for outcome in outcomes)
