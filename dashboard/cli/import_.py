"""``import``: bring in the files that the office keeps, all of them or nothing."""

import argparse
import os
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from dashboard.cli.import_report import as_json, as_text
from dashboard.config import LANGUAGES, Settings
from dashboard.i18n import using_language
from db.commands.imports import keep
from db.engine import make_engine, migrate
from db.imports import prepare as steps
from db.imports.parsing.values import MAX_CODE
from db.imports.planning.plan import Options, Plan
from db.imports.problems import Findings
from db.imports.reading.text import forbidden_character
from db.imports.reading.uploads import Upload, read_files

NAME = "import"
HELP = (
    "Bring in registers, participants, modules, progress and follow-ups from CSV and Excel files: all of them, or "
    "nothing and the list of what is wrong."
)

REFUSED = 1
UNREACHABLE = 2
INTERRUPTED = 128 + signal.SIGINT


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV or .xlsx; in any order")
    parser.add_argument("--cohort", type=_code, metavar="CODE", help="the cohort of files that name none")
    parser.add_argument("--programme", type=_code, metavar="CODE", help="the programme, where there are several")
    parser.add_argument(
        "--create", action="store_true", help="make the participants, cohorts, activities and modules that are new"
    )
    parser.add_argument("--update", action="store_true", help="change what is stored otherwise")
    parser.add_argument("--dry-run", action="store_true", help="read and check everything, and keep nothing")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the text")
    parser.add_argument("--format", choices=tuple(_REPORTS), default="text")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Import and report: 0 when all is kept (or would be), 1 with every problem, 2 without a database."""
    try:
        engine = make_engine(settings.database_url)
        try:
            migrate(engine)
            plan = _import(engine, arguments, settings)
        finally:
            engine.dispose()
    except KeyboardInterrupt:
        print("rinnalla: interrupted; nothing was imported.", file=sys.stderr)
        return INTERRUPTED
    except (DBAPIError, OSError) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error).strip().partition("\n")[0]
        print(f"rinnalla: the database cannot be used, nothing was imported: {reason}", file=sys.stderr)
        return UNREACHABLE
    with using_language(arguments.lang):
        _print(_REPORTS[arguments.format](plan, arguments.dry_run))
    return 0 if plan.ok else REFUSED


def _import(engine: Engine, arguments: argparse.Namespace, settings: Settings) -> Plan:
    options = Options(
        today=datetime.now(settings.timezone).date(),
        timezone=settings.timezone,
        cohort=arguments.cohort,
        programme=arguments.programme,
        create=arguments.create,
        update=arguments.update,
    )
    findings = Findings()
    uploads = read_files(arguments.files, findings)
    with _progress() as progress:
        plan = steps.prepare(engine, uploads, options, findings, progress)
        if plan.ok and not arguments.dry_run:
            _keep(engine, plan, uploads, progress)
    return plan


def _keep(engine: Engine, plan: Plan, uploads: list[Upload], progress: steps.Progress) -> None:
    """Keep a plan; once the commit has begun, an interruption comes too late, so that what is said of it is true."""
    previous = signal.getsignal(signal.SIGINT)
    try:
        keep(engine, plan, uploads, None, progress, _ignore_interruption)
    finally:
        signal.signal(signal.SIGINT, previous)


def _ignore_interruption() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _progress() -> Iterator[steps.Progress]:
    """A bar on standard error where that is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield steps.silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        yield _shower(bars)


def _shower(bars: Progress) -> steps.Progress:
    tasks: dict[str, TaskID] = {}

    def show(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = bars.add_task(step.capitalize(), total=total or None)
        bars.update(tasks[step], completed=done)

    return show


def _code(text: str) -> str:
    code = unicodedata.normalize("NFC", " ".join(text.split()))
    if not code or len(code) > MAX_CODE or forbidden_character(code):
        raise argparse.ArgumentTypeError(f"{text!r} is not a code of 1 to {MAX_CODE} characters")
    return code


def _print(report: str) -> None:
    """Print also where the terminal lacks a letter of the report, or the reader has seen enough of it."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        print(report.encode(encoding, "backslashreplace").decode(encoding), flush=True)
    except BrokenPipeError:
        # Python would fail once more when it flushes standard output at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_REPORTS: dict[str, Callable[[Plan, bool], str]] = {"text": as_text, "json": as_json}
