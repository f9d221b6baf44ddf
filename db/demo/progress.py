"""How far each person is with each module, compared with the plan."""

from dataclasses import dataclass
from datetime import date

from db.demo.clock import Clock
from db.demo.content import MODULES, DemoModule
from db.demo.holidays import working_day
from db.demo.people import Person, Story

NEVER = None  # begun, and not completed
_EXEMPT = "exempt"
_WEEKDAYS = {"arjenhallinta": 3, "IT": 2}  # modules end with a session of their activity; the others on a Monday

# Weeks later than planned, where it is not as planned.
_LATER: dict[Story, dict[str, int | str | None]] = {
    Story.HIRED: {"IT": _EXEMPT},
    Story.FINISHED_LATER: {"HAK": 2, "URA": 1, "IDE": 3, "IT": 5},
    Story.OUT_OF_REACH: {"HAK": 2, "URA": NEVER, "IDE": NEVER, "IT": NEVER},
    Story.DECLINED: {"ARK": 1, "IDE": NEVER},
    Story.STUDYING: {"IDE": -1},
    Story.SEARCHING: {"URA": 1, "IT": NEVER},
    Story.WORKING: {"IT": _EXEMPT},
    Story.NOT_YET_ASKED: {"HAK": 1, "IDE": 1},
    Story.HARD_TO_REACH: {"ARK": 2, "URA": 2, "IDE": NEVER, "IT": NEVER},
    Story.LEAVER: {"URA": NEVER, "IDE": NEVER, "IT": NEVER},
    Story.STEADY: {"IDE": -3},
    Story.FADING: {"HAK": NEVER, "URA": NEVER},
    Story.SILENT: {"OIK": 1, "ARK": 1},
    Story.EXCUSED: {"ARK": 2, "HAK": NEVER, "URA": NEVER},
    Story.LATECOMER: {"HAK": 1},
    Story.NO_CONTACT: {"HAK": 1, "URA": NEVER},
}


@dataclass(frozen=True, slots=True)
class DemoProgress:
    """One row of module progress."""

    person: Person
    module: str
    status: str
    completed_on: date | None = None


def make_progress(people: list[Person], clock: Clock) -> list[DemoProgress]:
    """Progress as of today; a module that has not begun has no row."""
    rows = [
        _progress(person, module, _LATER[person.story].get(module.code, 0), clock)
        for person in people
        if person.story in _LATER
        for module in MODULES
    ]
    return [row for row in rows if row is not None]


def _progress(person: Person, module: DemoModule, later: int | str | None, clock: Clock) -> DemoProgress | None:
    if later == _EXEMPT:
        return DemoProgress(person, module.code, "exempt")
    completed_on = None if later is NEVER else _completed_on(person, module, int(later))
    if completed_on is not None and completed_on <= clock.today and person.takes_part(completed_on):
        return DemoProgress(person, module.code, "completed", completed_on)
    begins = person.cohort.day(module.first_week, 0)
    if begins <= clock.today and person.takes_part(begins):
        return DemoProgress(person, module.code, "in_progress")
    return None


def _completed_on(person: Person, module: DemoModule, later: int) -> date:
    return working_day(person.cohort.day(module.planned_week + later, _WEEKDAYS.get(module.activity, 0)))
