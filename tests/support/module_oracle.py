"""Modules against the plan once more, slow and obvious, straight from the definition; see ``tests.support.oracle``."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class MadeEnrolment:
    """A participant with the days of the enrolment, and a status or the day of completion by module code."""

    code: str
    enrolled_on: date
    exited_on: date | None
    progress: dict[str, date | str] = field(default_factory=dict)


@dataclass(frozen=True)
class MadePlan:
    """A cohort, and the planned week of each module of its programme."""

    starts_on: date
    weeks: int
    modules: dict[str, int | None]
    people: tuple[MadeEnrolment, ...]


def current_week(plan: MadePlan, day: date) -> int | None:
    """The programme week of a day, counted one by one."""
    if day < plan.starts_on:
        return None
    week, days = 1, (day - plan.starts_on).days
    while days >= 7 and week < plan.weeks:
        week, days = week + 1, days - 7
    return week


def count(plan: MadePlan, day: date, by: str) -> dict[Any, dict[str, int]]:
    """The counts of every group that has a module assigned or exempt, as of the end of a day."""
    week = current_week(plan, day)
    found: dict[Any, dict[str, int]] = {}
    for person in plan.people:
        for module, planned_week in plan.modules.items():
            if person.enrolled_on > day:
                continue
            group = {"cohort": None, "participant": person.code, "module": module}[by]
            counts = found.setdefault(
                group, dict.fromkeys(("assigned", "completed", "in_progress", "exempt", "planned", "planned_done"), 0)
            )
            done = person.progress.get(module)
            if done == "exempt":
                counts["exempt"] += 1
                continue
            planned = planned_week is not None and week is not None and planned_week <= week
            completed = isinstance(done, date) and done <= day
            counts["assigned"] += 1
            counts["completed"] += completed
            counts["in_progress"] += done == "in_progress"
            counts["planned"] += planned
            counts["planned_done"] += planned and completed
    return found
