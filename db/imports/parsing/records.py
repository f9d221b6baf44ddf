"""Typed rows of the six kinds of sheets, each with its spot. Null means that the sheet does not say."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from db.imports.problems import Origin, Spot
from db.imports.vocabulary import Mark


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


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module; ``says`` are the fields the sheet has columns for."""

    spot: Spot
    code: str
    values: dict[str, str | int | None]


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


@dataclass(slots=True)
class Records:
    """The rows of all files of one import, by kind."""

    people: list[PersonRow] = field(default_factory=list)
    modules: list[ModuleRow] = field(default_factory=list)
    marks: list[MarkSheet] = field(default_factory=list)
    wide: list[WideSheet] = field(default_factory=list)
    progress: list[ProgressRow] = field(default_factory=list)
    follow_ups: list[FollowUpRow] = field(default_factory=list)
