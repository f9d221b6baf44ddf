"""What came of people at the exit, after 28 days and after six months, in distinct persons."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, case, exists, func, or_, select

from dashboard.domain.access import Scope
from dashboard.domain.follow_up import WINDOWS, Kind, Outcome, Outcomes, Point, Standing
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.queries.follow_up import planned
from db.schema import Cohort, Enrolment, FollowUp, Programme


def outcomes(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> dict[Point, Outcomes]:
    """What came of everyone who has left the cohorts of a selection by its day, taken together.

    A person who was in several cohorts counts once, with the last exit. At the exit everyone who has left counts;
    later, those whose follow-up has come due or is settled already, and those for whom none was ever planned as soon
    as its day has come. The period of the selection is not looked at.
    """
    asked, today = selection.without_period(), selection.today(now)
    left = _left(scope, asked, today)
    at_exit = _group(connection, select(_known(left.c.exit_destination).label("outcome")).where(left.c.nth == 1))
    later = {
        Point(kind): _group(connection, _after(left, scope, asked, today, kind)) for kind in (Kind.FIRST, Kind.SECOND)
    }
    return {Point.EXIT: at_exit, **later}


def _left(scope: Scope, selection: Selection, today: date) -> Any:
    """Everyone who has left; ``nth`` is 1 for the last exit of a person."""
    nth = func.row_number().over(
        partition_by=Enrolment.participant_id, order_by=(Enrolment.exited_on.desc(), Enrolment.id.desc())
    )
    return (
        select(Enrolment.id, Enrolment.exited_on, Enrolment.exit_destination, nth.label("nth"))
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, selection), Enrolment.exited_on <= today)
        .subquery("leavers")
    )


def _after(left: Any, scope: Scope, selection: Selection, today: date, kind: Kind) -> Any:
    """What is known of each leaver from follow-ups of a kind: the last one that was done, else nothing."""
    f = planned(scope, selection, today).subquery("planned").c
    asked = and_(f.kind == kind, f.standing != Standing.UPCOMING)
    done_first = case((f.standing == Standing.DONE, 0), else_=1)
    nth = func.row_number().over(partition_by=f.enrolment_id, order_by=(done_first, f.settled_on.desc(), f.id.desc()))
    latest = select(f.enrolment_id, f.outcome, nth.label("nth")).where(asked).subquery("latest")
    ever_planned = exists().where(FollowUp.enrolment_id == left.c.id, FollowUp.kind == kind)
    forgotten = and_(~ever_planned, left.c.exited_on <= today - timedelta(days=WINDOWS[kind].due))
    return (
        select(_known(latest.c.outcome).label("outcome"))
        .select_from(left)
        .outerjoin(latest, and_(latest.c.enrolment_id == left.c.id, latest.c.nth == 1))
        .where(left.c.nth == 1, or_(latest.c.enrolment_id.is_not(None), forgotten))
    )


def _known(outcome: Any) -> Any:
    """The outcome, ``unknown`` where there is none, ``other`` where somebody wrote another word."""
    words = [word.value for word in Outcome]
    return case((outcome.is_(None), "unknown"), (outcome.in_(words), outcome), else_="other")


def _group(connection: Connection, persons: Any) -> Outcomes:
    one = persons.subquery("persons").c
    rows = connection.execute(select(one.outcome, func.count()).group_by(one.outcome))
    return Outcomes({Outcome(outcome): count for outcome, count in rows})
