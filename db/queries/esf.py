"""What is held for the European Social Fund: by which programmes, how completely, and of one person."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import add

from sqlalchemy import Connection, case, func, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.esf import EventKind, IndicatorSet
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, EsfBackground, EsfEvent, Participant, Programme
from db.schema.esf import SENSITIVE

BASICS = ("gender", "age_band", "labour_status", "education_band")
"""The columns without which a record of ESF 2014-2020 is incomplete."""


@dataclass(frozen=True, slots=True)
class FundedProgramme:
    """A programme and how it is funded; the set and the code are null where nobody set them."""

    id: int
    code: str
    name: str
    indicator_set: IndicatorSet | None
    project_code: str | None


@dataclass(frozen=True, slots=True)
class Completeness:
    """What is held of one person, without saying what it is.

    Attributes:
        cohort: code of the cohort that they entered first, of those asked for.
        missing: the basics that are not known.
        unasked: how many of the questions that may be refused were never asked; a refusal is an answer.
    """

    cohort: str
    participant: str
    missing: tuple[str, ...]
    unasked: int


def funded_programmes(connection: Connection, scope: Scope, selection: Selection) -> list[FundedProgramme]:
    """The programmes of the cohorts of a selection, by code."""
    query = (
        select(Programme.id, Programme.code, Programme.name, Programme.funding, Programme.project_code)
        .join(Cohort, Cohort.programme_id == Programme.id)
        .where(*visible_cohorts(scope, selection))
        .distinct()
        .order_by(Programme.code)
    )
    return [
        FundedProgramme(
            row.id, row.code, row.name, IndicatorSet(row.funding) if row.funding else None, row.project_code
        )
        for row in connection.execute(query)
    ]


def completeness(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> list[Completeness]:
    """What is held of everyone who entered the cohorts of a selection by its day, by cohort and code.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    nth = func.row_number().over(
        partition_by=Participant.id, order_by=(Enrolment.enrolled_on, Cohort.starts_on, Cohort.code)
    )
    open_questions = [case((getattr(EsfBackground, column).is_(None), 1), else_=0) for column in SENSITIVE]
    unasked = reduce(add, open_questions)
    basics = [getattr(EsfBackground, column).is_(None).label(column) for column in BASICS]
    entered = (
        select(
            Cohort.code.label("cohort"),
            Cohort.starts_on,
            Participant.code.label("participant"),
            *basics,
            unasked.label("unasked"),
            nth.label("nth"),
        )
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .outerjoin(EsfBackground, EsfBackground.participant_id == Participant.id)
        .where(*visible_cohorts(scope, selection), Enrolment.enrolled_on <= selection.today(now))
        .subquery("entered")
    )
    first = (
        select(entered).where(entered.c.nth == 1).order_by(entered.c.starts_on, entered.c.cohort, entered.c.participant)
    )
    return [
        Completeness(
            row.cohort,
            row.participant,
            tuple(column for column in BASICS if getattr(row, column)),
            row.unasked,
        )
        for row in connection.execute(first)
    ]


@dataclass(frozen=True, slots=True)
class OwnEnrolment:
    """One enrolment of a person, as forms name it."""

    id: int
    cohort: str
    enrolled_on: date
    exited_on: date | None


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """One event of a person, as it may be taken away again."""

    id: int
    version: int
    cohort: str
    kind: EventKind
    happened_on: date


def own_enrolments(connection: Connection, scope: Scope, participant_id: int) -> list[OwnEnrolment]:
    """The enrolments of one person in cohorts that the asker may see, latest first.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(Enrolment.id, Cohort.code, Enrolment.enrolled_on, Enrolment.exited_on)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, Selection()), Enrolment.participant_id == participant_id)
        .order_by(Enrolment.enrolled_on.desc(), Enrolment.id.desc())
    )
    return [OwnEnrolment(*row) for row in connection.execute(query)]


def own_events(connection: Connection, scope: Scope, participant_id: int) -> list[OwnEvent]:
    """The events of one person in cohorts that the asker may see, latest first.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(EsfEvent.id, EsfEvent.version, Cohort.code, EsfEvent.kind, EsfEvent.happened_on)
        .join(Enrolment, Enrolment.id == EsfEvent.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, Selection()), Enrolment.participant_id == participant_id)
        .order_by(EsfEvent.happened_on.desc(), EsfEvent.id.desc())
    )
    return [
        OwnEvent(row.id, row.version, row.code, EventKind(row.kind), row.happened_on)
        for row in connection.execute(query)
    ]
