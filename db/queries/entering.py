"""What can be written about, with the versions that a change has to name: progress, follow-ups, needs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.needs import Category
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, FollowUp, Module, ModuleProgress, Participant, Programme, ServiceNeed


@dataclass(frozen=True, slots=True)
class EnrolledPerson:
    """Whom something can be written about."""

    enrolment_id: int
    cohort_id: int
    cohort: str
    participant: str
    enrolled_on: date
    exited_on: date | None


@dataclass(frozen=True, slots=True)
class ProgressEntry:
    """One module of one enrolment; version 0: nothing is written yet."""

    enrolment_id: int
    module_id: int
    module: str
    version: int
    status: str
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class FollowUpEntry:
    """One follow-up."""

    id: int
    version: int
    person: EnrolledPerson
    kind: Kind
    due_on: date
    status: str
    settled_on: date | None
    outcome: Outcome | None
    owner_id: int | None


@dataclass(frozen=True, slots=True)
class NeedEntry:
    """One need."""

    id: int
    version: int
    person: EnrolledPerson
    category: Category
    identified_on: date
    met_on: date | None


def enrolled_people(
    connection: Connection, scope: Scope, selection: Selection, participant_id: int | None = None
) -> list[EnrolledPerson]:
    """Everyone of the cohorts of a selection, or one person, by cohort and code.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    return [_person(row) for row in connection.execute(_people(scope, selection, participant_id))]


def progress_entries(
    connection: Connection, scope: Scope, selection: Selection, participant_id: int
) -> list[ProgressEntry]:
    """Every module of one person in the cohorts of a selection, in the order of the plan.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    query = (
        _people(scope, selection, participant_id)
        .join(Module, Module.programme_id == Programme.id)
        .outerjoin(
            ModuleProgress,
            and_(ModuleProgress.enrolment_id == Enrolment.id, ModuleProgress.module_id == Module.id),
        )
        .with_only_columns(
            Enrolment.id.label("enrolment_id"),
            Module.id.label("module_id"),
            Module.code.label("module"),
            ModuleProgress.version,
            ModuleProgress.status,
            ModuleProgress.completed_on,
        )
        .order_by(None)
        .order_by(Cohort.starts_on, Module.planned_week.is_(None), Module.planned_week, Module.code)
    )
    return [
        ProgressEntry(
            enrolment_id=row.enrolment_id,
            module_id=row.module_id,
            module=row.module,
            version=row.version or 0,
            status=row.status or "not_started",
            completed_on=row.completed_on,
        )
        for row in connection.execute(query)
    ]


def follow_up_entries(
    connection: Connection,
    scope: Scope,
    selection: Selection,
    participant_id: int | None = None,
    *,
    open_only: bool = False,
    limit: int | None = None,
) -> list[FollowUpEntry]:
    """Follow-ups of the cohorts of a selection, or of one person, by due day.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    query = (
        _people(scope, selection, participant_id)
        .join(FollowUp, FollowUp.enrolment_id == Enrolment.id)
        .add_columns(
            FollowUp.id,
            FollowUp.version,
            FollowUp.kind,
            FollowUp.due_on,
            FollowUp.status,
            FollowUp.done_on,
            FollowUp.closed_on,
            FollowUp.outcome,
            FollowUp.owner_id,
        )
        .order_by(None)
        .order_by(FollowUp.due_on, Participant.code, FollowUp.id)
        .limit(limit)
    )
    if open_only:
        query = query.where(FollowUp.status == "planned")
    return [
        FollowUpEntry(
            id=row.id,
            version=row.version,
            person=_person(row),
            kind=Kind(row.kind),
            due_on=row.due_on,
            status=row.status,
            settled_on=row.done_on or row.closed_on,
            outcome=Outcome(row.outcome) if row.outcome else None,
            owner_id=row.owner_id,
        )
        for row in connection.execute(query)
    ]


def need_entries(
    connection: Connection,
    scope: Scope,
    selection: Selection,
    participant_id: int | None = None,
    *,
    open_only: bool = False,
    limit: int | None = None,
) -> list[NeedEntry]:
    """Needs of the cohorts of a selection, or of one person, by code and the day on which they were found.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    query = (
        _people(scope, selection, participant_id)
        .join(ServiceNeed, ServiceNeed.enrolment_id == Enrolment.id)
        .add_columns(
            ServiceNeed.id,
            ServiceNeed.version,
            ServiceNeed.category,
            ServiceNeed.identified_on,
            ServiceNeed.met_on,
        )
        .order_by(ServiceNeed.identified_on, ServiceNeed.id)
        .limit(limit)
    )
    if open_only:
        query = query.where(ServiceNeed.met_on.is_(None))
    return [
        NeedEntry(
            id=row.id,
            version=row.version,
            person=_person(row),
            category=Category(row.category),
            identified_on=row.identified_on,
            met_on=row.met_on,
        )
        for row in connection.execute(query)
    ]


_PERSON = (
    Enrolment.id.label("enrolment_id"),
    Cohort.id.label("cohort_id"),
    Cohort.code.label("cohort"),
    Participant.code.label("participant"),
    Enrolment.enrolled_on,
    Enrolment.exited_on,
)


def _person(row: Any) -> EnrolledPerson:
    return EnrolledPerson(*tuple(row)[: len(_PERSON)])


def _people(scope: Scope, selection: Selection, participant_id: int | None) -> Select[*tuple[Any, ...]]:
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(*_PERSON)
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(*visible_cohorts(scope, selection))
        .order_by(Cohort.starts_on, Cohort.code, Participant.code)
    )
    return query if participant_id is None else query.where(Participant.id == participant_id)
