"""An enrolment about which something is to be written: found only where its cohort is the writer's business."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, Participant, Programme


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Whom and which cohort an enrolment joins."""

    id: int
    cohort_id: int
    participant_id: int
    participant: str
    enrolled_on: date
    objected_on: date | None


def enrolment_to_write(connection: Connection, scope: Scope, enrolment_id: int) -> Enrolled:
    """The enrolment, locked until the transaction is over, so that what is read about it next is the latest.

    Raises:
        ForbiddenError: there is none, or the writer does not work with its cohort.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(
            Enrolment.id,
            Enrolment.cohort_id,
            Participant.id.label("participant_id"),
            Participant.code.label("participant"),
            Enrolment.enrolled_on,
            Participant.prompts_objected_on.label("objected_on"),
        )
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(*visible_cohorts(scope, Selection()), Enrolment.id == enrolment_id)
        .with_for_update(of=Enrolment)
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise ForbiddenError
    return Enrolled(**row)
