"""What people write down for the European Social Fund: backgrounds and events; and that exact figures were read.

A coach writes of people in their own cohorts, a coordinator of everybody. The log says which things changed and never
what somebody answered: a background holds special categories of personal data, and the log has other readers.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.esf import Background, EventKind
from dashboard.domain.esf.records import Question
from db.commands.audit import record
from db.commands.errors import RefusedError, StaleError
from db.queries.esf_records import own_record
from db.schema import Enrolment, EsfBackground, EsfEvent, Participant


def record_background(
    connection: Connection, scope: Scope, participant_id: int, background: Background, seen: str
) -> None:
    """Write down what somebody said of themselves at entry, whole.

    Args:
        seen: what the one who changes it saw (``Background.seen``).

    Raises:
        ForbiddenError: the person is none of the asker's business, or there is none.
        StaleError: somebody changed it meanwhile; with ``background`` and ``seen``.
    """
    connection.execute(select(Participant.id).where(Participant.id == participant_id).with_for_update())
    known = own_record(connection, scope, participant_id)
    if known is None:
        raise ForbiddenError
    if known.background.seen != seen:
        raise StaleError(background=known.background, seen=known.background.seen)
    old, new = _columns(known.background), _columns(background)
    changed = [name for name in new if new[name] != old[name]]
    if not changed:
        return
    there = connection.scalar(
        select(func.count()).select_from(EsfBackground).where(EsfBackground.participant_id == participant_id)
    )
    if there:
        connection.execute(update(EsfBackground).where(EsfBackground.participant_id == participant_id).values(new))
    else:
        connection.execute(insert(EsfBackground).values({"participant_id": participant_id, **new}))
    record(connection, scope.account_id, "record", "esf_background", participant_id, {"changed": changed})


def _columns(background: Background) -> dict[str, str | None]:
    return {
        "gender": background.gender,
        "age_band": background.age,
        "labour_status": background.labour,
        "education_band": background.education,
        **{question.value: background.answers.get(question) for question in Question},
    }


def record_event(
    connection: Connection, scope: Scope, enrolment_id: int, kind: EventKind, happened_on: date, today: date
) -> None:
    """Write down that something happened to a person's place in working life.

    Raises:
        ForbiddenError: the enrolment is none of the asker's business, or there is none.
        RefusedError: ``later``, ``happened-before-entry`` with ``day``, or ``already``.
    """
    enrolment = own_enrolment(connection, scope, enrolment_id)
    if happened_on > today:
        raise RefusedError("later")
    if happened_on < enrolment.enrolled_on:
        raise RefusedError("happened-before-entry", day=enrolment.enrolled_on)
    values = {"enrolment_id": enrolment_id, "kind": kind, "happened_on": happened_on, "recorded_by": scope.account_id}
    same = (EsfEvent.enrolment_id == enrolment_id, EsfEvent.kind == kind, EsfEvent.happened_on == happened_on)
    if connection.scalar(select(EsfEvent.id).where(*same)) is not None:
        raise RefusedError("already")
    event_id = connection.execute(insert(EsfEvent).values(values).returning(EsfEvent.id)).scalar_one()
    record(connection, scope.account_id, "record", "esf_event", event_id, {"kind": kind})


def remove_event(connection: Connection, scope: Scope, event_id: int, version: int) -> None:
    """Take away an event that was written down by mistake.

    Raises:
        ForbiddenError: it is none of the asker's business, or there is none.
        StaleError: somebody changed it meanwhile; with ``version``.
    """
    event = connection.execute(select(EsfEvent.__table__).where(EsfEvent.id == event_id)).one_or_none()
    if event is None:
        raise ForbiddenError
    own_enrolment(connection, scope, event.enrolment_id)
    if event.version != version:
        raise StaleError(version=event.version)
    connection.execute(delete(EsfEvent).where(EsfEvent.id == event_id))
    before = {"kind": event.kind, "happened_on": event.happened_on.isoformat()}
    record(connection, scope.account_id, "remove", "esf_event", event_id, before)


def record_worksheet(connection: Connection, scope: Scope, programme_id: int, detail: Mapping[str, Any]) -> None:
    """Write down that exact figures were read, in the transaction that reads them.

    Args:
        detail: which set, cohorts, days and format; no figures.

    Raises:
        ForbiddenError: anybody but a coordinator asks.
    """
    if scope.role is not Role.COORDINATOR:
        raise ForbiddenError
    record(connection, scope.account_id, "eura", "programme", programme_id, dict(detail))


def own_enrolment(connection: Connection, scope: Scope, enrolment_id: int) -> Row[Any]:
    """An enrolment that the asker may write of, locked for the rest of the transaction."""
    if not scope.sees_persons:
        raise ForbiddenError
    query = select(Enrolment.__table__).where(Enrolment.id == enrolment_id).with_for_update()
    found = connection.execute(query).one_or_none()
    if found is None or (scope.cohort_ids is not None and found.cohort_id not in scope.cohort_ids):
        raise ForbiddenError
    return found
