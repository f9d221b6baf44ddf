"""Modules against the plan: what is completed, what is planned by now, what is still open.

Counted per enrolment, each with every module of its programme: a person in two cohorts has each module twice. An
exempt module leaves every other count. Nobody has a plan of their own, so

- who joins late has the plan of the cohort, and is behind it at first;
- who leaves early stays in the counts, and the plan goes on: what they did not get to is part of what the coaching
  reached. Lists of what is open say that they have left.

Only completion has a date. As of an earlier day, a module completed later was not completed; whether it had begun by
then is not known, so that it counts as not started. *In progress* and *exempt* hold on every day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from dashboard.domain.measures import FEW, interval, ratio


class ModuleState(StrEnum):
    """How far an enrolment is with a module, and how that is shown.

    ``LATER`` is *not started* before the planned week has come, or where there is none: nothing to do about it yet.
    """

    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    LATER = "later"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class ModuleCounts:
    """Additive counts of (enrolment, module) pairs as of a day.

    Attributes:
        assigned: all pairs but the exempt ones, from which the other counts are taken.
        completed: completed by the day.
        in_progress: begun, and not completed by the day.
        exempt: exempt; in none of the other counts.
        planned: those whose planned week has come; a cohort that has not begun has none.
        planned_done: completed among the planned.
    """

    assigned: int = 0
    completed: int = 0
    in_progress: int = 0
    exempt: int = 0
    planned: int = 0
    planned_done: int = 0

    def __add__(self, other: "ModuleCounts") -> "ModuleCounts":
        return ModuleCounts(**{item.name: getattr(self, item.name) + getattr(other, item.name) for item in _COUNTED})

    @property
    def not_started(self) -> int:
        """Neither completed nor in progress."""
        return self.assigned - self.completed - self.in_progress

    @property
    def open(self) -> int:
        """Planned by now and not completed."""
        return self.planned - self.planned_done

    @property
    def ahead(self) -> int:
        """Completed before the planned week has come."""
        return self.completed - self.planned_done

    @property
    def against_plan(self) -> int:
        """completed - planned: negative is behind the plan; what is done ahead makes up for what is open."""
        return self.completed - self.planned

    @property
    def completion(self) -> float | None:
        """completed / assigned."""
        return ratio(self.completed, self.assigned)

    @property
    def completion_interval(self) -> tuple[float, float] | None:
        """Wilson 95 % interval of completion, null with fewer than six assigned."""
        return interval(self.completed, self.assigned)

    @property
    def enough(self) -> bool:
        """Whether there are enough to show a percentage."""
        return self.assigned >= FEW


_COUNTED = fields(ModuleCounts)


def total(counts: Iterable[ModuleCounts]) -> ModuleCounts:
    """Sum of all counts, which is what *all cohorts* means."""
    return sum(counts, ModuleCounts())


@dataclass(frozen=True, slots=True)
class ModuleCell:
    """One module of one person as of a day; ``left_early`` says that they left before their cohort ended."""

    cohort: str
    participant: str
    module: str
    state: ModuleState
    planned: bool
    completed_on: date | None
    left_early: bool

    @property
    def open(self) -> bool:
        """Planned by now, and neither completed nor exempt."""
        return self.planned and self.state not in (ModuleState.COMPLETED, ModuleState.EXEMPT)


def state(status: str, planned: bool) -> ModuleState:
    """How a status as of a day is shown."""
    shown = ModuleState(status)
    return ModuleState.LATER if shown is ModuleState.NOT_STARTED and not planned else shown


@dataclass(frozen=True, slots=True)
class Step:
    """So many (enrolment, module) pairs that take the same way through the weeks.

    Attributes:
        status: completed, in_progress, not_started or exempt.
        entered: the first programme week at whose end they are there.
        planned: the first at whose end they are planned to be completed; null for no plan.
        completed: the first at whose end they are; null while they are not.
        pairs: how many.
    """

    status: str
    entered: int
    planned: int | None
    completed: int | None
    pairs: int

    def at(self, week: int) -> ModuleCounts:
        """Their counts at the end of a programme week."""
        if self.entered > week:
            return ModuleCounts()
        if self.status == ModuleState.EXEMPT:
            return ModuleCounts(exempt=self.pairs)
        planned = self.planned is not None and self.planned <= week
        completed = self.completed is not None and self.completed <= week
        return ModuleCounts(
            assigned=self.pairs,
            completed=self.pairs * completed,
            in_progress=self.pairs * (self.status == ModuleState.IN_PROGRESS),
            planned=self.pairs * planned,
            planned_done=self.pairs * (planned and completed),
        )


@dataclass(frozen=True, slots=True)
class CohortSteps:
    """A cohort's way through its weeks; ``week`` is the one it is in, null before its start."""

    cohort: str
    week: int | None
    weeks: int
    steps: tuple[Step, ...] = ()

    def at(self, week: int) -> ModuleCounts:
        """The counts as of the end of a programme week; in a week to come, only what is planned by then is known."""
        return total(step.at(week) for step in self.steps)


def reached(cohorts: Sequence[CohortSteps]) -> dict[int, ModuleCounts]:
    """The counts of several cohorts by programme week, up to the latest that one of them has reached.

    A cohort counts up to its own week and stays there, so that the last week holds where all of them are now.
    """
    together = _together(cohorts)
    latest = max(together, default=0)
    return {
        week: total(cohort.at(min(week, current)) for current, cohort in together.items())
        for week in range(1, latest + 1)
    }


def still_planned(cohorts: Sequence[CohortSteps]) -> dict[int, int]:
    """How many modules are planned by each week that is still to come, the current one first.

    Empty unless all cohorts that have begun are in the same week: their weeks to come are not the same time else.
    """
    together = _together(cohorts)
    if len(together) != 1:
        return {}
    [(current, cohort)] = together.items()
    return {week: cohort.at(week).planned for week in range(current, cohort.weeks + 1)}


def _together(cohorts: Sequence[CohortSteps]) -> dict[int, CohortSteps]:
    """Those that have begun as one for each current week: hundreds of cohorts take few different ways."""
    pairs: dict[int, Counter[tuple[str, int, int | None, int | None]]] = defaultdict(Counter)
    weeks: dict[int, int] = {}
    for cohort in cohorts:
        if cohort.week is None:
            continue
        weeks[cohort.week] = max(cohort.weeks, weeks.get(cohort.week, 0))
        for step in cohort.steps:
            pairs[cohort.week][step.status, step.entered, step.planned, step.completed] += step.pairs
    return {
        week: CohortSteps("", week, length, tuple(Step(*way, pairs=many) for way, many in pairs[week].items()))
        for week, length in weeks.items()
    }


def figures(counts: ModuleCounts) -> dict[str, float | int | None]:
    """The measures of one group as the command line and the tables of the page name them; rates are 0..1."""
    low, high = counts.completion_interval or (None, None)
    return {
        "assigned": counts.assigned,
        "completed": counts.completed,
        "in_progress": counts.in_progress,
        "exempt": counts.exempt,
        "planned": counts.planned,
        "against_plan": counts.against_plan,
        "completion": counts.completion,
        "completion_low": low,
        "completion_high": high,
    }
