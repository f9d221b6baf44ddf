"""``prompts``: who may need extra support on a day, and what changed since an earlier one."""

import argparse
import json
import sys
from datetime import timedelta
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection

from dashboard.cli.arguments import day, not_there
from dashboard.config import LANGUAGES, Settings
from dashboard.domain.access import Scope, command_line_scope
from dashboard.domain.selection import Selection
from dashboard.domain.support import State, all_prompts, compare
from dashboard.domain.support.rules import PersonPrompt
from dashboard.i18n import using_language
from dashboard.prompt_words import sentence
from db.engine import make_engine, migrate, reading
from db.queries.cohorts import cohorts
from db.queries.support import support_facts
from db.queries.support_settings import parameters

NAME = "prompts"
HELP = "Print the support prompts of a day: whom a rule speaks of, what it says, since when, and what is new."
WEEK = timedelta(days=7)

Row = dict[str, Any]
COLUMNS = ("code", "cohort", "rule", "since", "sentence", "evidence", "state")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as it was at the end of this day; default: now")
    parser.add_argument("--since", type=day, metavar="DATE", help="compare with this day; default: a week earlier")
    parser.add_argument("--cohort", action="append", default=[], metavar="CODE", help="only this cohort; repeatable")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the sentences")
    parser.add_argument("--format", choices=tuple(_WRITERS), default="table")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the prompts; an unknown cohort or a day to compare with that comes later ends in a sentence and code 1."""
    selection = Selection(cohorts=tuple(arguments.cohort), as_of=arguments.as_of)
    today = selection.today()
    earlier = arguments.since or today - WEEK
    if earlier >= today:
        print(f"rinnalla: {earlier} is not before {today}: there is nothing to compare with.", file=sys.stderr)
        return 1
    engine = make_engine(settings.database_url)
    try:
        migrate(engine)
        scope = command_line_scope()
        with reading(engine) as connection:
            known = (cohort.code for cohort in cohorts(connection, scope))
            problem = not_there("cohort", selection.cohorts, known)
            if not problem:
                now = _prompts(connection, scope, selection)
                before = _prompts(connection, scope, Selection(cohorts=selection.cohorts, as_of=earlier))
    finally:
        engine.dispose()
    if problem:
        print(f"rinnalla: {problem}", file=sys.stderr)
        return 1
    with using_language(arguments.lang):
        _WRITERS[arguments.format]([_row(one, state) for one, state in compare(now, before, today)])
    return 0


def _prompts(connection: Connection, scope: Scope, selection: Selection) -> list[PersonPrompt]:
    settings = parameters(connection, scope, selection)
    return all_prompts(support_facts(connection, scope, selection), settings, selection.today())


def _row(one: PersonPrompt, state: State) -> Row:
    facts, prompt = one
    values = (facts.code, facts.cohort, prompt.rule.value, prompt.since.isoformat(), sentence(prompt))
    return dict(zip(COLUMNS, (*values, len(prompt.evidence), state.value), strict=True))


def _write_json(rows: list[Row]) -> None:
    print(json.dumps(rows, ensure_ascii=False, indent=2))


def _write_table(rows: list[Row]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in COLUMNS:
        table.add_column(name, justify="right" if name == "evidence" else "left", overflow="fold")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    # Not cut to the terminal when printed into a file or a pipe.
    width = None if sys.stdout.isatty() else 200
    Console(width=width, highlight=False, markup=False).print(table)


_WRITERS = {"table": _write_table, "json": _write_json}
