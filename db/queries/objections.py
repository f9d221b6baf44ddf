"""Who objects to support prompts: for the coordinator alone."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, Participant, Programme


@dataclass(frozen=True, slots=True)
class Objection:
    """A person who wants no prompts, and the latest of the chosen cohorts that they are in."""

    participant_id: int
    participant: str
    cohort: str
    objected_on: date


def objections(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> list[Objection]:
    """Who objects on the selection's day, by code.

    Raises:
        ForbiddenError: the asker is not a coordinator.
    """
    if scope.role is not Role.COORDINATOR:
        raise ForbiddenError
    query = (
        select(Participant.id, Participant.code, Cohort.code.label("cohort"), Participant.prompts_objected_on)
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(*visible_cohorts(scope, selection), Participant.prompts_objected_on <= selection.today(now))
        .order_by(Participant.code, Cohort.starts_on, Cohort.code)
    )
    found = {
        row.id: Objection(row.id, row.code, row.cohort, row.prompts_objected_on) for row in connection.execute(query)
    }
    return list(found.values())
