"""``export-data``: one's own data as files that ``import`` reads again."""

import argparse
import os
import sys
from pathlib import Path

from dashboard.config import LANGUAGES, Settings
from dashboard.domain.access import command_line_scope
from dashboard.i18n import using_language
from dashboard.own_data import FORMATS, own_files
from db.engine import make_engine, migrate

NAME = "export-data"
HELP = (
    "Write everything that can be imported into files that can be imported again: cohorts, participants, sessions, "
    "marks, modules, progress and follow-ups. The files tell who takes part: keep them well."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="new or empty folder for the files")
    parser.add_argument("--format", choices=FORMATS, default="csv", help="CSV files, or one Excel workbook a programme")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the headings and words")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the files, readable by their owner alone; a folder that is not empty is left as it is: code 1."""
    if arguments.out.exists() and any(arguments.out.iterdir()):
        print(f"rinnalla: {arguments.out} is not empty; nothing was written.", file=sys.stderr)
        return 1
    engine = make_engine(settings.database_url)
    try:
        migrate(engine)
        with using_language(arguments.lang):
            files, counts = own_files(engine, command_line_scope(), arguments.format, lambda *_step: None)
    finally:
        engine.dispose()
    arguments.out.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, content in files.items():
        _write(arguments.out / name, content)
    written = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count) or "nothing"
    print(f"{arguments.out}: {', '.join(files) or 'no files'}: {written}.")
    return 0


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
