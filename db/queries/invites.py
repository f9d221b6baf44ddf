"""Links by which somebody sets their own password, and who can sign in at all.

These questions are asked before anybody is signed in, so they take no Scope.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, select

from dashboard.domain.access import Role
from db.schema import Account, AccountInvite, SignIn


@dataclass(frozen=True, slots=True)
class Invited:
    """Whose link it is, and which language they were invited in."""

    account_id: int
    username: str
    language: str


def invited(connection: Connection, token_hash: str, now: datetime) -> Invited | None:
    """Whose password a link sets; null for one that there is not, that was used, or whose time is over."""
    query = (
        select(Account.id, Account.username, Account.language)
        .join(AccountInvite, AccountInvite.account_id == Account.id)
        .where(AccountInvite.token_hash == token_hash, *usable(now))
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Invited(row.id, row.username, row.language)


def usable(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Conditions on ``account_invite`` and ``account``: the link still works."""
    return AccountInvite.used_at.is_(None), AccountInvite.expires_at > now, Account.deactivated_at.is_(None)


def has_password() -> ColumnElement[bool]:
    """Condition on ``account``: its owner has set a password, or was given one on the command line."""
    of = AccountInvite.account_id == Account.id
    never_used = and_(exists().where(of), ~exists().where(of, AccountInvite.used_at.is_not(None)))
    return ~and_(never_used, ~exists().where(SignIn.account_id == Account.id))


def coordinators(connection: Connection) -> set[int]:
    """Who coordinates and can sign in; their rows are locked until the transaction is over."""
    query = select(Account.id).where(Account.role == Role.COORDINATOR, Account.deactivated_at.is_(None), has_password())
    return set(connection.scalars(query.order_by(Account.id).with_for_update(of=Account)))


def somebody_can_sign_in(connection: Connection) -> bool:
    """Whether there is an account that its owner can use."""
    query = select(Account.id).where(Account.deactivated_at.is_(None), has_password()).limit(1)
    return connection.scalar(query) is not None
