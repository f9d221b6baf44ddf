"""How late people came, counted in the database; ``dashboard.domain.lateness`` says what it means."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, func, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.lateness import Arrival, Lateness
from dashboard.domain.selection import Selection
from db.queries.expected import expected_marks
from db.queries.measures import By, GroupKey, groups

ATTENDED = ("present", "late")


@dataclass(frozen=True, slots=True)
class LateGroup:
    """The counts of one group; ``key`` as in :class:`db.queries.measures.Group`."""

    cohort: str
    key: str | int | None
    counts: Lateness


def lateness(
    connection: Connection, scope: Scope, selection: Selection, by: By = By.COHORT, now: datetime | None = None
) -> list[LateGroup]:
    """The counts of every group that a selection holds, cohorts in the order of their start.

    A group is there, with zeros, as soon as a mark is expected in it.

    Raises:
        ForbiddenError: single participants for an asker who sees aggregates only.
    """
    if by is By.PARTICIPANT and not scope.sees_persons:
        raise ForbiddenError
    names = ("cohort",) if by is By.COHORT else ("cohort", by.value)
    counted: dict[GroupKey, Lateness] = {
        (key[0], key[1] if len(key) > 1 else None): counts
        for key, counts in _counted(connection, scope, selection, names, now).items()
    }
    return [
        LateGroup(cohort, key, counted.get((cohort, key), Lateness()))
        for cohort, key in groups(connection, scope, selection, by, counted, now)
    ]


def lateness_by_start(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> dict[datetime, Lateness]:
    """The counts of all sessions that began at the same moment: an aware one, in UTC.

    Weekday and time of day are for the caller to read from it: the database knows no time zones. Individual meetings
    have their place in the week, which would be one person's line: who sees aggregates only has group sessions alone.
    """
    keys = ("starts_at", "whole_cohort")
    groups: dict[datetime, Lateness] = {}
    for (start, whole_cohort), counts in _counted(connection, scope, selection, keys, now).items():
        if whole_cohort or scope.sees_persons:
            groups[start] = groups.get(start, Lateness()) + counts
    return groups


def arrivals(connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None) -> list[Arrival]:
    """Every attended mark of a selection, by cohort, person and time.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    e = _expected(scope, selection, now)
    query = (
        select(
            e.cohort,
            e.participant,
            e.session_id,
            e.week,
            e.starts_at,
            e.local_date,
            e.activity,
            (e.status == "late").label("late"),
            e.minutes_late,
            e.notice,
        )
        .where(e.status.in_(ATTENDED))
        .order_by(e.cohort, e.participant, e.starts_at, e.session_id)
    )
    return [Arrival(**{**row, "late": bool(row["late"])}) for row in connection.execute(query).mappings()]


def _expected(scope: Scope, selection: Selection, now: datetime | None) -> Any:
    """The columns of the expected marks; those of activities that do not count are in no measure of lateness."""
    asked = replace(selection, counting_only=True)
    return expected_marks(scope, asked, asked.moment(now)).subquery("expected").c


def _counted(
    connection: Connection, scope: Scope, selection: Selection, names: Sequence[str], now: datetime | None
) -> dict[tuple[Any, ...], Lateness]:
    """Counts by the columns of that name.

    One grouped query: a group's rows are those on time, those who did not come, and each way of having been late.
    """
    e = _expected(scope, selection, now)
    came = case((e.status.in_(ATTENDED), e.status)).label("came")
    notice = case((e.status == "late", e.notice)).label("notice_late")
    keys = [e[name] for name in names]
    query = select(*keys, came, e.minutes_late, notice, func.count().label("marks")).group_by(
        *keys, came, e.minutes_late, notice
    )
    rows: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        rows[tuple(row[: len(names)])].append(row)
    return {key: _lateness(found) for key, found in rows.items()}


def _lateness(rows: Iterable[Any]) -> Lateness:
    attended = 0
    minutes: dict[int, int] = defaultdict(int)
    notices: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.came is None:
            continue
        attended += row.marks
        if row.came == "late":
            notices[row.notice_late] += row.marks
            if row.minutes_late is not None:
                minutes[row.minutes_late] += row.marks
    return Lateness(
        attended=attended,
        minutes=tuple(sorted(minutes.items())),
        told_before=notices["before"],
        told_after=notices["after"],
        not_told=notices["none"],
        notice_unknown=notices["unknown"],
    )
