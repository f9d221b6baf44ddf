"""Headings: which field a column holds, and whether it is the day of a session."""

import re

from db.imports.vocabulary import FIELDS

_DAY_LIKE = re.compile(r"[0-9]{1,4}\s*[./-]\s*[0-9]{1,2}|[0-9]{5}$")


def field_of(heading: str) -> str | None:
    """The field that a heading names in any of the three languages; null for any other heading."""
    return FIELDS.meaning(heading)


def is_day_like(heading: str) -> bool:
    """Whether a heading looks meant as a date, right or wrong: ``30.8.``, ``2021-08-30``, ``05/01/2026``, ``44438``."""
    return _DAY_LIKE.search(heading) is not None


def familiar(heading: str) -> bool:
    """Whether a heading says something to this program."""
    return field_of(heading) is not None or is_day_like(heading)
