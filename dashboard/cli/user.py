"""``user``: the accounts of the team, from the command line."""

import argparse
import getpass
import sys
from datetime import UTC, datetime

from rich import box
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from dashboard.config import LANGUAGES, Settings
from dashboard.domain.access import Role, command_line_scope
from dashboard.security.passwords import SHORTEST, PasswordError, Passwords
from db.commands.accounts import AccountError, NewAccount, add_account, deactivate, set_password
from db.engine import make_engine, migrate, reading, writing
from db.queries.accounts import accounts

NAME = "user"
HELP = "Add, list and deactivate the accounts of the team, and set their passwords."


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the four things to do, each with its options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="let someone sign in")
    add.add_argument("username", metavar="NAME", help="what they sign in with")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--display-name", default="", metavar="TEXT", help="how colleagues see them; default: NAME")
    add.add_argument("--cohort", action="append", default=[], metavar="CODE", help="a coach's cohort; repeatable")
    add.add_argument("--language", choices=LANGUAGES, help="default: DEFAULT_LANGUAGE")
    _password_options(add)
    password = actions.add_parser("password", help="set a new password, and end wherever it is signed in")
    password.add_argument("username", metavar="NAME")
    _password_options(password)
    leave = actions.add_parser("deactivate", help="let someone sign in no more")
    leave.add_argument("username", metavar="NAME")
    actions.add_parser("list", help="who has an account")


def _password_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help=f"read the password, {SHORTEST} characters or more, from standard input instead of asking for it twice",
    )


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do it; what cannot be done ends in a sentence and exit code 1."""
    engine = make_engine(settings.database_url)
    try:
        migrate(engine)
        print(_ACTIONS[arguments.action](engine, arguments, settings), end="")
    except (AccountError, PasswordError) as error:
        print(f"rinnalla: {error}", file=sys.stderr)
        return 1
    finally:
        engine.dispose()
    return 0


def _add(engine: Engine, arguments: argparse.Namespace, settings: Settings) -> str:
    account = NewAccount(
        username=arguments.username,
        password_hash=Passwords().hash(_read_password(arguments)),
        role=Role(arguments.role),
        display_name=arguments.display_name,
        language=arguments.language or settings.default_language,
        cohorts=arguments.cohort,
    )
    with writing(engine) as connection:
        add_account(connection, None, account)
    return f"{arguments.username} may now sign in as {arguments.role}.\n"


def _password(engine: Engine, arguments: argparse.Namespace, _settings: Settings) -> str:
    password_hash = Passwords().hash(_read_password(arguments))
    with writing(engine) as connection:
        set_password(connection, None, arguments.username, password_hash, datetime.now(UTC))
    return f"{arguments.username} has a new password, and is signed out everywhere.\n"


def _deactivate(engine: Engine, arguments: argparse.Namespace, _settings: Settings) -> str:
    with writing(engine) as connection:
        deactivate(connection, None, arguments.username, datetime.now(UTC))
    return f"{arguments.username} may sign in no more, and is signed out everywhere.\n"


def _list(engine: Engine, _arguments: argparse.Namespace, _settings: Settings) -> str:
    with reading(engine) as connection:
        rows = accounts(connection, command_line_scope())
    if not rows:
        return "There are no accounts yet: python -m dashboard user add NAME --role coordinator\n"
    table = Table("name", "display name", "role", "cohorts", "language", "", box=box.SIMPLE_HEAD)
    for row in rows:
        note = "" if row.active else "deactivated"
        table.add_row(row.username, row.display_name, row.role, ", ".join(row.cohorts), row.language, note)
    console = Console(markup=False)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


_ACTIONS = {"add": _add, "password": _password, "deactivate": _deactivate, "list": _list}


def _read_password(arguments: argparse.Namespace) -> str:
    """The password, from standard input up to the end of its line, or asked for twice on the terminal."""
    if arguments.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise PasswordError("there is no terminal to ask for a password: use --password-stdin")
    password = getpass.getpass(f"Password for {arguments.username}, {SHORTEST} characters or more: ")
    if getpass.getpass("Once more: ") != password:
        raise PasswordError("the two passwords differ")
    return password
