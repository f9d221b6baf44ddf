"""Calendar weeks as people write them: ``2026-W45``, ``2026W45`` or, of the latest one with that number, ``45``."""

import re
from datetime import date, timedelta

_NAMED = re.compile(r"(?P<year>\d{4})-?W(?P<week>\d{1,2})", re.IGNORECASE)
_BARE = re.compile(r"W?(?P<week>\d{1,2})", re.IGNORECASE)


def monday_of(text: str, today: date) -> date | None:
    """The Monday of a week; null for what is none.

    A week without its year is the latest one with that number that has begun by today.
    """
    named, bare = _NAMED.fullmatch(text.strip()), _BARE.fullmatch(text.strip())
    if named is not None:
        return _monday(int(named["year"]), int(named["week"]))
    if bare is None:
        return None
    year = today.isocalendar().year
    # Week 53 is not in every year, and at most seven years apart.
    found = (_monday(each, int(bare["week"])) for each in range(year, year - 8, -1))
    return next((monday for monday in found if monday is not None and monday <= today), None)


def week_name(day: date) -> str:
    """The week of a day, as an address has it: ``2026-W45``."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def last_day(monday: date) -> date:
    """The Sunday of a week."""
    return monday + timedelta(days=6)


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
