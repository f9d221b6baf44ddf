"""What is planned: programmes, their cohorts, activities and modules, with the versions that a change has to name."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, or_, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Activity, Cohort, Enrolment, Module, Programme, Session, TimetableSlot


@dataclass(frozen=True, slots=True)
class ProgrammePlan:
    """A programme as it can be changed."""

    id: int
    version: int
    code: str
    name: str
    weeks: int
    timezone: str
    funding: str | None
    project_code: str | None


@dataclass(frozen=True, slots=True)
class CohortPlan:
    """A cohort as it can be changed.

    Attributes:
        people: who has not left before the day, those to come among them; of one that is over, who stayed to the end.
        ahead: sessions still to come, cancelled ones left out.
        slots: weekly sessions of its timetable.
    """

    id: int
    version: int
    programme_id: int
    code: str
    name: str
    starts_on: date
    ends_on: date
    weeks: int
    places: int | None
    people: int
    ahead: int
    slots: int


@dataclass(frozen=True, slots=True)
class ActivityPlan:
    """An activity as it can be changed; ``sessions`` are all that there are of it."""

    id: int
    version: int
    programme_id: int
    code: str
    name_fi: str | None
    name_sv: str | None
    name_en: str | None
    individual: bool
    counts_for_attendance: bool
    restricted: bool
    default_minutes: int
    sessions: int

    def name(self, language: str) -> str:
        """Its name in one of the three languages; the code where it has none."""
        names: dict[str, str | None] = {"fi": self.name_fi, "sv": self.name_sv, "en": self.name_en}
        return names[language] or self.code


@dataclass(frozen=True, slots=True)
class ModulePlan:
    """A module as it can be changed."""

    id: int
    version: int
    programme_id: int
    code: str
    name_fi: str | None
    name_sv: str | None
    name_en: str | None
    planned_week: int | None

    def name(self, language: str) -> str:
        """Its name in one of the three languages; the code where it has none."""
        names: dict[str, str | None] = {"fi": self.name_fi, "sv": self.name_sv, "en": self.name_en}
        return names[language] or self.code


def programme_plans(connection: Connection, scope: Scope) -> list[ProgrammePlan]:
    """Every programme for who plans; for a coach those of their cohorts.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    query = select(*_columns(Programme, ProgrammePlan)).order_by(Programme.id)
    if not scope.plans:
        query = query.where(Programme.id.in_(_own_programmes(scope)))
    _refuse_outsiders(scope)
    return [ProgrammePlan(**row) for row in connection.execute(query).mappings()]


def cohort_plans(connection: Connection, scope: Scope, now: datetime, today: date) -> list[CohortPlan]:
    """The cohorts that the asker works with, in the order of their start.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    _refuse_outsiders(scope)
    counted_on = case((Cohort.ends_on < today, Cohort.ends_on), else_=today)
    stayed = or_(Enrolment.exited_on.is_(None), Enrolment.exited_on >= counted_on)
    there = and_(Enrolment.cohort_id == Cohort.id, stayed)
    ahead = and_(Session.cohort_id == Cohort.id, Session.ends_at > now, Session.cancelled_at.is_(None))
    counted = {
        "people": select(func.count()).select_from(Enrolment).where(there).scalar_subquery(),
        "ahead": select(func.count()).select_from(Session).where(ahead).scalar_subquery(),
        "slots": select(func.count())
        .select_from(TimetableSlot)
        .where(TimetableSlot.cohort_id == Cohort.id)
        .scalar_subquery(),
    }
    query = (
        select(
            *_columns(Cohort, CohortPlan, without=counted),
            *(each.label(name) for name, each in counted.items()),
        )
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, Selection()))
        .order_by(Cohort.starts_on, Cohort.code)
    )
    return [CohortPlan(**row) for row in connection.execute(query).mappings()]


def activity_plans(connection: Connection, scope: Scope) -> list[ActivityPlan]:
    """The activities of the asker's programmes, in the order in which they were made.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    _refuse_outsiders(scope)
    held = select(func.count()).select_from(Session).where(Session.activity_id == Activity.id).scalar_subquery()
    query = select(*_columns(Activity, ActivityPlan, without={"sessions"}), held.label("sessions"))
    return [ActivityPlan(**row) for row in connection.execute(_of_own(query, Activity, scope)).mappings()]


def module_plans(connection: Connection, scope: Scope) -> list[ModulePlan]:
    """The modules of the asker's programmes, in the order of the plan.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    _refuse_outsiders(scope)
    rows = connection.execute(_of_own(select(*_columns(Module, ModulePlan)), Module, scope)).mappings()
    found = [ModulePlan(**row) for row in rows]
    return sorted(found, key=lambda one: (one.planned_week is None, one.planned_week or 0, one.code))


def _refuse_outsiders(scope: Scope) -> None:
    if not scope.sees_persons:
        raise ForbiddenError


def _columns(table: Any, row: type, without: Any = ()) -> list[Any]:
    """The columns of a table that a row is made of."""
    return [getattr(table, name) for name in row.__dataclass_fields__ if name not in without]  # type: ignore[attr-defined]


def _of_own(query: Select[Any], table: Any, scope: Scope) -> Select[Any]:
    ordered = query.order_by(table.id)
    return ordered if scope.plans else ordered.where(table.programme_id.in_(_own_programmes(scope)))


def _own_programmes(scope: Scope) -> Select[Any]:
    return (
        select(Cohort.programme_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, Selection()))
    )
