"""When the demo programme is looked at: everything in it is relative to one day and one moment."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dashboard.domain.calendar import HELSINKI, end_of_day, iso_week_start


@dataclass(frozen=True, slots=True)
class Clock:
    """The day that the demo calls today, and the moment up to which registers are taken.

    Attributes:
        today: the local day.
        now: an aware moment; sessions that ended by it are held, later ones have no marks.
    """

    today: date
    now: datetime

    @classmethod
    def at(cls, now: datetime) -> "Clock":
        """The clock of an aware moment."""
        return cls(now.astimezone(HELSINKI).date(), now)

    @classmethod
    def after(cls, day: date) -> "Clock":
        """The clock of a day that is over, so that the same day always makes the same programme."""
        return cls(day, end_of_day(day))

    @property
    def monday(self) -> date:
        """The Monday of this week."""
        return iso_week_start(self.today)

    def days_ago(self, days: int) -> date:
        """The local day so many days before today; negative: still to come."""
        return self.today - timedelta(days=days)

    def until_now(self, day: date | None) -> date | None:
        """The day, or null while it is still to come."""
        return day if day is not None and day <= self.today else None


def moment(day: date, at: time) -> datetime:
    """The moment in UTC of a local time of day."""
    return datetime.combine(day, at, HELSINKI).astimezone(UTC)
