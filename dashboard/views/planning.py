"""The planning pages, each as one value: programmes with their cohorts, and one cohort."""

from dataclasses import dataclass

from dashboard.views.base import Page
from dashboard.views.forms import At, Form, Panel, Row


@dataclass(frozen=True, slots=True)
class PlannedCohort:
    """A cohort in the list: when it is, how full, how much is planned."""

    key: str
    name: str
    when: str
    facts: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class ProgrammePanels:
    """A programme: its cohorts, what it does and what it teaches; ``forms`` are about it and its cohorts."""

    key: str
    title: str
    note: str
    cohorts: tuple[PlannedCohort, ...]
    empty: str
    activities: Panel
    modules: Panel
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanningView(Page):
    """Every programme that the reader works with."""

    at: At | None = None
    programmes: tuple[ProgrammePanels, ...] = ()
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Weekday:
    """One column of a timetable: its day, and its weekly sessions in the order of time."""

    name: str
    slots: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    """A week; ``empty`` is said while there is nothing in it."""

    title: str
    note: str
    days: tuple[Weekday, ...]
    empty: str = ""
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanningCohortView(Page):
    """One cohort; without any of its parts where there is no such cohort for the reader.

    ``all_href`` leads to all of its sessions to come, where not all are listed.
    """

    at: At | None = None
    timetable: Timetable | None = None
    change: Panel | None = None
    days_off: Panel | None = None
    sessions: Panel | None = None
    all_href: str = ""
    people: Panel | None = None
    forms: tuple[Form, ...] = ()
