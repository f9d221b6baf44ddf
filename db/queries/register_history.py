"""What has become of the marks of one session: who wrote what, when, from what, to what.

The log has it: each command keeps the old values. Where a mark is newer than the log knows, an import or another
program wrote it, and a step says so.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.register_taking import Entry, Sheet, Step
from db.schema import Account, Audit, Enrolment, Participant, Session

ACTIONS = ("mark", "cancel", "restore")


def history(connection: Connection, scope: Scope, of: Sheet) -> list[Step]:
    """The steps of a session's register, latest first.

    Args:
        of: the register as ``db.queries.register_taking.sheet`` found it for the asker.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    codes = _codes(connection, of.session_id)
    steps: list[Step] = []
    known: dict[int, int] = {}
    for row in log_rows(connection, of.session_id):
        if row.action != "mark":
            steps.append(Step(row.at, row.display_name, row.action))
            continue
        for mark in row.detail["marks"]:
            known[mark["enrolment"]] = mark["version"]
            old, new = Entry.of(mark["old"]), Entry.of(mark["new"])
            steps.append(Step(row.at, row.display_name, "mark", codes.get(mark["enrolment"]), old, new))
    return sorted([*steps, *_elsewhere(of, known)], key=lambda step: step.at)[::-1]


def log_rows(connection: Connection, session_id: int) -> list[Any]:
    """The lines of the log about the register of a session, in their order."""
    query = (
        select(Audit.at, Audit.action, Audit.detail, Account.display_name)
        .outerjoin(Account, Account.id == Audit.account_id)
        .where(Audit.subject == "session", Audit.subject_id == session_id, Audit.action.in_(ACTIONS))
        .order_by(Audit.id)
    )
    return list(connection.execute(query))


def _codes(connection: Connection, session_id: int) -> dict[int, str]:
    """Codes of everybody of whom there may be marks, whether they are expected now or not."""
    query = (
        select(Enrolment.id, Participant.code)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .join(Session, Session.cohort_id == Enrolment.cohort_id)
        .where(Session.id == session_id)
    )
    return {row.id: row.code for row in connection.execute(query)}


def _elsewhere(of: Sheet, known: Mapping[int, int]) -> Iterator[Step]:
    for person in of.people:
        mark = person.stored
        if mark is not None and mark.version != known.get(person.enrolment_id):
            yield Step(mark.recorded_at, mark.by, "elsewhere", person.participant, None, mark.entry)
