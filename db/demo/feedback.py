"""Participant feedback by theme, asked in the middle and at the end of the coaching."""

from dataclasses import dataclass
from datetime import date
from random import Random

from db.demo.clock import Clock
from db.demo.cohorts import COMING
from db.demo.content import WEEKS
from db.demo.holidays import working_day
from db.demo.people import SEED, Person

_ROUNDS = (5, WEEKS)
_ANSWERS = 0.85  # share of people who answer
_SPREAD = 0.8
_UNDER_CODE = 0.3  # share of answers that are not anonymous

# Mean rating a cohort, the oldest first: what concerns well-being gets better, the rest stays.
_THEMES: dict[str, tuple[float, float, float]] = {
    "content": (3.9, 4.0, 4.1),
    "group": (3.3, 3.8, 4.2),
    "guidance": (4.4, 4.4, 4.5),
    "schedule": (3.1, 3.4, 3.3),
    "language": (3.4, 3.3, 3.6),
    "safety": (3.2, 3.9, 4.4),
    "usefulness": (3.9, 4.0, 4.0),
}
_COMMENTS: dict[str, tuple[str, ...]] = {
    "content": ("Oikeuksista työssä olisin halunnut tietää jo aiemmin.", "Sopimuksista saisi puhua vielä enemmän."),
    "group": ("Pienessä ryhmässä uskaltaa puhua.", "Joskus olimme vain kaksi."),
    "guidance": ("Oma ohjaaja auttoi eniten.", "Hyvä, että sai tavata kasvokkain."),
    "schedule": ("Aamut ovat vaikeita.", "Viranomaiskäynnit menivät päällekkäin."),
    "language": ("Hitaammin, kiitos.", "Selkokieltä lisää."),
    "safety": ("Täällä on rauhallista.", "Minua kuunneltiin."),
    "usefulness": ("Osaan nyt kysyä palkasta.", "Tein ensimmäisen oman hakemuksen."),
}
_COMMENTED = 0.15


@dataclass(frozen=True, slots=True)
class DemoFeedback:
    """One row of feedback; ``named`` where it was given under the person's code."""

    person: Person
    named: bool
    given_on: date
    theme: str
    rating: int
    comment: str | None


def make_feedback(people: list[Person], clock: Clock) -> list[DemoFeedback]:
    """The answers given by today."""
    rng = Random(f"{SEED} feedback")
    answers: list[DemoFeedback] = []
    for person in people:
        for week in _ROUNDS:
            given_on = working_day(person.cohort.day(week, 3))
            if person.cohort.number < COMING and rng.random() < _ANSWERS and person.takes_part(given_on):
                answers += _answers(rng, person, given_on)
    return [answer for answer in answers if answer.given_on <= clock.today]


def _answers(rng: Random, person: Person, given_on: date) -> list[DemoFeedback]:
    named = rng.random() < _UNDER_CODE
    answers = []
    for theme, means in _THEMES.items():
        rating = min(5, max(1, round(rng.gauss(means[person.cohort.number], _SPREAD))))
        comment = rng.choice(_COMMENTS[theme]) if rng.random() < _COMMENTED else None
        answers.append(DemoFeedback(person, named, given_on, theme, rating, comment))
    return answers
