"""What a page, a command or an export asks about: which cohorts, which days, as of when."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from dashboard.domain.calendar import HELSINKI, end_of_day


@dataclass(frozen=True, slots=True)
class Selection:
    """One question, the same for every figure on a page.

    Attributes:
        cohorts: cohort codes; empty means every cohort the asker may see.
        start, end: the period, local days, inclusive; null is open.
        as_of: only what had happened by the end of that local day; null means now.
        activity: an activity code; null means every activity.
        counting_only: leave out activities that do not count for attendance, as charts do.
        programme: a programme code; null means every programme.
    """

    cohorts: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    activity: str | None = None
    counting_only: bool = False
    programme: str | None = None

    def moment(self, now: datetime | None = None, timezone: ZoneInfo = HELSINKI) -> datetime:
        """The as-of moment in UTC: sessions that ended by it are held."""
        if self.as_of is not None:
            return end_of_day(self.as_of, timezone)
        return now if now is not None else datetime.now(UTC)

    def today(self, now: datetime | None = None, timezone: ZoneInfo = HELSINKI) -> date:
        """The local day that the page speaks of: the as-of date, or today."""
        return self.as_of or self.moment(now, timezone).astimezone(timezone).date()

    def without_period(self) -> "Selection":
        """The same question about all days, for what must not drop out of sight with a period."""
        return replace(self, start=None, end=None)
