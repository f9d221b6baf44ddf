"""``measures``: the figures of the pages, printed by the same code."""

import argparse
import csv
import json
import sys
from datetime import date
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from dashboard.config import Settings
from dashboard.domain.access import command_line_scope
from dashboard.domain.measures import FEW, Counts, figures
from dashboard.domain.selection import Selection
from db.engine import make_engine, migrate, reading
from db.queries.cohorts import cohorts
from db.queries.measures import By, Group, measures

NAME = "measures"
HELP = "Print attendance, lateness and the other measures, the same figures as on the pages."


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="as it was at the end of this day; default: now")
    parser.add_argument("--cohort", action="append", default=[], metavar="CODE", help="only this cohort; repeatable")
    parser.add_argument("--from", dest="start", type=_day, metavar="DATE", help="first day of the period")
    parser.add_argument("--to", dest="end", type=_day, metavar="DATE", help="last day of the period")
    parser.add_argument("--activity", metavar="CODE", help="only this activity")
    parser.add_argument("--by", type=By, choices=list(By), default=By.COHORT, help="divide each cohort by this")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the measures; an unknown cohort ends in a sentence and exit code 1."""
    selection = Selection(
        cohorts=tuple(arguments.cohort),
        start=arguments.start,
        end=arguments.end,
        as_of=arguments.as_of,
        activity=arguments.activity,
    )
    engine = make_engine(settings.database_url)
    migrate(engine)
    scope = command_line_scope()
    with reading(engine) as connection:
        known = {cohort.code for cohort in cohorts(connection, scope)}
        unknown = [code for code in selection.cohorts if code not in known]
        groups = [] if unknown else measures(connection, scope, selection, arguments.by)
    if unknown:
        there = f"There are: {', '.join(sorted(known))}." if known else "There are none yet."
        print(f"rinnalla: no cohort {', '.join(unknown)}. {there}", file=sys.stderr)
        return 1
    _WRITERS[arguments.format]([_row(group, arguments.by) for group in groups], arguments.by)
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2021-11-12") from error


def _row(group: Group, by: By) -> dict[str, Any]:
    key = {} if by is By.COHORT else {by.value: group.key}
    return {"cohort": group.cohort, **key, **figures(group.counts)}


def _write_json(rows: list[dict[str, Any]], _by: By) -> None:
    print(json.dumps(rows, ensure_ascii=False, indent=2))


def _write_csv(rows: list[dict[str, Any]], by: By) -> None:
    writer = csv.DictWriter(sys.stdout, _columns(by), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _safe(value) for name, value in row.items()} for row in rows)


def _write_table(rows: list[dict[str, Any]], by: By) -> None:
    """The measures that fit on a line; rates with their counts, as everywhere."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    texts = ["cohort"] if by is By.COHORT else ["cohort", by.value]
    for name in texts:
        table.add_column(name)
    for name in _TABLE:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*(_text(row[name]) for name in texts), *(render(row) for render in _TABLE.values()))
    # Not cut to the terminal when printed into a file or a pipe.
    width = None if sys.stdout.isatty() else 200
    Console(width=width, highlight=False, markup=False).print(table)


def _columns(by: By) -> list[str]:
    key = [] if by is By.COHORT else [by.value]
    return ["cohort", *key, *_FIGURE_NAMES]


def _safe(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value


def _text(value: Any) -> str:
    return "–" if value is None else str(value)


def _rate(row: dict[str, Any], rate: str, numerator: int, denominator: int) -> str:
    if denominator < FEW:
        return f"{numerator}/{denominator}"
    return f"{row[rate]:.0%} ({numerator}/{denominator})"


_TABLE = {
    "recorded": lambda row: f"{row['recorded']}/{row['expected']}",
    "attendance": lambda row: _rate(row, "attendance", row["attended"], row["countable"]),
    "commitment": lambda row: "–" if row["countable"] < FEW else f"{row['commitment']:.0%}",
    "late": lambda row: _rate(row, "lateness", row["late"], row["attended"]),
    "minutes": lambda row: "–" if row["minutes_late_median"] is None else f"{row['minutes_late_median']:g}",
    "notice": lambda row: "–" if row["notice_rate"] is None else f"{row['notice_rate']:.0%}",
    "unnotified": lambda row: str(row["unnotified"]),
    "excused": lambda row: str(row["excused"]),
    "nearly empty": lambda row: (
        "–" if row["nearly_empty"] is None else f"{row['nearly_empty']}/{row['nearly_empty_of']}"
    ),
    "hours": lambda row: f"{row['hours_attended']:.1f}/{row['hours_offered']:.1f}",
}

_FIGURE_NAMES = list(figures(Counts()))
_WRITERS = {"table": _write_table, "json": _write_json, "csv": _write_csv}
