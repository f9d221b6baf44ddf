"""The expected marks of a selection: the one definition on which every figure about attendance stands.

An expected mark is a (held session, enrolment) pair: the session is not cancelled and ended by the as-of moment, its
local date lies in the enrolment, and it is for the whole cohort or for that very enrolment.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.selection import Selection
from db.queries.sql import minutes_between, programme_week
from db.schema import Activity, Cohort, Enrolment, Mark, Module, Participant, Programme, Session


def visible_cohorts(scope: Scope, selection: Selection) -> list[ColumnElement[bool]]:
    """Conditions on ``cohort`` and ``programme``: what the asker may see of what was asked for.

    Raises:
        ForbiddenError: the asker's role sees no figures.
    """
    if not scope.sees_measures:
        raise ForbiddenError
    conditions: list[ColumnElement[bool]] = [Programme.id == Cohort.programme_id]
    if scope.cohort_ids is not None:
        conditions.append(Cohort.id.in_(scope.cohort_ids) if scope.cohort_ids else false())
    if selection.cohorts:
        conditions.append(Cohort.code.in_(selection.cohorts))
    if selection.programme is not None:
        conditions.append(Programme.code == selection.programme)
    return conditions


def visible_sessions(scope: Scope, selection: Selection, *, cancelled_too: bool = False) -> list[ColumnElement[bool]]:
    """Conditions on ``session`` and ``activity``: in the period, not cancelled, not hidden from the asker."""
    conditions: list[ColumnElement[bool]] = [] if cancelled_too else [Session.cancelled_at.is_(None)]
    if selection.start is not None:
        conditions.append(Session.local_date >= selection.start)
    if selection.end is not None:
        conditions.append(Session.local_date <= selection.end)
    if selection.activity is not None:
        conditions.append(Activity.code == selection.activity)
    if selection.counting_only:
        conditions.append(Activity.counts_for_attendance == true())
    if not scope.sees_restricted:
        conditions.append(Activity.restricted == false())
    return conditions


def inside_enrolment(enrolment: type[Enrolment] = Enrolment) -> ColumnElement[bool]:
    """The session expects this enrolment, or an alias of it."""
    return and_(
        enrolment.cohort_id == Session.cohort_id,
        Session.local_date >= enrolment.enrolled_on,
        or_(enrolment.exited_on.is_(None), Session.local_date <= enrolment.exited_on),
        or_(Session.enrolment_id.is_(None), Session.enrolment_id == enrolment.id),
    )


def expected_marks(scope: Scope, selection: Selection, moment: datetime, upcoming: bool = False) -> Select[Any]:
    """One row an expected mark, with the mark where there is one.

    Args:
        scope: who asks.
        selection: what is asked.
        moment: the as-of moment; later sessions are left out.
        upcoming: keep later sessions too, without their marks, for pages that show what is still to come.
    """
    held = Session.ends_at <= moment
    query = (
        select(
            Cohort.code.label("cohort"),
            Participant.code.label("participant"),
            programme_week(Session.local_date, Cohort.starts_on, Cohort.weeks).label("week"),
            Activity.code.label("activity"),
            Module.code.label("module"),
            Session.id.label("session_id"),
            Session.local_date,
            Session.starts_at,
            Session.enrolment_id.is_(None).label("whole_cohort"),
            minutes_between(Session.starts_at, Session.ends_at).label("minutes"),
            Activity.counts_for_attendance.label("counts"),
            held.label("held"),
            Mark.status,
            Mark.minutes_late,
            Mark.left_early_minutes,
            Mark.notice,
            Mark.excused,
        )
        .select_from(Session)
        .join(Cohort, Cohort.id == Session.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Activity, Activity.id == Session.activity_id)
        .join(Enrolment, inside_enrolment())
        .join(Participant, Participant.id == Enrolment.participant_id)
        .outerjoin(Module, Module.id == Session.module_id)
        .outerjoin(Mark, and_(Mark.session_id == Session.id, Mark.enrolment_id == Enrolment.id, held))
        .where(*visible_cohorts(scope, selection), *visible_sessions(scope, selection))
    )
    return query if upcoming else query.where(held)
