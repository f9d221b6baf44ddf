"""A weekly timetable as the sessions of a cohort, without holidays, breaks, and times that a day does not have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dashboard.domain.calendar import HELSINKI, UnrealTimeError, span_of


@dataclass(frozen=True, slots=True)
class Slot:
    """A session that a cohort has every week.

    Attributes:
        weekday: 1 is Monday.
        begins, ends: local times.
        from_week, to_week: programme weeks, both inclusive; null: from the first, to the last.
    """

    id: int
    activity_id: int
    module_id: int | None
    weekday: int
    begins: time
    ends: time
    from_week: int | None = None
    to_week: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, both inclusive."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Course:
    """A cohort's time, and what it does every week.

    Attributes:
        weeks: how many programme weeks; a cohort that lost some to breaks goes on, and the last one is still that.
        holidays: name of each public holiday.
    """

    starts_on: date
    ends_on: date
    weeks: int
    timezone: ZoneInfo = HELSINKI
    slots: Sequence[Slot] = ()
    breaks: Sequence[Days] = ()
    holidays: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """What is held, and when: moments in UTC, and the local day."""

    activity_id: int
    module_id: int | None
    local_date: date
    starts_at: datetime
    ends_at: datetime

    @property
    def place(self) -> tuple[int, datetime]:
        """No two sessions of a whole cohort are of the same activity and begin at the same time."""
        return self.activity_id, self.starts_at


@dataclass(frozen=True, slots=True)
class Planned:
    """One session as the timetable has it; ``week`` counts from the cohort's first day, past the last one too."""

    slot_id: int
    week: int
    content: Content

    @property
    def key(self) -> tuple[int, int]:
        """By which the session is found again when the timetable has changed."""
        return self.slot_id, self.week


class Off(StrEnum):
    """Why a weekly session is not held in one week."""

    HOLIDAY = "holiday"
    BREAK = "break"
    UNREAL = "unreal"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A weekly session that is not held in one week; ``name`` is the holiday's."""

    slot_id: int
    week: int
    day: date
    off: Off
    name: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a timetable comes to, in the order of time."""

    sessions: tuple[Planned, ...]
    skipped: tuple[Skipped, ...]


def make_plan(course: Course) -> Plan:
    """Every session of a timetable, and every one that falls on a day without."""
    planned: dict[tuple[int, datetime], Planned] = {}
    skipped: list[Skipped] = []
    for slot in course.slots:
        for week, day in _days(course, slot):
            off = _day_off(course, day)
            try:
                begins, ends = span_of(day, slot.begins, slot.ends, course.timezone)
            except UnrealTimeError:
                off = off or (Off.UNREAL, "")
            if off:
                skipped.append(Skipped(slot.id, week, day, *off))
                continue
            content = Content(slot.activity_id, slot.module_id, day, begins, ends)
            planned.setdefault(content.place, Planned(slot.id, week, content))
    return Plan(
        tuple(sorted(planned.values(), key=lambda one: (one.content.starts_at, one.slot_id))),
        tuple(sorted(skipped, key=lambda one: (one.day, one.slot_id))),
    )


def _days(course: Course, slot: Slot) -> Iterator[tuple[int, date]]:
    """Each week in which the slot is held, with its day."""
    first, last = slot.from_week or 1, slot.to_week or course.weeks
    for days in range(0, (course.ends_on - course.starts_on).days + 1, 7):
        begins = course.starts_on + timedelta(days=days)
        day = begins + timedelta(days=(slot.weekday - begins.isoweekday()) % 7)
        if day <= course.ends_on and first <= min(days // 7 + 1, course.weeks) <= last:
            yield days // 7 + 1, day


def _day_off(course: Course, day: date) -> tuple[Off, str] | None:
    if day in course.holidays:
        return Off.HOLIDAY, course.holidays[day]
    return (Off.BREAK, "") if any(day in days for days in course.breaks) else None
