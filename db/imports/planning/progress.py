"""Progress with modules, and follow-ups: both belong to an enrolment that the sheet need not name."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, select

from db import schema
from db.imports.parsing.records import FollowUpRow, ProgressRow
from db.imports.planning.directory import Directory
from db.imports.planning.plan import Change, NewFollowUp, NewProgress
from db.imports.planning.state import State
from db.imports.planning.world import Enrolment, Module, StoredRow
from db.imports.problems import RefusedError, Spot, Value
from db.imports.vocabulary import FOLLOW_UP_STATUSES, OUTCOMES, PROGRESS, Words

K = TypeVar("K")

PROGRESS_COLUMNS = ("status", "completed_on")
PROGRESS_WORDS = (PROGRESS, None)
FOLLOW_UP_COLUMNS = ("status", "done_on", "outcome", "closed_on")
FOLLOW_UP_WORDS = (FOLLOW_UP_STATUSES, None, OUTCOMES, None)

StoredProgress = dict[tuple[int, int], StoredRow]
"""By enrolment id and module id."""
StoredFollowUps = dict[tuple[int, str, date], StoredRow]
"""By enrolment id, kind and due day."""


def load_progress(connection: Connection, programme_id: int | None) -> StoredProgress:
    """All progress of a programme."""
    table = schema.ModuleProgress
    query = select(table.__table__).join(schema.Module).where(schema.Module.programme_id == programme_id)
    return {
        (row.enrolment_id, row.module_id): StoredRow(
            row.id, row.version, {column: getattr(row, column) for column in PROGRESS_COLUMNS}
        )
        for row in connection.execute(query)
    }


def load_follow_ups(connection: Connection, programme_id: int | None) -> StoredFollowUps:
    """All follow-ups of a programme."""
    query = (
        select(schema.FollowUp.__table__)
        .join(schema.Enrolment)
        .join(schema.Cohort)
        .where(schema.Cohort.programme_id == programme_id)
    )
    return {
        (row.enrolment_id, row.kind, row.due_on): StoredRow(
            row.id, row.version, {column: getattr(row, column) for column in FOLLOW_UP_COLUMNS}
        )
        for row in connection.execute(query)
    }


def plan_progress(rows: list[ProgressRow], stored: StoredProgress, state: State, directory: Directory) -> None:
    """Progress, attached to the enrolment that holds the day of completion, else to the person's latest."""
    seen: dict[tuple[Enrolment, Module], tuple[tuple[object, ...], Spot]] = {}
    for row in rows:
        enrolment = _enrolment(row, row.completed_on, state, directory)
        module = _module(row, state, directory)
        if enrolment is None or module is None:
            continue
        values = (row.status, row.completed_on)
        if not _first(seen, (enrolment, module), values, row.spot, state):
            continue
        known: StoredRow | None = None
        if enrolment.id is not None and module.id is not None:
            known = stored.get((enrolment.id, module.id))
        if known is None:
            state.plan.progress.append(NewProgress(enrolment, module, row.status, row.completed_on))
        else:
            _compare(
                "progress", PROGRESS_WORDS, known, dict(zip(PROGRESS_COLUMNS, values, strict=True)), row.spot, state
            )


def plan_follow_ups(rows: list[FollowUpRow], stored: StoredFollowUps, state: State, directory: Directory) -> None:
    """Follow-ups, attached to the enrolment that holds the due day, else to the person's latest."""
    seen: dict[tuple[Enrolment, str, date], tuple[tuple[object, ...], Spot]] = {}
    for row in rows:
        enrolment = _enrolment(row, row.due_on, state, directory)
        if enrolment is None:
            continue
        values = (row.status, row.done_on, row.outcome, row.closed_on)
        if not _first(seen, (enrolment, row.kind, row.due_on), values, row.spot, state):
            continue
        known = stored.get((enrolment.id, row.kind, row.due_on)) if enrolment.id is not None else None
        if known is None:
            state.plan.follow_ups.append(NewFollowUp(enrolment, row.kind, row.due_on, *values))
            continue
        said: dict[str, object] = dict(zip(FOLLOW_UP_COLUMNS, values, strict=True))
        if not row.says_outcome and row.status == known.values["status"]:
            said["outcome"] = known.values["outcome"]
        if not row.says_closed and row.status == known.values["status"]:
            said["closed_on"] = known.values["closed_on"]
        _compare("follow_ups", FOLLOW_UP_WORDS, known, said, row.spot, state)


def _enrolment(
    row: ProgressRow | FollowUpRow, day: date | None, state: State, directory: Directory
) -> Enrolment | None:
    try:
        participant = directory.participant(row.participant, row.spot, create=False)
        if row.cohort is None:
            return directory.enrolment_on(participant, day)
        return directory.enrolment(directory.cohort(row.cohort, row.spot), participant, row.spot)
    except RefusedError as refusal:
        state.findings.refused(row.spot, refusal)
        return None


def _module(row: ProgressRow, state: State, directory: Directory) -> Module | None:
    try:
        return directory.module(row.module, row.spot)
    except RefusedError as refusal:
        state.findings.refused(row.spot, refusal)
        return None


def _first(
    seen: dict[K, tuple[tuple[object, ...], Spot]], key: K, values: tuple[object, ...], spot: Spot, state: State
) -> bool:
    """Whether this is the first row about its subject; a later one that says otherwise is refused."""
    first, said_at = seen.setdefault(key, (values, spot))
    if said_at is spot:
        return True
    if first != values:
        words = PROGRESS_WORDS if len(values) == len(PROGRESS_WORDS) else FOLLOW_UP_WORDS
        state.twice(spot, said_at, _shown(first, words, state), _shown(values, words, state))
    return False


def _shown(values: tuple[object, ...], words: Sequence[Words | None], state: State) -> Value:
    return tuple(
        listed.term(str(value)) if listed is not None else state.describe(value)
        for value, listed in zip(values, words, strict=True)
        if value is not None
    )


def _compare(
    kind: str, words: Sequence[Words | None], known: StoredRow, said: dict[str, object], spot: Spot, state: State
) -> None:
    new = {column: value for column, value in said.items() if value != known.values[column]}
    if not new:
        state.plan.unchanged[kind] += 1
        return
    old = {column: known.values[column] for column in new}
    shown = (_shown(tuple(known.values.values()), words, state), _shown(tuple(said.values()), words, state))
    state.differ(Change(kind, known.id, {"version": known.version}, old, new), {"status": spot}, shown)
