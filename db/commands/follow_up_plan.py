"""The follow-ups that an exit calls for: planned with it, moved with it, and cancelled when it is taken back."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.follow_up import WINDOWS, Kind
from db.queries.team import team
from db.schema import FollowUp


def plan_after_exit(
    connection: Connection, scope: Scope, cohort_id: int, enrolment_id: int, exit_day: date, owner_id: int | None
) -> dict[Kind, date]:
    """Plan each status that a funder asks for, by days from the exit; what was settled already stays as it is.

    Returns:
        Due day of each that is open now.

    Raises:
        ForbiddenError: the owner does not work with the cohort.
    """
    refuse_strangers(connection, scope, cohort_id, owner_id)
    rows = connection.execute(select(FollowUp.__table__).where(FollowUp.enrolment_id == enrolment_id)).all()
    planned = {}
    for kind, window in WINDOWS.items():
        due_on = exit_day + timedelta(days=window.due)
        if _plan(connection, [row for row in rows if row.kind == kind], enrolment_id, kind, due_on, owner_id):
            planned[kind] = due_on
    return planned


def _plan(
    connection: Connection, rows: Sequence[Row[Any]], enrolment_id: int, kind: Kind, due_on: date, owner_id: int | None
) -> bool:
    """Have one follow-up of a kind that is due on a day; false where one was settled before."""
    if any(row.status in {"done", "declined", "not_reached"} for row in rows):
        return False
    # One that was cancelled on the very day comes back: a kind is planned once for a day.
    use = next((row for row in rows if row.due_on == due_on), None)
    use = use or next((row for row in rows if row.status == "planned"), None)
    twice = [row.id for row in rows if row.status == "planned" and row is not use]
    connection.execute(update(FollowUp).where(FollowUp.id.in_(twice)).values(status="cancelled"))
    values = {"due_on": due_on, "status": "planned", "closed_on": None}
    if use is None:
        new = {"enrolment_id": enrolment_id, "kind": kind.value, "owner_id": owner_id, **values}
        connection.execute(insert(FollowUp).values(new))
        return True
    owner = use.owner_id if owner_id is None else owner_id
    if (use.due_on, use.status, use.owner_id) != (due_on, "planned", owner):
        change = update(FollowUp).where(FollowUp.id == use.id)
        connection.execute(change.values(**values, owner_id=owner, version=use.version + 1))
    return True


def cancel_open(connection: Connection, enrolment_id: int, day: date) -> list[int]:
    """Cancel what is still open of somebody; gives the ids, for the log."""
    still_open = FollowUp.enrolment_id == enrolment_id, FollowUp.status == "planned"
    ids = list(connection.scalars(select(FollowUp.id).where(*still_open)))
    change = update(FollowUp).where(*still_open)
    connection.execute(change.values(status="cancelled", closed_on=day, version=FollowUp.version + 1))
    return ids


def refuse_strangers(connection: Connection, scope: Scope, cohort_id: int, owner_id: int | None) -> None:
    """Go on only if an owner works with the cohort, or nobody is named.

    Raises:
        ForbiddenError: they do not.
    """
    if owner_id is not None and owner_id not in {one.id for one in team(connection, scope).get(cohort_id, ())}:
        raise ForbiddenError
