"""Who read about whom: an audit row in the transaction of the read itself, so that there is no data without it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, select

from dashboard.domain.access import Scope
from db.commands.audit import record
from db.schema import Audit

ONE_READ = timedelta(minutes=30)
"""Whoever narrows down what they opened less than this ago is still reading the same page."""

_ACTION, _SUBJECT = "read", "participant"


def record_read(connection: Connection, scope: Scope, person_id: int, code: str, page: str) -> None:
    """Write down that an account read about a person.

    Args:
        connection: the writing transaction in which the data is read.
        scope: who reads.
        person_id, code: about whom; nothing else of them is written down.
        page: where: ``participant`` or ``session``.
    """
    record(connection, scope.account_id, _ACTION, _SUBJECT, person_id, {"participant": code, "page": page})


def record_read_on(connection: Connection, scope: Scope, person_id: int, code: str, page: str) -> None:
    """The same where a page that is open is read on, with other filters: written down unless it just was.

    What a browser calls an open page need not be one: nobody gets at a person's data this way without a row.
    """
    latest = select(func.max(Audit.at)).where(
        Audit.account_id == scope.account_id,
        Audit.action == _ACTION,
        Audit.subject == _SUBJECT,
        Audit.subject_id == person_id,
    )
    before = connection.scalar(latest)
    if before is None or before < datetime.now(UTC) - ONE_READ:
        record_read(connection, scope, person_id, code, page)
