"""From files to a plan: reads everything, checks everything, writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, Engine

from db.engine import reading
from db.imports.parsing.parse import parse_sheet
from db.imports.parsing.records import Records
from db.imports.planning.directory import Directory, Span
from db.imports.planning.marks import Marks
from db.imports.planning.people import plan_modules, plan_people
from db.imports.planning.plan import Options, Plan, SheetReport
from db.imports.planning.programmes import choose_programme
from db.imports.planning.progress import load_follow_ups, load_progress, plan_follow_ups, plan_progress
from db.imports.planning.sessions import Sessions
from db.imports.planning.state import State
from db.imports.planning.world import load_registers, load_world
from db.imports.problems import Findings
from db.imports.reading.sheets import read_sheets
from db.imports.reading.uploads import Upload

Progress = Callable[[str, int, int], None]
"""Hears of a step ("reading", "checking", "writing"), how much of it is done, and how much there is (0: unknown)."""


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


def prepare(
    engine: Engine,
    uploads: Sequence[Upload],
    options: Options,
    findings: Findings | None = None,
    progress: Progress = silent,
) -> Plan:
    """Read files and hold them against the database, in a transaction that only reads.

    Args:
        uploads: the files of one import: all of them are kept, or none. Their order does not matter.
        findings: what was found before, for example files that cannot be read.

    Returns:
        A plan that may be kept if it is ``ok``, and the complete list of problems otherwise.
    """
    plan = Plan(findings or Findings())
    records = Records()
    for upload in uploads:
        for grid in read_sheets(upload, plan.findings, lambda rows: progress("reading", rows, 0)):
            sheet = parse_sheet(grid, records, plan.findings, options.today)
            kind, ignored = (sheet.kind.name, sheet.ignored) if sheet is not None else (None, ())
            origin = grid.origin
            plan.sheets.append(
                SheetReport(origin.file, origin.sheet, kind, grid.encoding, grid.delimiter, len(grid.rows), ignored)
            )
    with reading(engine) as connection:
        _check(connection, records, options, plan, progress)
    return plan


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
    for long in records.marks:
        marks.add_long(long)
        done += len(long.rows)
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
        *(row.cohort for row in records.people),
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
