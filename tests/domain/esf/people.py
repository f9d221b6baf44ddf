"""People for the tests of the indicators: one enrolment from Monday 2 March to Friday 8 May 2026, unless said."""

from datetime import date, timedelta
from typing import Any

from dashboard.domain.esf.records import (
    AgeBand,
    Answer,
    Background,
    Education,
    Event,
    EventKind,
    Gender,
    Heard,
    Labour,
    Question,
    Record,
    Stay,
)
from dashboard.domain.follow_up import Kind, Outcome

STARTS, LEFT = date(2026, 3, 2), date(2026, 5, 8)
DAY_28, DAY_183 = date(2026, 6, 5), date(2026, 11, 7)
LATER = date(2026, 12, 31)
"""A day on which everything of the spring is over."""


def day(number: int) -> date:
    """So many days after the exit."""
    return LEFT + timedelta(days=number)


def event(kind: EventKind, number: int) -> Event:
    """Something that happened so many days after the exit."""
    return Event(day(number), kind)


def heard(kind: Kind, number: int, outcome: Outcome | None) -> Heard:
    """A follow-up that was done so many days after the exit."""
    return Heard(kind, day(number), outcome)


def background(labour: Labour | None = Labour.INACTIVE, *yes: Question, **values: Any) -> Background:
    """A woman of 25 to 29 with lower secondary education who said "no" to what is not among ``yes``."""
    given = {
        "gender": Gender.FEMALE,
        "age": AgeBand.FROM_25,
        "education": Education.ISCED_1_2,
        "answers": {question: Answer.YES if question in yes else Answer.NO for question in Question},
        **values,
    }
    return Background(labour=labour, **given)


def person(
    number: int = 1,
    *events: Event,
    of: Background | None = None,
    left: date | None = LEFT,
    destination: Outcome | None = None,
    heard: tuple[Heard, ...] = (),
    cohort: str = "kevät",
) -> Record:
    """Somebody with one enrolment."""
    stay = Stay(cohort, STARTS, left, destination, heard)
    return Record(number, (stay,), of or background(), events)
