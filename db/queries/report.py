"""The people of a report with what is counted of each: for disclosure control, which lets none of them out.

Who makes reports need not see persons, so this asks for another right than the pages about people do. What it gives
goes into ``dashboard.domain.report`` and from there through ``dashboard.domain.disclosure``.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select, true

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.esf import Background
from dashboard.domain.esf.records import AgeBand, Education, Gender, Labour
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.needs import Category
from dashboard.domain.report import Need, ReportPerson
from dashboard.domain.selection import Selection
from db.queries.expected import expected_marks, visible_cohorts, visible_sessions
from db.queries.follow_up import planned
from db.queries.sql import how_many, minutes_between
from db.schema import (
    Activity,
    Cohort,
    Enrolment,
    EsfBackground,
    Module,
    ModuleProgress,
    Participant,
    Programme,
    ServiceNeed,
    Session,
)

_OUTCOME_KINDS = (Kind.FIRST, Kind.SECOND)


def report_people(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> list[ReportPerson]:
    """Everybody who was enrolled in the selection's cohorts within its period, by cohort and row; six statements.

    Sessions are those of the period that count for attendance; modules, follow-ups and needs are as of the day.

    Raises:
        ForbiddenError: the asker makes no reports.
    """
    if not scope.makes_reports:
        raise ForbiddenError
    asked = replace(selection, counting_only=True, activity=None)
    today, whole = asked.today(now), asked.without_period()
    marks = _marks(connection, scope, asked, asked.moment(now))
    modules = _modules(connection, scope, whole, today)
    outcomes = _outcomes(connection, scope, whole, today)
    needs = _needs(connection, scope, whole, today)
    backgrounds = _backgrounds(connection, scope, whole)
    stays: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_stays(scope, asked, today)):
        stays[row.person].append(row)
    return [
        ReportPerson(
            id=person,
            cohort=rows[0].cohort,
            entered_on=rows[0].enrolled_on,
            left_on=None if rows[-1].exited_on is None or rows[-1].exited_on > today else rows[-1].exited_on,
            stayed=_stayed(rows[-1], today),
            countable=sum(marks[row.enrolment][0] for row in rows),
            attended=sum(marks[row.enrolment][1] for row in rows),
            modules=sum(modules[row.enrolment][0] for row in rows),
            modules_done=sum(modules[row.enrolment][1] for row in rows),
            outcomes={kind: found for row in rows for kind, found in outcomes[row.enrolment].items()},
            needs=frozenset(need for row in rows for need in needs[row.enrolment]),
            background=backgrounds.get(person, Background()),
        )
        for person, rows in stays.items()
    ]


def _stayed(last: Any, today: date) -> bool | None:
    """Whether somebody stayed to the end of their last cohort; null while that is not known."""
    if last.exited_on is not None and last.exited_on <= today:
        return bool(last.exited_on >= last.ends_on)
    return True if last.ends_on < today else None


def _stays(scope: Scope, selection: Selection, today: date) -> Select[*tuple[Any, ...]]:
    """Enrolments that had begun by the day and overlap the period, each person's in the order of their entry."""
    conditions = [*visible_cohorts(scope, selection), Enrolment.enrolled_on <= min(today, selection.end or today)]
    if selection.start is not None:
        conditions.append(or_(Enrolment.exited_on.is_(None), Enrolment.exited_on >= selection.start))
        conditions.append(or_(Enrolment.exited_on.is_not(None), Cohort.ends_on >= selection.start))
    return (
        select(
            Participant.id.label("person"),
            Enrolment.id.label("enrolment"),
            Cohort.code.label("cohort"),
            Cohort.ends_on,
            Enrolment.enrolled_on,
            Enrolment.exited_on,
        )
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(*conditions)
        .order_by(Cohort.starts_on, Cohort.code, Participant.id, Enrolment.enrolled_on)
    )


