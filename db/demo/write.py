"""Writing the demo programme: a handful of bulk inserts in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert

from db.demo.accounts import add_accounts
from db.demo.build import Demo
from db.demo.cohorts import DemoCohort
from db.demo.content import ACTIVITIES, MODULES, PROGRAMME, WEEKS, DemoModule
from db.demo.feedback import DemoFeedback
from db.demo.people import Person
from db.demo.planned import write_timetables
from db.demo.timetable import DemoSession
from db.schema import (
    Activity,
    Base,
    Cohort,
    Contact,
    Enrolment,
    EsfBackground,
    EsfEvent,
    EsfForm,
    Feedback,
    FollowUp,
    Mark,
    Module,
    ModuleProgress,
    Participant,
    Programme,
    PromptDecision,
    ServiceNeed,
    Session,
)

Rows = Sequence[Mapping[str, Any]]
_REGISTER_AFTER = timedelta(minutes=20)  # the register is taken so long after a session began


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that the database gave, by what the demo calls each thing."""

    programme: int
    cohorts: dict[str, int]
    activities: dict[str, int]
    modules: dict[str, int]
    participants: dict[str, int]
    enrolments: dict[str, int]
    accounts: dict[str, int]


def write_demo(connection: Connection, demo: Demo, password_hashes: dict[str, str]) -> int:
    """Write everything and return the programme's id.

    Raises:
        AccountError: one of the demo's usernames is taken.
    """
    ids = _write_frame(connection, demo, password_hashes)
    _write_register(connection, demo, ids)
    _write_support(connection, demo, ids)
    return ids.programme


def _insert(connection: Connection, table: type[Base], rows: Rows) -> list[int]:
    """Insert the rows at once; their ids in the same order."""
    identity = table.__table__.c.id
    statement = insert(table).returning(identity, sort_by_parameter_order=True)
    return list(connection.execute(statement, list(rows)).scalars())


def _write_frame(connection: Connection, demo: Demo, password_hashes: dict[str, str]) -> Ids:
    (programme,) = _insert(connection, Programme, [PROGRAMME])

    def ids_of(table: type[Base], codes: list[str], rows: list[dict[str, Any]]) -> dict[str, int]:
        owned = [{"programme_id": programme, **row} for row in rows]
        return dict(zip(codes, _insert(connection, table, owned), strict=True))

    cohorts = ids_of(Cohort, [c.code for c in demo.cohorts], [_cohort(c) for c in demo.cohorts])
    activities = ids_of(Activity, [a.code for a in ACTIVITIES], [asdict(a) for a in ACTIVITIES])
    modules = ids_of(Module, [m.code for m in MODULES], [_module(m) for m in MODULES])
    codes = sorted(person.code for person in demo.people)  # an id says nothing of the cohort either
    participants = ids_of(Participant, codes, [{"code": code} for code in codes])
    people = sorted(demo.people, key=lambda person: person.code)
    enrolments = _insert(connection, Enrolment, [_enrolment(person, cohorts, participants) for person in people])
    return Ids(
        programme=programme,
        cohorts=cohorts,
        activities=activities,
        modules=modules,
        participants=participants,
        enrolments=dict(zip(codes, enrolments, strict=True)),
        accounts=add_accounts(connection, password_hashes, demo.cohorts),
    )


def _cohort(cohort: DemoCohort) -> dict[str, Any]:
    names = ("code", "name", "starts_on", "ends_on", "places")
    return {name: getattr(cohort, name) for name in names} | {"weeks": WEEKS}


def _module(module: DemoModule) -> dict[str, Any]:
    return {name: getattr(module, name) for name in ("code", "name_fi", "name_sv", "name_en", "planned_week")}


def _enrolment(person: Person, cohorts: dict[str, int], participants: dict[str, int]) -> dict[str, Any]:
    return {
        "cohort_id": cohorts[person.cohort.code],
        "participant_id": participants[person.code],
        "enrolled_on": person.enrolled_on,
        "exited_on": person.exited_on,
        "exit_destination": person.exit_destination,
    }


def _write_register(connection: Connection, demo: Demo, ids: Ids) -> None:
    sessions = [_session(session, ids) for session in demo.sessions]
    session_ids = dict(zip(demo.sessions, _insert(connection, Session, sessions), strict=True))
    write_timetables(connection, session_ids, ids.cohorts, ids.activities)
    keepers = {person.code: ids.accounts[person.keeper] for person in demo.people}
    marks = [
        {
            "session_id": session_ids[session],
            "enrolment_id": ids.enrolments[code],
            "recorded_at": session.starts_at + _REGISTER_AFTER,
            "recorded_by": keepers[code],
            **asdict(mark),
        }
        for (code, session), mark in demo.register.items()
    ]
    connection.execute(insert(Mark), marks)


def _session(session: DemoSession, ids: Ids) -> dict[str, Any]:
    return {
        "cohort_id": ids.cohorts[session.cohort.code],
        "activity_id": ids.activities[session.activity],
        "module_id": ids.modules[session.module] if session.module else None,
        "enrolment_id": ids.enrolments[session.person.code] if session.person else None,
        "local_date": session.day,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "cancelled_at": session.cancelled_at,
    }


def _write_support(connection: Connection, demo: Demo, ids: Ids) -> None:
    """What refers to a person in the words of the demo, row by row as its dataclasses name the columns."""
    tables: tuple[tuple[type[Base], Sequence[Any]], ...] = (
        (ModuleProgress, demo.progress),
        (FollowUp, demo.follow_ups),
        (ServiceNeed, demo.needs),
        (Contact, demo.contacts),
        (PromptDecision, demo.decisions),
        (EsfForm, demo.forms),
        (EsfEvent, demo.events),
    )
    for table, items in tables:
        connection.execute(insert(table), [_row(item, ids) for item in items])
    connection.execute(insert(Feedback), [_feedback(answer, ids) for answer in demo.feedback])
    backgrounds = [
        {"participant_id": ids.participants[background.person.code], **background.answers}
        for background in demo.backgrounds
    ]
    connection.execute(insert(EsfBackground), backgrounds)


def _row(item: Any, ids: Ids) -> dict[str, Any]:
    """A dataclass as a row: people, modules and usernames become ids, everything else is a column as it is."""
    row = {field.name: getattr(item, field.name) for field in fields(item)}
    row["enrolment_id"] = ids.enrolments[row.pop("person").code]
    if "module" in row:
        row["module_id"] = ids.modules[row.pop("module")]
    if "owner" in row:
        row["owner_id"] = ids.accounts.get(row.pop("owner"))
    for column in ("decided_by", "recorded_by"):
        if column in row:
            row[column] = ids.accounts[row[column]]
    return row


def _feedback(answer: DemoFeedback, ids: Ids) -> dict[str, Any]:
    return {
        "cohort_id": ids.cohorts[answer.person.cohort.code],
        "enrolment_id": ids.enrolments[answer.person.code] if answer.named else None,
        "given_on": answer.given_on,
        "theme": answer.theme,
        "rating": answer.rating,
        "comment": answer.comment,
    }
