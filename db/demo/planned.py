"""The weekly timetables and breaks by which the demo's sessions were made, as somebody would have planned them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time

from sqlalchemy import Connection, insert

from dashboard.domain.calendar import HELSINKI
from db.demo.cohorts import DemoCohort
from db.demo.content import WEEKS
from db.demo.holidays import is_break
from db.demo.timetable import DemoSession
from db.schema import CohortBreak, TimetableSession, TimetableSlot

_Weekly = tuple[int, str, int, time, time]
"""Id of the cohort, activity, weekday, begin, end."""


def write_timetables(
    connection: Connection,
    sessions: Mapping[DemoSession, int],
    cohorts: Mapping[str, int],
    activities: Mapping[str, int],
) -> None:
    """Write the timetable of every cohort, and which of its sessions it made.

    Args:
        sessions: every session with its id.
        cohorts, activities: ids by code.
    """
    group = {session: session_id for session, session_id in sessions.items() if session.person is None}
    weekly = dict.fromkeys(_weekly(session, cohorts) for session in group)
    statement = insert(TimetableSlot).returning(TimetableSlot.id, sort_by_parameter_order=True)
    made = connection.execute(statement, [_slot(one, activities) for one in weekly]).scalars()
    ids = dict(zip(weekly, made, strict=True))
    links = [
        {
            "session_id": session_id,
            "slot_id": ids[_weekly(session, cohorts)],
            "week": (session.day - session.cohort.starts_on).days // 7 + 1,
        }
        for session, session_id in group.items()
    ]
    connection.execute(insert(TimetableSession), links)
    breaks = [
        {"cohort_id": cohorts[cohort.code], "first_day": first, "last_day": last}
        for cohort in dict.fromkeys(session.cohort for session in group)
        for first, last in _breaks(cohort, list(group))
    ]
    if breaks:
        connection.execute(insert(CohortBreak), breaks)


def _weekly(session: DemoSession, cohorts: Mapping[str, int]) -> _Weekly:
    begins, ends = (moment.astimezone(HELSINKI).time() for moment in (session.starts_at, session.ends_at))
    return cohorts[session.cohort.code], session.activity, session.day.isoweekday(), begins, ends


def _slot(weekly: _Weekly, activities: Mapping[str, int]) -> dict[str, object]:
    cohort_id, activity, weekday, begins, ends = weekly
    return {
        "cohort_id": cohort_id,
        "activity_id": activities[activity],
        "weekday": weekday,
        "starts_at": begins,
        "ends_at": ends,
    }


def _breaks(cohort: DemoCohort, sessions: Sequence[DemoSession]) -> Iterator[tuple[date, date]]:
    """The weeks of a school break in which the cohort did not meet."""
    met = {session.week for session in sessions if session.cohort is cohort}
    for week in range(1, WEEKS + 1):
        first, last = cohort.day(week, 0), cohort.day(week, 4)
        if is_break(first) and week not in met:
            yield first, last
