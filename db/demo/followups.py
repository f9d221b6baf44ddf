"""Contacts after the coaching: done, not reached, declined, overdue, due just now and still to come."""

from dataclasses import dataclass
from datetime import date, timedelta

from db.demo.clock import Clock
from db.demo.people import Person, Story

_DAYS = {"28_days": 28, "6_months": 183}  # after the exit
_FIRST, _SECOND, _OTHER = "28_days", "6_months", "other"


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one follow-up that is due; ``days`` after the due day it is done or closed.

    ``due_in`` is for an agreed extra contact: days from today.
    """

    kind: str
    status: str = "planned"
    outcome: str | None = None
    days: int = 0
    due_in: int | None = None


@dataclass(frozen=True, slots=True)
class DemoFollowUp:
    """One row of follow-ups; ``owner`` is a username."""

    person: Person
    kind: str
    due_on: date
    status: str
    done_on: date | None
    closed_on: date | None
    outcome: str | None
    owner: str


_PLANS: dict[Story, tuple[Planned, ...]] = {
    Story.HIRED: (Planned(_FIRST, "done", "employed", -2), Planned(_SECOND, "done", "employed", 4)),
    Story.FINISHED_LATER: (Planned(_FIRST, "done", "education", 0), Planned(_SECOND)),
    Story.OUT_OF_REACH: (Planned(_FIRST, "not_reached", days=9), Planned(_SECOND)),
    Story.DECLINED: (Planned(_FIRST, "done", "inactive", 1), Planned(_SECOND, "declined", days=2)),
    Story.STUDYING: (Planned(_FIRST, "done", "education", -1), Planned(_SECOND)),
    Story.SEARCHING: (
        Planned(_FIRST, "done", "job_searching", 3),
        Planned(_OTHER, due_in=2),
        Planned(_SECOND),
    ),
    Story.WORKING: (Planned(_FIRST, "done", "employed", 0), Planned(_SECOND)),
    Story.NOT_YET_ASKED: (Planned(_FIRST), Planned(_OTHER, due_in=-5), Planned(_SECOND)),
    Story.HARD_TO_REACH: (Planned(_FIRST, "not_reached", days=12), Planned(_SECOND)),
    Story.LEAVER: (Planned(_FIRST, "done", "employed", 2), Planned(_SECOND)),
}


def make_follow_ups(people: list[Person], clock: Clock) -> list[DemoFollowUp]:
    """The follow-ups of everyone who has left."""
    return [_follow_up(person, plan, clock) for person in people for plan in _PLANS.get(person.story, ())]


def _follow_up(person: Person, plan: Planned, clock: Clock) -> DemoFollowUp:
    assert person.exited_on is not None
    if plan.due_in is not None:
        due_on = clock.today + timedelta(days=plan.due_in)
    else:
        due_on = person.exited_on + timedelta(days=_DAYS[plan.kind])
    settled_on = due_on + timedelta(days=plan.days)
    done_on = settled_on if plan.status == "done" else None
    closed_on = settled_on if plan.status in {"not_reached", "declined"} else None
    return DemoFollowUp(person, plan.kind, due_on, plan.status, done_on, closed_on, plan.outcome, person.keeper)
