"""Days on which no session is held: Finnish public holidays and school breaks."""

from datetime import date, timedelta
from functools import cache

import pandas as pd
from pandas.tseries.holiday import AbstractHolidayCalendar, Holiday
from pandas.tseries.offsets import Day, Easter

_BREAK_WEEKS = (8, 42)  # ISO weeks of the winter break in southern Finland and of the autumn break


class FinnishHolidays(AbstractHolidayCalendar):
    """Public holidays of Finland that can fall on a weekday, and the two eves on which nobody works."""

    rules = [  # noqa: RUF012 - the base class declares it so
        Holiday("New Year's Day", month=1, day=1),
        Holiday("Epiphany", month=1, day=6),
        Holiday("Good Friday", month=1, day=1, offset=[Easter(), Day(-2)]),
        Holiday("Easter Monday", month=1, day=1, offset=[Easter(), Day(1)]),
        Holiday("May Day", month=5, day=1),
        Holiday("Ascension Day", month=1, day=1, offset=[Easter(), Day(39)]),
        Holiday("Midsummer Eve", month=6, day=19, offset=pd.offsets.Week(weekday=4, n=0)),
        Holiday("Independence Day", month=12, day=6),
        Holiday("Christmas Eve", month=12, day=24),
        Holiday("Christmas Day", month=12, day=25),
        Holiday("Boxing Day", month=12, day=26),
    ]


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The holidays of one year."""
    found = FinnishHolidays().holidays(f"{year}-01-01", f"{year}-12-31")
    return frozenset(day.date() for day in found)


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
