"""Days on which no session is held: Finnish public holidays and school breaks."""

from datetime import date, timedelta

from db.public_holidays import public_holidays

_BREAK_WEEKS = (8, 42)  # ISO weeks of the winter break in southern Finland and of the autumn break


def is_holiday(day: date) -> bool:
    """Whether the day is a public holiday."""
    return bool(public_holidays(day, day))


def is_break(day: date) -> bool:
    """Whether the day lies in the winter or the autumn break."""
    return day.isocalendar().week in _BREAK_WEEKS


def working_day(day: date) -> date:
    """The day, or the next one that is neither a weekend nor a public holiday."""
    while day.weekday() > 4 or is_holiday(day):
        day += timedelta(days=1)
    return day
