"""Keeping an import: everything of a plan and its audit row in one transaction, or nothing.

The plan was checked against the database as it was read. What someone else may have written since is refused here: by
the versions of the rows that change, and by the database's own constraints for everything else.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Table, update
from sqlalchemy.exc import IntegrityError

from db import schema
from db.commands import audit
from db.commands.bulk import batches, insert_rows, insert_things
from db.engine import writing
from db.imports import messages
from db.imports.planning.plan import Change, NewMark, Plan
from db.imports.planning.world import Cohort, Enrolment, Module, Participant, Session
from db.imports.prepare import Progress, silent
from db.imports.problems import Place
from db.imports.reading.uploads import Upload
from db.schema import metadata

_TABLES: dict[str, Table] = {
    "enrolments": metadata.tables["enrolment"],
    "modules": metadata.tables["module"],
    "sessions": metadata.tables["session"],
    "marks": metadata.tables["mark"],
    "progress": metadata.tables["module_progress"],
    "follow_ups": metadata.tables["follow_up"],
}
_MARK_COLUMNS = (
    "session_id",
    "enrolment_id",
    "status",
    "minutes_late",
    "notice",
    "excused",
    "reason",
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
    try:
        with writing(engine) as connection:
            _write(connection, plan, account_id, progress)
            audit.record(connection, account_id, "import", "programme", _id(plan.programme), _detail(plan, uploads))
            before_commit()
    except (IntegrityError, _ChangedMeanwhileError):
        plan.findings.problem(Place(), messages.CONFLICT)
        return False
    return True


def _id(thing: Any) -> int:
    assert isinstance(thing.id, int)
    return thing.id


def _write(connection: Connection, plan: Plan, account_id: int | None, progress: Progress) -> None:
    """In the order in which the rows refer to each other.

    Changes come before additions of their kind: SQLite gives the id of a row that someone deleted meanwhile to the
    next new one, which would then be taken for it. And dates of enrolments change before marks are checked.
    """
    now = datetime.now(UTC)
    for kind in ("modules", "enrolments", "marks", "progress", "follow_ups"):
        recorded = {"recorded_at": now, "recorded_by": account_id} if kind == "marks" else {}
        _change_all(connection, plan, kind, recorded)
    _write_lists(connection, plan)
    _change_all(connection, plan, "sessions", {})
    insert_things(connection, schema.Session, plan.sessions, _session)
    _write_marks(connection, plan.marks, account_id, now, progress)
    insert_rows(
        connection,
        _TABLES["progress"],
        ("enrolment_id", "module_id", "status", "completed_on"),
        [(_id(new.enrolment), _id(new.module), new.status, new.completed_on) for new in plan.progress],
    )
    insert_rows(
        connection,
        _TABLES["follow_ups"],
        ("enrolment_id", "kind", "due_on", "status", "done_on", "outcome"),
        [(_id(new.enrolment), *new[1:]) for new in plan.follow_ups],
    )


def _write_marks(
    connection: Connection, marks: list[NewMark], account_id: int | None, now: datetime, progress: Progress
) -> None:
    done = 0
    for batch in batches(marks):
        rows = [(_id(new.session), _id(new.enrolment), *new.mark, now, account_id) for new in batch]
        insert_rows(connection, _TABLES["marks"], _MARK_COLUMNS, rows)
        done += len(batch)
        progress("writing", done, len(marks))


def _write_lists(connection: Connection, plan: Plan) -> None:
    programme = plan.programme
    assert programme is not None
    insert_things(
        connection,
        schema.Programme,
        plan.programmes,
        lambda one: {"code": one.code, "name": one.name, "weeks": one.weeks, "timezone": one.timezone.key},
    )
    here = {"programme_id": _id(programme)}
    insert_things(connection, schema.Cohort, plan.cohorts, lambda one: {**here, **_cohort(one)})
    insert_things(connection, schema.Participant, plan.participants, lambda one: {**here, "code": one.code})
    insert_things(connection, schema.Enrolment, plan.enrolments, _enrolment)
    insert_things(
        connection,
        schema.Activity,
        plan.activities,
        lambda one: {
            **here,
            **dict(zip(("name_fi", "name_sv", "name_en"), one.names, strict=True)),
            "code": one.code,
            "individual": one.individual,
            "counts_for_attendance": one.counts_for_attendance,
            "restricted": one.restricted,
            "default_minutes": one.default_minutes,
        },
    )
    insert_things(
        connection, schema.Module, plan.modules, lambda one: {**here, **_NO_NAMES, **one.values, "code": one.code}
    )


_NO_NAMES = dict.fromkeys(("name_fi", "name_sv", "name_en", "planned_week"))


def _cohort(cohort: Cohort) -> dict[str, Any]:
    return {
        "code": cohort.code,
        "name": cohort.code,
        "starts_on": cohort.starts_on,
        "ends_on": cohort.ends_on,
        "weeks": cohort.weeks,
    }


def _enrolment(enrolment: Enrolment) -> dict[str, Any]:
    return {
        "cohort_id": _id(enrolment.cohort),
        "participant_id": _id(enrolment.participant),
        "enrolled_on": enrolment.enrolled_on,
        "exited_on": enrolment.exited_on,
    }


def _session(session: Session) -> dict[str, Any]:
    return {
        "cohort_id": _id(session.cohort),
        "activity_id": _id(session.activity),
        "module_id": None if session.module is None else _id(session.module),
        "enrolment_id": None if session.enrolment is None else _id(session.enrolment),
        "local_date": session.local_date,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
    }


def _change_all(connection: Connection, plan: Plan, kind: str, more: dict[str, Any]) -> None:
    for change in plan.changes:
        if change.kind == kind:
            _change(connection, change, more)


def _change(connection: Connection, change: Change, more: dict[str, Any]) -> None:
    """Change one row, if it still is as it was read."""
    table = _TABLES[change.kind]
    new = dict(change.new)
    if "module" in new:
        new["module_id"] = _id(new.pop("module"))
    if change.kind == "marks" and new["status"] == "absent":
        new["left_early_minutes"] = None
    if "version" in change.guard:
        new["version"] = change.guard["version"] + 1
    same = [table.c[column].is_not_distinct_from(value) for column, value in change.guard.items()]
    result = connection.execute(update(table).where(table.c.id == change.id, *same).values(**new, **more))
    if result.rowcount != 1:
        raise _ChangedMeanwhileError


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
