"""Local times of a register as moments in UTC, and the two nights a year on which that is not plain."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dashboard.domain.calendar import UnrealTimeError, moment_of
from db.imports import messages
from db.imports.problems import RefusedError


def moment(day: date, clock: time, timezone: ZoneInfo, *, second: bool = False) -> datetime:
    """A local time in UTC; of a time that comes twice the first, or the second if asked for.

    Raises:
        RefusedError: there is no such time on that day.
    """
    try:
        return moment_of(day, clock, timezone, second=second)
    except UnrealTimeError as error:
        raise RefusedError(messages.TIME_UNREAL, date=day, time=clock.isoformat("minutes")) from error


def comes_twice(day: date, clock: time, timezone: ZoneInfo) -> bool:
    """Whether the clocks go back over this time on this day."""
    local = datetime.combine(day, clock, timezone)
    return local.utcoffset() != local.replace(fold=1).utcoffset()
