"""What the database holds of one programme, and what a plan would add to it: the same objects, new ones without an id.

Codes of the database are compared in NFC, as those of files are.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from db import schema
from db.imports.vocabulary import Mark


@dataclass(slots=True, eq=False)
class Programme:
    """A programme; ``weeks`` is the length of its cohorts."""

    code: str
    name: str
    weeks: int
    timezone: ZoneInfo
    id: int | None = None


@dataclass(slots=True, eq=False)
class Cohort:
    """A cohort; without a name of its own it is called by its code."""

    code: str
    starts_on: date
    ends_on: date
    weeks: int
    id: int | None = None
    version: int = 1
    name: str = ""
    places: int | None = None

    def __post_init__(self) -> None:
        self.name = self.name or self.code


@dataclass(slots=True, eq=False)
class Participant:
    code: str
    id: int | None = None


@dataclass(slots=True, eq=False)
class Enrolment:
    """One participant in one cohort, both days inclusive."""

    cohort: Cohort
    participant: Participant
    enrolled_on: date
    exited_on: date | None
    id: int | None = None
    version: int = 1
    exit_destination: str | None = None

    def covers(self, day: date) -> bool:
        """Whether the person was enrolled on this day."""
        return self.enrolled_on <= day and (self.exited_on is None or day <= self.exited_on)


@dataclass(slots=True, eq=False)
class Activity:
    """A kind of session; ``names`` are Finnish, Swedish and English."""

    code: str
    names: tuple[str | None, str | None, str | None]
    individual: bool
    counts_for_attendance: bool
    restricted: bool
    default_minutes: int
    id: int | None = None
    version: int = 1


@dataclass(slots=True, eq=False)
class Module:
    """A module; ``values`` are its names and planned week, by column."""

    code: str
    values: dict[str, str | int | date | None]
    id: int | None = None
    version: int = 1


@dataclass(slots=True, eq=False)
class Session:
    """A session of a whole cohort, or of one enrolment; moments are UTC."""

    cohort: Cohort
    activity: Activity
    enrolment: Enrolment | None
    module: Module | None
    local_date: date
    starts_at: datetime
    ends_at: datetime
    cancelled: bool = False
    id: int | None = None
    version: int = 1


SessionKey = tuple[Cohort, Activity, datetime, Enrolment | None]


class StoredMark(NamedTuple):
    """A mark of the database."""

    id: int
    version: int
    mark: Mark


class StoredRow(NamedTuple):
    """A row of progress or a follow-up: its values by column."""

    id: int
    version: int
    values: dict[str, object]


@dataclass(slots=True)
class World:
    """One programme's lists, and of the cohorts concerned the whole register, once it was loaded."""

    programme: Programme
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    participants: dict[str, Participant] = field(default_factory=dict)
    enrolments: dict[tuple[Cohort, Participant], Enrolment] = field(default_factory=dict)
    activities: list[Activity] = field(default_factory=list)
    modules: dict[str, Module] = field(default_factory=dict)
    sessions: dict[SessionKey, Session] = field(default_factory=dict)
    marks: dict[tuple[int, int], StoredMark] = field(default_factory=dict)
    """By session id and enrolment id."""
    marked_days: dict[Enrolment, tuple[date, date]] = field(default_factory=dict)
    """The first and last day on which someone has a mark."""


def load_world(connection: Connection, programme: Programme) -> World:
    """Everything of a programme but its registers."""
    world = World(programme)
    if programme.id is None:
        return world
    of_programme = {"programme_id": programme.id}
    cohorts: dict[int, Cohort] = {}
    for row in connection.execute(select(schema.Cohort.__table__).filter_by(**of_programme)):
        cohorts[row.id] = world.cohorts[nfc(row.code)] = Cohort(
            row.code, row.starts_on, row.ends_on, row.weeks, row.id, row.version, row.name, row.places
        )
    people: dict[int, Participant] = {}
    for row in connection.execute(select(schema.Participant.__table__).filter_by(**of_programme)):
        people[row.id] = world.participants[nfc(row.code)] = Participant(row.code, row.id)
    for row in connection.execute(
        select(schema.Enrolment.__table__).join(schema.Cohort).where(schema.Cohort.programme_id == programme.id)
    ):
        cohort, person = cohorts[row.cohort_id], people[row.participant_id]
        world.enrolments[cohort, person] = Enrolment(
            cohort, person, row.enrolled_on, row.exited_on, row.id, row.version, row.exit_destination
        )
    for row in connection.execute(select(schema.Activity.__table__).filter_by(**of_programme)):
        names = (row.name_fi, row.name_sv, row.name_en)
        traits = (row.individual, row.counts_for_attendance, row.restricted, row.default_minutes)
        world.activities.append(Activity(row.code, names, *traits, row.id, row.version))
    for row in connection.execute(select(schema.Module.__table__).filter_by(**of_programme)):
        values = {column: getattr(row, column) for column in ("name_fi", "name_sv", "name_en", "planned_week")}
        world.modules[nfc(row.code)] = Module(row.code, values, row.id, row.version)
    return world


def load_registers(connection: Connection, world: World, cohorts: Iterable[Cohort]) -> None:
    """The sessions and marks of some cohorts, into the world."""
    by_id = {cohort.id: cohort for cohort in cohorts if cohort.id is not None}
    if not by_id:
        return
    activities = {activity.id: activity for activity in world.activities}
    modules = {module.id: module for module in world.modules.values()}
    enrolments = {enrolment.id: enrolment for enrolment in world.enrolments.values()}
    days: dict[int, date] = {}
    for row in connection.execute(select(schema.Session.__table__).where(schema.Session.cohort_id.in_(by_id))):
        session = Session(
            by_id[row.cohort_id],
            activities[row.activity_id],
            enrolments[row.enrolment_id] if row.enrolment_id is not None else None,
            modules[row.module_id] if row.module_id is not None else None,
            row.local_date,
            row.starts_at,
            row.ends_at,
            row.cancelled_at is not None,
            row.id,
            row.version,
        )
        world.sessions[session.cohort, session.activity, session.starts_at, session.enrolment] = session
        days[row.id] = row.local_date
    mark = schema.Mark
    marked = (
        select(
            mark.id,
            mark.version,
            mark.session_id,
            mark.enrolment_id,
            mark.status,
            mark.minutes_late,
            mark.notice,
            mark.excused,
            mark.reason,
            mark.left_early_minutes,
        )
        .join(schema.Session)
        .where(schema.Session.cohort_id.in_(by_id))
    )
    for id_, version, session_id, enrolment_id, *said in connection.execute(marked):
        world.marks[session_id, enrolment_id] = StoredMark(id_, version, Mark(*said))
        day, enrolment = days[session_id], enrolments[enrolment_id]
        first, last = world.marked_days.get(enrolment, (day, day))
        world.marked_days[enrolment] = (min(first, day), max(last, day))


def nfc(text: str) -> str:
    """A text in the form in which codes are compared."""
    return unicodedata.normalize("NFC", text)
