"""How far enrolments are with modules, counted in the database; ``dashboard.domain.modules`` says what it means."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, literal, or_, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.calendar import programme_week as calendar_week
from dashboard.domain.modules import CohortSteps, ModuleCell, ModuleCounts, Step, state
from dashboard.domain.selection import Selection
from db.queries.cohorts import cohorts
from db.queries.expected import visible_cohorts
from db.queries.measures import By, GroupKey, groups
from db.queries.sql import how_many, programme_week
from db.schema import Cohort, Enrolment, Module, ModuleProgress, Participant, Programme


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module as pages name it; its code is unique within its programme."""

    programme: str
    code: str
    name: str
    planned_week: int | None


@dataclass(frozen=True, slots=True)
class ModuleGroup:
    """The counts of one group: a cohort, and the participant, programme week or module within it."""

    cohort: str
    key: str | int | None
    counts: ModuleCounts


def module_rows(connection: Connection, scope: Scope, selection: Selection, language: str) -> list[ModuleRow]:
    """The modules of the cohorts of a selection in the order of their plan, named in one of the three languages."""
    name = {"fi": Module.name_fi, "sv": Module.name_sv, "en": Module.name_en}[language]
    query = (
        select(Programme.code.label("programme"), Module.code, name.label("name"), Module.planned_week)
        .select_from(Cohort)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Module, Module.programme_id == Programme.id)
        .where(*visible_cohorts(scope, selection))
        .distinct()
    )
    rows = [
        ModuleRow(row.programme, row.code, row.name or row.code, row.planned_week) for row in connection.execute(query)
    ]
    return sorted(rows, key=lambda row: (row.planned_week is None, row.planned_week or 0, row.code, row.programme))


def modules(
    connection: Connection, scope: Scope, selection: Selection, by: By = By.COHORT, now: datetime | None = None
) -> list[ModuleGroup]:
    """The counts of every group as of the selection's day, cohorts in the order of their start.

    A cohort or a participant without modules has a group of zeros. By week, each group holds the counts as of the end
    of that programme week: of every week that the cohort has begun.

    Raises:
        ForbiddenError: single participants for an asker who sees aggregates only.
    """
    if by is By.PARTICIPANT and not scope.sees_persons:
        raise ForbiddenError
    if by is By.WEEK:
        return _by_week(connection, scope, selection, now)
    a = _assigned(scope, selection, selection.today(now)).subquery("assigned").c
    keys = [a.cohort] if by is By.COHORT else [a.cohort, a[by.value]]
    completed, exempt = a.status == "completed", a.status == "exempt"
    query = select(
        *keys,
        how_many(~exempt).label("assigned"),
        how_many(completed).label("completed"),
        how_many(a.status == "in_progress").label("in_progress"),
        how_many(exempt).label("exempt"),
        how_many(and_(~exempt, a.planned)).label("planned"),
        how_many(and_(completed, a.planned)).label("planned_done"),
    ).group_by(*keys)
    counted: dict[GroupKey, ModuleCounts] = {}
    for row in connection.execute(query):
        group, counts = row[: len(keys)], row[len(keys) :]
        counted[group[0], group[1] if len(group) > 1 else None] = ModuleCounts(*counts)
    return [
        ModuleGroup(cohort, key, counted.get((cohort, key), ModuleCounts()))
        for cohort, key in groups(connection, scope, selection, by, counted, now)
    ]


def module_cells(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> list[ModuleCell]:
    """Every module of every person of a selection, by cohort, person and module.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = _assigned(scope, selection, selection.today(now)).order_by("cohort", "participant", "module")
    return [
        ModuleCell(
            cohort=row.cohort,
            participant=row.participant,
            module=row.module,
            state=state(row.status, bool(row.planned)),
            planned=bool(row.planned),
            completed_on=row.completed_on,
            left_early=bool(row.left_early),
        )
        for row in connection.execute(query)
    ]


def module_steps(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> list[CohortSteps]:
    """The way of each cohort of a selection through its weeks, in the order of their start."""
    a = _assigned(scope, selection, selection.today(now)).subquery("assigned").c
    entered = func.coalesce(a.entered_week, 1)
    ways = (
        a.status,
        entered,
        _later(a.planned_week, entered),
        case((a.status == "completed", _later(func.coalesce(a.completed_week, 1), entered))),
    )
    names = ("status", "entered", "planned", "completed")
    # Grouped from the outside: PostgreSQL does not know two expressions with parameters for the same one.
    way = select(a.cohort, *(each.label(name) for each, name in zip(ways, names, strict=True))).subquery("way").c
    keys = [way[name] for name in names]
    steps: dict[str, list[Step]] = defaultdict(list)
    for row in connection.execute(select(way.cohort, *keys, func.count().label("pairs")).group_by(way.cohort, *keys)):
        steps[row.cohort].append(Step(row.status, row.entered, row.planned, row.completed, row.pairs))
    today = selection.today(now)
    return [
        CohortSteps(
            cohort=cohort.code,
            week=calendar_week(today, cohort.starts_on, cohort.weeks),
            weeks=cohort.weeks,
            steps=tuple(steps[cohort.code]),
        )
        for cohort in cohorts(connection, scope, selection)
    ]


def _by_week(connection: Connection, scope: Scope, selection: Selection, now: datetime | None) -> list[ModuleGroup]:
    return [
        ModuleGroup(cohort.cohort, week, cohort.at(week))
        for cohort in module_steps(connection, scope, selection, now)
        for week in range(1, (cohort.week or 0) + 1)
    ]


def _later(week: Any, entered: Any) -> Any:
    """The later of two weeks; null where the first is."""
    return case((week < entered, entered), else_=week)


def _assigned(scope: Scope, selection: Selection, today: date) -> Select[Any]:
    """One row for each module of each enrolment that has begun by the day, with its status as of that day.

    ``planned`` is null where the module has no planned week or the cohort has not begun.
    """
    week = programme_week(literal(today), Cohort.starts_on, Cohort.weeks)
    completed = and_(ModuleProgress.status == "completed", ModuleProgress.completed_on <= today)
    undated = ModuleProgress.status.in_(("in_progress", "exempt"))
    return (
        select(
            Cohort.code.label("cohort"),
            Participant.code.label("participant"),
            Module.code.label("module"),
            case((or_(completed, undated), ModuleProgress.status), else_="not_started").label("status"),
            (Module.planned_week <= week).label("planned"),
            case((completed, ModuleProgress.completed_on)).label("completed_on"),
            programme_week(Enrolment.enrolled_on, Cohort.starts_on, Cohort.weeks).label("entered_week"),
            Module.planned_week,
            programme_week(ModuleProgress.completed_on, Cohort.starts_on, Cohort.weeks).label("completed_week"),
            and_(Enrolment.exited_on < today, Enrolment.exited_on < Cohort.ends_on).label("left_early"),
        )
        .select_from(Cohort)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.enrolled_on <= today))
        .join(Participant, Participant.id == Enrolment.participant_id)
        .join(Module, Module.programme_id == Programme.id)
        .outerjoin(
            ModuleProgress,
            and_(ModuleProgress.enrolment_id == Enrolment.id, ModuleProgress.module_id == Module.id),
        )
        .where(*visible_cohorts(scope, selection))
    )
