"""What happened in people's working lives after they left, as the funder counts it."""

from dataclasses import dataclass
from datetime import date, timedelta

from db.demo.clock import Clock
from db.demo.people import Person, Story

# Days after the exit. Who is hard to reach has none: of them it is not known.
_AFTER_EXIT: dict[Story, tuple[tuple[str, int], ...]] = {
    Story.HIRED: (("qualification", -3), ("employed", 5)),
    Story.FINISHED_LATER: (("qualification", -2), ("education", 6)),
    Story.DECLINED: (("inactive", 9),),
    Story.STUDYING: (("education", 6),),
    Story.SEARCHING: (("job_searching", 0),),
    Story.WORKING: (("job_searching", 0), ("employed", 20)),
    Story.NOT_YET_ASKED: (("employed", 4), ("unemployed", 24)),
    Story.LEAVER: (("employed", 2),),
}


@dataclass(frozen=True, slots=True)
class DemoEvent:
    """One event; ``recorded_by`` is a username."""

    person: Person
    kind: str
    happened_on: date
    recorded_by: str


def make_events(people: list[Person], clock: Clock) -> list[DemoEvent]:
    """The events of everyone who has left, up to today."""
    return [
        DemoEvent(person, kind, person.exited_on + timedelta(days=days), person.keeper)
        for person in people
        if person.exited_on is not None
        for kind, days in _AFTER_EXIT.get(person.story, ())
        if person.exited_on + timedelta(days=days) <= clock.today
    ]
