"""How an item is named, the same in every review, so that what was said of it finds it again."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

_KEY = re.compile(r"(?P<about>person|register|cohort):(?P<id>[1-9]\d{0,17})")


class About(StrEnum):
    """What an item is about: a person in a cohort, a cohort's registers, a cohort's week."""

    PERSON = "person"
    REGISTER = "register"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a key refers to; ``id`` is that of an enrolment for a person, else of the cohort."""

    about: About
    id: int


def key_of(about: About, number: int) -> str:
    """``person:17``, ``register:2``, ``cohort:2``.

    A person is one item, however many rules speak of them and whatever else is due: a meeting talks about people.
    """
    return f"{about}:{number}"


def parse_key(key: str) -> Reference | None:
    """What a key refers to; null for what is none."""
    found = _KEY.fullmatch(key)
    return Reference(About(found["about"]), int(found["id"])) if found is not None else None


def token(review_id: int, started_at: datetime, key: str) -> str:
    """What stands for a key in the addresses and forms of one review.

    Addresses are seen on a wall: an id that is the same from meeting to meeting would say who is who in spite of the
    aliases. This is no secret, and nobody is let in by it; it begins with the id of the review.
    """
    return f"{review_id}-{sha256(f'{started_at.isoformat()} {key}'.encode()).hexdigest()[:12]}"
