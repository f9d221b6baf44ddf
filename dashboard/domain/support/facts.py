"""What the rules read of one enrolment, as of a moment."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from dashboard.domain.follow_up import Kind

_DATE = attrgetter("date")


class Mark(NamedTuple):
    """One expected mark: a held session that is not cancelled and lies in the enrolment.

    A tuple, since there are a hundred thousand of them when every active cohort is looked at.

    Attributes:
        date: the session's local day.
        activity: its code.
        individual: whether the session is for this person alone.
        counts: whether the activity counts for attendance; meetings with a psychologist do not.
        status: present, late or absent; null while nobody has recorded it.
        notice: before, after, none or unknown; null where there is none to give.
        minutes_late: null where not late, or not known.
        excused: an excused absence, which leaves the countable sequence.
    """

    date: date
    activity: str = ""
    individual: bool = False
    counts: bool = True
    status: str | None = "present"
    notice: str | None = None
    minutes_late: int | None = None
    excused: bool = False

    @property
    def recorded(self) -> bool:
        """Whether the register says anything; what is not recorded is never absent."""
        return self.status is not None

    @property
    def attended(self) -> bool:
        """Present or late."""
        return self.status in ("present", "late")

    @property
    def absent(self) -> bool:
        """Absent, excused or not."""
        return self.status == "absent"

    @property
    def silent(self) -> bool:
        """Absent without notice."""
        return self.status == "absent" and self.notice == "none"


def between(marks: Sequence[Mark], first: date, last: date) -> Sequence[Mark]:
    """The marks from one day to another, both inclusive, of a sequence in time order."""
    return marks[bisect_left(marks, first, key=_DATE) : bisect_right(marks, last, key=_DATE)]


class PlannedModule(NamedTuple):
    """One module of the programme for one person, exempt ones left out."""

    code: str
    planned_week: int | None
    completed_on: date | None


class FollowUpTask(NamedTuple):
    """One follow-up that somebody planned, and the day on which nothing more was to be done; null while it is open.

    Done, declined, not reached and cancelled all end it.
    """

    kind: Kind
    due_on: date
    settled_on: date | None


@dataclass(frozen=True)
class Facts:
    """What is known of one enrolment by a moment.

    Attributes:
        code: the participant's.
        cohort: the cohort's code.
        enrolled_on, exited_on: both inclusive; open while ``exited_on`` is null.
        starts_on, ends_on, weeks: the cohort's.
        marks: every expected mark, in time order.
        contacts: days on which the person was reached outside of sessions, in time order.
        modules: those of the programme but the exempt ones.
        follow_ups: those planned for after the exit.
        objected_on: since when the person objects to prompts; null: they do not.
    """

    enrolment_id: int
    code: str
    cohort: str
    enrolled_on: date
    exited_on: date | None
    starts_on: date
    ends_on: date
    weeks: int
    marks: tuple[Mark, ...] = ()
    contacts: tuple[date, ...] = ()
    modules: tuple[PlannedModule, ...] = ()
    follow_ups: tuple[FollowUpTask, ...] = ()
    objected_on: date | None = None

    @cached_property
    def counting(self) -> tuple[Mark, ...]:
        """The expected marks of activities that count, recorded or not."""
        return tuple(mark for mark in self.marks if mark.counts)

    @cached_property
    def recorded(self) -> tuple[Mark, ...]:
        """The recorded marks of activities that count, excused absences among them."""
        return tuple(mark for mark in self.counting if mark.status is not None)

    @cached_property
    def countable(self) -> tuple[Mark, ...]:
        """The countable sequence: recorded, of activities that count, without excused absences."""
        return tuple(mark for mark in self.recorded if not mark.excused)

    @property
    def first_day(self) -> date:
        """The first day of the person's coaching: their own, or the cohort's where they were enrolled before it."""
        return max(self.enrolled_on, self.starts_on)

    def open_on(self, day: date) -> bool:
        """Whether the person takes part on the day: entered, not exited, the cohort's end not past."""
        return self.enrolled_on <= day <= self.ends_on and (self.exited_on is None or day <= self.exited_on)

    def objects_on(self, day: date) -> bool:
        """Whether they object to prompts by the day."""
        return self.objected_on is not None and self.objected_on <= day
