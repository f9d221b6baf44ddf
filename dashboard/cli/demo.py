"""``demo``: load the demo programme into a database that holds none."""

import argparse
import sys

from sqlalchemy import Engine

from dashboard.cli.arguments import day
from dashboard.config import Settings
from db.demo import DemoRefusedError, has_programme, load
from db.engine import make_engine, migrate

NAME = "demo"
HELP = "Load a made-up programme of four cohorts, with accounts to look around in; for an empty database only."


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--if-empty", action="store_true", help="do nothing where there is a programme already")
    parser.add_argument("--today", type=day, metavar="DATE", help="as if this day were just over; default: now")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Load it and say how to sign in; a database that is not empty ends in a sentence and exit code 1."""
    engine = make_engine(settings.database_url)
    try:
        migrate(engine)
        return _load(engine, arguments)
    finally:
        engine.dispose()


def _load(engine: Engine, arguments: argparse.Namespace) -> int:
    if arguments.if_empty and has_programme(engine):
        print("There is a programme already: nothing was loaded.")
        return 0
    try:
        sign_ins = load(engine, arguments.today)
    except DemoRefusedError as error:
        print(f"rinnalla: {error}", file=sys.stderr)
        return 1
    print("The demo programme is loaded. Sign in as:")
    for sign_in in sign_ins:
        print(f"  {sign_in.username:<8} {sign_in.password:<22} {sign_in.role}")
    print("These passwords are public: enter no real person's data here.")
    return 0
