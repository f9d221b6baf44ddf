"""What the team decided about support prompts in past weekly reviews."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from db.demo.clock import Clock, moment
from db.demo.people import COACH, COORDINATOR, Person, Story


@dataclass(frozen=True, slots=True)
class Step:
    """One step about one prompt: ``reviews_ago`` weekly reviews before the last one; days count from that review."""

    story: Story
    rule: str
    kind: str
    reviews_ago: int
    text: str | None = None
    owner: str | None = None
    due_in: int | None = None
    snoozed_for: int | None = None
    worked: str | None = None
    by: str = COORDINATOR


@dataclass(frozen=True, slots=True)
class DemoDecision:
    """One row of prompt decisions; owner and ``decided_by`` are usernames."""

    person: Person
    rule: str
    kind: str
    text: str | None
    owner: str | None
    due_on: date | None
    snoozed_until: date | None
    worked: str | None
    decided_at: datetime
    decided_by: str


_STEPS = (
    Step(Story.FADING, "R2", "decided", 0, "Sovitaan kahdenkeskinen tapaaminen tälle viikolle.", COACH, 5),
    Step(Story.FADING, "R8", "snoozed", 0, "Moduulit jatkuvat, kun on tavattu.", COACH, snoozed_for=14),
    Step(Story.LATECOMER, "R6", "decided", 2, "Katsotaan yhdessä aamun bussivuorot.", COACH, 7),
    Step(Story.LATECOMER, "R6", "done", 1, by=COACH),
    Step(Story.LATECOMER, "R6", "reviewed", 0, "Auttoi maanantaisin, muuten vielä ei.", worked="partly"),
    Step(Story.EXCUSED, "R9", "decided", 1, "Tarjotaan kertaus iltapäivällä käsittelyjen jälkeen.", COACH, 14),
    Step(Story.NO_CONTACT, "R5", "acknowledged", 1, by=COACH),
    Step(Story.OUT_OF_REACH, "R3", "decided", 29, "Soitetaan ja ehdotetaan uutta ohjausaikaa.", COORDINATOR, 3),
    Step(Story.OUT_OF_REACH, "R3", "reviewed", 28, "Puhelimeen ei vastattu.", worked="no"),
    Step(Story.HARD_TO_REACH, "R5", "decided", 14, "Sovitaan, että poissaolosta riittää tekstiviesti.", COORDINATOR, 7),
    Step(Story.HARD_TO_REACH, "R5", "done", 13),
    Step(Story.HARD_TO_REACH, "R5", "reviewed", 12, "Viestejä on tullut.", worked="yes"),
)


def make_decisions(people: list[Person], clock: Clock) -> list[DemoDecision]:
    """The steps of past reviews, which are held on Fridays at 13."""
    by_story = {person.story: person for person in people}
    last = clock.days_ago((clock.today.weekday() - 4 - 1) % 7 + 1)
    return [_decision(by_story[step.story], step, last - timedelta(weeks=step.reviews_ago)) for step in _STEPS]


def _decision(person: Person, step: Step, review: date) -> DemoDecision:
    return DemoDecision(
        person,
        step.rule,
        step.kind,
        step.text,
        step.owner,
        None if step.due_in is None else review + timedelta(days=step.due_in),
        None if step.snoozed_for is None else review + timedelta(days=step.snoozed_for),
        step.worked,
        moment(review, time(13)),
        step.by,
    )
