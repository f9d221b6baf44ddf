"""Accounts and who is signed in.

The two questions of the sign-in itself, :func:`credentials` and :func:`sign_in_of`, take no Scope: their answer is
what a Scope is made of.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select

from dashboard.domain.access import ForbiddenError, Role, Scope
from db.queries.invites import has_password
from db.schema import Account, AccountCohort, AccountInvite, Cohort, SignIn


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


class AccountState(StrEnum):
    """How an account stands."""

    ACTIVE = "active"
    INVITED = "invited"
    LINK_EXPIRED = "link_expired"
    DEACTIVATED = "deactivated"


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """An account as coordinators change it.

    Attributes:
        cohort_ids: of a coach.
        last_sign_in: when it was last begun to be used; null: never.
        link_until: until when a link to set its password works; null: there is none.
    """

    id: int
    version: int
    username: str
    display_name: str
    role: Role
    cohort_ids: frozenset[int]
    state: AccountState
    last_sign_in: datetime | None
    link_until: datetime | None


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


def account_plans(connection: Connection, scope: Scope, now: datetime) -> list[AccountPlan]:
    """Every account as it can be changed: those that can sign in first, by display name.

    Raises:
        ForbiddenError: only a coordinator sees who else has an account.
    """
    if not scope.plans:
        raise ForbiddenError
    own: dict[int, set[int]] = defaultdict(set)
    for account_id, cohort_id in connection.execute(select(AccountCohort.account_id, AccountCohort.cohort_id)):
        own[account_id].add(cohort_id)
    last = select(func.max(SignIn.created_at)).where(SignIn.account_id == Account.id).scalar_subquery()
    works = AccountInvite.account_id == Account.id, AccountInvite.used_at.is_(None), AccountInvite.expires_at > now
    until = select(func.max(AccountInvite.expires_at)).where(*works).scalar_subquery()
    query = select(
        Account.id,
        Account.version,
        Account.username,
        Account.display_name,
        Account.role,
        Account.deactivated_at,
        last.label("last_sign_in"),
        until.label("link_until"),
        has_password().label("has_password"),
    ).order_by(Account.deactivated_at.is_not(None), Account.display_name, Account.id)
    return [
        AccountPlan(
            id=row.id,
            version=row.version,
            username=row.username,
            display_name=row.display_name,
            role=Role(row.role),
            cohort_ids=frozenset(own[row.id]),
            state=_state(row.deactivated_at is not None, bool(row.has_password), row.link_until is not None),
            last_sign_in=row.last_sign_in,
            link_until=row.link_until,
        )
        for row in connection.execute(query)
    ]


def _state(deactivated: bool, has_password: bool, link: bool) -> AccountState:
    if deactivated:
        return AccountState.DEACTIVATED
    if has_password:
        return AccountState.ACTIVE
    return AccountState.INVITED if link else AccountState.LINK_EXPIRED
