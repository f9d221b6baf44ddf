"""The four cohorts: two finished, one in its sixth week, one not begun. Named by season, as the team does."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.domain.calendar import programme_week
from db.demo.clock import Clock
from db.demo.content import WEEKS

_SEASONS = ("talvi", "talvi", "kevät", "kevät", "kevät", "kesä", "kesä", "syksy", "syksy", "syksy", "syksy", "talvi")
_STARTS_IN_WEEKS = (-44, -20, -5, 6)  # from this week: ended 8 months ago, 10 weeks ago, week 6, not begun
_EVERYDAY_MINUTES = (180, 210, 240, 240)  # later cohorts weight everyday management more
_PSYCHOLOGIST_WEEKS = ((4, 8), (3, 6, 9), (2, 5, 8), (2, 5, 8))  # and well-being
_PLACES = 5  # planned; in the end there were 22 people for 20 places


@dataclass(frozen=True, slots=True)
class DemoCohort:
    """One cohort; ``number`` counts from 0, the oldest first."""

    number: int
    code: str
    name: str
    starts_on: date
    everyday_minutes: int
    psychologist_weeks: tuple[int, ...]
    places: int = _PLACES

    @property
    def ends_on(self) -> date:
        """The Friday of the last week."""
        return self.day(WEEKS, 4)

    @property
    def running(self) -> bool:
        """Whether this is the cohort in its sixth week."""
        return self.number == RUNNING

    def day(self, week: int, weekday: int) -> date:
        """The day of a programme week; weekday 0 is Monday."""
        return self.starts_on + timedelta(weeks=week - 1, days=weekday)

    def week(self, day: date) -> int:
        """The programme week of a day that is not before the start."""
        week = programme_week(day, self.starts_on, WEEKS)
        assert week is not None
        return week


EARLIER, SECOND, RUNNING, COMING = range(4)


def make_cohorts(clock: Clock) -> list[DemoCohort]:
    """The cohorts around this week, oldest first; every one begins on a Monday."""
    starts = [clock.monday + timedelta(weeks=weeks) for weeks in _STARTS_IN_WEEKS]
    return [
        DemoCohort(number, code, name, start, _EVERYDAY_MINUTES[number], _PSYCHOLOGIST_WEEKS[number])
        for number, (start, (code, name)) in enumerate(zip(starts, _named(starts), strict=True))
    ]


def _named(starts: list[date]) -> list[tuple[str, str]]:
    """Code and name of each cohort: season and year, numbered where two began in the same one."""
    seasons = [(start.year, _SEASONS[start.month - 1]) for start in starts]
    total = Counter(seasons)
    used: Counter[tuple[int, str]] = Counter()
    named = []
    for year, season in seasons:
        used[year, season] += 1
        number = used[year, season]
        if total[year, season] > 1:
            named.append((f"{year}-{season}-{number}", f"{season.capitalize()} {number}/{year}"))
        else:
            named.append((f"{year}-{season}", f"{season.capitalize()} {year}"))
    return named
