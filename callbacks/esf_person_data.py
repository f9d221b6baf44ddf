"""What the page of one person's record reads, in the one transaction that also writes down who read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from callbacks.filters import selection
from dashboard.domain.access import Scope
from dashboard.domain.esf import FormItem, Record
from dashboard.domain.participant import Person
from dashboard.domain.selection import Selection
from dashboard.views import Filters
from db.queries.cohorts import CohortRow
from db.queries.esf import OwnEnrolment, OwnEvent, own_enrolments, own_events
from db.queries.esf_forms import form_items
from db.queries.esf_records import own_record
from db.queries.team import Member, team


@dataclass(frozen=True, slots=True)
class PersonData:
    """What the page read, as of ``today``.

    Attributes:
        live: whether it speaks of now, so that something can be written down.
        record: of the cohorts that the reader may see.
        forms, enrolments, events: of those as well; the latest enrolment and event first.
        members: who can ask for a form, by id of the cohort.
    """

    person: Person
    today: date
    live: bool
    filters: Filters
    cohorts: Mapping[str, CohortRow]
    record: Record
    forms: Sequence[FormItem]
    members: Mapping[int, tuple[Member, ...]]
    enrolments: Sequence[OwnEnrolment]
    events: Sequence[OwnEvent]


def read_person(
    connection: Connection,
    scope: Scope,
    person: Person,
    filters: Filters,
    every: Sequence[CohortRow],
    now: datetime | None,
) -> PersonData | None:
    """Read everything about a person; null where they had not entered by the day."""
    asked = selection(filters)
    today = asked.today(now)
    whole = own_record(connection, scope, person.id)
    known = whole.as_of(today) if whole else None
    if known is None:
        return None
    return PersonData(
        person=person,
        today=today,
        live=asked.as_of is None,
        filters=replace(filters, with_cohorts=False, with_period=False),
        cohorts={cohort.code: cohort for cohort in every},
        record=known,
        forms=form_items(connection, scope, Selection(as_of=today), participant_id=person.id),
        members=team(connection, scope),
        enrolments=[one for one in own_enrolments(connection, scope, person.id) if one.enrolled_on <= today],
        events=[event for event in own_events(connection, scope, person.id) if event.happened_on <= today],
    )
