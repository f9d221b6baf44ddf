"""The ledger: what leaves the house is written down with the persons behind each cell, and stays known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text, update

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.disclosure.ledger import Release as Entry
from db.commands.audit import record
from db.commands.errors import RefusedError, StaleError
from db.queries.releases import latest_release
from db.schema import Programme, Release, ReleaseCell, ReportText

_LOCK = 0x52454C45  # of PostgreSQL: one release at a time
LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class NewRelease:
    """What goes out.

    Attributes:
        programme: its code.
        recipient: for whom.
        request, content: what was asked for, and the tables as they go out, as JSON has them.
        entries: what the ledger holds of each table.
        files: the SHA-256 of each file, by name.
        seen: the latest release that the tables were held against.
    """

    programme: str
    profile: str
    recipient: str
    as_of: date
    request: Mapping[str, Any]
    rules: Mapping[str, Any]
    content: Mapping[str, Any]
    entries: Sequence[Entry]
    files: Mapping[str, str]
    seen: int


def keep_release(connection: Connection, scope: Scope, new: NewRelease, now: datetime) -> int:
    """Write down a release in the transaction that lets its files go, and return its number.

    Raises:
        ForbiddenError: the asker makes no reports, or there is no such programme.
        RefusedError: ``no-recipient``.
        StaleError: something else went out meanwhile, against which this has not been held.
    """
    if not scope.makes_reports:
        raise ForbiddenError
    if not new.recipient.strip():
        raise RefusedError("no-recipient")
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    programme_id = _programme(connection, new.programme)
    latest = latest_release(connection, new.programme)
    if latest != new.seen:
        raise StaleError(latest=latest)
    row = {
        "programme_id": programme_id,
        "profile": new.profile,
        "recipient": new.recipient.strip(),
        "as_of": new.as_of,
        "request": dict(new.request),
        "rules": dict(new.rules),
        "content": dict(new.content),
        "files": dict(new.files),
        "made_at": now,
        "made_by": scope.account_id,
    }
    release_id = connection.execute(insert(Release).values(row).returning(Release.id)).scalar_one()
    cells = [cell for entry in new.entries for cell in _cells(release_id, entry)]
    if cells:
        connection.execute(insert(ReleaseCell), cells)
    detail = {"profile": new.profile, "tables": len(new.entries), "files": len(new.files)}
    record(connection, scope.account_id, "release", "release", release_id, detail)
    return int(release_id)


def _cells(release_id: int, entry: Entry) -> list[dict[str, Any]]:
    return [
        {
            "release_id": release_id,
            "measure": entry.measure,
            "place": place,
            "answers": sorted(statement.answers),
            "persons": sorted(statement.group),
            "number": statement.number,
            "reason": statement.reason.value if statement.reason else None,
        }
        for place, statement in enumerate(entry.statements)
    ]


def withdraw_release(connection: Connection, scope: Scope, release_id: int, why: str, now: datetime) -> None:
    """Mark a release as withdrawn: whoever has it was asked not to use it. It stays known. Twice changes nothing.

    Raises:
        ForbiddenError: the asker makes no reports, or there is no such release.
        RefusedError: ``no-reason``.
    """
    if not scope.makes_reports:
        raise ForbiddenError
    if not why.strip():
        raise RefusedError("no-reason")
    row = connection.execute(select(Release.withdrawn_at).where(Release.id == release_id)).one_or_none()
    if row is None:
        raise ForbiddenError
    if row.withdrawn_at is not None:
        return
    values = {"withdrawn_at": now, "withdrawn_by": scope.account_id, "withdrawn_why": why.strip()}
    connection.execute(update(Release).where(Release.id == release_id).values(values))
    record(connection, scope.account_id, "withdraw", "release", release_id)


def write_text(
    connection: Connection,
    scope: Scope,
    programme: str,
    section: str,
    language: str,
    written: str,
    seen: int,
    now: datetime,
) -> int:
    """Keep a paragraph of a programme's reports, and return its version.

    Args:
        seen: the version that the writer began with; 0 where there was no text.

    Raises:
        ForbiddenError: the asker makes no reports, or there is no such programme.
        RefusedError: ``too-long``.
        StaleError: a colleague wrote meanwhile: ``text`` and ``version``.
    """
    if not scope.makes_reports:
        raise ForbiddenError
    if len(written) > LONGEST_TEXT:
        raise RefusedError("too-long", most=LONGEST_TEXT)
    programme_id = _programme(connection, programme)
    mine = (
        ReportText.programme_id == programme_id,
        ReportText.section == section,
        ReportText.language == language,
    )
    query = select(ReportText.id, ReportText.text, ReportText.version).where(*mine).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is not None and row.version != seen:
        raise StaleError(text=row.text, version=row.version)
    values = {"text": written, "written_at": now, "written_by": scope.account_id, "version": seen + 1}
    if row is None:
        where = {"programme_id": programme_id, "section": section, "language": language}
        connection.execute(insert(ReportText).values({**where, **values, "version": 1}))
    else:
        connection.execute(update(ReportText).where(ReportText.id == row.id).values(values))
    detail = {"programme": programme, "section": section, "language": language}
    record(connection, scope.account_id, "write", "report_text", detail=detail)
    return 1 if row is None else seen + 1


def _programme(connection: Connection, code: str) -> int:
    found = connection.scalar(select(Programme.id).where(Programme.code == code))
    if found is None:
        raise ForbiddenError
    return int(found)
