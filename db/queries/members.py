"""Who is in a cohort, as entries and exits are written."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.follow_up import Outcome
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, FollowUp, Participant, Programme


@dataclass(frozen=True, slots=True)
class Member:
    """One person's time in one cohort; ``follow_ups`` are those that are not cancelled."""

    enrolment_id: int
    version: int
    cohort: str
    participant: str
    enrolled_on: date
    exited_on: date | None
    destination: Outcome | None
    follow_ups: int


def members(connection: Connection, scope: Scope, selection: Selection) -> list[Member]:
    """Everyone who is or was in the cohorts of a selection, by cohort and code.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    planned = (
        select(func.count())
        .select_from(FollowUp)
        .where(FollowUp.enrolment_id == Enrolment.id, FollowUp.status != "cancelled")
        .scalar_subquery()
    )
    query = (
        select(
            Enrolment.id,
            Enrolment.version,
            Cohort.code.label("cohort"),
            Participant.code.label("participant"),
            Enrolment.enrolled_on,
            Enrolment.exited_on,
            Enrolment.exit_destination,
            planned.label("follow_ups"),
        )
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(*visible_cohorts(scope, selection))
        .order_by(Cohort.starts_on, Cohort.code, Participant.code)
    )
    return [
        Member(
            enrolment_id=row.id,
            version=row.version,
            cohort=row.cohort,
            participant=row.participant,
            enrolled_on=row.enrolled_on,
            exited_on=row.exited_on,
            destination=Outcome(row.exit_destination) if row.exit_destination in set(Outcome) else None,
            follow_ups=row.follow_ups,
        )
        for row in connection.execute(query)
    ]


def used_codes(connection: Connection, scope: Scope) -> set[str]:
    """Every code that somebody has, in any programme: a new one must resemble none.

    Raises:
        ForbiddenError: the asker does not plan.
    """
    if not scope.plans:
        raise ForbiddenError
    return set(connection.scalars(select(Participant.code)))
