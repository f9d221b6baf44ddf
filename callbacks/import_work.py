"""The background work of the import page: files are looked at, then kept as they were looked at.

Between the two the files wait in the database, in the row of the job that looked at them, for an hour at most: no copy
of them is written anywhere else, whichever process is asked next finds them, and they are as well protected as the data
that they become.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from dashboard.domain.access import Scope
from dashboard.i18n import lazy_gettext
from dashboard.jobs import FailedError, Outcome, Progress, Stop, StoppedError, jobs
from db.commands.jobs import drop_content
from db.engine import writing
from db.imports import process
from db.imports.choices import Choice
from db.imports.process import Task, WorkerError, run_import
from db.imports.reading.uploads import Upload

FAILURES = {
    "too-costly": lazy_gettext(
        "Reading these files takes more memory or time than a register needs. Nothing was kept."
    ),
    "perhaps-kept": lazy_gettext(
        "The program was interrupted just as the files were being kept. Look at the list of imports: either they are "
        "there as a whole, or nothing of them."
    ),
}
"""Why an import can fail, by the slug that its job ends with."""


def first_request(uploads: Sequence[Upload]) -> dict[str, Any]:
    """What is asked for when files have just come: to look at them as they look."""
    return {
        "files": [{"name": upload.name, "bytes": len(upload.content)} for upload in uploads],
        "programme": None,
        "create": False,
        "update": False,
        "choices": [],
        "seen": None,
        "after": None,
    }


def start(
    engine: Engine, scope: Scope, request: dict[str, Any], content: bytes, timezone: ZoneInfo, now: datetime
) -> str:
    """Begin to look at files, or to keep them where the request has the fingerprint of what was ``seen``.

    Args:
        request: see :func:`first_request`; ``after`` is the job whose files these are, which keeps them until this
            one has ended well.
        content: the bytes of all files, one after the other.

    Raises:
        RefusedError: ``too-many-jobs``.
    """
    task = Task(
        database=engine.url.render_as_string(hide_password=False),
        account=scope.account_id,
        today=now.astimezone(timezone).date(),
        timezone=timezone.key,
        programme=request["programme"],
        create=request["create"],
        update=request["update"],
        choices=[(number, sheet, Choice.from_json(said), look) for number, sheet, said, look in request["choices"]],
        seen=request["seen"],
    )

    def work(progress: Progress, stop: Stop) -> Outcome:
        progress("starting", 0, 0)
        result = _run(task, unpacked(request, content), progress, stop)
        if request["after"]:
            with writing(engine) as connection:
                drop_content(connection, scope, request["after"])
        if result["kept"]:
            return Outcome({"kept": True, "batch": result["batch"], "unchanged": result["unchanged"]})
        return Outcome(result, content=content)

    return jobs().start("import", scope, request, work)


def unpacked(request: dict[str, Any], content: bytes) -> list[Upload]:
    """The files of a request."""
    uploads, start = [], 0
    for file in request["files"]:
        uploads.append(Upload(file["name"], content[start : start + file["bytes"]]))
        start += file["bytes"]
    return uploads


def _run(task: Task, uploads: Sequence[Upload], progress: Progress, stop: Stop) -> dict[str, Any]:
    try:
        return run_import(task, uploads, progress, stop)
    except process.StoppedError as stopped:
        raise StoppedError from stopped
    except WorkerError as error:
        raise FailedError(error.reason) from error
