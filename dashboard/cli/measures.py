"""``measures``: the figures of the pages, printed by the same code."""

import argparse
import csv
import json
import sys
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from dashboard.cli.arguments import day, not_there
from dashboard.cli.reports import REPORTS
from dashboard.cli.reports.report import Report, Row, dash_or
from dashboard.config import Settings
from dashboard.domain.access import command_line_scope
from dashboard.domain.selection import Selection
from db.engine import make_engine, migrate, reading
from db.queries.activities import activity_names
from db.queries.cohorts import cohorts
from db.queries.measures import By

NAME = "measures"
HELP = "Print attendance, lateness and the other measures, the same figures as on the pages."


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--measure", choices=tuple(REPORTS), default="attendance", help="what to print")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as it was at the end of this day; default: now")
    parser.add_argument("--cohort", action="append", default=[], metavar="CODE", help="only this cohort; repeatable")
    parser.add_argument("--from", dest="start", type=day, metavar="DATE", help="first day of the period")
    parser.add_argument("--to", dest="end", type=day, metavar="DATE", help="last day of the period")
    parser.add_argument("--activity", metavar="CODE", help="only this activity")
    parser.add_argument("--by", type=By, choices=list(By), default=By.COHORT, help="divide each cohort by this")
    parser.add_argument("--format", choices=tuple(_WRITERS), default="table")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the measures; what there is not, and what makes no sense, ends in a sentence and exit code 1."""
    report = REPORTS[arguments.measure]
    if arguments.by not in report.divisions:
        divisions = ", ".join(by.value for by in report.divisions)
        return _refuse(f"{arguments.measure} is divided by {divisions}, not by {arguments.by}.")
    if arguments.start and arguments.end and arguments.end < arguments.start:
        return _refuse(f"the period ends on {arguments.end}, before it begins on {arguments.start}.")
    selection = Selection(
        cohorts=tuple(arguments.cohort),
        start=arguments.start,
        end=arguments.end,
        as_of=arguments.as_of,
        activity=arguments.activity,
    )
    rows, problem = _ask(settings, report, selection, arguments.by)
    if problem:
        return _refuse(problem)
    _WRITERS[arguments.format](
        rows, report, ["cohort"] if arguments.by is By.COHORT else ["cohort", arguments.by.value]
    )
    return 0


def _refuse(problem: str) -> int:
    print(f"rinnalla: {problem}", file=sys.stderr)
    return 1


def _ask(settings: Settings, report: Report, selection: Selection, by: By) -> tuple[list[Row], str]:
    """The rows, or what is wrong with the question."""
    engine = make_engine(settings.database_url)
    try:
        migrate(engine)
        scope = command_line_scope()
        with reading(engine) as connection:
            known = (cohort.code for cohort in cohorts(connection, scope))
            problem = not_there("cohort", selection.cohorts, known)
            if not problem and selection.activity is not None:
                activities = activity_names(connection, scope, "en")
                problem = not_there("activity", [selection.activity], activities)
            return ([] if problem else report.rows(connection, scope, selection, by)), problem
    finally:
        engine.dispose()


def _write_json(rows: list[Row], _report: Report, _keys: list[str]) -> None:
    print(json.dumps(rows, ensure_ascii=False, indent=2))


def _write_csv(rows: list[Row], report: Report, keys: list[str]) -> None:
    writer = csv.DictWriter(sys.stdout, [*keys, *report.columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _safe(value) for name, value in row.items()} for row in rows)


def _write_table(rows: list[Row], report: Report, keys: list[str]) -> None:
    """The measures that fit on a line; rates with their counts, as everywhere."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in keys:
        table.add_column(name)
    for heading in report.cells:
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(*(dash_or(row[name]) for name in keys), *(cell(row) for cell in report.cells.values()))
    # Not cut to the terminal when printed into a file or a pipe.
    width = None if sys.stdout.isatty() else 200
    Console(width=width, highlight=False, markup=False).print(table)


def _safe(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value


_WRITERS = {"table": _write_table, "json": _write_json, "csv": _write_csv}
