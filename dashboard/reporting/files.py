"""The files of a report, and its line in the ledger: neither without the other."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.disclosure.ledger import Release
from dashboard.exports.export import Format, export
from dashboard.exports.steps import Cancelled, Progress
from dashboard.reporting.compose import compose, frozen, rules
from dashboard.reporting.draft import Draft, read_draft
from dashboard.reporting.request import ReportRequest
from db.commands.errors import StaleError
from db.commands.releases import NewRelease, keep_release
from db.engine import reading, writing

_TRIES = 3


class NothingToTellError(Exception):
    """All of the report would be withheld."""


@dataclass(frozen=True, slots=True)
class Made:
    """Files that may go, and the number of their release."""

    files: dict[str, bytes]
    release: int


def make_files(
    engine: Engine,
    scope: Scope,
    request: ReportRequest,
    formats: Iterable[Format],
    recipient: str,
    now: datetime,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Made:
    """Make the files of a report and write down that they leave.

    What goes out meanwhile is noticed: then everything is held against that too, and made again.

    Raises:
        ForbiddenError: the asker makes no reports, or there is no such programme or cohort.
        NothingToTellError: there is nothing that may leave.
        RefusedError: nobody is named for whom it is.
        CancelledError: ``cancelled`` said so.
        StaleError: others keep sending things out.
    """
    wanted = tuple(formats)
    for left in reversed(range(_TRIES)):
        with reading(engine) as connection:
            draft = read_draft(connection, scope, request, now)
        report = compose(draft, now.astimezone(HELSINKI).date())
        if report is None:
            raise NothingToTellError
        files = export(report, wanted, progress, cancelled)
        new = NewRelease(
            programme=request.programme,
            profile=request.profile.value,
            recipient=recipient,
            as_of=request.as_of,
            request=request.as_dict() | {"formats": [one.value for one in wanted]},
            rules=rules(draft),
            content=frozen(report),
            entries=_entries(draft),
            files={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
            seen=draft.seen,
        )
        try:
            with writing(engine) as connection:
                return Made(files, keep_release(connection, scope, new, now))
        except StaleError:
            if not left:
                raise
    raise AssertionError("unreachable")


def _entries(draft: Draft) -> list[Release]:
    """What the ledger keeps: the tables that go out, by what is counted anew or not."""
    return [one.part.release for one in draft.candidates if one.goes_out]
