"""Services that people turned out to need, and which of these needs were met."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from db.demo.clock import Clock
from db.demo.cohorts import COMING
from db.demo.people import SEED, Person

# Weight of a category among the needs found, and the share of them that is met.
_CATEGORIES = {
    "rights_at_work": (6, 0.9),
    "job_search": (5, 0.8),
    "language": (6, 0.7),
    "digital": (3, 0.8),
    "everyday_management": (5, 0.6),
    "well_being": (5, 0.5),
    "health": (3, 0.5),
    "housing": (3, 0.4),
    "legal": (4, 0.6),
    "finance": (2, 0.5),
    "childcare": (2, 0.4),
    "other": (1, 0.5),
}


@dataclass(frozen=True, slots=True)
class DemoNeed:
    """One row of service needs."""

    person: Person
    category: str
    identified_on: date
    met_on: date | None


def make_needs(people: list[Person], clock: Clock) -> list[DemoNeed]:
    """Two to five needs of everyone who has begun, found by today."""
    rng = Random(f"{SEED} needs")
    needs: list[DemoNeed] = []
    for person in people:
        if person.cohort.number < COMING:
            needs += [_need(rng, person, category, clock) for category in _draw(rng)]
    return [need for need in needs if need.identified_on <= clock.today]


def _draw(rng: Random) -> list[str]:
    """Different categories, by weight (the exponential trick of Efraimidis and Spirakis)."""
    keys = {category: rng.expovariate(weight) for category, (weight, _) in _CATEGORIES.items()}
    return sorted(keys, key=keys.__getitem__)[: rng.randint(2, 5)]


def _need(rng: Random, person: Person, category: str, clock: Clock) -> DemoNeed:
    identified_on = person.enrolled_on + timedelta(days=rng.choice((0, 3, 7, 10, 14, 21, 28)))
    is_met, took = rng.random() < _CATEGORIES[category][1], timedelta(days=rng.randint(4, 45))
    met_on = identified_on + took if is_met else None
    return DemoNeed(person, category, identified_on, clock.until_now(met_on))
