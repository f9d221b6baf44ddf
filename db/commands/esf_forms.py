"""What people write down of the start and exit forms that the European Social Fund asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dashboard.domain.access import Scope
from dashboard.domain.esf import DUE_AFTER, FormKind
from dashboard.domain.esf.seen import seen
from db.commands.audit import record
from db.commands.errors import RefusedError, StaleError
from db.commands.esf import own_enrolment
from db.queries.team import team
from db.schema import Account, EsfForm

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
    enrolment = own_enrolment(connection, scope, change.enrolment_id)
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
