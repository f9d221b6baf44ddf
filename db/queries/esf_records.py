"""The records that the indicators of the European Social Fund are counted from, every enrolment of a person in one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, select

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.esf import Background, Event, EventKind, Heard, Record, Stay
from dashboard.domain.esf.records import AgeBand, Answer, Education, Gender, Labour, Question
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Enrolment, EsfBackground, EsfEvent, FollowUp, Participant, Programme

Item = TypeVar("Item")


def exact_records(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> list[Record]:
    """The records of everyone who entered the cohorts of a selection by its day, for the exact worksheet.

    Each holds every enrolment of the person in the programme, of whichever cohort. The period is not looked at.

    Raises:
        ForbiddenError: anybody but a coordinator asks.
    """
    if scope.role is not Role.COORDINATOR:
        raise ForbiddenError
    return _records(connection, _entered(scope, selection, selection.today(now)))


def records_for_disclosure(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> list[Record]:
    """The same for disclosure control, and for nothing else: what it makes of them may be shown to a reporter.

    Raises:
        ForbiddenError: the asker makes no reports.
    """
    if not scope.makes_reports:
        raise ForbiddenError
    return _records(connection, _entered(scope, selection, selection.today(now)))


def _entered(scope: Scope, selection: Selection, today: date) -> Select[Any]:
    return (
        select(Enrolment.participant_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*visible_cohorts(scope, selection), Enrolment.enrolled_on <= today)
    )


def own_record(connection: Connection, scope: Scope, participant_id: int) -> Record | None:
    """The record of one person, of the cohorts that the asker may see; null where they have none.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    visible = visible_cohorts(scope, Selection())
    found = _records(connection, select(Participant.id).where(Participant.id == participant_id), *visible)
    return found[0] if found else None


def _records(connection: Connection, people: Select[Any], *visible: ColumnElement[bool]) -> list[Record]:
    """The records of these people, in the order of their ids; of their enrolments those that are visible."""
    heard = _heard(connection, people)
    stays: dict[int, list[Stay]] = defaultdict(list)
    query = (
        select(
            Enrolment.id,
            Enrolment.participant_id,
            Cohort.code,
            Enrolment.enrolled_on,
            Enrolment.exited_on,
            Enrolment.exit_destination,
        )
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(Enrolment.participant_id.in_(people), *visible)
        .order_by(Enrolment.participant_id, Enrolment.enrolled_on, Cohort.starts_on, Cohort.code)
    )
    for row in connection.execute(query):
        destination = _outcome(row.exit_destination)
        stay = Stay(row.code, row.enrolled_on, row.exited_on, destination, heard.get(row.id, ()))
        stays[row.participant_id].append(stay)
    backgrounds, events = _backgrounds(connection, people), _events(connection, people)
    return [
        Record(person, tuple(own), backgrounds.get(person, Background()), events.get(person, ()))
        for person, own in stays.items()
    ]


def _outcome(word: str | None) -> Outcome | None:
    """The word that somebody wrote, *other* where it is none of ours."""
    if word is None:
        return None
    return Outcome(word) if word in {outcome.value for outcome in Outcome} else Outcome.OTHER


def _heard(connection: Connection, people: Select[Any]) -> dict[int, tuple[Heard, ...]]:
    query = (
        select(FollowUp.enrolment_id, FollowUp.kind, FollowUp.done_on, FollowUp.outcome)
        .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
        .where(Enrolment.participant_id.in_(people), FollowUp.status == "done")
        .order_by(FollowUp.done_on, FollowUp.id)
    )
    return _grouped(
        (row.enrolment_id, Heard(Kind(row.kind), row.done_on, _outcome(row.outcome)))
        for row in connection.execute(query)
    )


def _events(connection: Connection, people: Select[Any]) -> dict[int, tuple[Event, ...]]:
    query = (
        select(Enrolment.participant_id, EsfEvent.happened_on, EsfEvent.kind)
        .join(Enrolment, Enrolment.id == EsfEvent.enrolment_id)
        .where(Enrolment.participant_id.in_(people))
        .order_by(EsfEvent.id)
    )
    return _grouped(
        (row.participant_id, Event(row.happened_on, EventKind(row.kind))) for row in connection.execute(query)
    )


def _grouped(rows: Iterable[tuple[int, Item]]) -> dict[int, tuple[Item, ...]]:
    found: dict[int, list[Item]] = defaultdict(list)
    for key, item in rows:
        found[key].append(item)
    return {key: tuple(items) for key, items in found.items()}


def _backgrounds(connection: Connection, people: Select[Any]) -> dict[int, Background]:
    query = select(EsfBackground.__table__).where(EsfBackground.participant_id.in_(people))
    return {row.participant_id: _background(row) for row in connection.execute(query)}


def _background(row: Any) -> Background:
    answers = {question: getattr(row, question.value) for question in Question}
    return Background(
        gender=Gender(row.gender) if row.gender else None,
        age=AgeBand(row.age_band) if row.age_band else None,
        labour=Labour(row.labour_status) if row.labour_status else None,
        education=Education(row.education_band) if row.education_band else None,
        answers={question: Answer(answer) for question, answer in answers.items() if answer},
    )
