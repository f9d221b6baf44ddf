"""The result of reading and checking: everything that would be written, and everything there is to say about it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from db.imports.planning.world import Activity, Cohort, Enrolment, Module, Participant, Programme, Session
from db.imports.problems import Findings
from db.imports.vocabulary import Mark

KINDS = (
    "programmes",
    "cohorts",
    "participants",
    "enrolments",
    "activities",
    "modules",
    "sessions",
    "marks",
    "progress",
    "follow_ups",
)
"""The kinds of things that are counted, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user has said about an import.

    Attributes:
        today: the local day, from which dates too far ahead are told.
        timezone: of a programme made by the import.
        cohort: the cohort of files that name none.
        programme: the code of the programme, where there are several.
        create: make the participants, cohorts, activities and modules that are not known.
        update: change what is stored otherwise.
    """

    today: date
    timezone: ZoneInfo
    cohort: str | None = None
    programme: str | None = None
    create: bool = False
    update: bool = False


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What one sheet was taken for.

    Attributes:
        number: of its file, from 0.
        kind: null where that could not be told, or the sheet was left out.
        columns: the column of each field that is used, from 0; ``days``: the session columns of a wide register.
        look: of the headings, as the file was read before anything was said of it (:func:`db.imports.choices.look`).
        sample: the first rows.
        remembered: whether it was read as it was last time, rather than as it looks.
    """

    number: int
    file: str
    sheet: str | None
    kind: str | None
    encoding: str | None
    delimiter: str | None
    rows: int
    ignored: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    days: tuple[int, ...] = ()
    look: str = ""
    sample: tuple[tuple[str, ...], ...] = ()
    remembered: bool = False
    left_out: bool = False


class NewMark(NamedTuple):
    session: Session
    enrolment: Enrolment
    mark: Mark


class NewProgress(NamedTuple):
    enrolment: Enrolment
    module: Module
    status: str
    completed_on: date | None


class NewFollowUp(NamedTuple):
    enrolment: Enrolment
    kind: str
    due_on: date
    status: str
    done_on: date | None
    outcome: str | None
    closed_on: date | None


class Change(NamedTuple):
    """New values of one stored row.

    Attributes:
        kind: one of :data:`KINDS`.
        guard: columns that must still hold what was read, ``version`` where there is one.
        old, new: the values that change, by column; a new value may be a thing that the plan itself adds.
    """

    kind: str
    id: int
    guard: dict[str, Any]
    old: dict[str, Any]
    new: dict[str, Any]


@dataclass(slots=True)
class Plan:
    """What one import would do. It may be written, once, if it has no problems."""

    findings: Findings
    sheets: list[SheetReport] = field(default_factory=list)
    programme: Programme | None = None
    programmes: list[Programme] = field(default_factory=list)
    cohorts: list[Cohort] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    modules: list[Module] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    marks: list[NewMark] = field(default_factory=list)
    progress: list[NewProgress] = field(default_factory=list)
    follow_ups: list[NewFollowUp] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: Counter[str] = field(default_factory=Counter)
    batch: int | None = None
    """The receipt, once the plan is kept and had anything to say."""

    @property
    def ok(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.findings.problems

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not any(self.added().values()) and not self.changes

    def added(self) -> dict[str, int]:
        """How many things of each kind are new."""
        return {kind: len(getattr(self, kind)) for kind in KINDS}

    def changed(self) -> dict[str, int]:
        """How many stored things of each kind change."""
        counts = Counter(change.kind for change in self.changes)
        return {kind: counts[kind] for kind in KINDS}

    def unchanged_counts(self) -> dict[str, int]:
        """How many things of each kind the files say just as they are stored."""
        return {kind: self.unchanged[kind] for kind in KINDS}
