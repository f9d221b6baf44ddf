"""Everything of the programmes that the import can read, as rows in its own words: for a coordinator alone.

A psychologist's meetings are in it as in the database: this is the office's own data, for its own computer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, select

from dashboard.domain.access import ForbiddenError, Scope
from db.schema import (
    Activity,
    Cohort,
    Enrolment,
    FollowUp,
    Mark,
    Module,
    ModuleProgress,
    Participant,
    Programme,
    Session,
)

Cell = str | int | date | time | bool | None


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """The rows of one kind of sheet, or a part of them; ``fields`` are those of ``db.imports.vocabulary.FIELDS``."""

    kind: str
    name: str
    fields: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class OwnProgramme:
    """One programme with all its sheets."""

    id: int
    code: str
    sheets: tuple[OwnSheet, ...]


def own_programmes(connection: Connection, scope: Scope) -> Iterator[OwnProgramme]:
    """Each programme with its data, as it is at this moment.

    Raises:
        ForbiddenError: whoever asks may not import, and so has nothing to export for it.
    """
    if not scope.imports:
        raise ForbiddenError
    query = select(Programme.id, Programme.code, Programme.timezone).order_by(Programme.code)
    for programme in connection.execute(query).all():
        yield OwnProgramme(programme.id, programme.code, tuple(_sheets(connection, programme)))


def _sheets(connection: Connection, programme: Any) -> Iterator[OwnSheet]:
    zone = ZoneInfo(programme.timezone)
    for kind, fields, query in (
        ("participants", ("participant", "cohort", "enrolled_on", "exited_on"), _participants()),
        ("modules", ("module", "name_fi", "name_sv", "name_en", "planned_week"), _modules()),
        ("progress", ("participant", "cohort", "module", "status", "completed_on"), _progress()),
        ("followups", ("participant", "cohort", "kind", "due_on", "status", "done_on", "outcome"), _follow_ups()),
    ):
        rows = connection.execute(query.where(Programme.id == programme.id))
        yield OwnSheet(kind, kind, fields, [tuple(row) for row in rows])
    yield OwnSheet("marks", "marks", _MARK_FIELDS, list(_marks(connection, programme.id, zone)))


def _participants() -> Select[Any]:
    return (
        select(Participant.code, Cohort.code, Enrolment.enrolled_on, Enrolment.exited_on)
        .join(Enrolment, Enrolment.participant_id == Participant.id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .order_by(Cohort.starts_on, Cohort.code, Participant.code)
    )


def _modules() -> Select[Any]:
    return (
        select(Module.code, Module.name_fi, Module.name_sv, Module.name_en, Module.planned_week)
        .join(Programme, Programme.id == Module.programme_id)
        .order_by(Module.planned_week, Module.code)
    )


def _progress() -> Select[Any]:
    return (
        select(Participant.code, Cohort.code, Module.code, ModuleProgress.status, ModuleProgress.completed_on)
        .join(Enrolment, Enrolment.id == ModuleProgress.enrolment_id)
        .join(Module, Module.id == ModuleProgress.module_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .order_by(Cohort.starts_on, Cohort.code, Participant.code, Module.code)
    )


def _follow_ups() -> Select[Any]:
    return (
        select(
            Participant.code,
            Cohort.code,
            FollowUp.kind,
            FollowUp.due_on,
            FollowUp.status,
            FollowUp.done_on,
            FollowUp.outcome,
        )
        .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .order_by(Cohort.starts_on, Cohort.code, Participant.code, FollowUp.due_on, FollowUp.kind)
    )


_MARK_FIELDS = (
    "cohort",
    "participant",
    "date",
    "start",
    "end",
    "activity",
    "module",
    "status",
    "minutes_late",
    "notice",
    "excused",
    "reason",
)


def _marks(connection: Connection, programme_id: int, zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    query = (
        select(
            Cohort.code,
            Participant.code,
            Session.local_date,
            Session.starts_at,
            Session.ends_at,
            Activity.code,
            Module.code,
            Mark.status,
            Mark.minutes_late,
            Mark.notice,
            Mark.excused,
            Mark.reason,
        )
        .join(Session, Session.id == Mark.session_id)
        .join(Activity, Activity.id == Session.activity_id)
        .outerjoin(Module, Module.id == Session.module_id)
        .join(Enrolment, Enrolment.id == Mark.enrolment_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(Cohort.programme_id == programme_id)
        .order_by(Cohort.starts_on, Cohort.code, Session.starts_at, Session.id, Participant.code)
    )
    for cohort, participant, day, starts_at, ends_at, *rest in connection.execute(query):
        start, end = (moment.astimezone(zone).time() for moment in (starts_at, ends_at))
        yield cohort, participant, day, start, end, *rest
