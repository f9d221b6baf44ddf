"""Long work in the background: an import, a report. Whoever asked for it sees how far it is, may stop it, and may leave
the page and come back.

Each job is a thread of the process that was asked, and a row of the table ``job``, which every process reads. The row
is kept fresh once a second; one that falls silent belongs to a process that has died, and its owner is told so. At most
two run at a time in one process, the others wait.

    def work(progress: Progress, stop: Stop) -> Outcome:
        for number, part in enumerate(parts):
            progress("writing", number, len(parts))  # ends here if it was asked to stop
            ...
        return Outcome(file_name="report.pptx", content=written)

    key = jobs().start("export", scope, {"what": "report"}, work)
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias

from flask import Flask, current_app
from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from dashboard.domain.access import Scope
from dashboard.i18n import current_language, using_language
from dashboard.security.errors import where
from db.commands.jobs import End, add_job, claim_job, end_job, expire_jobs, hear_of_job, stop_job
from db.engine import reading, writing, writing_if_free
from db.queries.jobs import JobRow, job

AT_ONCE = 2
"""So many jobs run at the same time in one process."""

_log = logging.getLogger(__name__)
_EXTENSION = "rinnalla.jobs"
_TIDY_EVERY = 600  # seconds

Progress: TypeAlias = Callable[[str, int, int], None]
"""Hears of a step (a slug), how much of it is done, and how much there is (0: unknown). Raises StoppedError where the
work was asked to stop."""

Stop: TypeAlias = Callable[[], bool]
"""Whether the work was asked to stop: for work that cannot be left at just any progress."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: facts for the page, and perhaps a file that its owner may fetch once."""

    result: dict[str, Any] = field(default_factory=dict)
    file_name: str | None = None
    content: bytes | None = None


Work: TypeAlias = Callable[[Progress, Stop], Outcome]


class StoppedError(Exception):
    """The work was asked to stop, and has."""


