"""What the rules of support prompts read, for every enrolment they may speak of, in a handful of statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, case, false, func, or_, select, true

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.follow_up import Kind
from dashboard.domain.selection import Selection
from dashboard.domain.support import Facts, FollowUpTask, Mark, PlannedModule
from db.queries.expected import expected_marks, visible_cohorts
from db.schema import (
    Activity,
    Cohort,
    Contact,
    Enrolment,
    FollowUp,
    Module,
    ModuleProgress,
    Participant,
    Programme,
    Session,
)
from db.schema import Mark as MarkRow

Item = TypeVar("Item")
Grouped = dict[int, tuple[Item, ...]]


def support_facts(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> list[Facts]:
    """The facts of every enrolment for which a prompt is possible on the selection's day, by cohort and code.

    That is who takes part on the day, and who has left before it; nobody who objects to prompts. Five statements,
    however many cohorts there are. The selection's cohorts, programme and as-of date matter, its period and activity
    do not: a rule looks at what came last, whatever a page shows.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    whole = replace(selection.without_period(), activity=None, counting_only=False)
    today, moment = whole.today(now), whole.moment(now)
    marks = marks_by_enrolment(connection, scope, whole, moment, _takes_part(today), does_not_object(today))
    contacts = _contacts(connection, scope, whole, today)
    modules = _modules(connection, scope, whole, today)
    follow_ups = _follow_ups(connection, scope, whole, today)
    query = (
        select(
            Enrolment.id.label("enrolment_id"),
            Participant.code,
            Cohort.code.label("cohort"),
            Enrolment.enrolled_on,
            Enrolment.exited_on,
            Cohort.starts_on,
            Cohort.ends_on,
            Cohort.weeks,
            Participant.prompts_objected_on.label("objected_on"),
        )
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(*visible_cohorts(scope, whole), or_(_takes_part(today), _has_left(today)), does_not_object(today))
        .order_by(Cohort.starts_on, Cohort.code, Participant.code)
    )
    return [
        Facts(
            **row,
            marks=marks.get(row["enrolment_id"], ()),
            contacts=contacts.get(row["enrolment_id"], ()),
            modules=modules.get(row["enrolment_id"], ()),
            follow_ups=follow_ups.get(row["enrolment_id"], ()),
        )
        for row in connection.execute(query).mappings()
    ]


def _takes_part(today: date) -> ColumnElement[bool]:
    """The SQL twin of ``Facts.open_on``; wants ``enrolment`` and ``cohort``."""
    not_left = or_(Enrolment.exited_on.is_(None), Enrolment.exited_on >= today)
    return and_(Enrolment.enrolled_on <= today, Cohort.ends_on >= today, not_left)


def _has_left(today: date) -> ColumnElement[bool]:
    return Enrolment.exited_on < today


def does_not_object(today: date) -> ColumnElement[bool]:
    """The SQL twin of ``not Facts.objects_on``; wants ``participant``."""
    return or_(Participant.prompts_objected_on.is_(None), Participant.prompts_objected_on > today)


def marks_by_enrolment(
    connection: Connection, scope: Scope, selection: Selection, moment: datetime, *conditions: ColumnElement[bool]
) -> Grouped[Mark]:
    """The expected marks of the enrolments that meet the conditions, in time order, whatever period is chosen."""
    whole = replace(selection.without_period(), activity=None, counting_only=False)
    query = (
        expected_marks(scope, whole, moment)
        .with_only_columns(
            Enrolment.id,
            Session.local_date,
            Activity.code,
            Session.enrolment_id.is_not(None),
            Activity.counts_for_attendance,
            MarkRow.status,
            MarkRow.notice,
            MarkRow.minutes_late,
            func.coalesce(MarkRow.excused, false()),
        )
        .where(*conditions)
        .order_by(Session.starts_at, Session.id)
    )
    return _grouped((row[0], Mark._make(row[1:])) for row in connection.execute(query))


def _contacts(connection: Connection, scope: Scope, selection: Selection, today: date) -> Grouped[date]:
    """Days on which somebody was reached; an attempt that reached nobody is no contact."""
    query = (
        _of(scope, selection, Contact, Contact.enrolment_id, Contact.contacted_on)
        .where(_takes_part(today), Contact.reached == true(), Contact.contacted_on <= today)
        .order_by(Contact.contacted_on)
    )
    return _grouped((row.enrolment_id, row.contacted_on) for row in connection.execute(query))


def _modules(connection: Connection, scope: Scope, selection: Selection, today: date) -> Grouped[PlannedModule]:
    """Every module of the programme with its completion, exempt ones left out."""
    query = (
        select(Enrolment.id, Module.code, Module.planned_week, ModuleProgress.completed_on)
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Module, Module.programme_id == Programme.id)
        .outerjoin(
            ModuleProgress,
            and_(ModuleProgress.enrolment_id == Enrolment.id, ModuleProgress.module_id == Module.id),
        )
        .where(*visible_cohorts(scope, selection), _takes_part(today))
        .where(or_(ModuleProgress.status.is_(None), ModuleProgress.status != "exempt"))
        .order_by(Module.planned_week, Module.code)
    )
    return _grouped((row.id, PlannedModule(*row[1:])) for row in connection.execute(query))


def _follow_ups(connection: Connection, scope: Scope, selection: Selection, today: date) -> Grouped[FollowUpTask]:
    """Follow-ups of who has left; one that was cancelled without a day never was to be done."""
    settled_on = case(
        (FollowUp.status == "done", FollowUp.done_on),
        (FollowUp.status == "cancelled", func.coalesce(FollowUp.closed_on, Enrolment.enrolled_on)),
        (FollowUp.status.in_(("declined", "not_reached")), func.coalesce(FollowUp.closed_on, FollowUp.due_on)),
    )
    query = (
        _of(scope, selection, FollowUp, FollowUp.enrolment_id, FollowUp.kind, FollowUp.due_on, settled_on)
        .where(_has_left(today))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    return _grouped(
        (enrolment, FollowUpTask(Kind(kind), due_on, settled))
        for enrolment, kind, due_on, settled in connection.execute(query)
    )


def _of(scope: Scope, selection: Selection, table: Any, *columns: Any) -> Any:
    """Rows of a table that belong to enrolments which the asker may see."""
    return (
        select(*columns)
        .select_from(table)
        .join(Enrolment, Enrolment.id == table.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, selection))
    )


def _grouped(rows: Iterable[tuple[int, Item]]) -> Grouped[Item]:
    found: dict[int, list[Item]] = defaultdict(list)
    for enrolment, item in rows:
        found[enrolment].append(item)
    return {enrolment: tuple(items) for enrolment, items in found.items()}
