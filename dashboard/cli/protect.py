"""``protect``: any table of counts of persons, made fit to leave the house."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from dashboard.config import Settings
from dashboard.disclosure_reading import TableRefusedError, read_table
from dashboard.disclosure_words import MARK, notes_for_readers, summary, why_withheld
from dashboard.domain.disclosure import TERMS, Cell, Profile
from dashboard.domain.disclosure.protect import Protected, protect
from dashboard.domain.disclosure.tables import Axis, CountTable
from dashboard.exports.text import runs_as_formula
from db.imports.problems import Findings
from db.imports.reading.uploads import read_files

NAME = "protect"
HELP = "Withhold in a table of counts of persons what would single somebody out, and what would give that away."

PROFILES = (Profile.FUNDER, Profile.PUBLIC)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    sides = tuple(Axis)
    parser.add_argument("table", type=Path, metavar="TABLE", help="CSV or .xlsx with headings of rows and of columns")
    parser.add_argument("--profile", type=Profile, choices=PROFILES, required=True, help="for whom it is")
    parser.add_argument("--k", type=int, metavar="K", help="fewest persons behind a number; default: the profile's")
    parser.add_argument(
        "--known", type=Axis, choices=sides, action="append", default=[], help="the side whose totals everybody knows"
    )
    parser.add_argument(
        "--sensitive", type=Axis, choices=sides, help="the side whose headings are answers to a sensitive question"
    )
    parser.add_argument("--format", choices=tuple(_WRITERS), default="table")


def execute(arguments: argparse.Namespace, _settings: Settings) -> int:
    """Print the safe table; what cannot be used ends in sentences and exit code 1."""
    least = TERMS[arguments.profile].k
    if arguments.k is not None and least is not None and arguments.k < least:
        return _refuse([f"the profile {arguments.profile} asks for K of at least {least}."])
    try:
        table = _read(arguments.table)
    except TableRefusedError as error:
        return _refuse(error.sentences)
    if arguments.known:
        table = table.knowing(*arguments.known)
    table = replace(table, sensitive=arguments.sensitive)
    _WRITERS[arguments.format](protect(table, arguments.profile, arguments.k))
    return 0


def _refuse(sentences: Iterable[str]) -> int:
    for sentence in sentences:
        print(f"rinnalla: {sentence}", file=sys.stderr)
    return 1


def _read(path: Path) -> CountTable:
    findings = Findings()
    uploads = read_files([path], findings)
    if not uploads:
        raise TableRefusedError([f"{problem.place.text()}: {problem.text()}" for problem in findings.problems])
    return read_table(uploads[0])


def _write_json(protected: Protected) -> None:
    # Imported when needed, with the solver, which takes longer to load than most commands to run.
    from dashboard.domain.disclosure.intervals import intervals

    ends = {f"{row},{column}": list(ends) for (row, column), ends in intervals(protected).items()}
    report = {"cells": protected.safe.cells, "withheld": protected.safe.withheld, "intervals": ends}
    print(json.dumps(report, ensure_ascii=False))


def _write_csv(protected: Protected) -> None:
    safe = protected.safe
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([_text(heading) for heading in (safe.row_heading, *safe.columns)])
    for name, cells in zip(safe.rows, safe.cells, strict=True):
        writer.writerow([_text(name), *(_shown(cell) for cell in cells)])


def _write_table(protected: Protected) -> None:
    """The table with its notes; why each cell is withheld goes apart from it, since it must not go along."""
    safe = protected.safe
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(safe.row_heading)
    for heading in safe.columns:
        table.add_column(heading, justify="right")
    for name, cells in zip(safe.rows, safe.cells, strict=True):
        table.add_row(name, *(_shown(cell) for cell in cells))
    width = None if sys.stdout.isatty() else _WIDE
    console = Console(width=width, highlight=False, markup=False, soft_wrap=True)
    console.print(table)
    for line in (*notes_for_readers(safe), summary(safe)):
        console.print(line)
    if protected.reasons:
        sys.stdout.flush()
        print("\nFor you, not for the report:", file=sys.stderr)
    for (row, column), reason in sorted(protected.reasons.items()):
        assert safe.k is not None
        print(f"  {safe.rows[row]}, {safe.columns[column]}: {why_withheld(reason, safe.k)}", file=sys.stderr)


_WIDE = 200
"""Characters of a line that is printed into a file or a pipe, not cut to the terminal."""


def _shown(cell: Cell) -> str:
    return MARK if cell is None else str(cell)


def _text(heading: str) -> str:
    """A heading that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{heading}" if runs_as_formula(heading) else heading


_WRITERS = {"table": _write_table, "json": _write_json, "csv": _write_csv}
