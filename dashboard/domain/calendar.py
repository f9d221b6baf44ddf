"""Programme weeks, ISO weeks and local days.

Sessions are stored in UTC; everything a person reads is a local day of the programme's time zone.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


class UnrealTimeError(ValueError):
    """A time of day that a day does not have: the clocks go forward over it."""


def programme_week(day: date, starts_on: date, weeks: int) -> int | None:
    """Programme week of a day, 1 to ``weeks``: floor((day - starts_on) / 7) + 1.

    Holidays inside do not shift it; null before the start; after the last week it stays the last week.
    """
    if day < starts_on:
        return None
    return min((day - starts_on).days // 7 + 1, weeks)


def week_days(week: int, starts_on: date, weeks: int) -> tuple[date | None, date | None]:
    """First and last day of a programme week, the inverse of :func:`programme_week`.

    Week 0 stands for the days before the start, and has no first one; the last week has no last one, since it takes in
    whatever comes after it.
    """
    if week < 1:
        return None, starts_on - timedelta(days=1)
    first = starts_on + timedelta(days=7 * (week - 1))
    return first, first + timedelta(days=6) if week < weeks else None


def iso_week_start(day: date) -> date:
    """The Monday of the day's week, which names the weekly bucket."""
    return day - timedelta(days=day.weekday())


def end_of_day(day: date, timezone: ZoneInfo = HELSINKI) -> datetime:
    """The moment in UTC at which the local day is over: what *as of* a date means."""
    return datetime.combine(day + timedelta(days=1), time.min, timezone).astimezone(UTC)


def local_day(moment: datetime, timezone: ZoneInfo = HELSINKI) -> date:
    """The local day of an aware moment."""
    return moment.astimezone(timezone).date()


def moment_of(day: date, clock: time, timezone: ZoneInfo = HELSINKI, *, second: bool = False) -> datetime:
    """A local time in UTC; of a time that comes twice the first, or the second if asked for.

    Raises:
        UnrealTimeError: there is no such time on that day.
    """
    local = datetime.combine(day, clock, timezone).replace(fold=int(second))
    utc = local.astimezone(UTC)
    if utc.astimezone(timezone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise UnrealTimeError
    return utc


def span_of(day: date, begins: time, ends: time, timezone: ZoneInfo = HELSINKI) -> tuple[datetime, datetime]:
    """From a local time to a later one of the same day, in UTC.

    Of a time that comes twice the first is taken, and for the end the second where the first is not after the begin.

    Raises:
        UnrealTimeError: one of them is no time of that day.
        ValueError: the end is not after the begin.
    """
    start, end = moment_of(day, begins, timezone), moment_of(day, ends, timezone)
    if end <= start:
        end = moment_of(day, ends, timezone, second=True)
    if end <= start:
        raise ValueError("an end that is not after the begin")
    return start, end
