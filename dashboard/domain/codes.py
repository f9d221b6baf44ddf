"""Codes of participants: random ones to suggest, and what a code must not be, or should rather not look like."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from random import Random

# Neither letter nor digit that could be taken for another one, in print or over the telephone.
LETTERS = "ACDEFHJKMPRTWXY"
DIGITS = "2346789"
_TRIES = 200

# Ddmmyy, the sign of the century, a number, a check character; also with blanks in it.
_IDENTITY = re.compile(r"(?<!\d)\d{6}\s?[-+A-FU-Y]\s?\d{3}\s?[0-9A-Y](?![0-9A-Z])", re.IGNORECASE)
_CONTACT = re.compile(r"@|(?<!\w)\+?\d[\d\s-]{6,}\d(?!\w)")
_LETTERS_ALONE = re.compile(r"[^\W\d_][^\W\d_\s'.-]*(?:[\s'.-]+[^\W\d_]*)*")
_WORD = re.compile(r"[^\W\d_]{3,}")


class Doubt(StrEnum):
    """What a code looks like although it must not tell who somebody is."""

    IDENTITY = "identity"
    CONTACT = "contact"
    NAME = "name"

    @property
    def certain(self) -> bool:
        """Whether there is no other way to read it; a short word may be a code after all."""
        return self is not Doubt.NAME


def doubt(code: str) -> Doubt | None:
    """What a code looks like: a personal identity code, a telephone number or an e-mail address, a name; or nothing.

    A name has letters only, at least three, or a word that is not all capitals: ``Anna``, ``ANNA``, ``anna2``.
    """
    if _IDENTITY.search(code):
        return Doubt.IDENTITY
    if _CONTACT.search(code):
        return Doubt.CONTACT
    letters = sum(character.isalpha() for character in code)
    if letters >= 3 and _LETTERS_ALONE.fullmatch(code):
        return Doubt.NAME
    return Doubt.NAME if any(not word.isupper() for word in _WORD.findall(code)) else None


def suggest_codes(rng: Random, how_many: int, used: Collection[str] = ()) -> list[str]:
    """Random codes such as K7P2: no sign twice in one, and any two differ in two places at least, as far as possible.

    Args:
        rng: where chance comes from; ``random.SystemRandom()`` for real people.
        used: codes that people have already.
    """
    codes: list[str] = []
    while len(codes) < how_many:
        codes.append(_new_code(rng, [*used, *codes]))
    return codes


def _new_code(rng: Random, used: Collection[str]) -> str:
    for _attempt in range(_TRIES):
        code = _random_code(rng, 2)
        if all(_distance(code, other) >= 2 for other in used):
            return code
    taken = set(used)
    return next(code for code in _longer_and_longer(rng) if code not in taken)


def _longer_and_longer(rng: Random) -> Iterator[str]:
    for pairs in range(2, len(DIGITS) + 1):
        yield from (_random_code(rng, pairs) for _attempt in range(_TRIES))


def _random_code(rng: Random, pairs: int) -> str:
    letters, digits = rng.sample(LETTERS, pairs), rng.sample(DIGITS, pairs)
    return "".join(letter + digit for letter, digit in zip(letters, digits, strict=True))


def _distance(one: str, other: str) -> int:
    if len(one) != len(other):
        return len(one)
    return sum(a != b for a, b in zip(one, other, strict=True))
