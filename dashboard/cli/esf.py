"""``esf``: the exact indicators of the European Social Fund, for who holds the database; the log keeps who asked."""

import argparse
import json
import sys
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection

from dashboard.cli.arguments import day, not_there
from dashboard.config import LANGUAGES, Settings
from dashboard.domain.access import Scope, command_line_scope
from dashboard.domain.esf import Cell, IndicatorCount, IndicatorSet
from dashboard.domain.selection import Selection
from dashboard.esf_words import gender_name, indicator_name
from dashboard.exact_figures import Asked, exact_sheet
from dashboard.exports.eura import Sheet, csv_file
from dashboard.i18n import using_language
from db.engine import make_engine, migrate, writing
from db.queries.cohorts import CohortRow, cohorts
from db.queries.esf import funded_programmes

NAME = "esf"
HELP = (
    "Print the ESF or ESF+ indicators by gender: exact figures for the funder's own system, which may tell of persons."
)


class _ProblemError(Exception):
    """What is wrong with the question, in a sentence."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--set", choices=tuple(IndicatorSet), help="default: the programme's own")
    parser.add_argument("--programme", metavar="CODE", help="needed where there are several")
    parser.add_argument("--cohort", action="append", default=[], metavar="CODE", help="only this cohort; repeatable")
    parser.add_argument("--from", dest="start", type=day, metavar="DATE", help="first day of the period")
    parser.add_argument("--to", dest="end", type=day, metavar="DATE", help="last day of the period")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as it was at the end of this day; default: now")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the names")
    parser.add_argument("--format", choices=tuple(_WRITERS), default="table")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the indicators; what there is not, and what makes no sense, ends in a sentence and exit code 1."""
    engine = make_engine(settings.database_url)
    try:
        migrate(engine)
        with using_language(arguments.lang):
            with writing(engine) as connection:
                sheet = _read(connection, command_line_scope(), arguments)
            _WRITERS[arguments.format](sheet)
    except _ProblemError as problem:
        print(f"rinnalla: {problem}", file=sys.stderr)
        return 1
    finally:
        engine.dispose()
    return 0


def _read(connection: Connection, scope: Scope, arguments: argparse.Namespace) -> Sheet:
    if arguments.start and arguments.end and arguments.end < arguments.start:
        raise _ProblemError(f"the period ends on {arguments.end}, before it begins on {arguments.start}.")
    every = cohorts(connection, scope)
    asked = _asked(connection, scope, arguments, every)
    sheet = exact_sheet(connection, scope, asked, every, arguments.format)
    if sheet is None:
        raise _ProblemError(f"nobody had entered by {asked.today}.")
    return sheet


def _asked(connection: Connection, scope: Scope, arguments: argparse.Namespace, every: list[CohortRow]) -> Asked:
    problem = not_there("cohort", arguments.cohort, (cohort.code for cohort in every))
    known = {programme.code: programme for programme in funded_programmes(connection, scope, Selection())}
    if arguments.programme is not None:
        problem = problem or not_there("programme", [arguments.programme], known)
    if problem:
        raise _ProblemError(problem)
    wanted = {cohort.programme for cohort in every if cohort.code in arguments.cohort} or set(known)
    wanted &= {arguments.programme} if arguments.programme else set(known)
    if len(wanted) != 1:
        raise _ProblemError(
            f"say which one programme is meant, with --programme: {', '.join(sorted(known)) or 'there is none'}."
        )
    programme = known[wanted.pop()]
    indicator_set = IndicatorSet(arguments.set) if arguments.set else programme.indicator_set
    if indicator_set is None:
        raise _ProblemError(f"programme {programme.code} has no fund; say which set is meant, with --set.")
    today = Selection(as_of=arguments.as_of).today()
    return Asked(programme.code, indicator_set, today, tuple(arguments.cohort), arguments.start, arguments.end)


def _write_json(sheet: Sheet) -> None:
    asked = sheet.worksheet.request
    made = {
        "set": asked.indicator_set,
        "as_of": asked.today.isoformat(),
        "incomplete": sheet.worksheet.incomplete,
        "too_early": {timing.value: number for timing, number in sheet.worksheet.early.items()},
        "indicators": [_indicator(row) for row in sheet.rows],
    }
    print(json.dumps(made, ensure_ascii=False, indent=2))


def _indicator(row: IndicatorCount) -> dict[str, Any]:
    def counts(cell: Cell) -> dict[str, int | None]:
        counted = cell.counted if row.indicator.answerable else None
        return {"counted": counted, "out_of": cell.out_of, "unknown": cell.unknown}

    return {
        "code": row.indicator.code,
        "name": indicator_name(row.indicator.code),
        "timing": row.indicator.timing.value,
        **counts(row.total),
        "by_gender": {gender: counts(cell) for gender, cell in row.by_gender.items()},
    }


def _write_csv(sheet: Sheet) -> None:
    print(csv_file(sheet).decode("utf-8-sig"), end="")


def _write_table(sheet: Sheet) -> None:
    """Counted / asked about, and how many of those are not known."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=sheet.title, title_justify="left")
    table.add_column("code")
    table.add_column("indicator", overflow="fold")
    for gender in (*sheet.rows[0].by_gender, ""):
        table.add_column(gender_name(gender) if gender else "all", justify="right")
    for row in sheet.rows:
        cells = [*row.by_gender.values(), row.total]
        table.add_row(
            row.indicator.code,
            indicator_name(row.indicator.code),
            *(_cell(cell, answerable=row.indicator.answerable) for cell in cells),
        )
    # Not cut to the terminal when printed into a file or a pipe.
    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False, markup=False)
    console.print(table)
    for note in sheet.notes:
        console.print(note)


def _cell(cell: Cell, *, answerable: bool) -> str:
    if not cell.out_of:
        return "–"
    counted = cell.counted if answerable else "–"
    return f"{counted} / {cell.out_of}" + (f" ({cell.unknown} ?)" if cell.unknown else "")


_WRITERS = {"table": _write_table, "json": _write_json, "csv": _write_csv}
