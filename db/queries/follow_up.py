"""Follow-ups as they stand on a day: counted, one by one, and what came of people."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, and_, case, func, literal, or_, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.follow_up import SOON, FollowUpCounts, FollowUpItem, Kind, Leaver, Outcome, Standing
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.queries.measures import By, GroupKey, groups
from db.queries.sql import how_many
from db.schema import Account, Cohort, Enrolment, FollowUp, Participant, Programme


@dataclass(frozen=True, slots=True)
class FollowUpGroup:
    """The counts of one cohort, or of one participant (``key``) within it."""

    cohort: str
    key: str | int | None
    counts: FollowUpCounts


def follow_ups(
    connection: Connection, scope: Scope, selection: Selection, by: By = By.COHORT, now: datetime | None = None
) -> list[FollowUpGroup]:
    """The counts of every cohort or participant of a selection; its period is that of the due days.

    A cohort or a participant without follow-ups has a group of zeros.

    Raises:
        ForbiddenError: single participants for an asker who sees aggregates only.
    """
    if by is By.PARTICIPANT and not scope.sees_persons:
        raise ForbiddenError
    today = selection.today(now)
    f = planned(scope, selection, today).subquery("planned").c
    keys = [f.cohort] if by is By.COHORT else [f.cohort, f[by.value]]
    due = f.due_on <= today
    query = select(
        *keys,
        how_many(due).label("due"),
        *(
            how_many(and_(due, f.standing == standing)).label(standing.value)
            for standing in (Standing.DONE, Standing.NOT_REACHED, Standing.DECLINED, Standing.OVERDUE)
        ),
        how_many(f.standing == Standing.UPCOMING).label("upcoming"),
        how_many(and_(~due, f.standing != Standing.UPCOMING)).label("early"),
        how_many(and_(f.standing == Standing.UPCOMING, f.due_on <= today + SOON)).label("soon"),
    ).group_by(*keys)
    counted: dict[GroupKey, FollowUpCounts] = {}
    for row in connection.execute(query).mappings():
        values = dict(row)
        cohort, key = values.pop("cohort"), values.pop(by.value) if by is not By.COHORT else None
        counted[cohort, key] = FollowUpCounts(**values)
    return [
        FollowUpGroup(cohort, key, counted.get((cohort, key), FollowUpCounts()))
        for cohort, key in groups(connection, scope, selection, by, counted, now)
    ]


def planned(scope: Scope, selection: Selection, today: date) -> Select[Any]:
    """One row a follow-up that is not cancelled on the day, with how it stands then: the one definition."""
    standing = _standing(today)
    settled_on = case((FollowUp.status == "done", FollowUp.done_on), else_=_closed_on())
    conditions = [*visible_cohorts(scope, selection), _counts(today), Enrolment.enrolled_on <= today]
    if selection.start is not None:
        conditions.append(FollowUp.due_on >= selection.start)
    if selection.end is not None:
        conditions.append(FollowUp.due_on <= selection.end)
    return (
        select(
            FollowUp.id,
            FollowUp.enrolment_id,
            Cohort.code.label("cohort"),
            Participant.code.label("participant"),
            FollowUp.kind,
            FollowUp.due_on,
            standing.label("standing"),
            case((standing.in_(("overdue", "upcoming")), None), else_=settled_on).label("settled_on"),
            case((standing == "done", FollowUp.outcome)).label("outcome"),
            FollowUp.owner_id,
        )
        .select_from(FollowUp)
        .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(*conditions)
    )


def _closed_on() -> ColumnElement[date]:
    """When one was closed without being done; where nobody noted the day, the due day."""
    return func.coalesce(FollowUp.closed_on, FollowUp.due_on)


def _counts(today: date) -> ColumnElement[bool]:
    """Not cancelled on the day; where nobody noted when it was cancelled, it never counted."""
    return or_(FollowUp.status != "cancelled", FollowUp.closed_on > today)


def _standing(today: date) -> ColumnElement[str]:
    closed = and_(FollowUp.status.in_(("declined", "not_reached")), _closed_on() <= today)
    return case(
        (and_(FollowUp.status == "done", FollowUp.done_on <= today), literal("done", String)),
        (closed, FollowUp.status),
        (FollowUp.due_on <= today, literal("overdue", String)),
        else_=literal("upcoming", String),
    )


def follow_up_items(
    connection: Connection,
    scope: Scope,
    selection: Selection,
    now: datetime | None = None,
    *,
    open_until: date | None = None,
    limit: int | None = None,
) -> list[FollowUpItem]:
    """Follow-ups one by one, by due day, cohort and person.

    Args:
        connection, scope, selection, now: as everywhere.
        open_until: only those that are still open and due by that day.
        limit: the first so many.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    f = planned(scope, selection, selection.today(now)).subquery("planned").c
    query = (
        select(
            f.cohort,
            f.participant,
            f.kind,
            f.due_on,
            f.standing,
            f.settled_on,
            f.outcome,
            Account.display_name.label("owner"),
        )
        .outerjoin_from(f.id.table, Account, Account.id == f.owner_id)
        .order_by(f.due_on, f.cohort, f.participant, f.id)
        .limit(limit)
    )
    if open_until is not None:
        query = query.where(f.standing.in_((Standing.OVERDUE, Standing.UPCOMING)), f.due_on <= open_until)
    return [
        FollowUpItem(
            cohort=row.cohort,
            participant=row.participant,
            kind=Kind(row.kind),
            due_on=row.due_on,
            standing=Standing(row.standing),
            settled_on=row.settled_on,
            outcome=Outcome(row.outcome) if row.outcome else None,
            owner=row.owner,
        )
        for row in connection.execute(query)
    ]


def leavers(connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None) -> list[Leaver]:
    """Who has left by the day, in the order of cohorts and codes.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    today = selection.today(now)
    query = (
        select(Cohort.code.label("cohort"), Participant.code.label("participant"), Enrolment.exited_on, FollowUp.kind)
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .outerjoin(FollowUp, FollowUp.enrolment_id == Enrolment.id)
        .where(*visible_cohorts(scope, selection), Enrolment.exited_on <= today)
        .order_by(Cohort.starts_on, Cohort.code, Participant.code)
    )
    kinds: dict[tuple[str, str, date], set[Kind]] = {}
    for row in connection.execute(query):
        found = kinds.setdefault((row.cohort, row.participant, row.exited_on), set())
        if row.kind is not None:
            found.add(Kind(row.kind))
    return [Leaver(*person, planned=frozenset(found)) for person, found in kinds.items()]
