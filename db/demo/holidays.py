"""Days on which no session is held: Finnish public holidays and school breaks."""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

_BREAK_WEEKS = (8, 42)  # ISO weeks of the winter break in southern Finland and of the autumn break


# By month and day, and by days from Easter: those of Finland that can fall on a weekday.
_FIXED = ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26))
_AROUND_EASTER = (-2, 1, 39)  # Good Friday, Easter Monday, Ascension Day


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The holidays of one year, and the two eves on which nobody works."""
    june = date(year, 6, 19)
    midsummer_eve = june + timedelta(days=(4 - june.weekday()) % 7)  # the Friday on or after it
    return frozenset(
        [
            *(date(year, month, day) for month, day in _FIXED),
            *(easter(year) + timedelta(days=days) for days in _AROUND_EASTER),
            midsummer_eve,
        ]
    )


def is_holiday(day: date) -> bool:
    """Whether the day is a public holiday."""
    return day in public_holidays(day.year)


def is_break(day: date) -> bool:
    """Whether the day lies in the winter or the autumn break."""
    return day.isocalendar().week in _BREAK_WEEKS


def working_day(day: date) -> date:
    """The day, or the next one that is neither a weekend nor a public holiday."""
    while day.weekday() > 4 or is_holiday(day):
        day += timedelta(days=1)
    return day
