"""Counts for every measure, grouped in the database; ``dashboard.domain.measures`` says what they mean."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, and_, case, func, select, true

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.measures import Counts
from dashboard.domain.selection import Selection
from db.queries.cohorts import cohorts, enrolments
from db.queries.expected import expected_marks
from db.queries.sql import how_many


class By(StrEnum):
    """What the figures of a cohort are divided by; ``cohort`` leaves it whole."""

    COHORT = "cohort"
    PARTICIPANT = "participant"
    WEEK = "week"
    ACTIVITY = "activity"
    MODULE = "module"
    CATEGORY = "category"


OF_MARKS = (By.COHORT, By.PARTICIPANT, By.WEEK, By.ACTIVITY, By.MODULE)
"""What marks can be divided by: all but the category of a need."""

GroupKey = tuple[str, Any]
"""Cohort code, and the participant, week, activity, module or category within it; see :class:`Group`."""


@dataclass(frozen=True, slots=True)
class Group:
    """The counts of one group: a cohort, and the participant, week, activity or module within it.

    ``key`` is null for the whole cohort, for sessions before its start, and for sessions without a module.
    """

    cohort: str
    key: str | int | None
    counts: Counts


def measures(
    connection: Connection, scope: Scope, selection: Selection, by: By = By.COHORT, now: datetime | None = None
) -> list[Group]:
    """The counts of every group that a selection holds, cohorts in the order of their start.

    A cohort or a participant without a held session has a group of zeros.

    Raises:
        ForbiddenError: single participants for an asker who sees aggregates only.
    """
    if by is By.PARTICIPANT and not scope.sees_persons:
        raise ForbiddenError
    moment = selection.moment(now)
    expected = expected_marks(scope, selection, moment).subquery("expected")
    keys = [expected.c.cohort] if by is By.COHORT else [expected.c.cohort, expected.c[by.value]]
    counted = {_key(row, keys): _counts(row) for row in connection.execute(_count(expected, keys))}
    minutes = defaultdict(list)
    for row in connection.execute(_minutes_late(expected, keys)):
        minutes[_key(row, keys)].append((row.minutes_late, row.marks))
    sessions = {} if by is By.PARTICIPANT else _nearly_empty(connection, expected, keys)
    return [
        Group(
            cohort=group[0],
            key=group[1],
            counts=_complete(counted.get(group, Counts()), minutes[group], sessions.get(group), by),
        )
        for group in groups(connection, scope, selection, by, counted, now)
    ]


def groups(
    connection: Connection,
    scope: Scope,
    selection: Selection,
    by: By,
    counted: Iterable[GroupKey],
    now: datetime | None = None,
) -> list[GroupKey]:
    """Every group that a report of a division has, in its order: those counted, and those with nothing to count.

    Raises:
        ForbiddenError: single participants for an asker who sees aggregates only.
    """
    known = _known_groups(connection, scope, selection, by, now)
    return known if by is By.COHORT else _ordered(known, counted)


def _known_groups(
    connection: Connection, scope: Scope, selection: Selection, by: By, now: datetime | None
) -> list[GroupKey]:
    """The groups that are there whether or not anything has been held, in the order of their cohorts."""
    if by is By.PARTICIPANT:
        today = selection.today(now)
        people = enrolments(connection, scope, selection)
        return [(person.cohort, person.participant) for person in people if person.enrolled_on <= today]
    return [(cohort.code, None) for cohort in cohorts(connection, scope, selection)]


def _ordered(known: list[GroupKey], counted: Iterable[GroupKey]) -> list[GroupKey]:
    """Cohorts in their order; within a cohort by key, with "none" last."""
    order = {cohort: position for position, cohort in enumerate(dict.fromkeys(cohort for cohort, _ in known))}
    every = set(counted) | {group for group in known if group[1] is not None}
    return sorted(every, key=lambda group: (order[group[0]], group[1] is None, group[1] or 0))


def _key(row: Any, keys: list[Any]) -> GroupKey:
    return (row[0], row[1] if len(keys) > 1 else None)


def _count(expected: Any, keys: list[Any]) -> Any:
    e = expected.c
    recorded = e.status.is_not(None)
    excused = e.excused == true()
    countable = and_(recorded, e.counts == true(), ~excused)
    came = e.status.in_(("present", "late"))
    absent = and_(countable, e.status == "absent")
    lost = func.coalesce(e.minutes_late, 0) + func.coalesce(e.left_early_minutes, 0)
    attended_minutes = case((lost < e.minutes, e.minutes - lost), else_=0.0)
    return select(
        *keys,
        func.count().label("expected"),
        how_many(recorded).label("recorded"),
        how_many(countable).label("countable"),
        how_many(and_(countable, came)).label("attended"),
        how_many(and_(countable, e.status == "late")).label("late"),
        how_many(and_(absent, e.notice == "before")).label("told"),
        how_many(and_(absent, e.notice != "unknown")).label("notice_known"),
        how_many(and_(absent, e.notice == "none")).label("unnotified"),
        how_many(excused).label("excused"),
        func.sum(e.minutes).label("minutes_offered"),
        func.coalesce(func.sum(case((came, attended_minutes), else_=0.0)), 0.0).label("minutes_attended"),
    ).group_by(*keys)


def _minutes_late(expected: Any, keys: list[Any]) -> Any:
    """How many late marks there are of each known number of minutes: few rows, exact quantiles, both databases."""
    e = expected.c
    return (
        select(*keys, e.minutes_late, func.count().label("marks"))
        .where(e.status == "late", e.minutes_late.is_not(None), e.counts == true())
        .group_by(*keys, e.minutes_late)
        .order_by(e.minutes_late)
    )


def _nearly_empty(connection: Connection, expected: Any, keys: list[Any]) -> dict[tuple[str, Any], tuple[int, int]]:
    """Per group: nearly-empty sessions, and the fully recorded whole-cohort sessions with two or more expected."""
    e = expected.c
    came = how_many(e.status.in_(("present", "late")))
    sessions = (
        select(*keys, came.label("came"))
        .where(e.whole_cohort == true())
        .group_by(*keys, e.session_id)
        .having(func.count() >= 2, func.count() == func.count(e.status))
        .subquery("sessions")
    )
    names = [sessions.c[key.name] for key in keys]
    rows = connection.execute(
        select(*names, how_many(sessions.c.came <= 1), func.count()).group_by(*names),
    )
    return {_key(row, keys): (row[-2], row[-1]) for row in rows}


def _counts(row: Any) -> Counts:
    return Counts(
        expected=row.expected,
        recorded=row.recorded,
        countable=row.countable,
        attended=row.attended,
        late=row.late,
        told=row.told,
        notice_known=row.notice_known,
        unnotified=row.unnotified,
        excused=row.excused,
        minutes_offered=row.minutes_offered,
        minutes_attended=row.minutes_attended,
    )


def _complete(counts: Counts, minutes_late: list[tuple[int, int]], sessions: tuple[int, int] | None, by: By) -> Counts:
    nearly_empty, of = (None, None) if by is By.PARTICIPANT else sessions or (0, 0)
    return replace(counts, minutes_late=tuple(minutes_late), nearly_empty=nearly_empty, nearly_empty_of=of)
