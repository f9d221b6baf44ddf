"""How often people came late, by how much and with what notice, as counts and what they mean.

Lateness is time management to support, so being on time has a name of its own here, and a person's record is read as
progress: the latest five times beside the five before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dashboard.domain.calendar import HELSINKI
from dashboard.domain.measures import FEW, interval, quantile, ratio

LAST = 5
"""How many of a person's latest attended sessions "lately" looks at."""

MOSTLY = 4
"""On time in so many of them is on time."""

CLASS = 5
"""Minutes in one class of a histogram."""

LONGEST = 60
"""Minutes after which a histogram has one last class, "over an hour"."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """Counts of one group of attended marks: countable, present or late.

    Attributes:
        attended: present or late.
        minutes: (minutes, how many late marks) for those with a known number, ascending.
        told_before, told_after, not_told, notice_unknown: late marks by what is known of their notice; together all.
    """

    attended: int = 0
    minutes: tuple[tuple[int, int], ...] = ()
    told_before: int = 0
    told_after: int = 0
    not_told: int = 0
    notice_unknown: int = 0

    def __add__(self, other: "Lateness") -> "Lateness":
        return add((self, other))

    @property
    def late(self) -> int:
        """Late marks."""
        return self.told_before + self.told_after + self.not_told + self.notice_unknown

    @property
    def on_time(self) -> int:
        """Attended and not late."""
        return self.attended - self.late

    @property
    def minutes_known(self) -> int:
        """Late marks with a known number of minutes."""
        return sum(marks for _minutes, marks in self.minutes)

    @property
    def minutes_unknown(self) -> int:
        """Late marks of which nobody noted the minutes."""
        return self.late - self.minutes_known

    @property
    def lateness(self) -> float | None:
        """late / (present + late)."""
        return ratio(self.late, self.attended)

    @property
    def lateness_interval(self) -> tuple[float, float] | None:
        """Wilson 95 % interval of lateness, null with fewer than six attended marks."""
        return interval(self.late, self.attended)

    @property
    def enough(self) -> bool:
        """Whether there are enough attended marks to show a percentage."""
        return self.attended >= FEW

    @property
    def quartiles(self) -> tuple[float, float, float] | None:
        """Lower quartile, median and upper quartile of the known minutes; null without any."""
        q1, median, q3 = (quantile(self.minutes, share) for share in (0.25, 0.5, 0.75))
        return None if q1 is None or median is None or q3 is None else (q1, median, q3)


def add(counts: Iterable[Lateness]) -> Lateness:
    """Sum of numerators and denominators, which is what *all cohorts* means."""
    attended = before = after = none = unknown = 0
    minutes: dict[int, int] = {}
    for one in counts:
        attended += one.attended
        before += one.told_before
        after += one.told_after
        none += one.not_told
        unknown += one.notice_unknown
        for length, marks in one.minutes:
            minutes[length] = minutes.get(length, 0) + marks
    return Lateness(attended, tuple(sorted(minutes.items())), before, after, none, unknown)


def figures(counts: Lateness) -> dict[str, float | int | None]:
    """The measures of one group as the command line names them; rates are 0..1, null where not defined."""
    low, high = counts.lateness_interval or (None, None)
    q1, median, q3 = counts.quartiles or (None, None, None)
    return {
        "attended": counts.attended,
        "late": counts.late,
        "lateness": counts.lateness,
        "lateness_low": low,
        "lateness_high": high,
        "on_time": counts.on_time,
        "minutes_known": counts.minutes_known,
        "minutes_unknown": counts.minutes_unknown,
        "minutes_late_q1": q1,
        "minutes_late_median": median,
        "minutes_late_q3": q3,
        "told_before": counts.told_before,
        "told_after": counts.told_after,
        "not_told": counts.not_told,
        "notice_unknown": counts.notice_unknown,
    }


def classes(minutes: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Late marks in classes of five minutes, by the last minute of the class: 5 holds 1 to 5.

    Everything over an hour is in the class after 60. Classes in between are there even when empty.
    """
    last = LONGEST + CLASS
    counted = dict.fromkeys(range(CLASS, last + 1, CLASS), 0)
    for length, marks in minutes:
        counted[min(-(-length // CLASS) * CLASS, last)] += marks
    return counted


Slot = tuple[int, time]
"""A place in the timetable: weekday from 0 (Monday), and when sessions begin."""


def timetable(
    counted: Mapping[datetime, Lateness], *, most: int, timezone: ZoneInfo = HELSINKI
) -> dict[Slot, Lateness]:
    """Counts by weekday and start, from counts by the moment that sessions began.

    Args:
        counted: by aware moments.
        most: more different starts than this are taken together by the full hour.
        timezone: whose clock the starts are read from.
    """
    local = {moment: moment.astimezone(timezone) for moment in counted}
    clocks = {moment: clock.time().replace(second=0, microsecond=0) for moment, clock in local.items()}
    if len(set(clocks.values())) > most:
        clocks = {moment: clock.replace(minute=0) for moment, clock in clocks.items()}
    together: dict[Slot, list[Lateness]] = {}
    for moment, counts in counted.items():
        together.setdefault((local[moment].weekday(), clocks[moment]), []).append(counts)
    return {slot: add(together[slot]) for slot in sorted(together)}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One time that one person came, on time or late; ``week`` is null before the cohort's start."""

    cohort: str
    participant: str
    session_id: int
    week: int | None
    starts_at: datetime
    local_date: date
    activity: str
    late: bool
    minutes_late: int | None
    notice: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How often one person came on time lately.

    Attributes:
        weeks: on time among the latest five at the end of each programme week in which the person came, from the
            fifth time on.
        on_time, of: on time among the latest five, of fewer while there are fewer.
        before: on time among the five before them; null while there are fewer than ten.
    """

    weeks: Mapping[int, int]
    on_time: int
    of: int
    before: int | None

    @property
    def known(self) -> bool:
        """Whether there are five to speak of."""
        return self.of == LAST

    @property
    def mostly_on_time(self) -> bool:
        """Whether the person was on time at least four of the latest five times."""
        return self.known and self.on_time >= MOSTLY

    @property
    def better(self) -> bool:
        """Whether more of the latest five times were on time than of the five before."""
        return self.before is not None and self.on_time > self.before


def progress(arrivals: Sequence[Arrival]) -> Progress:
    """One person's record, from their attended sessions in time order."""
    on_time = [not arrival.late for arrival in arrivals]
    weeks = {
        arrival.week: sum(on_time[end - LAST : end])
        for end, arrival in enumerate(arrivals, start=1)
        if end >= LAST and arrival.week is not None
    }
    latest, earlier = on_time[-LAST:], on_time[-2 * LAST : -LAST]
    return Progress(
        weeks=weeks,
        on_time=sum(latest),
        of=len(latest),
        before=sum(earlier) if len(earlier) == LAST else None,
    )
