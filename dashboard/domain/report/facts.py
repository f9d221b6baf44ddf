"""What a report knows of one person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dashboard.domain.esf import Background
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.needs import Category


class Need(NamedTuple):
    """A service that a person turned out to need by the day, and whether they got it by then."""

    category: Category
    met: bool


@dataclass(frozen=True, slots=True)
class ReportPerson:
    """One person, over all their enrolments in the cohorts of a report: who comes back is one person, not two.

    Attributes:
        id: the participant's row.
        cohort: code of the cohort that they entered first, under which they are counted.
        entered_on: the first day of all.
        left_on: the last day of all; null while an enrolment is open.
        stayed: whether they stayed until their last cohort ended; null while they are in it.
        countable, attended: marks of the period that count, and those present or late.
        modules, modules_done: modules assigned, exempt ones left out, and those completed by the day.
        outcomes: what was found at the follow-ups that were done by the day, by kind.
        needs: the services they needed.
        background: at entry, in bands, each optional.
    """

    id: int
    cohort: str
    entered_on: date
    left_on: date | None
    stayed: bool | None = None
    countable: int = 0
    attended: int = 0
    modules: int = 0
    modules_done: int = 0
    outcomes: Mapping[Kind, Outcome] = field(default_factory=dict)
    needs: frozenset[Need] = frozenset()
    background: Background = field(default_factory=Background)
