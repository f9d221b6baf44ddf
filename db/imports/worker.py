"""One import as a process of its own: ``python -m db.imports.worker``. Whatever is in the files, the server lives on.

On standard input: a line of JSON (``db.imports.process.Task``), then the bytes of the files. On standard output, a line
of JSON each: ``["progress", step, done, total]``; ``["commit"]``, after which a line is read, and everything is given
up without it; at last ``["result", {...}]`` or ``["failed", "database"]``. Whoever ends this process before it was told
to commit has nothing imported.
"""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from dashboard.domain.access import Role, Scope
from db.commands.import_mappings import remember_mappings
from db.commands.imports import keep
from db.engine import make_engine, reading, writing
from db.imports.choices import NO_CHOICE, Choice, Choices, to_remember
from db.imports.planning.plan import Options, Plan
from db.imports.prepare import prepare
from db.imports.reading import limits
from db.imports.reading.uploads import Upload
from db.imports.summary import fingerprint, summarise
from db.queries.imports import mappings


class GivenUp(BaseException):
    """The import is not to be committed."""


Say = Callable[[list[Any]], None]


def run(task: dict[str, Any], uploads: list[Upload], say: Say, told_to_commit: Callable[[], bool]) -> None:
    """Check the files, and keep them if that was asked for and they still do what was seen before."""

    def progress(step: str, done: int, total: int) -> None:
        say(["progress", step, done, total])

    def before_commit() -> None:
        say(["commit"])
        if not told_to_commit():
            raise GivenUp

    options = Options(
        date.fromisoformat(task["today"]),
        ZoneInfo(task["timezone"]),
        programme=task["programme"],
        create=task["create"],
        update=task["update"],
    )
    choices = {(number, sheet): Choice.from_json(said) for number, sheet, said, _look in task["choices"]}
    engine = make_engine(task["database"])
    try:
        with reading(engine) as connection:
            known = mappings(connection, Scope(task["account"], Role.COORDINATOR))
        plan = prepare(engine, uploads, options, None, progress, choices, known)
        wanted = task["seen"] is not None and plan.ok and fingerprint(plan) == task["seen"]
        kept = wanted and keep(engine, plan, uploads, task["account"], progress, before_commit)
        if kept:
            _remember(
                engine, plan, choices, {(number, sheet): of_look for number, sheet, _said, of_look in task["choices"]}
            )
        say(["result", {**summarise(plan), "kept": kept, "batch": plan.batch}])
    finally:
        engine.dispose()


def _remember(engine: Engine, plan: Plan, choices: Choices, looks: Mapping[tuple[int, str | None], str]) -> None:
    """What was said of the sheets holds for the next ones of their look."""
    said = {
        looks[sheet.number, sheet.sheet]: to_remember(choices[sheet.number, sheet.sheet], sheet.headings)
        for sheet in plan.sheets
        if choices.get((sheet.number, sheet.sheet), NO_CHOICE).worth_remembering
    }
    if said:
        with writing(engine) as connection:
            remember_mappings(connection, said, datetime.now(UTC))


def main() -> None:
    """Work for whoever started this process, within the limits of memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MAX_IMPORT_MEMORY,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.MAX_IMPORT_SECONDS,) * 2)
    told, output = sys.stdin.buffer, sys.stdout
    try:
        task = json.loads(told.readline())
        uploads = [Upload(file["name"], told.read(file["bytes"])) for file in task["files"]]
        run(task, uploads, lambda line: _say(output, line), lambda: bool(told.readline()))
    except (OperationalError, InterfaceError):
        _say(output, ["failed", "database"])
    except MemoryError:
        sys.exit(limits.OUT_OF_MEMORY)
    except (GivenUp, BrokenPipeError):
        sys.exit(1)


def _say(output: TextIO, line: list[Any]) -> None:
    output.write(json.dumps(line) + "\n")
    output.flush()


if __name__ == "__main__":
    main()
