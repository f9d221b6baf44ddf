"""Services that people turn out to need, several at once as they come up, and that they are met."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.needs import Category
from db.commands.enrolments import enrolment_to_write
from db.commands.errors import RefusedError
from db.commands.rows import add_row, change_row, row_to_change
from db.schema import ServiceNeed


def record_needs(
    connection: Connection, scope: Scope, enrolment_id: int, categories: Sequence[Category], day: date, today: date
) -> list[Category]:
    """Write down what somebody needs; gives what is new, without what is known and not met yet.

    Raises:
        ForbiddenError: the enrolment is none of the writer's business.
        RefusedError: ``nothing-chosen``; ``before-entry`` or ``ahead``, with the ``day`` that bounds it.
    """
    enrolled = enrolment_to_write(connection, scope, enrolment_id)
    if not categories:
        raise RefusedError("nothing-chosen")
    if day < enrolled.enrolled_on:
        raise RefusedError("before-entry", day=enrolled.enrolled_on)
    if day > today:
        raise RefusedError("ahead", day=today)
    still_open = ServiceNeed.enrolment_id == enrolment_id, ServiceNeed.met_on.is_(None)
    known = set(connection.scalars(select(ServiceNeed.category).where(*still_open)))
    new = [category for category in dict.fromkeys(categories) if category not in known]
    for category in new:
        values = {"enrolment_id": enrolment_id, "category": category.value, "identified_on": day}
        add_row(connection, scope, ServiceNeed, values)
    return new


def meet_need(
    connection: Connection, scope: Scope, need_id: int, version: int, met_on: date | None, today: date
) -> None:
    """Write down when a need was met; null: it is not after all.

    Raises:
        ForbiddenError: it is none of the writer's business.
        RefusedError: ``before-found`` or ``ahead``, with the ``day`` that bounds it.
        StaleError: somebody wrote in between.
    """
    enrolment_id = connection.scalar(select(ServiceNeed.enrolment_id).where(ServiceNeed.id == need_id))
    if enrolment_id is None:
        raise ForbiddenError
    enrolment_to_write(connection, scope, enrolment_id)
    row = row_to_change(connection, ServiceNeed, need_id, version)
    if met_on is not None and met_on < row["identified_on"]:
        raise RefusedError("before-found", day=row["identified_on"])
    if met_on is not None and met_on > today:
        raise RefusedError("ahead", day=today)
    change_row(connection, scope, ServiceNeed, row, {"met_on": met_on})
