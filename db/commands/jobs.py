"""The table of long work: asked for, claimed, heard of, ended; its content fetched once or thrown away in time.

What a job does to the data is audited by the commands that it runs; here only that its file has left the house.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from dashboard.domain.access import ForbiddenError, Scope
from db.commands.audit import record
from db.commands.errors import RefusedError
from db.queries.jobs import OPEN, SILENT_FOR
from db.schema import Job

KEEP_FOR = timedelta(hours=1)
"""So long after it was asked for, a job's content is there to be used; then it is deleted."""

REMEMBER_FOR = timedelta(days=7)
"""After this even that there was such a job is forgotten."""

MOST_OPEN = 3
"""So many jobs of one account at a time."""

_KEY_BYTES = 24


@dataclass(frozen=True, slots=True)
class End:
    """How a job ended: ``done``, ``failed`` or ``cancelled``, and what came of it."""

    state: str
    result: dict[str, Any]
    file_name: str | None = None
    content: bytes | None = None


def add_job(
    connection: Connection,
    scope: Scope,
    kind: str,
    request: dict[str, Any],
    now: datetime,
    content: bytes | None = None,
) -> str:
    """Write down that work is wanted, and return the key by which its owner follows it.

    Args:
        kind: ``export`` or ``import``.
        request: what is asked for; codes and choices, nothing about a person.
        content: what it works on, such as uploaded files.

    Raises:
        ForbiddenError: work of this kind is not for this role.
        RefusedError: ``too-many-jobs``.
    """
    if scope.account_id is None or not _may(scope, kind):
        raise ForbiddenError
    expire_jobs(connection, now)
    mine = select(func.count(Job.id)).where(Job.account_id == scope.account_id, Job.state.in_(OPEN))
    if connection.execute(mine).scalar_one() >= MOST_OPEN:
        raise RefusedError("too-many-jobs", most=MOST_OPEN)
    key = secrets.token_urlsafe(_KEY_BYTES)
    row = {
        "key": key,
        "kind": kind,
        "account_id": scope.account_id,
        "request": request,
        "asked_at": now,
        "heard_of_at": now,
        "expires_at": now + KEEP_FOR,
        "content": content,
    }
    connection.execute(insert(Job), row)
    return key


def _may(scope: Scope, kind: str) -> bool:
    return scope.imports if kind == "import" else scope.sees_measures


def claim_job(connection: Connection, key: str, now: datetime) -> bool:
    """Begin a job that waits; false where it is not there to be begun, or was asked to stop before."""
    waiting = update(Job).where(Job.key == key, Job.state == "waiting", Job.asked_to_stop.is_(False))
    return connection.execute(waiting.values(state="running", heard_of_at=now)).rowcount == 1


def hear_of_job(connection: Connection, key: str, now: datetime, step: str, done: int, total: int) -> bool:
    """Write down that a job lives and how far it is; says whether it was asked to stop, or is no longer wanted."""
    alive = update(Job).where(Job.key == key, Job.state.in_(OPEN))
    progress = {"heard_of_at": now, "result": {"step": step}, "steps": max(done, total), "done_steps": done}
    asked_to_stop = connection.execute(alive.values(progress).returning(Job.asked_to_stop)).scalar_one_or_none()
    return asked_to_stop is not False


def end_job(connection: Connection, key: str, end: End) -> None:
    """Write down what came of a job; what it worked on goes, unless it is what came of it.

    Whoever did the work knows best: also where it was taken for dead, since it could not be heard of for too long.
    """
    ended = {"state": end.state, "result": end.result, "file_name": end.file_name, "content": end.content}
    connection.execute(update(Job).where(Job.key == key, Job.state.in_((*OPEN, "failed"))).values(ended))


def stop_job(connection: Connection, scope: Scope, key: str) -> None:
    """Ask whoever does a job of one's own to stop; where it has ended already, nothing happens."""
    own = update(Job).where(Job.key == key, Job.account_id == scope.account_id, Job.state.in_(OPEN))
    connection.execute(own.values(asked_to_stop=True))


def fetch_file(connection: Connection, scope: Scope, key: str, now: datetime) -> tuple[str, bytes]:
    """Hand out the file that came of a job: once, to its owner; afterwards it is nowhere.

    Returns:
        Its name and its bytes.

    Raises:
        ForbiddenError: there is no such file for this account, or no longer.
    """
    there = (
        Job.key == key,
        Job.account_id == scope.account_id,
        Job.state == "done",
        Job.file_name.is_not(None),
        Job.expires_at > now,
    )
    row = connection.execute(select(Job.id, Job.kind, Job.file_name, Job.content).where(*there)).one_or_none()
    if row is None or row.content is None:
        raise ForbiddenError
    taken = connection.execute(update(Job).where(*there).values(state="fetched", content=None))
    if taken.rowcount != 1:  # another request was quicker
        raise ForbiddenError
    record(connection, scope.account_id, "fetch", "job", row.id, {"kind": row.kind, "bytes": len(row.content)})
    return row.file_name, row.content


def drop_content(connection: Connection, scope: Scope, key: str) -> None:
    """Throw away what a job of one's own kept for the next one; what came of it goes with it, but for that it ended."""
    own = Job.key == key, Job.account_id == scope.account_id, Job.state == "done"
    connection.execute(update(Job).where(*own).values(state="expired", content=None, result={}))


def expire_jobs(connection: Connection, now: datetime) -> None:
    """Delete content whose time has come and jobs long past; write down which have died with their process."""
    kept = or_(Job.content.is_not(None), Job.state == "done")
    expired = update(Job).where(Job.expires_at <= now, Job.state.not_in(OPEN), Job.state != "fetched", kept)
    connection.execute(expired.values(state="expired", content=None, result={}))
    dead = update(Job).where(Job.state.in_(OPEN), Job.heard_of_at < now - SILENT_FOR)
    connection.execute(dead.values(state="failed", result={"failed": "gone"}, content=None))
    connection.execute(delete(Job).where(Job.asked_at < now - REMEMBER_FOR, Job.state.not_in(OPEN)))
