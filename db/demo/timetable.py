"""The timetable: four half-day group sessions a week, individual guidance, meetings with a psychologist."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from db.demo.clock import Clock, moment
from db.demo.cohorts import EARLIER, RUNNING, SECOND, DemoCohort
from db.demo.content import EVERYDAY, FINNISH, GROUP, GUIDANCE, IT, PSYCHOLOGIST, WEEKS, module_of
from db.demo.holidays import is_break, is_holiday
from db.demo.people import SEED, Person

_GROUP_TIMES = ((0, time(9), GROUP), (1, time(9), FINNISH), (2, time(12, 30), IT), (3, time(9), EVERYDAY))
_GUIDANCE_TIMES = (  # a weekday and time for each seat
    (0, time(13)),
    (1, time(13)),
    (3, time(13, 30)),
    (1, time(14, 15)),
    (4, time(9)),
    (4, time(10, 15)),
)
_CANCELLED = {EARLIER: 3, SECOND: 2}  # how many group sessions
_STORY_WEEKS = 6  # of the running cohort; a break in them would leave nothing to talk about
_CANCELLED_WEEK = 2
_CANCELLED_AHEAD = 8


@dataclass(frozen=True, slots=True, eq=False)
class DemoSession:
    """One session of a cohort, or of one person; compared by identity."""

    cohort: DemoCohort
    person: Person | None
    activity: str
    day: date
    starts_at: datetime
    ends_at: datetime
    cancelled_at: datetime | None = None

    @property
    def week(self) -> int:
        """The programme week."""
        return self.cohort.week(self.day)

    @property
    def module(self) -> str | None:
        """The code of the module that it serves, if any."""
        return module_of(self.activity, self.week)

    @property
    def morning(self) -> bool:
        """Whether it begins at nine."""
        return self.starts_at == moment(self.day, time(9))

    @property
    def counts(self) -> bool:
        """Whether its marks count for attendance."""
        return self.activity != PSYCHOLOGIST

    def held(self, clock: Clock) -> bool:
        """Whether it was held by now."""
        return self.cancelled_at is None and self.ends_at <= clock.now


def make_sessions(cohorts: list[DemoCohort], people: list[Person], clock: Clock) -> list[DemoSession]:
    """Every session of the four cohorts, past and planned, in no particular order."""
    rng = Random(f"{SEED} timetable")
    sessions: list[DemoSession] = []
    for cohort in cohorts:
        sessions += _group_sessions(cohort, _cancelled_days(cohort, rng), clock)
        for person in people:
            if person.cohort is cohort:
                sessions += _individual_sessions(person)
    return sessions


def held_in_order(sessions: list[DemoSession], cohort: int, clock: Clock) -> list[DemoSession]:
    """The held sessions of the cohort with that number, in the order of time."""
    held = [session for session in sessions if session.cohort.number == cohort and session.held(clock)]
    return sorted(held, key=lambda session: session.starts_at)


def expected(person: Person, held: list[DemoSession]) -> list[DemoSession]:
    """The held sessions in which a mark of the person is expected."""
    return [s for s in held if s.person in {None, person} and person.takes_part(s.day)]


def _group_sessions(cohort: DemoCohort, cancelled: set[date], clock: Clock) -> list[DemoSession]:
    sessions = []
    for week in range(1, WEEKS + 1):
        for weekday, at, activity in _GROUP_TIMES:
            day = cohort.day(week, weekday)
            if _is_off(cohort, day):
                continue
            minutes = cohort.everyday_minutes if activity == EVERYDAY else 180
            called_off = min(moment(day, time(8)), clock.now) if day in cancelled else None
            sessions.append(_session(cohort, None, activity, day, at, minutes, called_off))
    return sessions


def _individual_sessions(person: Person) -> list[DemoSession]:
    cohort, (weekday, at) = person.cohort, _GUIDANCE_TIMES[person.seat]
    planned = [(GUIDANCE, cohort.day(week, weekday), at) for week in range(1, WEEKS + 1)]
    hour = time(12 + person.seat // 2, 30 * (person.seat % 2))
    planned += [(PSYCHOLOGIST, cohort.day(week, 4), hour) for week in cohort.psychologist_weeks]
    return [
        _session(cohort, person, activity, day, begins, 60)
        for activity, day, begins in planned
        if person.takes_part(day) and not _is_off(cohort, day)
    ]


def _session(
    cohort: DemoCohort,
    person: Person | None,
    activity: str,
    day: date,
    at: time,
    minutes: int,
    cancelled_at: datetime | None = None,
) -> DemoSession:
    starts_at = moment(day, at)
    return DemoSession(cohort, person, activity, day, starts_at, starts_at + timedelta(minutes=minutes), cancelled_at)


def _cancelled_days(cohort: DemoCohort, rng: Random) -> set[date]:
    if cohort.number == RUNNING:
        return {cohort.day(_CANCELLED_WEEK, 2), cohort.day(_CANCELLED_AHEAD, 1)}
    days = [cohort.day(week, weekday) for week in range(2, WEEKS) for weekday in range(4)]
    open_days = [day for day in days if not _is_off(cohort, day)]
    return set(rng.sample(open_days, _CANCELLED.get(cohort.number, 0)))


def _is_off(cohort: DemoCohort, day: date) -> bool:
    if is_holiday(day):
        return True
    return is_break(day) and not (cohort.running and cohort.week(day) <= _STORY_WEEKS)
