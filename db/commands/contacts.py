"""Contacts with people outside sessions: that there was one, how, and whether they were reached; no text."""

from datetime import date, datetime

from sqlalchemy import Connection, insert

from dashboard.domain.access import Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.participant import Channel
from db.commands.audit import record
from db.commands.enrolments import enrolment_to_write
from db.commands.errors import RefusedError
from db.schema import Contact


def record_contact(
    connection: Connection,
    scope: Scope,
    enrolment_id: int,
    day: date,
    channel: Channel,
    reached: bool,
    now: datetime,
) -> int:
    """Write down a contact, or an attempt at one; gives its id.

    Raises:
        ForbiddenError: the enrolment is none of the writer's business.
        RefusedError: ``before-entry`` or ``ahead``, with the ``day`` that bounds it.
    """
    enrolled = enrolment_to_write(connection, scope, enrolment_id)
    if day < enrolled.enrolled_on:
        raise RefusedError("before-entry", day=enrolled.enrolled_on)
    if day > local_day(now):
        raise RefusedError("ahead", day=local_day(now))
    values = {"enrolment_id": enrolled.id, "contacted_on": day, "channel": channel, "reached": reached}
    statement = insert(Contact).values(**values, recorded_by=scope.account_id).returning(Contact.id)
    contact = int(connection.execute(statement).scalar_one())
    detail = {"participant": enrolled.participant, "day": day.isoformat(), "channel": channel.value, "reached": reached}
    record(connection, scope.account_id, "contact", "contact", contact, detail)
    return contact