def _marks(
    connection: Connection, scope: Scope, selection: Selection, moment: datetime
) -> defaultdict[int, tuple[int, int]]:
    """Countable and attended marks of each enrolment."""
    e = expected_marks(scope, selection, moment).add_columns(Enrolment.id.label("enrolment")).subquery("expected").c
    countable = and_(e.status.is_not(None), e.counts == true(), e.excused.is_not(true()))
    query = select(
        e.enrolment, how_many(countable), how_many(and_(countable, e.status.in_(("present", "late"))))
    ).group_by(e.enrolment)
    return defaultdict(lambda: (0, 0), {row[0]: (row[1], row[2]) for row in connection.execute(query)})


def _modules(
    connection: Connection, scope: Scope, selection: Selection, today: date
) -> defaultdict[int, tuple[int, int]]:
    """Modules of each enrolment but the exempt ones, and those completed by the day."""
    done = and_(ModuleProgress.status == "completed", ModuleProgress.completed_on <= today)
    query = (
        select(Enrolment.id, func.count(), how_many(done))
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Module, Module.programme_id == Programme.id)
        .outerjoin(
            ModuleProgress,
            and_(ModuleProgress.enrolment_id == Enrolment.id, ModuleProgress.module_id == Module.id),
        )
        .where(*visible_cohorts(scope, selection))
        .where(or_(ModuleProgress.status.is_(None), ModuleProgress.status != "exempt"))
        .group_by(Enrolment.id)
    )
    return defaultdict(lambda: (0, 0), {row[0]: (row[1], row[2]) for row in connection.execute(query)})


def _outcomes(
    connection: Connection, scope: Scope, selection: Selection, today: date
) -> defaultdict[int, dict[Kind, Outcome]]:
    """What the follow-ups that were done by the day found, of each enrolment; of two of a kind, the later."""
    f = planned(scope, selection, today).subquery("planned").c
    found: defaultdict[int, dict[Kind, Outcome]] = defaultdict(dict)
    query = select(f.enrolment_id, f.kind, f.outcome).where(f.kind.in_(_OUTCOME_KINDS), f.standing == "done")
    for row in connection.execute(query.order_by(f.settled_on, f.id)):
        found[row.enrolment_id][Kind(row.kind)] = Outcome(row.outcome or "unknown")
    return found


def _needs(connection: Connection, scope: Scope, selection: Selection, today: date) -> defaultdict[int, set[Need]]:
    """The services that each enrolment turned out to need by the day."""
    query = (
        select(ServiceNeed.enrolment_id, ServiceNeed.category, ServiceNeed.met_on)
        .join(Enrolment, Enrolment.id == ServiceNeed.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, selection), ServiceNeed.identified_on <= today)
    )
    needs: defaultdict[int, set[Need]] = defaultdict(set)
    for row in connection.execute(query):
        needs[row.enrolment_id].add(Need(Category(row.category), row.met_on is not None and row.met_on <= today))
    return needs


def _backgrounds(connection: Connection, scope: Scope, selection: Selection) -> dict[int, Background]:
    """What is held of each person's background, but for the questions that one may refuse to answer."""
    query = (
        select(EsfBackground)
        .join(Enrolment, Enrolment.participant_id == EsfBackground.participant_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, selection))
    )
    return {
        row.participant_id: Background(
            Gender(row.gender) if row.gender else None,
            AgeBand(row.age_band) if row.age_band else None,
            Labour(row.labour_status) if row.labour_status else None,
            Education(row.education_band) if row.education_band else None,
        )
        for row in connection.execute(query)
    }


def hours_offered(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> dict[tuple[str, str], int]:
    """Whole hours of group sessions held in the period, by cohort and activity code, of activities that count.

    Raises:
        ForbiddenError: the asker makes no reports.
    """
    if not scope.makes_reports:
        raise ForbiddenError
    asked = replace(selection, counting_only=True, activity=None)
    minutes = func.sum(minutes_between(Session.starts_at, Session.ends_at))
    query = (
        select(Cohort.code, Activity.code, minutes)
        .select_from(Session)
        .join(Cohort, Cohort.id == Session.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Activity, Activity.id == Session.activity_id)
        .where(*visible_cohorts(scope, asked), *visible_sessions(scope, asked))
        .where(Session.enrolment_id.is_(None), Session.ends_at <= asked.moment(now))
        .group_by(Cohort.code, Activity.code)
    )
    return {(row[0], row[1]): round(row[2] / 60) for row in connection.execute(query)}
