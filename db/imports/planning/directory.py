"""The things that codes name: found, made where that was asked for, or refused with the nearest code."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches

from dashboard.domain.codes import doubt
from db.imports import messages
from db.imports.planning.state import State
from db.imports.planning.world import Activity, Cohort, Enrolment, Module, Participant
from db.imports.problems import Message, Origin, RefusedError, Spot
from db.imports.vocabulary import GROUP, GROUP_MINUTES, activity_words, fold

_MESSAGES = {
    "cohort": (messages.COHORT_UNKNOWN, messages.COHORT_UNKNOWN_NEAR),
    "participant": (messages.PARTICIPANT_UNKNOWN, messages.PARTICIPANT_UNKNOWN_NEAR),
    "activity": (messages.ACTIVITY_UNKNOWN, messages.ACTIVITY_UNKNOWN_NEAR),
    "module": (messages.MODULE_UNKNOWN, messages.MODULE_UNKNOWN_NEAR),
}


# Looking for the nearest code takes long where many are known, and nobody reads hundreds of suggestions.
_SUGGESTIONS = 100


@dataclass(frozen=True, slots=True)
class Span:
    """The days that the files know of a cohort: the first of any kind, and the last of a session."""

    first: date
    last_session: date | None = None


@dataclass(slots=True)
class Directory:
    """Finds and makes the things of one import; ``spans`` are the days of each cohort that might be new."""

    state: State
    spans: dict[str, Span]
    _used: dict[str, dict[object, int]] = field(default_factory=dict)
    _unknown: dict[tuple[str, str], tuple[Message, dict[str, str | int]]] = field(default_factory=dict)
    _activities: dict[str, Activity] = field(default_factory=dict)
    _unnamed: set[Origin] = field(default_factory=set)
    _folded: dict[str, dict[str, str]] = field(default_factory=dict)
    _by_person: dict[Participant, list[Enrolment]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for enrolment in self.state.world.enrolments.values():
            self._by_person.setdefault(enrolment.participant, []).append(enrolment)

    def cohort(self, code: str, spot: Spot, dates: tuple[date, date] | None = None) -> Cohort:
        """The cohort of this code; a new one starts on the first day that the files know of it.

        Args:
            dates: the first and last day of a new one, where its row says so.

        Raises:
            RefusedError: it is not known, or no date says when it starts.
        """
        cohorts = self.state.world.cohorts
        found = cohorts.get(code)
        if found is not None:
            self.use("cohorts", found, found.id)
            return found
        self._may_create("cohort", code, cohorts, spot)
        found = cohorts[code] = Cohort(code, *(dates or self._span(code)), self.state.world.programme.weeks)
        self.state.plan.cohorts.append(found)
        return found

    def _span(self, code: str) -> tuple[date, date]:
        """From the first day that the files know of a cohort to the end of its weeks, or its last session after it."""
        span = self.spans.get(code)
        if span is None:
            raise RefusedError(messages.COHORT_WITHOUT_DATES, code=code)
        days = timedelta(days=7 * self.state.world.programme.weeks - 1)
        return span.first, max(span.first + days, span.last_session or span.first)

    def say_cohort_not_named(self, origin: Origin) -> None:
        """Say, once for a sheet, that it names no cohort, and which one its file's name speaks of."""
        if origin in self._unnamed:
            return
        self._unnamed.add(origin)
        near = self.cohort_in(origin.file)
        if near is None:
            self.state.findings.problem(Spot(origin), messages.COHORT_NOT_NAMED)
        else:
            self.state.findings.problem(Spot(origin), messages.COHORT_NOT_NAMED_NEAR, near=near)

    def cohort_in(self, text: str) -> str | None:
        """The longest code of a cohort, stored or named by these files, that occurs in a text such as a file's name."""
        codes = {*self.state.world.cohorts, *self.spans}
        found = [code for code in codes if code.casefold() in text.casefold()]
        return max(found, key=lambda code: (len(code), code), default=None)

    def participant(self, code: str, spot: Spot, *, create: bool = True) -> Participant:
        """The participant of this code; ``create``: make them where making was asked for.

        Raises:
            RefusedError: they are not known.
        """
        people = self.state.world.participants
        found = people.get(code)
        if found is not None:
            self.use("participants", found, found.id)
            return found
        self._may_create("participant", code, people, spot, create=create)
        self._refuse_telling(code, spot)
        found = people[code] = Participant(code)
        self.state.plan.participants.append(found)
        return found

    def _refuse_telling(self, code: str, spot: Spot) -> None:
        """A code must not tell who somebody is: what is certain is refused, what looks like a name pointed out."""
        looks_like = doubt(code)
        if looks_like is not None and looks_like.certain:
            raise RefusedError(messages.CODE_TELLS, code=code)
        if looks_like is not None:
            self.state.findings.notice(spot, messages.CODE_LIKE_NAME, code=code)

    def enrolment(self, cohort: Cohort, participant: Participant, spot: Spot) -> Enrolment:
        """A person's enrolment in a cohort; a new one is from the cohort's first day on.

        Raises:
            RefusedError: there is none.
        """
        found = self.state.world.enrolments.get((cohort, participant))
        if found is not None:
            self.use("enrolments", found, found.id)
            return found
        if not self.state.options.create:
            raise RefusedError(messages.NOT_ENROLLED, code=participant.code, cohort=cohort.code)
        return self.enrol(Enrolment(cohort, participant, cohort.starts_on, None), spot)

    def enrol(self, enrolment: Enrolment, spot: Spot) -> Enrolment:
        """Add a new enrolment; a second one of a person is pointed out, since a wrong cohort looks like it."""
        participant = enrolment.participant
        if others := ", ".join(other.cohort.code for other in self._by_person.get(participant, ())):
            also = {"code": participant.code, "cohorts": others, "cohort": enrolment.cohort.code}
            self.state.findings.notice(spot, messages.ENROLLED_ALSO, **also)
        self.state.world.enrolments[enrolment.cohort, enrolment.participant] = enrolment
        self._by_person.setdefault(enrolment.participant, []).append(enrolment)
        self.state.plan.enrolments.append(enrolment)
        return enrolment

    def enrolment_on(self, participant: Participant, day: date | None) -> Enrolment:
        """The enrolment that holds this day, else the person's latest.

        Raises:
            RefusedError: the person is enrolled nowhere.
        """
        enrolments = self._by_person.get(participant)
        if not enrolments:
            raise RefusedError(messages.NOT_ENROLLED_ANYWHERE, code=participant.code)
        held = [enrolment for enrolment in enrolments if day is not None and enrolment.covers(day)]
        return max(held or enrolments, key=lambda enrolment: enrolment.enrolled_on)

    def module(self, code: str, spot: Spot) -> Module:
        """The module of this code.

        Raises:
            RefusedError: it is not known.
        """
        modules = self.state.world.modules
        found = modules.get(code)
        if found is not None:
            self.use("modules", found, found.id)
            return found
        self._may_create("module", code, modules, spot)
        found = modules[code] = Module(code, {})
        self.state.plan.modules.append(found)
        return found

    def activity(self, name: str | None, spot: Spot) -> Activity:
        """The activity with this code or name in any language; without a name, the one of the whole group.

        Raises:
            RefusedError: it is not known.
        """
        wanted = name if name is not None else self._group()
        found = self._activities.get(fold(wanted)) or self._matching(wanted)
        if found is not None:
            self._activities[fold(wanted)] = found
            self.use("activities", found, found.id)
            return found
        known = [activity.code for activity in self.state.world.activities]
        self._may_create("activity", wanted, known, spot)
        found = _new_activity(wanted)
        self.state.world.activities.append(found)
        self.state.plan.activities.append(found)
        return found

    def _matching(self, name: str) -> Activity | None:
        wanted, activities = fold(name), self.state.world.activities
        by_code = (one for one in activities if fold(one.code) == wanted)
        by_name = (one for one in activities if any(other and fold(other) == wanted for other in one.names))
        return next(by_code, None) or next(by_name, None)

    def _group(self) -> str:
        """The name under which the whole group meets: the well-known word, or the only activity there is for it."""
        known = activity_words(GROUP)
        spellings = known.spellings if known is not None else frozenset({GROUP})
        matching = [activity for spelling in sorted(spellings) if (activity := self._matching(spelling)) is not None]
        groups = [activity for activity in self.state.world.activities if not activity.individual]
        if not matching and len(groups) == 1:
            return groups[0].code
        return matching[0].code if matching else GROUP

    def use(self, kind: str, thing: object, stored: int | None) -> None:
        """Remember that the files name a stored thing."""
        if stored is not None:
            self._used.setdefault(kind, {})[thing] = stored

    def count_unchanged(self) -> None:
        """Count the stored things that the files name and that do not change, at the end of planning."""
        changed = {(change.kind, change.id) for change in self.state.plan.changes}
        for kind, things in self._used.items():
            self.state.plan.unchanged[kind] += sum((kind, stored) not in changed for stored in things.values())

    def _may_create(self, what: str, code: str, known: Iterable[str], spot: Spot, *, create: bool = True) -> None:
        if create and self.state.options.create:
            if what not in self._folded:
                self._folded[what] = {other.casefold(): other for other in known}
            alike = self._folded[what].setdefault(code.casefold(), code)
            if alike != code:
                self.state.findings.notice(spot, messages.CREATED_NEAR, code=code, near=alike)
            return
        if (what, code) not in self._unknown:
            plain, with_near = _MESSAGES[what]
            near = nearest(code, known) if len(self._unknown) < _SUGGESTIONS else None
            self._unknown[what, code] = (
                (plain, {"code": code}) if near is None else (with_near, {"code": code, "near": near})
            )
        message, parameters = self._unknown[what, code]
        raise RefusedError(message, **parameters)


def nearest(code: str, known: Iterable[str]) -> str | None:
    """The known code that looks most like this one; null where none does."""
    by_fold = {other.casefold(): other for other in known}
    found = get_close_matches(code.casefold(), by_fold, n=1)
    return by_fold[found[0]] if found else None


def _new_activity(name: str) -> Activity:
    known = activity_words(name)
    if known is None:
        return Activity(name, (name, None, None), False, True, False, GROUP_MINUTES)
    return Activity(
        name, known.names, known.individual, known.counts_for_attendance, known.restricted, known.default_minutes
    )
