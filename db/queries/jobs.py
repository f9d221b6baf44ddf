"""Long work that somebody waits for: how far it is, for the one who asked for it and nobody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dashboard.domain.access import ForbiddenError, Scope
from db.schema import Job

SILENT_FOR = timedelta(seconds=60)
"""A job that says it runs and has not been heard of for so long has died with its process.

Longer than the longest time for which SQLite lets only one write: an import of a whole office.
"""

OPEN = ("waiting", "running")


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job as its owner may see it, without the content.

    Attributes:
        state: one of ``db.schema.jobs.JOB_STATES``, as of the moment of asking: a job whose process has died is failed,
            and what nobody has fetched in time is expired, also before that is written down.
        step: what it is doing, a slug that callers choose.
        done, total: how much of that step is done; 0 of 0 where that is not known.
        request: what was asked for.
        result: what came of it; of a failed one its reason, as ``{"failed": code, ...}``.
        file_name: of the file that came of it.
        has_content: whether that file, or what it kept for the next job, is still there.
    """

    key: str
    kind: str
    state: str
    step: str
    done: int
    total: int
    request: dict[str, Any]
    result: dict[str, Any]
    file_name: str | None
    has_content: bool
    asked_at: datetime
    expires_at: datetime

    @property
    def open(self) -> bool:
        """Whether it is still to be waited for."""
        return self.state in OPEN

    @property
    def has_file(self) -> bool:
        """Whether its file can still be fetched."""
        return self.state == "done" and self.file_name is not None and self.has_content


def job(connection: Connection, scope: Scope, key: str, now: datetime) -> JobRow:
    """One job of the asker's own.

    Raises:
        ForbiddenError: there is none of this key, or it is somebody else's.
    """
    row = connection.execute(_own(scope).where(Job.key == key)).one_or_none()
    if row is None:
        raise ForbiddenError
    return _job(row, now)


def latest_job(
    connection: Connection, scope: Scope, kind: str, now: datetime, what: str | None = None
) -> JobRow | None:
    """The asker's latest job of a kind, to come back to; null where there is none.

    Args:
        what: tells the jobs of one page from those of another: what their requests have under this name.
    """
    asked = Job.request["what"].as_string()
    of_page = asked.is_(None) if what is None else asked == what
    row = connection.execute(
        _own(scope).where(Job.kind == kind, of_page).order_by(Job.id.desc()).limit(1)
    ).one_or_none()
    return None if row is None else _job(row, now)


def kept_content(connection: Connection, scope: Scope, key: str, now: datetime) -> bytes:
    """What a job of the asker's own has kept for the next one.

    Raises:
        ForbiddenError: there is nothing of this key for this account, or no longer.
    """
    there = Job.key == key, Job.account_id == scope.account_id, Job.state == "done", Job.expires_at > now
    content = connection.execute(select(Job.content).where(*there)).scalar_one_or_none()
    if content is None:
        raise ForbiddenError
    return content


def _own(scope: Scope) -> Select[Any]:
    return select(
        Job.key,
        Job.kind,
        Job.state,
        Job.steps,
        Job.done_steps,
        Job.request,
        Job.result,
        Job.file_name,
        Job.content.is_not(None).label("has_content"),
        Job.asked_at,
        Job.heard_of_at,
        Job.expires_at,
    ).where(Job.account_id == scope.account_id)


def _job(row: Row[Any], now: datetime) -> JobRow:
    state, result = row.state, dict(row.result or {})
    if state in OPEN and row.heard_of_at < now - SILENT_FOR:
        state, result = "failed", {"failed": "gone"}
    elif state == "done" and row.expires_at <= now:
        state = "expired"
    return JobRow(
        key=row.key,
        kind=row.kind,
        state=state,
        step=result.get("step", "") if state in OPEN else "",
        done=row.done_steps,
        total=row.steps,
        request=row.request,
        result={} if state in OPEN else result,
        file_name=row.file_name,
        has_content=bool(row.has_content) and state == "done",
        asked_at=row.asked_at,
        expires_at=row.expires_at,
    )
