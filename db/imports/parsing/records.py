"""Typed rows of all kinds of sheets, each with its spot. Null means that the sheet does not say."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from db.imports.problems import Origin, Spot
from db.imports.vocabulary import Mark

MARK_FIELDS = ("minutes_late", "notice", "excused", "reason", "left_early_minutes")
"""What a long register may say of a mark besides its status."""


@dataclass(frozen=True, slots=True)
class SlotText:
    """When and what a session is, as its register says: local times, codes."""

    cohort: str | None
    day: date
    start: time | None
    end: time | None
    activity: str | None
    module: str | None


class MarkRow(NamedTuple):
    """One row of a long register."""

    number: int
    participant: str
    slot: SlotText
    mark: Mark


@dataclass(slots=True)
class MarkSheet:
    """A long register; ``says`` are the fields of a mark that it has columns for, ``columns`` those of every field."""

    origin: Origin
    columns: dict[str, int]
    says: frozenset[str]
    rows: list[MarkRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WideColumn:
    """One session of a wide register; without a year, ``day`` is null and ``month_day`` says the rest."""

    column: int
    day: date | None
    month_day: tuple[int, int] | None
    start: time | None
    end: time | None
    activity: str | None


class WideCell(NamedTuple):
    """One filled cell of a wide register; ``mark`` is null for "not expected"."""

    column: int
    mark: Mark | None


class WideRow(NamedTuple):
    """One person of a wide register."""

    number: int
    participant: str
    cells: list[WideCell]


@dataclass(slots=True)
class WideSheet:
    """A wide register of one cohort, which it may name itself."""

    origin: Origin
    participant_column: int
    cohort: str | None
    columns: list[WideColumn]
    rows: list[WideRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A participant in a cohort. ``broken``: a cell was refused, so the dates are not to be relied on."""

    spot: Spot
    participant: str
    cohort: str | None
    enrolled_on: date | None
    exited_on: date | None
    says_exit: bool
    broken: bool
    destination: str | None = None


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A cohort, an activity or a module; ``values`` are the columns of its table that the row speaks of."""

    spot: Spot
    code: str
    values: dict[str, str | int | date | None]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session by itself, with its marks or without; ``participant``: whose it is, of an individual activity."""

    spot: Spot
    slot: SlotText
    participant: str | None
    cancelled: bool


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """How far a participant is with a module."""

    spot: Spot
    participant: str
    cohort: str | None
    module: str
    status: str
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up of a participant."""

    spot: Spot
    participant: str
    cohort: str | None
    kind: str
    due_on: date
    status: str
    done_on: date | None
    outcome: str | None
    says_outcome: bool
    closed_on: date | None = None
    says_closed: bool = False


@dataclass(slots=True)
class Records:
    """The rows of all files of one import, by kind."""

    people: list[PersonRow] = field(default_factory=list)
    cohorts: list[ListedRow] = field(default_factory=list)
    activities: list[ListedRow] = field(default_factory=list)
    modules: list[ListedRow] = field(default_factory=list)
    sessions: list[SessionRow] = field(default_factory=list)
    marks: list[MarkSheet] = field(default_factory=list)
    wide: list[WideSheet] = field(default_factory=list)
    progress: list[ProgressRow] = field(default_factory=list)
    follow_ups: list[FollowUpRow] = field(default_factory=list)
