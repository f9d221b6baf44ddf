"""What a rule says, and since when it has been saying so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from dashboard.domain.support.facts import Facts, FollowUpTask, Mark, PlannedModule

Evidence: TypeAlias = Mark | PlannedModule | FollowUpTask


class Rule(StrEnum):
    """The signs of the rules."""

    LOW_ATTENDANCE = "R1"
    RECENT_DROP = "R2"
    RUN_OF_ABSENCES = "R3"
    SILENT_ABSENCES = "R4"
    NOTICE_HABIT = "R5"
    LATENESS = "R6"
    GUIDANCE_MISSED = "R7"
    BEHIND_PLAN = "R8"
    MANY_EXCUSED = "R9"
    NO_CONTACT = "R10"
    FOLLOW_UP = "T1"
    REGISTER = "T2"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One rule that fires for one person.

    Attributes:
        since: the day since which it has fired without a break, as far as the data tell: what was recorded late is
            taken to have been known on the day of its session.
        values: what fills in the sentence, by name; ``dashboard.prompt_words`` knows the sentences.
        evidence: the very marks it counted, in time order; modules for R8, the planned follow-up for T1.
    """

    rule: Rule
    since: date
    values: Mapping[str, Any]
    evidence: tuple[Evidence, ...]

    @property
    def about(self) -> str | None:
        """What tells two prompts of one rule apart: which status T1 asks for; null for every other rule."""
        kind = self.values.get("kind")
        return None if kind is None else str(kind)


def since_mark(marks: Sequence[Mark], fires: Callable[[Sequence[Mark]], bool]) -> date:
    """The day of the mark after which a rule has fired without a break, given that it fires after the last one."""
    end = len(marks)
    while end > 1 and fires(marks[: end - 1]):
        end -= 1
    return marks[end - 1].date


def since_day(facts: Facts, today: date, fires: Callable[[date], bool]) -> date:
    """The first of the days up to today on whose ends a rule fires without a break, given that it fires today."""
    day = today
    while day > facts.enrolled_on and fires(day - timedelta(days=1)):
        day -= timedelta(days=1)
    return day


def trailing(marks: Sequence[Mark], holds: Callable[[Mark], bool]) -> tuple[Mark, ...]:
    """The marks at the end of a sequence of which something holds without a break."""
    start = len(marks)
    while start and holds(marks[start - 1]):
        start -= 1
    return tuple(marks[start:])
