"""``python -m dashboard COMMAND``: everything the program does, also without a browser."""

import argparse
import signal
import sys
from collections.abc import Sequence

from sqlalchemy.exc import DatabaseError, OperationalError

from dashboard.cli import demo, digest, esf, export, export_data, import_, measures, prompts, protect, run, user
from dashboard.config import SettingsError, load_settings
from db.engine import AddressError, SchemaError

COMMANDS = (run, demo, digest, esf, export, export_data, import_, measures, prompts, protect, user)


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command and its options."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Rinnalla, a coordinator's dashboard.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in COMMANDS:
        command = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        module.configure(command)
        command.set_defaults(execute=module.execute)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; settings that cannot be used and databases that cannot be reached end in one sentence."""
    parsed = build_parser().parse_args(arguments)
    try:
        code: int = parsed.execute(parsed, load_settings(host=getattr(parsed, "host", None)))
    except (SettingsError, AddressError, SchemaError, OSError) as error:
        return _fail(str(error))
    except DatabaseError as error:
        # SQLite has only the general name for a file that is no database; the other kinds are faults of this program.
        if type(error) not in {DatabaseError, OperationalError}:
            raise
        reason = str(error.orig).strip().partition("\n")[0]
        return _fail(f"the database cannot be reached or used: {reason}")
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return code


def _fail(reason: str) -> int:
    print(f"rinnalla: {reason}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
