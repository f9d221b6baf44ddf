"""The measures once more, slow and obvious: nested loops over plain records, straight from the definitions.

It shares nothing with the program: no SQL, no grouping, no helper of the domain.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any


@dataclass(frozen=True)
class MadeMark:
    """A mark as somebody wrote it."""

    status: str
    minutes_late: int | None = None
    left_early: int | None = None
    notice: str | None = None
    excused: bool = False


@dataclass(frozen=True)
class MadePerson:
    """A participant with the days of the enrolment."""

    code: str
    enrolled_on: date
    exited_on: date | None


@dataclass(frozen=True)
class MadeSession:
    """A session; ``person`` is null for the whole cohort, ``marks`` are by participant code."""

    day: date
    starts_at: datetime
    ends_at: datetime
    activity: str
    counts: bool
    module: str | None
    person: str | None
    cancelled: bool
    marks: dict[str, MadeMark] = field(default_factory=dict)


@dataclass(frozen=True)
class MadeCohort:
    """Everything about one cohort."""

    starts_on: date
    weeks: int
    people: tuple[MadePerson, ...]
    sessions: tuple[MadeSession, ...]


def expects(session: MadeSession, person: MadePerson) -> bool:
    """Whether the session, if held, expects this person."""
    if session.person is not None and session.person != person.code:
        return False
    if session.day < person.enrolled_on:
        return False
    return person.exited_on is None or session.day <= person.exited_on


def group_of(cohort: MadeCohort, session: MadeSession, person: MadePerson, by: str) -> Any:
    """The group that an expected mark belongs to."""
    if by == "participant":
        return person.code
    if by == "week":
        days = (session.day - cohort.starts_on).days
        return None if days < 0 else min(days // 7 + 1, cohort.weeks)
    return {"cohort": None, "activity": session.activity, "module": session.module}[by]


def measure(cohort: MadeCohort, moment: datetime, by: str) -> dict[Any, dict[str, Any]]:
    """Every figure of every group that has an expected mark."""
    pairs: dict[Any, list[tuple[MadeSession, MadeMark | None]]] = {}
    for session in cohort.sessions:
        if session.cancelled or session.ends_at > moment:
            continue
        for person in cohort.people:
            if expects(session, person):
                group = group_of(cohort, session, person, by)
                pairs.setdefault(group, []).append((session, session.marks.get(person.code)))
    return {group: _figures(cohort, found, by) for group, found in pairs.items()}


def _figures(cohort: MadeCohort, pairs: list[tuple[MadeSession, MadeMark | None]], by: str) -> dict[str, Any]:
    recorded = [(session, mark) for session, mark in pairs if mark is not None]
    countable = [mark for session, mark in recorded if session.counts and not mark.excused]
    came = [mark for mark in countable if mark.status in ("present", "late")]
    late = [mark for mark in came if mark.status == "late"]
    absent = [mark for mark in countable if mark.status == "absent"]
    told = [mark for mark in absent if mark.notice == "before"]
    known = [mark for mark in absent if mark.notice != "unknown"]
    minutes = [mark.minutes_late for mark in late if mark.minutes_late is not None]
    empty, of = _nearly_empty(cohort, [session for session, _mark in pairs])
    return {
        "expected": len(pairs),
        "recorded": len(recorded),
        "countable": len(countable),
        "attended": len(came),
        "attendance": len(came) / len(countable) if countable else None,
        "commitment": (len(came) + len(told)) / len(countable) if countable else None,
        "late": len(late),
        "lateness": len(late) / len(came) if came else None,
        "minutes_late_median": median(minutes) if minutes else None,
        "notice_rate": len(told) / len(known) if known else None,
        "unnotified": len([mark for mark in absent if mark.notice == "none"]),
        "excused": len([mark for _session, mark in recorded if mark.excused]),
        "nearly_empty": None if by == "participant" else empty,
        "nearly_empty_of": None if by == "participant" else of,
        "hours_offered": sum(_hours(session) for session, _mark in pairs),
        "hours_attended": sum(_hours_there(session, mark) for session, mark in recorded),
    }


def _hours(session: MadeSession) -> float:
    return (session.ends_at - session.starts_at) / timedelta(hours=1)


def _hours_there(session: MadeSession, mark: MadeMark) -> float:
    if mark.status == "absent":
        return 0.0
    return max(_hours(session) - (mark.minutes_late or 0) / 60 - (mark.left_early or 0) / 60, 0.0)


def _nearly_empty(cohort: MadeCohort, sessions: list[MadeSession]) -> tuple[int, int]:
    empty = of = 0
    for position, session in enumerate(sessions):
        if session.person is not None or any(session is earlier for earlier in sessions[:position]):
            continue
        people = [person for person in cohort.people if expects(session, person)]
        marks = [session.marks.get(person.code) for person in people]
        if len(people) < 2 or None in marks:
            continue
        of += 1
        empty += len([mark for mark in marks if mark is not None and mark.status != "absent"]) <= 1
    return empty, of
