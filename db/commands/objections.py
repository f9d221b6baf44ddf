"""Objecting to support prompts: a participant's right, written down by the coordinator."""

from datetime import date, datetime

from sqlalchemy import Connection, select, update

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.calendar import local_day
from db.commands.audit import record
from db.schema import Participant


def object_to_prompts(connection: Connection, scope: Scope, participant_id: int, now: datetime) -> None:
    """From today on, no prompts are computed for the person. Saying so twice changes nothing.

    Raises:
        ForbiddenError: there is no such person, or the writer is not a coordinator.
    """
    if _objected_on(connection, scope, participant_id) is None:
        _set(connection, scope, participant_id, "object-to-prompts", local_day(now))


def withdraw_objection(connection: Connection, scope: Scope, participant_id: int) -> None:
    """Prompts are computed for the person again; when they objected stays in the audit.

    Raises:
        ForbiddenError: there is no such person, or the writer is not a coordinator.
    """
    if _objected_on(connection, scope, participant_id) is not None:
        _set(connection, scope, participant_id, "withdraw-objection", None)


def _objected_on(connection: Connection, scope: Scope, participant_id: int) -> date | None:
    if scope.role is not Role.COORDINATOR:
        raise ForbiddenError
    query = select(Participant.prompts_objected_on).where(Participant.id == participant_id).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise ForbiddenError
    before: date | None = row.prompts_objected_on
    return before


def _set(connection: Connection, scope: Scope, participant_id: int, action: str, day: date | None) -> None:
    who = Participant.id == participant_id
    before = connection.execute(select(Participant.code, Participant.prompts_objected_on).where(who)).one()
    connection.execute(update(Participant).where(who).values(prompts_objected_on=day))
    was = before.prompts_objected_on.isoformat() if before.prompts_objected_on else None
    record(
        connection, scope.account_id, action, "participant", participant_id, {"participant": before.code, "was": was}
    )
