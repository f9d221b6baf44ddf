"""Cohorts and who is in them, as far as the asker may see."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, Participant, Programme


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A cohort as pages name it."""

    id: int
    code: str
    name: str
    programme: str
    starts_on: date
    ends_on: date
    weeks: int


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """One participant's time in one cohort."""

    cohort: str
    participant: str
    enrolled_on: date
    exited_on: date | None


def cohorts(connection: Connection, scope: Scope, selection: Selection | None = None) -> list[CohortRow]:
    """The cohorts of a selection, or all that the asker may see, in the order of their start."""
    query = (
        select(
            Cohort.id,
            Cohort.code,
            Cohort.name,
            Programme.code.label("programme"),
            Cohort.starts_on,
            Cohort.ends_on,
            Cohort.weeks,
        )
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, selection or Selection()))
        .order_by(Cohort.starts_on, Cohort.code)
    )
    return [CohortRow(**row) for row in connection.execute(query).mappings()]


def enrolments(connection: Connection, scope: Scope, selection: Selection) -> list[EnrolmentRow]:
    """Who is or was in the cohorts of a selection, by cohort and code.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(
            Cohort.code.label("cohort"),
            Participant.code.label("participant"),
            Enrolment.enrolled_on,
            Enrolment.exited_on,
        )
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, selection))
        .order_by(Cohort.starts_on, Cohort.code, Participant.code)
    )
    return [EnrolmentRow(**row) for row in connection.execute(query).mappings()]
