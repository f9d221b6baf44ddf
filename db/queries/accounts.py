"""Accounts and who is signed in.

The two questions of the sign-in itself, :func:`credentials` and :func:`sign_in_of`, take no Scope: their answer is
what a Scope is made of.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Role, Scope
from db.schema import Account, AccountCohort, Cohort, SignIn


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a password is checked against."""

    account_id: int
    password_hash: str
    active: bool


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One signed-in browser with its account, as the database has them; whether it still counts is not said here.

    ``cohort_ids`` are the cohorts of a coach, empty for every other role.
    """

    account_id: int
    username: str
    display_name: str
    role: Role
    language: str
    theme: str
    active: bool
    cohort_ids: frozenset[int]
    csrf_token: str
    user_agent_hash: str
    created_at: datetime
    last_seen_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as lists show it; ``cohorts`` are the codes of a coach's cohorts."""

    id: int
    username: str
    display_name: str
    role: Role
    language: str
    active: bool
    cohorts: tuple[str, ...]


def credentials(connection: Connection, username: str) -> Credentials | None:
    """What to check a password against; null where nobody has that name, which is for no one outside to learn."""
    query = select(Account.id, Account.password_hash, Account.deactivated_at).where(Account.username == username)
    row = connection.execute(query).one_or_none()
    return None if row is None else Credentials(row.id, row.password_hash, row.deactivated_at is None)


def sign_in_of(connection: Connection, token_hash: str) -> SignInRow | None:
    """The sign-in that a browser's secret stands for; null where there is none."""
    query = (
        select(
            SignIn.account_id,
            Account.username,
            Account.display_name,
            Account.role,
            Account.language,
            Account.theme,
            Account.deactivated_at,
            SignIn.csrf_token,
            SignIn.user_agent_hash,
            SignIn.created_at,
            SignIn.last_seen_at,
            SignIn.ended_at,
        )
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.token_hash == token_hash)
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _sign_in_row(connection, row)


def _sign_in_row(connection: Connection, row: Mapping[Any, Any]) -> SignInRow:
    values = dict(row)
    role = Role(values.pop("role"))
    cohort_ids: frozenset[int] = frozenset()
    if role is Role.COACH:
        own = select(AccountCohort.cohort_id).where(AccountCohort.account_id == values["account_id"])
        cohort_ids = frozenset(connection.execute(own).scalars())
    return SignInRow(role=role, active=values.pop("deactivated_at") is None, cohort_ids=cohort_ids, **values)


def accounts(connection: Connection, scope: Scope) -> list[AccountRow]:
    """Every account, by name.

    Raises:
        ForbiddenError: only a coordinator sees who else has an account.
    """
    if scope.role is not Role.COORDINATOR:
        raise ForbiddenError
    own: dict[int, list[str]] = defaultdict(list)
    cohorts = (
        select(AccountCohort.account_id, Cohort.code)
        .join(Cohort, Cohort.id == AccountCohort.cohort_id)
        .order_by(Cohort.code)
    )
    for account_id, code in connection.execute(cohorts):
        own[account_id].append(code)
    rows = connection.execute(select(Account.__table__).order_by(Account.username))
    return [
        AccountRow(
            id=row.id,
            username=row.username,
            display_name=row.display_name,
            role=Role(row.role),
            language=row.language,
            active=row.deactivated_at is None,
            cohorts=tuple(own[row.id]),
        )
        for row in rows
    ]
