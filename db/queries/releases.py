"""What left the house: for the ledger's page, and for holding a new release against."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.disclosure.ledger import Release as Entry
from dashboard.domain.disclosure.ledger import Statement
from dashboard.domain.disclosure.primary import Reason
from db.schema import Account, Programme, Release, ReleaseCell, ReportText

author, withdrawer = Account.__table__.alias("author"), Account.__table__.alias("withdrawer")


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release, as the ledger's page shows it; ``content`` is the frozen copy.

    ``made_by`` and ``withdrawn_by`` are display names; null is the command line.
    """

    id: int
    programme: str
    profile: str
    recipient: str
    as_of: date
    request: Mapping[str, Any]
    rules: Mapping[str, Any]
    content: Mapping[str, Any]
    files: Mapping[str, str]
    made_at: datetime
    made_by: str | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_why: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """What went out of one programme before, and up to which release that is known."""

    entries: tuple[Entry, ...]
    latest: int


def release_rows(connection: Connection, scope: Scope) -> list[ReleaseRow]:
    """Every release, the latest first.

    Raises:
        ForbiddenError: what left the house is none of the asker's business.
    """
    if not scope.sees_releases:
        raise ForbiddenError
    query = (
        select(
            Release.id,
            Programme.code.label("programme"),
            Release.profile,
            Release.recipient,
            Release.as_of,
            Release.request,
            Release.rules,
            Release.content,
            Release.files,
            Release.made_at,
            author.c.display_name.label("made_by"),
            Release.withdrawn_at,
            withdrawer.c.display_name.label("withdrawn_by"),
            Release.withdrawn_why,
        )
        .join(Programme, Programme.id == Release.programme_id)
        .outerjoin(author, author.c.id == Release.made_by)
        .outerjoin(withdrawer, withdrawer.c.id == Release.withdrawn_by)
        .order_by(Release.made_at.desc(), Release.id.desc())
    )
    return [ReleaseRow(**row) for row in connection.execute(query).mappings()]


def ledger(connection: Connection, scope: Scope, programme: str) -> Ledger:
    """The releases of a programme as disclosure control holds a new one against them, oldest first.

    Withdrawn ones are among them: what has been read stays known.

    Raises:
        ForbiddenError: the asker makes no reports.
    """
    if not scope.makes_reports:
        raise ForbiddenError
    query = (
        select(Release, ReleaseCell)
        .join(ReleaseCell, ReleaseCell.release_id == Release.id)
        .join(Programme, Programme.id == Release.programme_id)
        .where(Programme.code == programme)
        .order_by(Release.id, ReleaseCell.measure, ReleaseCell.place)
    )
    heads: dict[tuple[int, str], Any] = {}
    statements: dict[tuple[int, str], list[Statement]] = defaultdict(list)
    for row in connection.execute(query):
        key = (row.id, row.measure)
        heads[key] = row
        reason = Reason(row.reason) if row.reason else None
        statements[key].append(Statement(frozenset(row.persons), frozenset(row.answers), row.number, reason))
    entries = tuple(
        Entry(_name(head), measure, head.rules["k"], tuple(statements[id, measure]), head.withdrawn_at is not None)
        for (id, measure), head in heads.items()
    )
    return Ledger(entries, latest_release(connection, programme))


def latest_release(connection: Connection, programme: str) -> int:
    """The number of the latest release of a programme; 0 where there is none."""
    query = select(func.max(Release.id)).join(Programme, Programme.id == Release.programme_id)
    return connection.scalar(query.where(Programme.code == programme)) or 0


def _name(head: Any) -> str:
    """What people know a release by: for whom, and the day."""
    return f"{head.recipient} {head.made_at:%Y-%m-%d}"


def report_texts(connection: Connection, scope: Scope, programme: str, language: str) -> dict[str, tuple[str, int]]:
    """The paragraphs of a programme's reports in a language, by section: text and version.

    Raises:
        ForbiddenError: the asker makes no reports.
    """
    if not scope.makes_reports:
        raise ForbiddenError
    query = (
        select(ReportText.section, ReportText.text, ReportText.version)
        .join(Programme, Programme.id == ReportText.programme_id)
        .where(Programme.code == programme, ReportText.language == language)
    )
    return {row.section: (row.text, row.version) for row in connection.execute(query)}
