"""Keeping an import: everything of a plan and its audit row in one transaction, or nothing.

The plan was checked against the database as it was read. What someone else may have written since is refused here: by
the versions of the rows that change, and by the database's own constraints for everything else.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import IntegrityError

from db import schema
from db.commands import audit
from db.commands.bulk import batches, insert_rows, insert_things
from db.commands.import_batches import TABLES, Written, record_batch
from db.commands.import_rows import (
    activity_row,
    cohort_row,
    enrolment_row,
    id_of,
    module_row,
    programme_row,
    session_row,
)
from db.engine import writing
from db.imports import messages
from db.imports.planning.plan import Change, NewMark, Plan
from db.imports.planning.world import Module, Participant
from db.imports.prepare import Progress, silent
from db.imports.problems import Place
from db.imports.reading.uploads import Upload

_MARK_COLUMNS = (
    "session_id",
    "enrolment_id",
    "status",
    "minutes_late",
    "notice",
    "excused",
    "reason",
    "left_early_minutes",
    "recorded_at",
    "recorded_by",
)


class _ChangedMeanwhileError(Exception):
    """A row is no longer as it was read."""


def keep(
    engine: Engine,
    plan: Plan,
    uploads: Sequence[Upload],
    account_id: int | None,
    progress: Progress = silent,
    before_commit: Callable[[], None] = lambda: None,
) -> bool:
    """Write a plan without problems, once; false, and a problem in the plan, where the database was changed meanwhile.

    Args:
        uploads: the files, of which the audit row keeps a digest: their names may name someone.
        account_id: who imports; null is the command line.
        before_commit: called when all is written and only the commit is left.

    Raises:
        ValueError: the plan has problems.
    """
    if not plan.ok:
        raise ValueError("a plan with problems cannot be kept")
    if plan.empty:
        return True
    now = datetime.now(UTC).replace(microsecond=0)
    try:
        with writing(engine) as connection:
            written = _write(connection, plan, account_id, now, progress)
            files = [upload.name for upload in uploads]
            plan.batch = record_batch(connection, plan, files, account_id, now, written)
            programme = id_of(plan.programme)
            audit.record(connection, account_id, "import", "programme", programme, _detail(plan, uploads))
            before_commit()
    except (IntegrityError, _ChangedMeanwhileError):
        plan.findings.problem(Place(), messages.CONFLICT)
        return False
    return True


def _write(connection: Connection, plan: Plan, account_id: int | None, now: datetime, progress: Progress) -> Written:
    """In the order in which the rows refer to each other.

    Changes come before additions of their kind: SQLite gives the id of a row that someone deleted meanwhile to the
    next new one, which would then be taken for it. And dates of enrolments change before marks are checked.
    """
    written = Written()
    for kind in ("cohorts", "activities", "modules", "enrolments", "marks", "progress", "follow_ups"):
        recorded = {"recorded_at": now, "recorded_by": account_id} if kind == "marks" else {}
        _change_all(connection, plan, kind, recorded, written)
    _write_lists(connection, plan, written)
    _change_all(connection, plan, "sessions", {}, written)
    insert_things(connection, schema.Session, plan.sessions, lambda one: session_row(one, now))
    written.added("sessions", (id_of(session) for session in plan.sessions))
    _write_marks(connection, plan.marks, (now, account_id), progress, written)
    for kind, columns, rows in (
        (
            "progress",
            ("enrolment_id", "module_id", "status", "completed_on"),
            [(id_of(new.enrolment), id_of(new.module), new.status, new.completed_on) for new in plan.progress],
        ),
        (
            "follow_ups",
            ("enrolment_id", "kind", "due_on", "status", "done_on", "outcome", "closed_on"),
            [(id_of(new.enrolment), *new[1:]) for new in plan.follow_ups],
        ),
    ):
        written.added(kind, insert_rows(connection, TABLES[kind], columns, rows))
    return written


def _write_marks(
    connection: Connection,
    marks: list[NewMark],
    recorded: tuple[datetime, int | None],
    progress: Progress,
    written: Written,
) -> None:
    done = 0
    for batch in batches(marks):
        rows = [(id_of(new.session), id_of(new.enrolment), *new.mark, *recorded) for new in batch]
        written.added("marks", insert_rows(connection, TABLES["marks"], _MARK_COLUMNS, rows))
        done += len(batch)
        progress("writing", done, len(marks))


def _write_lists(connection: Connection, plan: Plan, written: Written) -> None:
    assert plan.programme is not None
    insert_things(connection, schema.Programme, plan.programmes, programme_row)
    here = {"programme_id": id_of(plan.programme)}
    insert_things(connection, schema.Cohort, plan.cohorts, lambda one: {**here, **cohort_row(one)})
    insert_things(connection, schema.Participant, plan.participants, lambda one: {**here, "code": one.code})
    insert_things(connection, schema.Enrolment, plan.enrolments, enrolment_row)
    insert_things(connection, schema.Activity, plan.activities, lambda one: {**here, **activity_row(one)})
    insert_things(connection, schema.Module, plan.modules, lambda one: {**here, **module_row(one)})
    for kind in ("programmes", "cohorts", "participants", "enrolments", "activities", "modules"):
        written.added(kind, (id_of(thing) for thing in getattr(plan, kind)))


def _change_all(connection: Connection, plan: Plan, kind: str, more: dict[str, Any], written: Written) -> None:
    for change in plan.changes:
        if change.kind == kind:
            _change(connection, change, more, written)


def _change(connection: Connection, change: Change, more: dict[str, Any], written: Written) -> None:
    """Change one row, if it still is as it was read."""
    table = TABLES[change.kind]
    old, new = _by_column(change.old), _by_column(change.new)
    if "cancelled" in new:
        cancelled_at = table.c.cancelled_at
        old[cancelled_at.name] = connection.scalar(select(cancelled_at).where(table.c.id == change.id))
        new[cancelled_at.name] = datetime.now(UTC).replace(microsecond=0) if new.pop("cancelled") else None
        del old["cancelled"]
    version = change.guard["version"] + 1 if "version" in change.guard else None
    counted = {} if version is None else {"version": version}
    same = [table.c[column].is_not_distinct_from(value) for column, value in change.guard.items()]
    changed = update(table).where(table.c.id == change.id, *same).values(**new, **counted, **more)
    if connection.execute(changed).rowcount != 1:
        raise _ChangedMeanwhileError
    written.changed(change.kind, change.id, old, new, version)


def _by_column(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a change by the columns of its table."""
    return {
        f"{name}_id" if name == "module" else name: id_of(value) if isinstance(value, Module) else value
        for name, value in values.items()
    }


def _detail(plan: Plan, uploads: Sequence[Upload]) -> dict[str, Any]:
    """What the audit row keeps: digests and counts, and the old values of everything that changed."""
    return {
        "sha256": [sha256(upload.content).hexdigest() for upload in uploads],
        "added": {kind: count for kind, count in plan.added().items() if count},
        "changed": [
            {"kind": change.kind, "id": change.id, "old": {column: _plain(old) for column, old in change.old.items()}}
            for change in plan.changes
        ],
    }


def _plain(value: Any) -> str | int | None:
    if isinstance(value, Module | Participant):
        return value.code
    return value if value is None or isinstance(value, int | str) else value.isoformat()
