"""Sessions: found by cohort, local day, start and activity, or made, since a register's columns are sessions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from db.imports import messages
from db.imports.parsing.records import SessionRow, SlotText
from db.imports.planning.clock import comes_twice, moment
from db.imports.planning.directory import Directory
from db.imports.planning.people import outside_cohort
from db.imports.planning.plan import Change
from db.imports.planning.state import State
from db.imports.planning.world import Activity, Cohort, Enrolment, Module, Session
from db.imports.problems import RefusedError, Spot

DEFAULT_START = time(9)

T = TypeVar("T")
Refused = list[tuple[str, RefusedError]]
"""Fields of a register and why they cannot be used."""


@dataclass(slots=True, eq=False)
class Slot:
    """When and what a session is, with its codes resolved; moments are UTC, ``ends_at`` null where it is not said."""

    cohort: Cohort
    activity: Activity
    module: Module | None
    day: date
    starts_at: datetime
    ends_at: datetime | None
    group: Session | None = None
    """The session of the whole cohort, once it was looked up."""


@dataclass(slots=True)
class Sessions:
    """The sessions of one import."""

    state: State
    directory: Directory
    _said: dict[tuple[Session, str], tuple[object, Spot]] = field(default_factory=dict)
    _stored: dict[Session, None] = field(default_factory=dict)
    _outside: set[tuple[Cohort, date]] = field(default_factory=set)

    def slot(self, text: SlotText, where: Callable[[str], Spot]) -> tuple[Slot | None, Refused]:
        """Resolve what a register says of a session.

        Args:
            where: the place of a field.

        Returns:
            The slot, or null and everything that is wrong with it.
        """
        refused: Refused = []
        cohort = _attempt("cohort", lambda: self._cohort(text, where("cohort")), refused)
        activity = _attempt("activity", lambda: self.directory.activity(text.activity, where("activity")), refused)
        module: Module | None = None
        if (code := text.module) is not None:
            module = _attempt("module", lambda: self.directory.module(code, where("module")), refused)
        starts_at = _attempt("start", lambda: self._moment(text.day, text.start or DEFAULT_START, where), refused)
        ends_at: datetime | None = None
        if (end := text.end) is not None and starts_at is not None:
            start = starts_at
            ends_at = _attempt("end", lambda: self._end(text, start, end), refused)
        if refused or cohort is None or activity is None or starts_at is None:
            return None, refused
        self._point_out(cohort, text.day, where("date"))
        return Slot(cohort, activity, module, text.day, starts_at, ends_at), refused

    def _cohort(self, text: SlotText, spot: Spot) -> Cohort:
        if text.cohort is None:
            raise RefusedError(messages.COHORT_NOT_NAMED)
        return self.directory.cohort(text.cohort, spot)

    def _moment(self, day: date, clock: time, where: Callable[[str], Spot]) -> datetime:
        timezone = self.state.world.programme.timezone
        found = moment(day, clock, timezone)
        if comes_twice(day, clock, timezone):
            time = clock.isoformat("minutes")
            self.state.findings.notice(where("start"), messages.TIME_TWICE, date=day, time=time)
        return found

    def _end(self, text: SlotText, starts_at: datetime, end: time) -> datetime:
        timezone = self.state.world.programme.timezone
        found = moment(text.day, end, timezone)
        if found <= starts_at and comes_twice(text.day, end, timezone):
            found = moment(text.day, end, timezone, second=True)
        if found <= starts_at:
            start = (text.start or DEFAULT_START).isoformat("minutes")
            raise RefusedError(messages.END_BEFORE_START, end=end.isoformat("minutes"), start=start)
        return found

    def _point_out(self, cohort: Cohort, day: date, spot: Spot) -> None:
        inside = cohort.id is None or cohort.starts_on <= day <= cohort.ends_on
        if not inside and (cohort, day) not in self._outside:
            self._outside.add((cohort, day))
            outside_cohort(self.state, spot, cohort, day)

    def add_listed(self, row: SessionRow) -> None:
        """A session that a row lists by itself, perhaps as cancelled."""
        found, refused = self.slot(row.slot, lambda _field: row.spot)
        for _field, refusal in refused:
            self.state.findings.refused(row.spot, refusal)
        if found is None:
            return
        try:
            session = self._listed(row, found)
        except RefusedError as refusal:
            self.state.findings.refused(row.spot, refusal)
            return
        self._say(session, "cancelled", row.cancelled, row.spot)

    def _listed(self, row: SessionRow, slot: Slot) -> Session:
        if not slot.activity.individual:
            if row.participant is not None:
                raise RefusedError(messages.NOT_INDIVIDUAL, activity=slot.activity.code)
            return self.group(slot, row.spot)
        if row.participant is None:
            raise RefusedError(messages.INDIVIDUAL_OF_NOBODY, activity=slot.activity.code)
        person = self.directory.participant(row.participant, row.spot)
        return self.find(slot, self.directory.enrolment(slot.cohort, person, row.spot), row.spot)

    def find(self, slot: Slot, enrolment: Enrolment, spot: Spot) -> Session:
        """The session of a slot for this person: their own where the activity is individual, else the cohort's."""
        if slot.activity.individual:
            return self._session(slot, enrolment, spot)
        return self.group(slot, spot)

    def group(self, slot: Slot, spot: Spot) -> Session:
        """The session of the whole cohort."""
        if slot.group is None:
            slot.group = self._session(slot, None, spot)
        return slot.group

    def _session(self, slot: Slot, enrolment: Enrolment | None, spot: Spot) -> Session:
        key = (slot.cohort, slot.activity, slot.starts_at, enrolment)
        session = self.state.world.sessions.get(key)
        if session is None:
            ends_at = slot.starts_at + timedelta(minutes=slot.activity.default_minutes)
            session = Session(slot.cohort, slot.activity, enrolment, None, slot.day, slot.starts_at, ends_at)
            self.state.world.sessions[key] = session
            self.state.plan.sessions.append(session)
        elif session.id is not None:
            self._stored[session] = None
        self._say(session, "ends_at", slot.ends_at, spot)
        self._say(session, "module", slot.module, spot)
        return session

    def _say(self, session: Session, column: str, value: object, spot: Spot) -> None:
        if value is None:
            return
        first, said_at = self._said.setdefault((session, column), (value, spot))
        if first != value:
            self.state.twice(spot, said_at, first, value)
        elif session.id is None:
            setattr(session, column, value)

    def finish(self) -> None:
        """Hold what was said of stored sessions against what is stored."""
        for session in self._stored:
            said = {
                column: self._said[session, column]
                for column in ("ends_at", "module", "cancelled")
                if (session, column) in self._said and self._said[session, column][0] != getattr(session, column)
            }
            if session.id is None or not said:
                self.state.plan.unchanged["sessions"] += 1
                continue
            old = {column: getattr(session, column) for column in said}
            new = {column: value for column, (value, _) in said.items()}
            change = Change("sessions", session.id, {"version": session.version}, old, new)
            self.state.differ(change, {column: spot for column, (_, spot) in said.items()})


def _attempt(field_: str, resolve: Callable[[], T], refused: Refused) -> T | None:
    try:
        return resolve()
    except RefusedError as refusal:
        refused.append((field_, refusal))
        return None
