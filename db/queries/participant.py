"""One person: who they are and which sessions expect them, as far as the asker may see."""

from datetime import datetime

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.participant import Membership, OwnSession, Person
from dashboard.domain.register import shown
from dashboard.domain.selection import Selection
from db.queries.expected import expected_marks, visible_cohorts
from db.schema import Activity, Cohort, Enrolment, Participant, Programme


def people(connection: Connection, scope: Scope, code: str, programme: str | None = None) -> list[Person]:
    """The people with a code: none, one, or one in each of several programmes.

    A person without a cohort that the asker may see looks like one who does not exist.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(
            Participant.id,
            Programme.code.label("programme"),
            Participant.prompts_objected_on,
            Cohort.code.label("cohort"),
            Enrolment.enrolled_on,
            Enrolment.exited_on,
            Enrolment.exit_destination,
        )
        .select_from(Participant)
        .join(Enrolment, Enrolment.participant_id == Participant.id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, Selection(programme=programme)), Participant.code == code)
        .order_by(Programme.code, Cohort.starts_on, Cohort.code)
    )
    found: dict[int, Person] = {}
    for row in connection.execute(query):
        before = found[row.id].memberships if row.id in found else ()
        membership = Membership(row.cohort, row.enrolled_on, row.exited_on, row.exit_destination)
        found[row.id] = Person(row.id, code, row.programme, row.prompts_objected_on, (*before, membership))
    return list(found.values())


def own_sessions(
    connection: Connection, scope: Scope, person: Person, selection: Selection, now: datetime | None = None
) -> list[OwnSession]:
    """Every session that expects the person, held and still to come, restricted ones among them, in time order."""
    query = expected_marks(scope, selection, selection.moment(now), upcoming=True).add_columns(Activity.restricted)
    mine = query.where(Participant.id == person.id).order_by("starts_at", "session_id")
    return [
        OwnSession(
            session_id=row.session_id,
            cohort=row.cohort,
            activity=row.activity,
            local_date=row.local_date,
            starts_at=row.starts_at,
            shown=shown(row.status, row.notice, row.excused, bool(row.held)),
            minutes_late=row.minutes_late,
            left_early=row.left_early_minutes,
            restricted=bool(row.restricted),
        )
        for row in connection.execute(mine)
    ]


def enrolled_person(connection: Connection, scope: Scope, enrolment_id: int) -> tuple[int, str]:
    """Id and code of the person of an enrolment.

    Raises:
        ForbiddenError: there is no such enrolment, or the asker does not work with its cohort.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(Participant.id, Participant.code)
        .select_from(Participant)
        .join(Enrolment, Enrolment.participant_id == Participant.id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, Selection()), Enrolment.id == enrolment_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise ForbiddenError
    return row.id, row.code
