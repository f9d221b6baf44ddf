"""What a sheet is, by its headings: in any order, in any of the three languages, among columns of no use here."""

from collections.abc import Iterator
from dataclasses import dataclass

from db.imports import messages
from db.imports.choices import NO_CHOICE, Choice
from db.imports.headings import field_of, is_day_like
from db.imports.parsing.records import MARK_FIELDS
from db.imports.problems import N_, Findings, Origin, Phrase, Spot, column_letters
from db.imports.reading.grid import Grid
from db.imports.vocabulary import EXAMPLES, FIELDS

WIDE = N_("wide register")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sheet: its name, the fields without which it is not one, and those it may have."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.required + self.optional)


MARKS = Kind(
    N_("marks"),
    ("participant", "date", "status"),
    ("cohort", "start", "end", "activity", "module", *MARK_FIELDS),
)
FOLLOW_UPS = Kind(
    N_("follow-ups"), ("participant", "kind", "due_on"), ("cohort", "status", "done_on", "closed_on", "outcome")
)
PROGRESS = Kind(N_("progress"), ("participant", "module", "status"), ("cohort", "completed_on"))
MODULES = Kind(N_("modules"), ("module",), ("name_fi", "name_sv", "name_en", "planned_week"))
PARTICIPANTS = Kind(N_("participants"), ("participant",), ("cohort", "enrolled_on", "exited_on", "exit_destination"))
REGISTER = Kind(WIDE, ("participant",), ("cohort",))


COHORTS = Kind(N_("cohorts"), ("cohort", "starts_on", "ends_on"), ("cohort_name", "weeks", "places"))
ACTIVITIES = Kind(
    N_("activities"),
    ("activity", "default_minutes"),
    ("name_fi", "name_sv", "name_en", "individual", "counts_for_attendance", "restricted"),
)
SESSIONS = Kind(N_("sessions"), ("cohort", "date", "activity", "cancelled"), ("participant", "start", "end", "module"))

