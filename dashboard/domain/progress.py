"""Modules against the plan and follow-ups against their dates, as counts and what they mean."""

from dataclasses import dataclass

from dashboard.domain.measures import ratio


@dataclass(frozen=True, slots=True)
class ModuleCounts:
    """Modules of a group of enrolments as of a day; exempt ones are left out of every count.

    Attributes:
        assigned: (enrolment, module) pairs.
        completed: those completed by the day.
        planned: those whose planned week has come.
    """

    assigned: int = 0
    completed: int = 0
    planned: int = 0

    @property
    def completion(self) -> float | None:
        """completed / assigned."""
        return ratio(self.completed, self.assigned)

    @property
    def against_plan(self) -> int:
        """completed - planned: negative is behind."""
        return self.completed - self.planned


@dataclass(frozen=True, slots=True)
class FollowUpCounts:
    """Follow-ups of a group of enrolments as of a day.

    Attributes:
        due: due by the day and not cancelled.
        done: those of them that are done.
        overdue: those neither done, declined nor closed as not reached.
    """

    due: int = 0
    done: int = 0
    overdue: int = 0

    @property
    def reached(self) -> float | None:
        """done / due."""
        return ratio(self.done, self.due)
