"""For whom something leaves the house, and which threshold and rounding that asks for."""

from dataclasses import dataclass
from enum import StrEnum


class Profile(StrEnum):
    """The four profiles; what each role may choose is decided where it is used."""

    INTERNAL = "internal"
    FUNDER = "funder"
    PUBLIC = "public"
    EURA = "eura"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a profile asks of a table.

    Attributes:
        k: so many persons at least stand behind each figure; null where figures are exact.
        rounding: published figures are rounded to the nearest multiple of this; null where they are not.
    """

    k: int | None
    rounding: int | None = None


TERMS = {
    Profile.INTERNAL: Terms(None),
    Profile.FUNDER: Terms(3),
    Profile.PUBLIC: Terms(5, rounding=5),
    Profile.EURA: Terms(None),
}


def terms(profile: Profile, k: int | None = None) -> Terms:
    """The terms of a profile, with a stricter threshold where one is given.

    Raises:
        ValueError: the threshold is lower than the profile's, or the profile has none.
    """
    own = TERMS[profile]
    if k is None:
        return own
    if own.k is None or k < own.k:
        raise ValueError(f"k of profile {profile} cannot be {k}")
    return Terms(k, own.rounding)
