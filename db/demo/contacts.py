"""Contacts outside sessions."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from db.demo.clock import Clock
from db.demo.cohorts import RUNNING
from db.demo.followups import DemoFollowUp
from db.demo.people import SEED, Person, Story
from db.demo.running import QUIET_DAYS

_CHANNELS = ("phone", "phone", "message", "message", "message", "email", "meeting")

# Days before today and whether the person was reached, in the running cohort.
_RUNNING: dict[Story, tuple[tuple[int, bool], ...]] = {
    Story.STEADY: ((19, True),),
    Story.FADING: ((17, True), (9, True), (3, False)),
    Story.SILENT: ((22, True), (12, True)),
    Story.EXCUSED: ((20, True), (11, True), (4, True)),
    Story.LATECOMER: ((16, True), (6, True)),
    Story.NO_CONTACT: ((24, False), (15, True), (QUIET_DAYS, True)),
}


@dataclass(frozen=True, slots=True)
class DemoContact:
    """One row of the contact log; ``recorded_by`` is a username."""

    person: Person
    contacted_on: date
    channel: str
    reached: bool
    recorded_by: str


def make_contacts(people: list[Person], follow_ups: list[DemoFollowUp], clock: Clock) -> list[DemoContact]:
    """Contacts during the coaching, and those by which follow-ups were made or tried."""
    rng = Random(f"{SEED} contacts")
    contacts: list[DemoContact] = []
    for person in people:
        contacts += _contacts(rng, person, clock)
    for follow_up in follow_ups:
        contacts += _calls(follow_up)
    return contacts


def _calls(follow_up: DemoFollowUp) -> list[DemoContact]:
    person = follow_up.person
    if follow_up.done_on is not None:
        return [DemoContact(person, follow_up.done_on, "phone", True, person.keeper)]
    if follow_up.status == "not_reached":
        tries = (follow_up.due_on, follow_up.due_on + timedelta(days=7))
        return [DemoContact(person, day, "phone", False, person.keeper) for day in tries]
    return []


def _contacts(rng: Random, person: Person, clock: Clock) -> list[DemoContact]:
    if person.cohort.number < RUNNING:
        days = sorted(rng.sample(range(2, 66), rng.randint(3, 6)))
        made = [(person.enrolled_on + timedelta(days=day), rng.random() < 0.8) for day in days]
    else:
        made = [(clock.days_ago(days), reached) for days, reached in _RUNNING.get(person.story, ())]
    return [DemoContact(person, day, rng.choice(_CHANNELS), reached, person.keeper) for day, reached in made]
