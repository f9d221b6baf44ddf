"""A small world to tell stories in: cohorts, people, sessions and marks, written straight into the tables.

world = World(engine)
world.cohort("syksy", starts_on=date(2021, 8, 30))
world.enrol("syksy", "A")
session = world.session("syksy", date(2021, 8, 30), "ryhmä")
world.mark(session, "A", "late", minutes_late=20, notice="none")
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Engine, insert

from dashboard.domain.calendar import HELSINKI
from db.engine import make_engine, migrate, writing
from db.schema import (
    Account,
    Activity,
    Base,
    Cohort,
    Contact,
    Enrolment,
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


@dataclass
class World:
    """Writes rows and remembers their ids by the names the story gives them."""

    engine: Engine
    programme: int = 0
    cohorts: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    enrolments: dict[tuple[str, str], int] = field(default_factory=dict)
    activities: dict[str, int] = field(default_factory=dict)
    modules: dict[str, int] = field(default_factory=dict)
    sessions: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        migrate(self.engine)
        self.programme = self.add(Programme, code="ikut", name="IKUT", weeks=10)

    def add(self, table: type[Base], **values: Any) -> int:
        """Insert one row and give its id."""
        with writing(self.engine) as connection:
            key = connection.execute(insert(table).values(**values)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def cohort(self, code: str, starts_on: date, weeks: int = 10, **values: Any) -> None:
        ends_on = values.pop("ends_on", starts_on + timedelta(days=7 * weeks - 1))
        self.cohorts[code] = self.add(
            Cohort,
            programme_id=self.programme,
            code=code,
            name=values.pop("name", code),
            starts_on=starts_on,
            ends_on=ends_on,
            weeks=weeks,
        )

    def activity(self, code: str, **values: Any) -> int:
        if code not in self.activities:
            self.activities[code] = self.add(Activity, programme_id=self.programme, code=code, **values)
        return self.activities[code]

    def module(self, code: str, planned_week: int | None = None) -> int:
        if code not in self.modules:
            self.modules[code] = self.add(Module, programme_id=self.programme, code=code, planned_week=planned_week)
        return self.modules[code]

    def progress(self, cohort: str, person: str, module: str, done: date | str) -> int:
        """How far somebody is with a module: the day of its completion, or another status."""
        on = done if isinstance(done, date) else None
        return self.add(
            ModuleProgress,
            enrolment_id=self.enrolments[cohort, person],
            module_id=self.modules[module],
            status="completed" if on else done,
            completed_on=on,
        )

    def enrol(
        self, cohort: str, person: str, enrolled_on: date, exited_on: date | None = None, destination: str | None = None
    ) -> int:
        if person not in self.people:
            self.people[person] = self.add(Participant, programme_id=self.programme, code=person)
        enrolment = self.add(
            Enrolment,
            cohort_id=self.cohorts[cohort],
            participant_id=self.people[person],
            enrolled_on=enrolled_on,
            exited_on=exited_on,
            exit_destination=destination,
        )
        self.enrolments[cohort, person] = enrolment
        return enrolment

    def session(
        self,
        cohort: str,
        day: date,
        activity: str = "ryhmä",
        start: time = time(9),
        minutes: int = 180,
        person: str | None = None,
        **values: Any,
    ) -> int:
        starts_at = datetime.combine(day, start, HELSINKI)
        session = self.add(
            Session,
            cohort_id=self.cohorts[cohort],
            activity_id=self.activity(activity),
            enrolment_id=self.enrolments[cohort, person] if person else None,
            local_date=day,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            **values,
        )
        self.sessions[session] = cohort
        return session

    def mark(self, session: int, person: str, status: str = "present", **values: Any) -> int:
        if status != "present":
            values.setdefault("notice", "unknown")
        enrolment = self.enrolments[self.sessions[session], person]
        return self.add(Mark, session_id=session, enrolment_id=enrolment, status=status, **values)

    def account(self, name: str, role: str = "coordinator") -> int:
        return self.add(Account, username=name.lower(), display_name=name, password_hash="x", role=role)

    def follow_up(
        self, cohort: str, person: str, kind: str, due_on: date, status: str = "planned", **values: Any
    ) -> int:
        enrolment = self.enrolments[cohort, person]
        return self.add(FollowUp, enrolment_id=enrolment, kind=kind, due_on=due_on, status=status, **values)

    def need(self, cohort: str, person: str, category: str, identified_on: date, met_on: date | None = None) -> int:
        return self.add(
            ServiceNeed,
            enrolment_id=self.enrolments[cohort, person],
            category=category,
            identified_on=identified_on,
            met_on=met_on,
        )

    def contact(self, cohort: str, person: str, day: date, channel: str = "phone", reached: bool = True) -> int:
        enrolment = self.enrolments[cohort, person]
        return self.add(Contact, enrolment_id=enrolment, contacted_on=day, channel=channel, reached=reached)

    def decision(
        self,
        cohort: str,
        person: str,
        rule: str,
        kind: str,
        decided_at: datetime,
        text: str | None = None,
        **values: Any,
    ) -> int:
        enrolment = self.enrolments[cohort, person]
        given = {"rule": rule, "kind": kind, "decided_at": decided_at, "text": text, **values}
        return self.add(PromptDecision, enrolment_id=enrolment, **given)

    def feedback(self, cohort: str, given_on: date, theme: str, rating: int | None, comment: str | None = None) -> int:
        return self.add(
            Feedback, cohort_id=self.cohorts[cohort], given_on=given_on, theme=theme, rating=rating, comment=comment
        )


def worked_example(world: World, monday: date = date(2021, 8, 30), cohort: str = "esimerkki") -> None:
    """The worked example of the measures: three people, four group sessions, an individual meeting each."""
    world.cohort(cohort, monday)
    world.enrol(cohort, "A", monday)
    world.enrol(cohort, "B", monday)
    world.enrol(cohort, "C", monday + timedelta(days=2))
    mon, tue, wed, thu = (world.session(cohort, monday + timedelta(days=day)) for day in range(4))
    world.activity("ohjaus", individual=True, default_minutes=60)
    meetings = {
        person: world.session(cohort, monday + timedelta(days=3), "ohjaus", time(13), 60, person) for person in "ABC"
    }
    world.mark(mon, "A")
    world.mark(tue, "A", "late", minutes_late=20, notice="none")
    world.mark(wed, "A")
    world.mark(thu, "A", "absent", excused=True, notice="before")
    world.mark(meetings["A"], "A")
    world.mark(mon, "B", "absent", notice="none")
    world.mark(tue, "B", "absent", notice="before")
    world.mark(wed, "B")
    world.mark(meetings["B"], "B", "absent", notice="none")
    world.mark(wed, "C", "late", minutes_late=5, notice="before")
    world.mark(thu, "C", "absent", notice="after")
    world.mark(meetings["C"], "C")


def new_world(url: str) -> World:
    """A world on an empty database."""
    return World(make_engine(url))
