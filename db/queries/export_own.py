"""Everything of the programmes that the import can read, as rows in its own words: for a coordinator alone.

A psychologist's meetings are in it as in the database: this is the office's own data, for its own computer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeAlias
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

Cell: TypeAlias = str | int | date | time | bool | None
_Rows: TypeAlias = Select[*tuple[Any, ...]]


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
    plain: tuple[tuple[str, tuple[str, ...], _Rows], ...] = (
        ("cohorts", ("cohort", "cohort_name", "starts_on", "ends_on", "weeks", "places"), _cohorts()),
        ("activities", ("activity", *_NAMES, *_TRAITS), _activities()),
        ("modules", ("module", *_NAMES, "planned_week"), _modules()),
        ("participants", ("participant", "cohort", "enrolled_on", "exited_on", "exit_destination"), _participants()),
        ("progress", ("participant", "cohort", "module", "status", "completed_on"), _progress()),
        ("followups", ("participant", "cohort", *_FOLLOW_UP_FIELDS), _follow_ups()),
    )
    for kind, fields, query in plain:
        rows = connection.execute(query.where(Programme.id == programme.id))
        yield OwnSheet(kind, kind, fields, [tuple(row) for row in rows])
    of_sessions: tuple[tuple[str, tuple[str, ...], _Rows], ...] = (
        ("sessions", (*_SLOT, "participant", "cancelled"), _sessions()),
        ("marks", (*_SLOT, "participant", *_MARK_FIELDS), _marks()),
    )
    for kind, fields, query in of_sessions:
        rows = connection.execute(query.where(Programme.id == programme.id))
        yield OwnSheet(kind, kind, fields, [_local(row, zone) for row in rows])


_NAMES = ("name_fi", "name_sv", "name_en")
_TRAITS = ("individual", "counts_for_attendance", "restricted", "default_minutes")
_FOLLOW_UP_FIELDS = ("kind", "due_on", "status", "done_on", "closed_on", "outcome")
_SLOT = ("cohort", "date", "start", "end", "activity", "module")
_MARK_FIELDS = ("status", "minutes_late", "notice", "excused", "reason", "left_early_minutes")


def _local(row: Any, zone: ZoneInfo) -> tuple[Cell, ...]:
    """A row of a session with the times that the clock on the wall showed."""
    cohort, day, starts_at, ends_at, *rest = row
    return cohort, day, starts_at.astimezone(zone).time(), ends_at.astimezone(zone).time(), *rest


def _cohorts() -> _Rows:
    return (
        select(Cohort.code, Cohort.name, Cohort.starts_on, Cohort.ends_on, Cohort.weeks, Cohort.places)
        .join(Programme, Programme.id == Cohort.programme_id)
        .order_by(Cohort.starts_on, Cohort.code)
    )


def _activities() -> _Rows:
    return (
        select(Activity.code, *(getattr(Activity, column) for column in (*_NAMES, *_TRAITS)))
        .join(Programme, Programme.id == Activity.programme_id)
        .order_by(Activity.code)
    )


def _participants() -> _Rows:
    return (
        select(Participant.code, Cohort.code, Enrolment.enrolled_on, Enrolment.exited_on, Enrolment.exit_destination)
        .join(Enrolment, Enrolment.participant_id == Participant.id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .order_by(Cohort.starts_on, Cohort.code, Participant.code)
    )


def _modules() -> _Rows:
    return (
        select(Module.code, Module.name_fi, Module.name_sv, Module.name_en, Module.planned_week)
        .join(Programme, Programme.id == Module.programme_id)
        .order_by(Module.planned_week.nulls_last(), Module.code)
    )


def _progress() -> _Rows:
    return (
        select(Participant.code, Cohort.code, Module.code, ModuleProgress.status, ModuleProgress.completed_on)
        .join(Enrolment, Enrolment.id == ModuleProgress.enrolment_id)
        .join(Module, Module.id == ModuleProgress.module_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .order_by(Cohort.starts_on, Cohort.code, Participant.code, Module.code)
    )


def _follow_ups() -> _Rows:
    return (
        select(Participant.code, Cohort.code, *(getattr(FollowUp, column) for column in _FOLLOW_UP_FIELDS))
        .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .order_by(Cohort.starts_on, Cohort.code, Participant.code, FollowUp.due_on, FollowUp.kind)
    )


def _sessions() -> _Rows:
    return (
        _slots()
        .add_columns(Participant.code, Session.cancelled_at.is_not(None))
        .outerjoin(Enrolment, Enrolment.id == Session.enrolment_id)
        .outerjoin(Participant, Participant.id == Enrolment.participant_id)
        .order_by(Cohort.starts_on, Cohort.code, Session.starts_at, Session.id)
    )


def _marks() -> _Rows:
    return (
        _slots()
        .add_columns(Participant.code, *(getattr(Mark, column) for column in _MARK_FIELDS))
        .join(Mark, Mark.session_id == Session.id)
        .join(Enrolment, Enrolment.id == Mark.enrolment_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .order_by(Cohort.starts_on, Cohort.code, Session.starts_at, Session.id, Participant.code)
    )


def _slots() -> _Rows:
    """When and what each session is, in the order of ``_SLOT``."""
    return (
        select(Cohort.code, Session.local_date, Session.starts_at, Session.ends_at, Activity.code, Module.code)
        .select_from(Session)
        .join(Activity, Activity.id == Session.activity_id)
        .outerjoin(Module, Module.id == Session.module_id)
        .join(Cohort, Cohort.id == Session.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
    )
