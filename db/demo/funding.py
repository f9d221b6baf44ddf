"""What the European Social Fund asks for: background in bands, start and exit forms."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from db.demo.clock import Clock
from db.demo.cohorts import COMING
from db.demo.people import SEED, Person, Story

_AGE_BANDS = {"18_24": 2, "25_29": 4, "30_54": 9, "55_and_over": 1}
_GENDERS = {"female": 9, "male": 6}
_LABOUR = {
    "unemployed": 5,
    "long_term_unemployed": 6,
    "inactive": 2,
    "inactive_not_in_education": 3,
    "employed": 1,
}
_EDUCATION = {"isced_0": 1, "isced_1_2": 7, "isced_3_4": 5, "isced_5_8": 3}
_YES = {  # share that answers yes; one in eight refuses
    "disability": 0.1,
    "foreign_background": 0.95,
    "minority": 0.3,
    "homeless": 0.15,
    "rural": 0.1,
    "other_disadvantage": 0.8,
}
_REFUSED = 0.125
_NOT_ASKED = {Story.OUT_OF_REACH: "education_band", Story.FADING: "age_band", Story.NO_CONTACT: "education_band"}
_CAME = {Story.SEARCHING: "inactive_not_in_education", Story.NOT_YET_ASKED: "inactive", Story.LEAVER: "employed"}
_UNSIGNED_STARTS = {Story.NO_CONTACT}
_MISSING_EXITS = {
    Story.OUT_OF_REACH: "Ei tavoitettu kolmella yrityksellä",
    Story.HARD_TO_REACH: "Muutti, yhteystiedot eivät ole voimassa",
}
_UNSIGNED_EXITS = {Story.NOT_YET_ASKED}
_FORM_DAYS = 14  # a start form is due two weeks after entry, an exit form four weeks after the exit


@dataclass(frozen=True, slots=True)
class DemoBackground:
    """One row of background; ``answers`` holds its columns."""

    person: Person
    answers: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class DemoForm:
    """One start or exit form; ``owner`` is the username of who asks for it."""

    person: Person
    kind: str
    due_on: date
    signed_on: date | None
    missing_reason: str | None
    owner: str


def make_backgrounds(people: list[Person]) -> list[DemoBackground]:
    """The background of everyone who has begun; asked at the start."""
    rng = Random(f"{SEED} background")
    return [_background(rng, person) for person in people if person.cohort.number < COMING]


def _background(rng: Random, person: Person) -> DemoBackground:
    answers: dict[str, str | None] = {
        "age_band": _draw(rng, _AGE_BANDS),
        "gender": _draw(rng, _GENDERS),
        "labour_status": _draw(rng, _LABOUR),
        "education_band": _draw(rng, _EDUCATION),
    }
    for question, share in _YES.items():
        refused, yes = rng.random() < _REFUSED, rng.random() < share
        answers[question] = "refused" if refused else "yes" if yes else "no"
    if person.story in _CAME:
        answers["labour_status"] = _CAME[person.story]
    if person.story in _NOT_ASKED:
        answers[_NOT_ASKED[person.story]] = None
    return DemoBackground(person, answers)


def _draw(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def make_forms(people: list[Person], clock: Clock) -> list[DemoForm]:
    """Start forms of everyone, exit forms of those who have left."""
    rng = Random(f"{SEED} forms")
    forms = []
    for person in people:
        start_in, exit_in = rng.choice((0, 0, 1, 3, 7)), rng.choice((0, 0, 4, 11, 20))
        forms.append(_start_form(person, start_in, clock))
        if person.exited_on is not None:
            forms.append(_exit_form(person, person.exited_on, exit_in))
    return forms


def _start_form(person: Person, days: int, clock: Clock) -> DemoForm:
    signed_on = clock.until_now(person.enrolled_on + timedelta(days=days))
    if person.story in _UNSIGNED_STARTS:
        signed_on = None
    return DemoForm(person, "start", person.enrolled_on + timedelta(days=_FORM_DAYS), signed_on, None, person.keeper)


def _exit_form(person: Person, exited_on: date, days: int) -> DemoForm:
    reason = _MISSING_EXITS.get(person.story)
    is_signed = reason is None and person.story not in _UNSIGNED_EXITS
    signed_on = exited_on + timedelta(days=days) if is_signed else None
    return DemoForm(person, "exit", exited_on + timedelta(days=2 * _FORM_DAYS), signed_on, reason, person.keeper)
