"""What was done for one person: needs, contacts, decisions on support prompts, as of a day."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import aliased

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.needs import Category
from dashboard.domain.participant import Channel, Contact, Decision, Need, Person
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Account, Cohort, Enrolment, Programme, PromptDecision, ServiceNeed
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


def decisions(
    connection: Connection, scope: Scope, person: Person, selection: Selection, now: datetime | None = None
) -> list[Decision]:
    """What was decided by the moment about support prompts, latest first."""
    owner, author = aliased(Account), aliased(Account)
    query = (
        _of(
            scope,
            person,
            PromptDecision,
            PromptDecision.rule,
            PromptDecision.kind,
            PromptDecision.text,
            owner.display_name.label("owner"),
            PromptDecision.due_on,
            PromptDecision.snoozed_until,
            PromptDecision.worked,
            PromptDecision.decided_at,
            author.display_name.label("decided_by"),
        )
        .outerjoin(owner, owner.id == PromptDecision.owner_id)
        .outerjoin(author, author.id == PromptDecision.decided_by)
        .where(PromptDecision.decided_at <= selection.moment(now))
        .order_by(PromptDecision.decided_at.desc(), PromptDecision.id.desc())
    )
    return [
        Decision(
            rule=row.rule,
            kind=row.kind,
            text=row.text,
            owner=row.owner,
            due_on=row.due_on,
            snoozed_until=row.snoozed_until,
            worked=row.worked,
            decided_on=local_day(row.decided_at),
            decided_by=row.decided_by,
        )
        for row in connection.execute(query)
    ]


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
