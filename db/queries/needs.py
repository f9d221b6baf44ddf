"""Service needs found and met, counted in the database; ``dashboard.domain.needs`` says what the counts mean."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.needs import NeedCounts
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.queries.measures import By, GroupKey, groups
from db.queries.sql import how_many, programme_week
from db.schema import Cohort, Enrolment, Participant, Programme, ServiceNeed


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """The counts of one cohort, or of one participant or category (``key``) within it."""

    cohort: str
    key: str | int | None
    counts: NeedCounts


def needs(
    connection: Connection, scope: Scope, selection: Selection, by: By = By.COHORT, now: datetime | None = None
) -> list[NeedGroup]:
    """The counts of every group of a selection; its period is that of the days on which needs were found.

    A cohort or a participant without needs has a group of zeros; a category is there once somebody needs it.

    Raises:
        ForbiddenError: single participants for an asker who sees aggregates only.
    """
    if by is By.PARTICIPANT and not scope.sees_persons:
        raise ForbiddenError
    today = selection.today(now)
    n = _identified(scope, selection, today).subquery("needs").c
    keys = [n.cohort] if by is By.COHORT else [n.cohort, n[by.value]]
    query = select(*keys, func.count().label("identified"), how_many(n.met_on <= today).label("met")).group_by(*keys)
    counted: dict[GroupKey, NeedCounts] = {
        (row.cohort, None if by is By.COHORT else row[1]): NeedCounts(row.identified, row.met)
        for row in connection.execute(query)
    }
    return [
        NeedGroup(cohort, key, counted.get((cohort, key), NeedCounts()))
        for cohort, key in groups(connection, scope, selection, by, counted, now)
    ]


def persons_in_need(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> dict[str | None, int]:
    """How many distinct persons stand behind the needs of each cohort, and under null behind all of them."""
    n = _identified(scope, selection, selection.today(now)).subquery("needs").c
    persons = func.count(n.participant_id.distinct())
    behind: dict[str | None, int] = {
        row.cohort: row.persons
        for row in connection.execute(select(n.cohort, persons.label("persons")).group_by(n.cohort))
    }
    return {**behind, None: connection.scalar(select(persons)) or 0}


def needs_by_week(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> dict[str, dict[int, NeedCounts]]:
    """Needs found and needs met in each programme week, by cohort code; week 0 is before the first.

    A need is counted as found in one week and as met in another. What came after the last week is in the last.
    """
    today = selection.today(now)
    n = _identified(scope, selection, today).subquery("needs").c
    weeks: dict[str, dict[int, NeedCounts]] = defaultdict(lambda: defaultdict(NeedCounts))
    found = select(n.cohort, n.found_week.label("week"), func.count().label("needs"))
    for row in connection.execute(found.group_by(n.cohort, n.found_week)):
        weeks[row.cohort][row.week or 0] += NeedCounts(identified=row.needs)
    met = select(n.cohort, n.met_week.label("week"), func.count().label("needs")).where(n.met_on <= today)
    for row in connection.execute(met.group_by(n.cohort, n.met_week)):
        weeks[row.cohort][row.week or 0] += NeedCounts(met=row.needs)
    return {cohort: dict(own) for cohort, own in weeks.items()}


def _identified(scope: Scope, selection: Selection, today: date) -> Select[Any]:
    """One row a need that was found by the day, in the period of the selection."""
    conditions = [*visible_cohorts(scope, selection), ServiceNeed.identified_on <= today]
    if selection.start is not None:
        conditions.append(ServiceNeed.identified_on >= selection.start)
    if selection.end is not None:
        conditions.append(ServiceNeed.identified_on <= selection.end)
    return (
        select(
            Cohort.code.label("cohort"),
            Participant.code.label("participant"),
            Enrolment.participant_id,
            ServiceNeed.category,
            ServiceNeed.met_on,
            programme_week(ServiceNeed.identified_on, Cohort.starts_on, Cohort.weeks).label("found_week"),
            programme_week(ServiceNeed.met_on, Cohort.starts_on, Cohort.weeks).label("met_week"),
        )
        .select_from(ServiceNeed)
        .join(Enrolment, Enrolment.id == ServiceNeed.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(*conditions)
    )
