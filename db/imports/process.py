"""An import in a process of its own, as the one who asked for it sees it: see ``db.imports.worker``."""

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from threading import Event
from typing import Any

from db.imports.choices import Choice
from db.imports.prepare import Progress
from db.imports.reading import limits
from db.imports.reading.sandbox import ROOT
from db.imports.reading.uploads import Upload

COMMAND = [sys.executable, "-W", "ignore", "-m", "db.imports.worker"]

_LOOK_EVERY = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked for.

    Attributes:
        database: its SQLAlchemy address; it goes through a pipe and so into no list of processes.
        account: who imports.
        today, timezone: as in ``Options``; so are ``programme``, ``create`` and ``update``.
        choices: the number of the file, the sheet, what is said of it, and its look.
        seen: the fingerprint of what was looked at and is to be kept; null only checks.
    """

    database: str
    account: int | None
    today: date
    timezone: str
    programme: str | None
    create: bool
    update: bool
    choices: Sequence[tuple[int, str | None, Choice, str]]
    seen: str | None

    def line(self, uploads: Sequence[Upload]) -> bytes:
        """The first line that the worker reads."""
        told = {
            **asdict(self),
            "today": self.today.isoformat(),
            "choices": [(number, sheet, said.as_json(), of_look) for number, sheet, said, of_look in self.choices],
            "files": [{"name": upload.name, "bytes": len(upload.content)} for upload in uploads],
        }
        return json.dumps(told).encode() + b"\n"


class WorkerError(Exception):
    """The import ended without a result.

    Attributes:
        reason: ``too-costly`` at a limit of memory or time; ``database`` where that is away or full; ``perhaps-kept``
            where it had been told to commit before, so that one has to look; else ``unexpected``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StoppedError(Exception):
    """The import was asked to stop; nothing of it was kept."""


def run_import(task: Task, uploads: Sequence[Upload], progress: Progress, stop: Callable[[], bool]) -> dict[str, Any]:
    """Check files, and keep them where that is asked for.

    Args:
        progress: hears of it; what it raises ends the import.
        stop: asked several times a second; once the commit has begun, it comes too late.

    Returns:
        What ``db.imports.summary.summarise`` says, with ``kept`` and ``batch``.

    Raises:
        StoppedError: it was asked to stop in time.
        WorkerError: there is no result.
    """
    # Numerical libraries reserve memory for each thread they might start.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        COMMAND,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return _converse(process, task, uploads, progress, stop)
        finally:
            _end(process)


def _converse(
    process: "subprocess.Popen[bytes]",
    task: Task,
    uploads: Sequence[Upload],
    progress: Progress,
    stop: Callable[[], bool],
) -> dict[str, Any]:
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # it ended early; that it said nothing is answered below
        process.stdin.write(task.line(uploads))
        for upload in uploads:
            process.stdin.write(upload.content)
        process.stdin.flush()
    committing = Event()
    for line in _lines(process, lambda: stop() and not committing.is_set()):
        kind, *said = json.loads(line)
        if kind == "result":
            result: dict[str, Any] = said[0]
            return result
        if kind == "failed":
            raise WorkerError(said[0])
        if kind == "progress":
            progress(*said)
        elif kind == "commit":
            if stop():
                raise StoppedError
            committing.set()
            with suppress(BrokenPipeError):
                process.stdin.write(b"go\n")
                process.stdin.flush()
    if committing.is_set():
        raise WorkerError("perhaps-kept")
    limited = process.wait() in {limits.OUT_OF_MEMORY, -signal.SIGXCPU, -signal.SIGKILL}
    raise WorkerError("too-costly" if limited else "unexpected")


def _lines(process: "subprocess.Popen[bytes]", stop: Callable[[], bool]) -> Iterator[bytes]:
    """What the worker says, line by line, as long as nobody asks to stop."""
    assert process.stdout is not None
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if stop():
                raise StoppedError
            if not selector.select(_LOOK_EVERY):
                continue
            block = os.read(process.stdout.fileno(), limits.MEGABYTE)
            if not block:
                return
            *lines, rest = (rest + block).split(b"\n")
            yield from lines


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the worker and whatever it has started: what it has not committed is nowhere."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.close()