KINDS = (MARKS, REGISTER, PARTICIPANTS, MODULES, PROGRESS, FOLLOW_UPS, COHORTS, ACTIVITIES, SESSIONS)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet taken for a kind.

    Attributes:
        columns: the column of each field.
        days: the session columns of a wide register.
        ignored: the headings of columns not used.
        cohort: whose register it is, where the sheet has no column for it and the user says so.
    """

    kind: Kind
    columns: dict[str, int]
    days: tuple[int, ...] = ()
    ignored: tuple[str, ...] = ()
    cohort: str | None = None


def recognise(grid: Grid, findings: Findings, choice: Choice = NO_CHOICE) -> Recognised | None:
    """Say what a sheet is, or make a problem of it and answer null. Columns not used become a notice.

    Args:
        choice: its kind and the fields of its columns, where they are not to be found out by the headings.
    """
    fields = [_field(column, heading, choice) for column, heading in enumerate(grid.origin.headings)]
    kind = next((known for known in KINDS if known.name == choice.kind), None) or _kind(grid, fields)
    if kind is None:
        _say_nearest(grid, fields, findings)
        return None
    columns: dict[str, int] = {}
    for column, field in _used(kind, fields):
        if field in columns:
            _say_twice(grid.origin, columns[field], column, findings)
        columns.setdefault(field, column)
    if lacking := [field for field in kind.required if field not in columns]:
        _say_missing(grid, kind, lacking, findings)
        return None
    days = _days(grid.origin, columns, choice) if kind is REGISTER else ()
    ignored = _unused(grid, {*columns.values(), *days}, findings)
    _refuse_damaged(grid, {*columns.values(), *days}, findings)
    if ignored:
        findings.notice(grid.origin.place(), messages.COLUMNS_IGNORED, columns=", ".join(ignored))
    _leave_examples_out(grid, columns[kind.required[0]], findings)
    return Recognised(kind, columns, days, ignored, choice.cohort)


def _field(column: int, heading: str, choice: Choice) -> str | None:
    chosen = choice.columns.get(column)
    return field_of(heading) if chosen is None else chosen or None


def _leave_examples_out(grid: Grid, subject: int, findings: Findings) -> None:
    """Templates show by a row of an example what goes where."""
    examples = [row for row in grid.rows if row.cells[subject].casefold() in EXAMPLES]
    for row in examples:
        findings.notice(Spot(grid.origin, row.number), messages.EXAMPLE_LEFT_OUT)
    if examples:
        grid.rows = [row for row in grid.rows if row.cells[subject].casefold() not in EXAMPLES]


def _kind(grid: Grid, fields: list[str | None]) -> Kind | None:
    found = {field for field in fields if field}
    if {"participant", "date", "status"} <= found:
        return MARKS
    if {"participant", "kind", "due_on"} <= found:
        return FOLLOW_UPS
    listed = next((kind for kind in (COHORTS, ACTIVITIES, SESSIONS) if set(kind.required) <= found), None)
    if listed is not None:
        return listed
    person = bool({"participant", "code"} & found)
    if person and "module" not in found and any(is_day_like(heading) for heading in grid.origin.headings):
        return REGISTER
    if {"participant", "module", "status"} <= found:
        return PROGRESS
    named = {"name_fi", "name_sv", "name_en", "planned_week"} & found
    if "participant" not in found and {"module", "code"} & found and named and "cohort" not in found:
        return MODULES
    if person and ("enrolled_on" in found or ("cohort" in found and not {"date", "status"} & found)):
        return PARTICIPANTS
    return None


def _used(kind: Kind, fields: list[str | None]) -> Iterator[tuple[int, str]]:
    """The columns that this kind uses; a plain "code" is the code of what the sheet lists."""
    subject = kind.required[0]
    for column, field in enumerate(fields):
        meant = subject if field == "code" and subject not in fields else field
        if meant is not None and meant in kind.fields:
            yield column, meant


def _days(origin: Origin, columns: dict[str, int], choice: Choice) -> tuple[int, ...]:
    taken = {*columns.values(), *(column for column, field in choice.columns.items() if not field)}
    return tuple(
        column
        for column, heading in enumerate(origin.headings)
        if column not in taken and any(char.isdigit() for char in heading)
    )


def _say_twice(origin: Origin, first: int, second: int, findings: Findings) -> None:
    findings.problem(
        origin.place(column=second),
        messages.DUPLICATE_HEADING,
        first=column_letters(first),
        second=column_letters(second),
    )


def _unused(grid: Grid, used: set[int], findings: Findings) -> tuple[str, ...]:
    headings = grid.origin.headings
    names: dict[str, int] = {}
    for column, heading in enumerate(headings):
        if column in used:
            continue
        if heading and heading in names:
            _say_twice(grid.origin, names[heading], column, findings)
        elif heading:
            names[heading] = column
        elif any(row.cells[column] for row in grid.rows):
            _say_nameless(grid, column, is_register=any(is_day_like(heading) for heading in headings), to=findings)
    return tuple(names)


def _say_nameless(grid: Grid, column: int, *, is_register: bool, to: Findings) -> None:
    place, letters = grid.origin.place(column=column), column_letters(column)
    if is_register:
        to.problem(place, messages.MARKS_WITHOUT_HEADING, letters=letters)
    else:
        to.notice(place, messages.COLUMN_WITHOUT_HEADING, letters=letters)


def _refuse_damaged(grid: Grid, used: set[int], findings: Findings) -> None:
    for spot, value, meant in grid.damaged:
        if spot.column in used:
            findings.refuse_cell(spot, messages.MOJIBAKE, value=value, meant=meant)


def _say_nearest(grid: Grid, fields: list[str | None], findings: Findings) -> None:
    """Name the kind that lacks least, if at least half of what it requires is there."""
    found = {field for field in fields if field}
    kinds = (MARKS, FOLLOW_UPS, PROGRESS)
    kind = max(kinds, key=lambda one: (len(found & set(one.required)), len(found & one.fields)))
    lacking = [field for field in kind.required if field not in found]
    if len(lacking) < len(kind.required) - 1:
        _say_missing(grid, kind, lacking, findings)
    else:
        headings = ", ".join(heading for heading in grid.origin.headings if heading)
        findings.problem(Spot(grid.origin), messages.NOT_RECOGNISED, headings=headings)


def _say_missing(grid: Grid, kind: Kind, lacking: list[str], findings: Findings) -> None:
    columns = tuple(FIELDS.term(field) for field in lacking)
    findings.problem(Spot(grid.origin), messages.MISSING_COLUMNS, kind=Phrase(kind.name), columns=columns)
