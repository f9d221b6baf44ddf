"""How the team stands with a prompt: who has looked at it since it began to speak, and what was decided.

What people do about prompts is kept as steps that are only ever added; how a prompt stands is read from them for any
day. A step counts for the present run of its prompt alone: taken on or after the day since which the rule has been
firing. Somebody who was looked at in spring and came again is looked at anew in autumn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dashboard.domain.calendar import local_day
from dashboard.domain.support.prompt import Prompt, Rule
from dashboard.domain.support.rules import rank


class StepKind(StrEnum):
    """What somebody did about a prompt."""

    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    DECIDED = "decided"
    DONE = "done"
    REVIEWED = "reviewed"


class Worked(StrEnum):
    """What came of a decision, in the eyes of whoever looked at it again."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Step:
    """One step about a prompt.

    Attributes:
        rule, about: which prompt; ``about`` tells the two statuses of T1 apart and is null for every other rule.
        text: the decision itself, the reason of a snooze, or what was found when looking again.
        owner_id, owner: who sees to a decision, and their display name.
        due_on: by when.
        snoozed_until: the day on which a snoozed prompt comes back.
        decision_id: the decision that was carried out, or looked at again; null where nobody noted which.
        review_id: the weekly review in which it was said.
        author: display name of who took the step.
        participant, cohort: the codes of the enrolment, for lists of steps about many people.
    """

    id: int
    enrolment_id: int
    rule: str
    about: str | None
    kind: StepKind
    decided_at: datetime
    text: str | None = None
    owner_id: int | None = None
    owner: str | None = None
    due_on: date | None = None
    snoozed_until: date | None = None
    worked: Worked | None = None
    decision_id: int | None = None
    review_id: int | None = None
    author: str | None = None
    participant: str = ""
    cohort: str = ""

    @property
    def decided_on(self) -> date:
        """The local day of the step."""
        return local_day(self.decided_at)


class Progress(StrEnum):
    """How far a decision is; *due* is its day or any day after it, until somebody says that it is done."""

    OPEN = "open"
    DUE = "due"
    DONE = "done"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Task:
    """A decision and what became of it by a day; ``review`` is the latest answer to "did it work?"."""

    decision: Step
    progress: Progress
    done: Step | None = None
    review: Step | None = None

    @property
    def open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.progress in (Progress.OPEN, Progress.DUE)


def tasks(steps: Iterable[Step], today: date) -> list[Task]:
    """Every decision among the steps, of whichever prompts, with what became of it; in the order of the decisions.

    A step that does not say which decision it is about follows the latest one about its prompt before it.
    """
    decisions: dict[int, Step] = {}
    latest: dict[tuple[int, str, str | None], int] = {}
    done: dict[int, Step] = {}
    reviews: dict[int, Step] = {}
    for step in sorted(steps, key=_time):
        prompt = step.enrolment_id, step.rule, step.about
        if step.kind is StepKind.DECIDED:
            decisions[step.id] = step
            latest[prompt] = step.id
            continue
        decision = step.decision_id or latest.get(prompt)
        if decision in decisions and step.kind is StepKind.DONE:
            done.setdefault(decision, step)
        elif decision in decisions and step.kind is StepKind.REVIEWED:
            reviews[decision] = step
    return [_task(step, done.get(number), reviews.get(number), today) for number, step in decisions.items()]


def _task(decision: Step, done: Step | None, review: Step | None, today: date) -> Task:
    if review is not None:
        progress = Progress.REVIEWED
    elif done is not None:
        progress = Progress.DONE
    else:
        progress = Progress.DUE if decision.due_on is not None and decision.due_on <= today else Progress.OPEN
    return Task(decision, progress, done, review)


class Stage(StrEnum):
    """How a prompt stands with the team."""

    UNSEEN = "unseen"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    DECIDED = "decided"
    DONE = "done"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one prompt stands on a day.

    Attributes:
        stage: what its last step makes of it.
        steps: those of the present run, oldest first.
        tasks: the decisions among them; two that were taken at the same moment both stand.
        earlier: the steps of earlier runs, oldest first.
        unseen_since: since when nobody has looked: since it began, or since a snooze was over; null once somebody has.
        today: the day.
    """

    stage: Stage
    steps: tuple[Step, ...]
    tasks: tuple[Task, ...]
    earlier: tuple[Step, ...]
    unseen_since: date | None
    today: date

    @property
    def unseen(self) -> bool:
        """Whether nobody has looked."""
        return self.stage is Stage.UNSEEN

    @property
    def unseen_days(self) -> int:
        """For how many days nobody has looked; 0 once somebody has."""
        return (self.today - self.unseen_since).days if self.unseen_since else 0

    @property
    def last(self) -> Step | None:
        """The latest step of the present run."""
        return self.steps[-1] if self.steps else None

    @property
    def due(self) -> bool:
        """Whether a decision of the present run is due and nobody has said that it is done."""
        return any(task.progress is Progress.DUE for task in self.tasks)

    @property
    def seen(self) -> int:
        """Id of the latest step of all, by which a form says what its writer has seen; 0 where there is none."""
        return max((step.id for step in (*self.earlier, *self.steps)), default=0)


def standing(prompt: Prompt, steps: Iterable[Step], today: date) -> Standing:
    """How a prompt stands on a day.

    Args:
        prompt: as it was computed for the day.
        steps: those about the person's enrolment that were taken by then; those about other prompts are left out.
    """
    own = sorted((step for step in steps if (step.rule, step.about) == (prompt.rule, prompt.about)), key=_time)
    present = tuple(step for step in own if step.decided_on >= prompt.since)
    earlier = tuple(step for step in own if step.decided_on < prompt.since)
    decided = tuple(tasks(present, today))
    stage = _stage(present, decided, today)
    unseen_since = _unseen_since(prompt, present) if stage is Stage.UNSEEN else None
    return Standing(stage, present, decided, earlier, unseen_since, today)


def _stage(steps: Sequence[Step], decided: Sequence[Task], today: date) -> Stage:
    if not steps:
        return Stage.UNSEEN
    last = steps[-1]
    if last.snoozed_until is not None:
        return Stage.SNOOZED if today < last.snoozed_until else Stage.UNSEEN
    if any(task.open for task in decided):
        return Stage.DECIDED
    if any(task.progress is Progress.DONE for task in decided):
        return Stage.DONE
    return Stage.REVIEWED if decided else Stage.ACKNOWLEDGED


def _unseen_since(prompt: Prompt, steps: Sequence[Step]) -> date:
    """Without a step since the prompt began; otherwise the last one was a snooze, which is over."""
    snoozed_until = steps[-1].snoozed_until if steps else None
    return max(prompt.since, snoozed_until) if snoozed_until else prompt.since


def waiting_order(prompt: Prompt, standing: Standing) -> tuple[int, int, int]:
    """Where a prompt comes among those that nobody has looked at: R10, R4, R3, then the longest without a look.

    Never by a score, nor by how many prompts a person has.
    """
    return rank(prompt.rule), -standing.unseen_days, list(Rule).index(prompt.rule)


def _time(step: Step) -> tuple[datetime, int]:
    return step.decided_at, step.id
