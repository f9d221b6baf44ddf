"""``export``: the files of a report for the funder or the public, as the page makes them, from a schedule."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection

from dashboard.cli.arguments import day, not_there
from dashboard.config import LANGUAGES, Settings
from dashboard.domain.access import Scope, command_line_scope
from dashboard.domain.disclosure import Profile
from dashboard.domain.report import Group, Measure
from dashboard.domain.selection import Selection
from dashboard.exports.export import Format
from dashboard.reporting.files import NothingToTellError, make_files
from dashboard.reporting.request import PROFILES, ReportRequest
from db.commands.errors import StaleError
from db.engine import make_engine, migrate, reading
from db.queries.cohorts import CohortRow, cohorts

NAME = "export"
HELP = "Write the files of a report that may leave the house, and its line in the ledger."

_OWNER_ONLY = 0o600


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    profiles = [profile.value for profile in PROFILES]
    parser.add_argument("--profile", choices=profiles, default=Profile.FUNDER.value, help="for whom it is")
    parser.add_argument("--cohort", action="append", default=[], metavar="CODE", help="a cohort; repeatable; all else")
    parser.add_argument("--each", action="store_true", help="a row for each cohort; default: all taken together")
    parser.add_argument("--from", dest="start", type=day, metavar="DATE", help="first day of the period")
    parser.add_argument("--to", dest="end", type=day, metavar="DATE", help="last day of the period")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as it was at the end of this day; default: today")
    parser.add_argument("--measures", type=_measures, default=tuple(Measure), metavar="LIST", help=_measure_help())
    parser.add_argument("--lang", choices=LANGUAGES, default="fi", help="language of the report")
    parser.add_argument(
        "--format", type=_formats, default=(Format.PDF,), metavar="LIST", help="pptx,pdf,xlsx,csv,png,svg"
    )
    parser.add_argument("--title", default="", help="title of the report")
    parser.add_argument("--recipient", default="the funder", help="for whom, in the ledger; default: the funder")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the files")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the files and print their names; whatever cannot be done ends in a sentence and code 1, and no file."""
    engine = make_engine(settings.database_url)
    scope, now = command_line_scope(), datetime.now(UTC)
    try:
        migrate(engine)
        with reading(engine) as connection:
            chosen, problem = _chosen(connection, scope, arguments.cohort)
        if problem:
            return _refuse(problem)
        request = _request(arguments, chosen, Selection(as_of=arguments.as_of).today(now))
        made = make_files(engine, scope, request, arguments.format, arguments.recipient, now)
    except NothingToTellError:
        return _refuse("all of it would have to be withheld, or nobody has taken part: nothing was written")
    except StaleError:
        return _refuse("other reports went out meanwhile: nothing was written; try again")
    finally:
        engine.dispose()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, content in made.files.items():
        file = arguments.out / name
        file.touch(_OWNER_ONLY)
        file.write_bytes(content)
        print(file)
    return 0


def _chosen(connection: Connection, scope: Scope, codes: list[str]) -> tuple[list[CohortRow], str]:
    """The cohorts to tell of, and what is wrong with them, if anything."""
    known = cohorts(connection, scope)
    problem = not_there("cohort", codes, (cohort.code for cohort in known))
    chosen = [cohort for cohort in known if not codes or cohort.code in codes]
    if not problem and not chosen:
        problem = "there is no cohort yet"
    if not problem and len({cohort.programme for cohort in chosen}) > 1:
        problem = "a report is about one programme: name the cohorts of one with --cohort"
    return chosen, problem


def _request(arguments: argparse.Namespace, chosen: list[CohortRow], today: date) -> ReportRequest:
    codes = [cohort.code for cohort in chosen]
    groups = [Group((code,)) for code in codes] if arguments.each else [Group(tuple(codes))]
    return ReportRequest(
        programme=chosen[0].programme,
        groups=tuple(groups),
        profile=Profile(arguments.profile),
        language=arguments.lang,
        as_of=today,
        start=arguments.start,
        end=arguments.end,
        measures=arguments.measures,
        title=arguments.title,
    )


def _refuse(problem: str) -> int:
    print(f"rinnalla: {problem}", file=sys.stderr)
    return 1


def _formats(text: str) -> tuple[Format, ...]:
    try:
        return tuple(Format(one.strip()) for one in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"formats are {', '.join(Format)}") from error


def _measures(text: str) -> tuple[Measure, ...]:
    try:
        return tuple(Measure(one.strip()) for one in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"measures are {', '.join(Measure)}") from error


def _measure_help() -> str:
    return f"what people are divided by, of: {', '.join(Measure)}"
