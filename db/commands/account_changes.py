"""What coordinators change about accounts, and what everybody changes about their own.

An account is never deleted, since the log speaks of it; and there is always somebody who coordinates.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dashboard.domain.access import ForbiddenError, Role, Scope
from db.commands.audit import record
from db.commands.errors import RefusedError, StaleError
from db.commands.planning import require_planner
from db.commands.sign_ins import end_links, end_sign_ins
from db.queries.invites import coordinators
from db.schema import Account, AccountCohort, Cohort, SignIn


def change_account(
    connection: Connection,
    scope: Scope,
    account_id: int,
    version: int,
    display_name: str,
    role: Role,
    cohort_ids: Sequence[int],
) -> None:
    """Give an account another name, role, or cohorts; it holds from its next request on.

    Raises:
        ForbiddenError: there is no such account or cohort, or the writer does not coordinate.
        RefusedError: ``cohorts-of-coach``; ``last-coordinator``.
        StaleError: somebody changed it in between.
    """
    row = _found(connection, scope, account_id, version)
    if cohort_ids and role is not Role.COACH:
        raise RefusedError("cohorts-of-coach")
    if role is not Role.COORDINATOR:
        keep_a_coordinator(connection, account_id)
    known = set(connection.scalars(select(Cohort.id).where(Cohort.id.in_(cohort_ids))))
    if known != set(cohort_ids):
        raise ForbiddenError
    own = AccountCohort.account_id == account_id
    before = set(connection.scalars(select(AccountCohort.cohort_id).where(own)))
    old = {"role": row["role"], "cohorts": sorted(before)}
    if (row["display_name"], row["role"], before) == (display_name, role.value, known):
        return
    connection.execute(delete(AccountCohort).where(own))
    if known:
        rows = [{"account_id": account_id, "cohort_id": cohort_id} for cohort_id in sorted(known)]
        connection.execute(insert(AccountCohort), rows)
    _set(connection, row, display_name=display_name, role=role.value)
    record(connection, scope.account_id, "change", "account", account_id, {"old": old})


def deactivate_account(connection: Connection, scope: Scope, account_id: int, version: int, now: datetime) -> None:
    """Let an account sign in no more, and end wherever it is signed in.

    Raises:
        ForbiddenError: there is no such account, or the writer does not coordinate.
        RefusedError: ``last-coordinator``.
        StaleError: somebody changed it in between.
    """
    row = _found(connection, scope, account_id, version)
    if row["deactivated_at"] is not None:
        return
    keep_a_coordinator(connection, account_id)
    _set(connection, row, deactivated_at=now)
    end_sign_ins(connection, account_id, now)
    end_links(connection, account_id, now)
    record(connection, scope.account_id, "deactivate", "account", account_id)


def reactivate_account(connection: Connection, scope: Scope, account_id: int, version: int) -> None:
    """Let an account sign in again, with the password that it had.

    Raises:
        ForbiddenError: there is no such account, or the writer does not coordinate.
        StaleError: somebody changed it in between.
    """
    row = _found(connection, scope, account_id, version)
    if row["deactivated_at"] is not None:
        _set(connection, row, deactivated_at=None)
        record(connection, scope.account_id, "reactivate", "account", account_id)


def keep_a_coordinator(connection: Connection, account_id: int) -> None:
    """Go on only if somebody else coordinates, or this account does not.

    Raises:
        RefusedError: ``last-coordinator``.
    """
    if coordinators(connection) == {account_id}:
        raise RefusedError("last-coordinator")


def change_own_password(
    connection: Connection, account_id: int, password_hash: str, kept_sign_in: str, now: datetime
) -> None:
    """Replace one's own password, and end wherever else one is signed in.

    Args:
        kept_sign_in: hash of the secret of the browser in which it is done.
    """
    change = update(Account).where(Account.id == account_id)
    connection.execute(change.values(password_hash=password_hash, version=Account.version + 1))
    others = SignIn.account_id == account_id, SignIn.ended_at.is_(None), SignIn.token_hash != kept_sign_in
    connection.execute(update(SignIn).where(*others).values(ended_at=now))
    record(connection, account_id, "change-own-password", "account", account_id)


def _found(connection: Connection, scope: Scope, account_id: int, version: int) -> Mapping[str, Any]:
    require_planner(scope)
    # The coordinators first, always: else two who change each other's accounts at once wait for each other for good.
    coordinators(connection)
    columns = Account.id, Account.display_name, Account.role, Account.deactivated_at, Account.version
    query = select(*columns).where(Account.id == account_id).with_for_update()
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise ForbiddenError
    if row["version"] != version:
        raise StaleError(**{str(name): value for name, value in row.items()})
    return {str(name): value for name, value in row.items()}


def _set(connection: Connection, row: Mapping[str, Any], **values: Any) -> None:
    change = update(Account).where(Account.id == row["id"])
    connection.execute(change.values(**values, version=row["version"] + 1))