class FailedError(Exception):
    """The work cannot be done, for a reason that its owner should know: a slug that pages have words for."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.result = {"failed": code, **values}


@dataclass(slots=True)
class _Task:
    """A job of this process."""

    key: str
    work: Work
    language: str
    step: tuple[str, int, int] = ("", 0, 0)
    stop: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def progress(self, step: str, done: int, total: int) -> None:
        if self.stop.is_set():
            raise StoppedError
        self.step = (step, done, max(done, total) if total else 0)


class Jobs:
    """The background work of one application in one process."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], *, pulse: float = 1.0) -> None:
        """Nothing begins before the first job: a server forks its workers after this.

        Args:
            pulse: seconds between two signs of life of a job.
        """
        self._engine = engine
        self._clock = clock
        self._pulse = pulse
        self._tasks: dict[str, _Task] = {}
        self._slots = threading.BoundedSemaphore(AT_ONCE)
        self._closed = threading.Event()
        self._tidying = threading.Lock()

    def attach(self, server: Flask) -> None:
        """Make these the jobs of a server."""
        server.extensions[_EXTENSION] = self

    def start(self, kind: str, scope: Scope, request: dict[str, Any], work: Work, content: bytes | None = None) -> str:
        """Begin work for an account as soon as there is room, in the language that is in force now.

        Args:
            kind: ``export`` or ``import``.
            request: what is asked for, kept with the job: codes and choices, nothing about a person.
            content: what it works on, kept in the database until it has ended.

        Returns:
            The key by which its owner follows it.

        Raises:
            ForbiddenError: such work is not for this role.
            RefusedError: ``too-many-jobs``: the account waits for others already.
        """
        with writing(self._engine) as connection:
            key = add_job(connection, scope, kind, request, self._clock(), content)
        task = self._tasks[key] = _Task(key, work, current_language())
        threading.Thread(target=self._run, args=[task], name="job", daemon=True).start()
        self._tidy_up_from_now_on()
        return key

    def status(self, scope: Scope, key: str) -> JobRow:
        """How far a job of one's own is, as fresh as can be had.

        Raises:
            ForbiddenError: there is none of this key, or it is somebody else's.
        """
        with reading(self._engine) as connection:
            row = job(connection, scope, key, self._clock())
        task = self._tasks.get(key)
        if task is None or not row.open:
            return row
        step, done, total = task.step
        return replace(row, step=step, done=done, total=total)

    def stop(self, scope: Scope, key: str) -> None:
        """Ask a job of one's own to stop, in whichever process it runs.

        Raises:
            ForbiddenError: there is none of this key, or it is somebody else's.
        """
        self.status(scope, key)
        task = self._tasks.get(key)
        if task is not None:
            task.stop.set()
            return
        with writing(self._engine) as connection:
            stop_job(connection, scope, key)

    def wait(self, key: str, timeout: float | None = None) -> bool:
        """Wait for a job of this process; says whether it has ended."""
        task = self._tasks.get(key)
        return task is None or task.ended.wait(timeout)

    def close(self) -> None:
        """Ask everything to stop, and wait for it."""
        self._closed.set()
        for task in list(self._tasks.values()):
            task.stop.set()
            task.ended.wait()

    def _run(self, task: _Task) -> None:
        quiet = threading.Event()
        beat = threading.Thread(target=self._beat, args=[task, quiet], name="job-pulse", daemon=True)
        beat.start()
        try:
            end = self._carry_out(task)
            quiet.set()
            beat.join()
            with writing(self._engine) as connection:
                end_job(connection, task.key, end)
        except (OperationalError, InterfaceError) as error:
            # The database is away. That this job is no more will show by its silence.
            _log.error("what came of a job could not be written down: %s", type(error).__name__)
        finally:
            quiet.set()
            del self._tasks[task.key]
            task.ended.set()

    def _carry_out(self, task: _Task) -> End:
        while not self._slots.acquire(timeout=self._pulse):
            if task.stop.is_set():
                return End("cancelled", {})
        try:
            with writing(self._engine) as connection:
                claimed = claim_job(connection, task.key, self._clock())
            if not claimed or task.stop.is_set():
                return End("cancelled", {})
            with using_language(task.language):
                return _ended(task)
        finally:
            self._slots.release()

    def _beat(self, task: _Task, quiet: threading.Event) -> None:
        while not quiet.wait(self._pulse):
            try:
                with writing_if_free(self._engine) as connection:
                    if hear_of_job(connection, task.key, self._clock(), *task.step):
                        task.stop.set()
            except (OperationalError, InterfaceError):
                # Somebody writes just now, perhaps this very job, or the database is away for a moment.
                _log.debug("a sign of life has to wait")

    def _tidy_up_from_now_on(self) -> None:
        if self._tidying.acquire(blocking=False):
            threading.Thread(target=self._tidy, name="job-tidy", daemon=True).start()

    def _tidy(self) -> None:
        while not self._closed.wait(_TIDY_EVERY):
            try:
                with writing(self._engine) as connection:
                    expire_jobs(connection, self._clock())
            except (OperationalError, InterfaceError) as error:
                _log.warning("old jobs could not be tidied up: %s", type(error).__name__)


def _ended(task: _Task) -> End:
    try:
        outcome = task.work(task.progress, task.stop.is_set)
    except StoppedError:
        return End("cancelled", {})
    except FailedError as failed:
        return End("failed", failed.result)
    except (OperationalError, InterfaceError) as error:
        _log.error("a job found the database away or full: %s", type(error).__name__)
        return End("failed", {"failed": "database"})
    except Exception as error:  # noqa: BLE001 - above this there is nobody who could say it
        _log.error("unexpected %s in a job\n%s", type(error).__name__, where(error))
        return End("failed", {"failed": "unexpected"})
    return End("done", outcome.result, outcome.file_name, outcome.content)


def jobs() -> Jobs:
    """The background work of the application that answers the current request."""
    attached: Jobs = current_app.extensions[_EXTENSION]
    return attached
