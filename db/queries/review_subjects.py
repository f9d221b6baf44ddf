"""Whom and which cohort the keys of review items are about: what decides who may see and write them."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.review import About, Settled, Who, key_of, parse_key
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, Participant, Programme


def subjects(connection: Connection, scope: Scope, programme: str, keys: Iterable[str]) -> dict[str, Settled]:
    """What each key is about; those that are none, or about nothing that the asker works with, are left out.

    Raises:
        ForbiddenError: the asker sees aggregates only, or no figures at all.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    references = {key: reference for key in keys if (reference := parse_key(key)) is not None}
    persons = people(connection, scope, programme, (one.id for one in references.values() if one.about is About.PERSON))
    visible = visible_cohorts(scope, Selection(programme=programme))
    query = select(Cohort.id, Cohort.code).join(Programme, Programme.id == Cohort.programme_id).where(*visible)
    codes = {row.id: row.code for row in connection.execute(query)}
    found: dict[str, Settled] = {}
    for key, reference in references.items():
        if reference.about is About.PERSON and reference.id in persons:
            who = persons[reference.id]
            found[key] = Settled(who.cohort, who)
        elif reference.about is not About.PERSON and reference.id in codes:
            found[key] = Settled(codes[reference.id])
    return found


def keys(connection: Connection, scope: Scope, programme: str) -> list[str]:
    """Every key that an item of the asker's may have, whether it is on an agenda or not.

    Raises:
        ForbiddenError: the asker sees aggregates only, or no figures at all.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    visible = visible_cohorts(scope, Selection(programme=programme))
    enrolments = (
        select(Enrolment.id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible)
    )
    cohorts = list(
        connection.scalars(select(Cohort.id).join(Programme, Programme.id == Cohort.programme_id).where(*visible))
    )
    return [
        *(key_of(About.PERSON, enrolment) for enrolment in connection.scalars(enrolments)),
        *(key_of(about, cohort) for about in (About.REGISTER, About.COHORT) for cohort in cohorts),
    ]


def people(connection: Connection, scope: Scope, programme: str, enrolments: Iterable[int]) -> dict[int, Who]:
    """Whose the enrolments of a programme are, as far as the asker works with them."""
    query = (
        select(Enrolment.id, Participant.code, Cohort.code.label("cohort"))
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(*visible_cohorts(scope, Selection(programme=programme)), Enrolment.id.in_(set(enrolments)))
    )
    return {row.id: Who(row.id, row.code, row.cohort) for row in connection.execute(query)}
