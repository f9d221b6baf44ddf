"""What people write down for the European Social Fund: forms, backgrounds, events; and that exact figures were read.

A coach writes of people in their own cohorts, a coordinator of everybody. The log says which things changed and never
what somebody answered: a background holds special categories of personal data, and the log has other readers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.esf import DUE_AFTER, Background, EventKind, FormKind
from dashboard.domain.esf.records import Question
from dashboard.domain.esf.seen import seen
from db.commands.audit import record
from db.commands.errors import RefusedError, StaleError
from db.queries.esf_records import own_record
from db.queries.team import team
from db.schema import Account, Enrolment, EsfBackground, EsfEvent, EsfForm, Participant

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class FormChange:
    """How a form stands now.

    Attributes:
        reason: why an exit form cannot be had; empty where it was signed or is still asked for.
        owner_id: the account of who asks for it; null where nobody does.
        due_on: by when; null leaves it at the usual time after the entry or the exit.
        seen: what the one who changes it saw (``FormItem.seen``).
    """

    enrolment_id: int
    kind: FormKind
    signed_on: date | None
    reason: str
    owner_id: int | None
    due_on: date | None
    seen: str


def record_form(connection: Connection, scope: Scope, change: FormChange, today: date) -> None:
    """Write down how a form stands.

    Raises:
        ForbiddenError: the enrolment is none of the asker's business, or there is none.
        RefusedError: ``not-left``, ``signed-later``, ``before-entry`` or ``due-before`` with ``day``,
            ``start-has-no-reason``, ``signed-and-reason`` or ``no-such-owner``.
        StaleError: somebody changed it meanwhile; with ``signed_on``, ``reason``, ``owner``, ``due_on`` and ``seen``.
    """
    enrolment = _own_enrolment(connection, scope, change.enrolment_id)
    _check_form(connection, scope, enrolment, change, today)
    this = EsfForm.enrolment_id == enrolment.id, EsfForm.kind == change.kind
    stored = connection.execute(select(EsfForm.__table__).where(*this)).one_or_none()
    old = _stored(stored, change.kind)
    if seen(*old) != change.seen:
        owner = connection.scalar(select(Account.display_name).where(Account.id == old[2]))
        raise StaleError(signed_on=old[0], reason=old[1], owner=owner, due_on=old[3], seen=seen(*old))
    values = {
        "signed_on": change.signed_on,
        "missing_reason": change.reason or None,
        "owner_id": change.owner_id,
        "due_on": change.due_on or _since(enrolment, change.kind) + DUE_AFTER[change.kind],
    }
    if stored:
        connection.execute(update(EsfForm).where(*this).values(values))
        form_id = stored.id
    else:
        new = {"enrolment_id": enrolment.id, "kind": change.kind, **values}
        form_id = connection.execute(insert(EsfForm).values(new).returning(EsfForm.id)).scalar_one()
    signed_on, due_on = (day and day.isoformat() for day in (old[0], old[3]))
    before = {"signed_on": signed_on, "reason": old[1] is not None, "owner": old[2], "due_on": due_on}
    record(connection, scope.account_id, "record", "esf_form", form_id, {"kind": change.kind, "before": before})


def _stored(row: Row[Any] | None, kind: FormKind) -> tuple[date | None, str | None, int | None, date | None]:
    """What is stored of a form, as its readers saw it."""
    if row is None:
        return None, None, None, None
    return row.signed_on, row.missing_reason if kind is FormKind.EXIT else None, row.owner_id, row.due_on


def _since(enrolment: Row[Any], kind: FormKind) -> date:
    since: date = enrolment.enrolled_on if kind is FormKind.START else enrolment.exited_on
    return since


def _check_form(connection: Connection, scope: Scope, enrolment: Row[Any], change: FormChange, today: date) -> None:
    if change.kind is FormKind.EXIT and (enrolment.exited_on is None or enrolment.exited_on > today):
        raise RefusedError("not-left")
    _check_days(enrolment, change, today)
    if change.reason and change.kind is FormKind.START:
        raise RefusedError("start-has-no-reason")
    if change.reason and change.signed_on is not None:
        raise RefusedError("signed-and-reason")
    if change.owner_id is not None:
        members = team(connection, scope).get(enrolment.cohort_id, ())
        if change.owner_id not in {member.id for member in members}:
            raise RefusedError("no-such-owner")


def _check_days(enrolment: Row[Any], change: FormChange, today: date) -> None:
    since = _since(enrolment, change.kind)
    if change.due_on is not None and change.due_on < since:
        raise RefusedError("due-before", day=since)
    if change.signed_on is None:
        return
    if change.signed_on > today:
        raise RefusedError("signed-later")
    if change.kind is FormKind.EXIT and change.signed_on < enrolment.enrolled_on:
        raise RefusedError("before-entry", day=enrolment.enrolled_on)


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
    enrolment = _own_enrolment(connection, scope, enrolment_id)
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
    _own_enrolment(connection, scope, event.enrolment_id)
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


def _own_enrolment(connection: Connection, scope: Scope, enrolment_id: int) -> Row[Any]:
    """An enrolment that the asker may write of, locked for the rest of the transaction."""
    if not scope.sees_persons:
        raise ForbiddenError
    query = select(Enrolment.__table__).where(Enrolment.id == enrolment_id).with_for_update()
    found = connection.execute(query).one_or_none()
    if found is None or (scope.cohort_ids is not None and found.cohort_id not in scope.cohort_ids):
        raise ForbiddenError
    return found
