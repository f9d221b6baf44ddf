"""Writing marks of a register: as many as were changed at once, each by the version that its writer saw.

A change that somebody else was quicker with is not written, and the others of the same call are: a register is taken by
two people at once, and one of them must not wait for the other. What is sent a second time is found to be there.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.register_taking import Change, Entry, Expected, Sheet, Stage, Verdict, judge
from db.commands import audit
from db.commands.errors import RefusedError
from db.queries.register_history import log_rows
from db.queries.register_taking import sheet
from db.schema import Mark, Session


def record_marks(
    connection: Connection, scope: Scope, session_id: int, changes: Sequence[Change], now: datetime, today: date
) -> dict[int, Verdict]:
    """Write the changes that can be written, and say of each what became of it, by enrolment.

    Args:
        connection: a writing transaction.
        changes: one an enrolment.
        now, today: the moment, and the local day: a register can be taken from the session's own day on.

    Raises:
        ForbiddenError: there is no such session, or it is none of the asker's.
        RefusedError: ``cancelled``, or ``not-yet`` with its ``day``; nothing is written then.
    """
    register = locked_sheet(connection, scope, session_id)
    stage = register.stage(today)
    if stage is Stage.CANCELLED:
        raise RefusedError("cancelled")
    if stage is Stage.AHEAD:
        raise RefusedError("not-yet", day=register.local_date)
    people = {person.enrolment_id: person for person in register.people}
    verdicts = {change.enrolment_id: _verdict(change, people) for change in changes}
    writable = [change for change in changes if verdicts[change.enrolment_id] is Verdict.WRITTEN]
    versions = _write(connection, scope, register, people, writable, now)
    for change in writable:
        if change.enrolment_id not in versions:
            verdicts[change.enrolment_id] = Verdict.DIFFERS
    written = [change for change in writable if change.enrolment_id in versions]
    if written:
        marks = [_log_entry(change, people[change.enrolment_id], versions) for change in written]
        audit.record(connection, scope.account_id, "mark", "session", session_id, {"marks": marks})
    return verdicts


def locked_sheet(connection: Connection, scope: Scope, session_id: int) -> Sheet:
    """The register, once nobody else is writing it, and until this transaction is over.

    Raises:
        ForbiddenError: there is no such session, or it is none of the asker's.
    """
    connection.execute(select(Session.id).where(Session.id == session_id).with_for_update())
    register = sheet(connection, scope, session_id)
    if register is None:
        raise ForbiddenError
    return register


def _verdict(change: Change, people: Mapping[int, Expected]) -> Verdict:
    person = people.get(change.enrolment_id)
    return Verdict.NOT_EXPECTED if person is None else judge(change, person.stored)


def _write(
    connection: Connection,
    scope: Scope,
    register: Sheet,
    people: Mapping[int, Expected],
    changes: Sequence[Change],
    now: datetime,
) -> dict[int, int]:
    """Write the changes and give the new version of each that was written, by enrolment.

    One is not where a program that does not wait for the lock changed the mark just now.
    """
    written: dict[int, int] = {}
    recorded = {"recorded_at": now, "recorded_by": scope.account_id}
    fresh = [change for change in changes if people[change.enrolment_id].stored is None]
    if fresh:
        before = _last_versions(connection, register.session_id)
        rows = [
            {
                **_columns(change.entry),
                **recorded,
                "session_id": register.session_id,
                "enrolment_id": change.enrolment_id,
                "version": before.get(change.enrolment_id, 0) + 1,
            }
            for change in fresh
            if change.entry is not None
        ]
        connection.execute(insert(Mark), rows)
        written |= {row["enrolment_id"]: row["version"] for row in rows}
    for change in changes:
        if people[change.enrolment_id].stored is None:
            continue
        mark = (
            Mark.session_id == register.session_id,
            Mark.enrolment_id == change.enrolment_id,
            Mark.version == change.base,
        )
        version = change.base + 1
        statement: Any = (
            delete(Mark).where(*mark)
            if change.entry is None
            else update(Mark).where(*mark).values(**_columns(change.entry), **recorded, version=version)
        )
        if connection.execute(statement).rowcount == 1:
            written[change.enrolment_id] = version
    return written


def _last_versions(connection: Connection, session_id: int) -> dict[int, int]:
    """The last version of each mark that there has ever been.

    A mark that was cleared goes on counting when it is written anew: else who still sees the old one would overwrite
    the new one unseen, since both were version 1.
    """
    return {
        mark["enrolment"]: mark["version"]
        for row in log_rows(connection, session_id)
        if row.action == "mark"
        for mark in row.detail["marks"]
    }


def _columns(entry: Entry | None) -> dict[str, Any]:
    assert entry is not None
    return {
        "status": entry.status,
        "minutes_late": entry.minutes_late,
        "left_early_minutes": entry.left_early,
        "notice": entry.notice,
        "excused": entry.excused,
        "reason": entry.reason,
    }


def _log_entry(change: Change, person: Expected, versions: Mapping[int, int]) -> dict[str, Any]:
    return {
        "enrolment": change.enrolment_id,
        "version": versions[change.enrolment_id],
        "old": person.stored.entry.plain() if person.stored else None,
        "new": change.entry.plain() if change.entry else None,
    }
