"""From files to a plan: reads everything, checks everything, writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from types import MappingProxyType

from sqlalchemy import Connection, Engine

from db.engine import reading
from db.imports.choices import NO_CHOICE, Choice, Choices, Memory, look, remembered
from db.imports.parsing.parse import parse_sheet
from db.imports.parsing.records import Records
from db.imports.planning.contents import plan_activities, plan_cohorts, plan_modules
from db.imports.planning.directory import Directory, Span
from db.imports.planning.marks import Marks
from db.imports.planning.people import plan_people
from db.imports.planning.plan import Options, Plan, SheetReport
from db.imports.planning.programmes import choose_programme
from db.imports.planning.progress import load_follow_ups, load_progress, plan_follow_ups, plan_progress
from db.imports.planning.sessions import Sessions
from db.imports.planning.state import State
from db.imports.planning.world import load_registers, load_world
from db.imports.problems import Findings
from db.imports.reading.grid import Grid
from db.imports.reading.sheets import read_sheets
from db.imports.reading.uploads import Upload

Progress = Callable[[str, int, int], None]
"""Hears of a step ("reading", "checking", "writing"), how much of it is done, and how much there is (0: unknown)."""


SAMPLE = 5
"""So many rows of each sheet are shown before it is imported."""

_REPORT_EVERY = 5_000

NO_CHOICES: Choices = MappingProxyType({})
NOTHING_REMEMBERED: Memory = MappingProxyType({})


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


def prepare(
    engine: Engine,
    uploads: Sequence[Upload],
    options: Options,
    findings: Findings | None = None,
    progress: Progress = silent,
    choices: Choices = NO_CHOICES,
    memory: Memory = NOTHING_REMEMBERED,
) -> Plan:
    """Read files and hold them against the database, in a transaction that only reads.

    Args:
        uploads: the files of one import: all of them are kept, or none. Their order does not matter.
        findings: what was found before, for example files that cannot be read.
        choices: how sheets are to be read, where not as they look.
        memory: how sheets of a look were read before, which holds where nothing else is said.

    Returns:
        A plan that may be kept if it is ``ok``, and the complete list of problems otherwise.
    """
    plan = Plan(findings or Findings())
    records = Records()
    for number, upload in enumerate(uploads):
        for grid, choice, of_look in _grids(upload, number, choices, memory, plan.findings, progress):
            sample = tuple(tuple(row.cells) for row in grid.rows[:SAMPLE])
            rows = len(grid.rows)
            sheet = None if choice.leave_out else parse_sheet(grid, records, plan.findings, options.today, choice)
            plan.sheets.append(
                SheetReport(
                    number=number,
                    file=grid.origin.file,
                    sheet=grid.origin.sheet,
                    kind=sheet.kind.name if sheet else None,
                    encoding=grid.encoding,
                    delimiter=grid.delimiter,
                    rows=rows,
                    ignored=sheet.ignored if sheet else (),
                    headings=grid.origin.headings,
                    columns=sheet.columns if sheet else {},
                    days=sheet.days if sheet else (),
                    look=of_look,
                    sample=sample,
                    remembered=choice is not NO_CHOICE and (number, grid.origin.sheet) not in choices,
                    left_out=choice.leave_out,
                )
            )
    with reading(engine) as connection:
        _check(connection, records, options, plan, progress)
    return plan


def _grids(
    upload: Upload, number: int, choices: Choices, memory: Memory, findings: Findings, progress: Progress
) -> Iterator[tuple[Grid, Choice, str]]:
    """Each sheet of a file, how it is to be read further, and the look by which that is remembered."""

    def heard(rows: int) -> None:
        progress("reading", rows, 0)

    said = choices.get((number, None), NO_CHOICE)
    found = Findings()
    grids = read_sheets(upload, found, heard, said)
    looks = [look(grid.origin.headings) for grid in grids]
    if said is NO_CHOICE and len(grids) == 1 and grids[0].encoding is not None:
        before = remembered(memory, looks[0], ())
        if before.encoding or before.delimiter:
            found = Findings()
            grids = read_sheets(upload, found, heard, before) or grids
    findings.take(found)
    for grid, of_look in zip(grids, looks, strict=True):
        choice = choices.get((number, grid.origin.sheet))
        yield grid, choice or remembered(memory, of_look, grid.origin.headings), of_look


def _check(connection: Connection, records: Records, options: Options, plan: Plan, progress: Progress) -> None:
    spans = _spans(records, options.cohort)
    codes = {*_cohorts_named(records, options.cohort)}
    plan.programme = choose_programme(connection, options, codes, plan.findings)
    if plan.programme is None:
        return
    if plan.programme.id is None:
        plan.programmes.append(plan.programme)
    state = State(options, load_world(connection, plan.programme), plan)
    load_registers(connection, state.world, [state.world.cohorts[code] for code in codes & state.world.cohorts.keys()])
    directory = Directory(state, spans)
    plan_cohorts(records.cohorts, state, directory)
    plan_activities(records.activities, state, directory)
    plan_people(records.people, state, directory)
    plan_modules(records.modules, state, directory)
    _check_registers(records, state, directory, progress)
    if records.progress:
        plan_progress(records.progress, load_progress(connection, plan.programme.id), state, directory)
    if records.follow_ups:
        plan_follow_ups(records.follow_ups, load_follow_ups(connection, plan.programme.id), state, directory)
    directory.count_unchanged()


def _check_registers(records: Records, state: State, directory: Directory, progress: Progress) -> None:
    sessions = Sessions(state, directory)
    marks = Marks(state, directory, sessions)
    total = sum(len(long.rows) for long in records.marks) + sum(len(wide.rows) for wide in records.wide)
    done = 0
    for row in records.sessions:
        sessions.add_listed(row)
    for long in records.marks:
        for _checked in marks.add_long(long):
            done += 1
            if done % _REPORT_EVERY == 0:
                progress("checking", done, total)
        progress("checking", done, total)
    for wide in records.wide:
        marks.add_wide(wide)
        done += len(wide.rows)
        progress("checking", done, total)
    sessions.finish()
    marks.finish()


def _cohorts_named(records: Records, default: str | None) -> Iterator[str]:
    codes: Iterable[str | None] = (
        default,
        *(row.code for row in records.cohorts),
        *(row.cohort for row in records.people),
        *(row.slot.cohort for row in records.sessions),
        *(row.cohort for row in records.progress),
        *(row.cohort for row in records.follow_ups),
        *(sheet.cohort for sheet in records.wide),
        *(row.slot.cohort for sheet in records.marks for row in sheet.rows),
    )
    return (code for code in codes if code is not None)


def _spans(records: Records, default: str | None) -> dict[str, Span]:
    """The days that the files know of each cohort they name."""
    entries = [(row.cohort or default, row.enrolled_on) for row in records.people]
    sessions = [
        (slot.cohort or default, slot.day) for slot in {row.slot for sheet in records.marks for row in sheet.rows}
    ]
    sessions += [(row.slot.cohort or default, row.slot.day) for row in records.sessions]
    sessions += [
        (sheet.cohort or default, column.day)
        for sheet in records.wide
        for column in sheet.columns
        if column.day is not None
    ]
    days: dict[str, list[date]] = {}
    last: dict[str, date] = {}
    for code, day in (*entries, *sessions):
        if code is not None and day is not None:
            days.setdefault(code, []).append(day)
    for code, day in sessions:
        if code is not None:
            last[code] = max(last.get(code, day), day)
    return {code: Span(min(found), last.get(code)) for code, found in days.items()}
