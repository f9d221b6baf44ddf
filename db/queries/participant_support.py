"""What was done for one person: needs and contacts, as of a day."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.needs import Category
from dashboard.domain.participant import Channel, Contact, Need, Person
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, Programme, ServiceNeed
from db.schema import Contact as ContactRow


def needs(
    connection: Connection, scope: Scope, person: Person, selection: Selection, now: datetime | None = None
) -> list[Need]:
    """The services that the person was found to need by the day, in the order in which they were found."""
    today = selection.today(now)
    query = (
        _of(scope, person, ServiceNeed, ServiceNeed.category, ServiceNeed.identified_on, ServiceNeed.met_on)
        .where(ServiceNeed.identified_on <= today)
        .order_by(ServiceNeed.identified_on, ServiceNeed.id)
    )
    return [
        Need(Category(row.category), row.identified_on, row.met_on if row.met_on and row.met_on <= today else None)
        for row in connection.execute(query)
    ]


def contacts(
    connection: Connection, scope: Scope, person: Person, selection: Selection, now: datetime | None = None
) -> list[Contact]:
    """Contacts by the day, latest first."""
    query = (
        _of(scope, person, ContactRow, ContactRow.contacted_on, ContactRow.channel, ContactRow.reached)
        .where(ContactRow.contacted_on <= selection.today(now))
        .order_by(ContactRow.contacted_on.desc(), ContactRow.id.desc())
    )
    return [Contact(row.contacted_on, Channel(row.channel), row.reached) for row in connection.execute(query)]


def _of(scope: Scope, person: Person, table: Any, *columns: Any) -> Select[Any]:
    """Rows of a table about the person's time in cohorts that the asker may see."""
    if not scope.sees_persons:
        raise ForbiddenError
    return (
        select(*columns)
        .select_from(table)
        .join(Enrolment, Enrolment.id == table.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, Selection()), Enrolment.participant_id == person.id)
    )
