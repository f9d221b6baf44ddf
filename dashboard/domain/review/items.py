"""What an agenda is made of: one type for each thing that a weekly review talks about."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from dashboard.domain.follow_up import FollowUpItem
from dashboard.domain.measures import Counts
from dashboard.domain.modules import ModuleCounts
from dashboard.domain.register import HeldSession
from dashboard.domain.support.outcome import Outcome
from dashboard.domain.support.prompt import Prompt
from dashboard.domain.support.standing import Standing, Step, Task


class Section(StrEnum):
    """Why an item is on the agenda, in the order of the agenda."""

    CARRIED = "carried"
    UNSEEN = "unseen"
    NEW = "new"
    DECISIONS = "decisions"
    FOLLOW_UPS = "follow_ups"
    REGISTERS = "registers"
    COHORTS = "cohorts"
    SETTLED = "settled"


class ItemKind(StrEnum):
    """What an item was about when something was said of it; the words of the table ``review_item``."""

    PROMPT = "prompt"
    DECISION = "decision"
    FOLLOW_UP = "follow_up"
    REGISTER = "register"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class Who:
    """A person in one of their cohorts."""

    enrolment_id: int
    code: str
    cohort: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A prompt.

    Attributes:
        prompt: as it is now.
        before: how it stood when the review began.
        standing: how it stands now, with what has been done about it in the meeting.
        new: whether it was not there at the review before.
    """

    who: Who
    prompt: Prompt
    before: Standing
    standing: Standing
    new: bool

    @property
    def steps_now(self) -> tuple[Step, ...]:
        """What has been done about it since the review began, oldest first."""
        known = {step.id for step in (*self.before.earlier, *self.before.steps)}
        return tuple(step for step in (*self.standing.earlier, *self.standing.steps) if step.id not in known)


@dataclass(frozen=True, slots=True)
class Check:
    """A decision to look at again: was it carried out, and did it work?

    Attributes:
        before: how far it was when the review began.
        task: how far it is now.
        outcome: the person's countable marks around it.
        seen: id of the latest step about its prompt.
    """

    who: Who
    before: Task
    task: Task
    outcome: Outcome
    seen: int

    @property
    def steps_now(self) -> tuple[Step, ...]:
        """What has been said of it since the review began, oldest first."""
        known = {step.id for step in (self.before.done, self.before.review) if step}
        now = [step for step in (self.task.done, self.task.review) if step and step.id not in known]
        return tuple(sorted(now, key=lambda step: (step.decided_at, step.id)))


@dataclass(frozen=True, slots=True)
class Chase:
    """A follow-up that somebody planned, open and due, or due before the next review."""

    who: Who
    id: int
    item: FollowUpItem


@dataclass(frozen=True, slots=True)
class Person:
    """Everything about one person that the meeting should talk about.

    Attributes:
        waiting: prompts that put the person on the agenda, in the order in which they wait.
        known: the person's other prompts, which somebody has looked at.
        checks: decisions to look at again, by day.
        chases: follow-ups that no prompt speaks of, by day.
    """

    who: Who
    waiting: tuple[Talk, ...] = ()
    known: tuple[Talk, ...] = ()
    checks: tuple[Check, ...] = ()
    chases: tuple[Chase, ...] = ()

    @property
    def cohort(self) -> str:
        """Code of the cohort."""
        return self.who.cohort

    @property
    def talks(self) -> tuple[Talk, ...]:
        """Every prompt of the person, those that wait first."""
        return (*self.waiting, *self.known)

    @property
    def seen(self) -> int:
        """Id of the latest step about the person's prompts, by which a form says what its writer has seen."""
        seen = [talk.standing.seen for talk in self.talks] + [check.seen for check in self.checks]
        return max(seen, default=0)

    def steps_now(self) -> Iterator[Step]:
        """What has been done about the person's prompts since the review began; each step once, oldest first."""
        parts = [talk.steps_now for talk in self.talks] + [check.steps_now for check in self.checks]
        steps = {step.id: step for part in parts for step in part}
        return iter(sorted(steps.values(), key=lambda step: (step.decided_at, step.id)))


@dataclass(frozen=True, slots=True)
class Registers:
    """The registers of a cohort that are not taken, and the codes of those whose prompts are withheld for it."""

    cohort_id: int
    cohort: str
    sessions: tuple[HeldSession, ...]
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """What was counted in a cohort in seven days; modules as of the last of them."""

    counts: Counts
    modules: ModuleCounts


@dataclass(frozen=True, slots=True)
class CohortWeek:
    """A cohort's seven days beside the seven before them, and everything since it began."""

    cohort_id: int
    cohort: str
    this: Week
    last: Week
    so_far: Counts


@dataclass(frozen=True, slots=True)
class Settled:
    """What the meeting wrote about and is no longer so: a mark was corrected meanwhile. Its words must not get lost.

    ``who`` is null where it was about a cohort.
    """

    cohort: str
    who: Who | None = None


Subject: TypeAlias = Person | Registers | CohortWeek | Settled


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda; ``key`` names it in every review."""

    key: str
    section: Section
    subject: Subject

    @property
    def who(self) -> Who | None:
        """The person whom it is about; null where it is about a cohort."""
        return self.subject.who if isinstance(self.subject, Person | Settled) else None

    @property
    def cohort(self) -> str:
        """Code of the cohort."""
        return self.subject.cohort
