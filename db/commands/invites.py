"""Inviting to an account by a link that works once, and setting the password by it.

Of the link's secret only the SHA-256 is stored, and an account has one link that works at most.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from dashboard.domain.access import ForbiddenError, Role, Scope
from db.commands.accounts import NewAccount, add_account, normal_username, usable_username
from db.commands.audit import record
from db.commands.errors import RefusedError
from db.commands.planning import require_planner
from db.commands.sign_ins import end_links, end_sign_ins
from db.queries.invites import Invited, invited, somebody_can_sign_in
from db.schema import Account, AccountInvite

LASTS = timedelta(hours=72)
FIRST = "coordinator"
"""Username of the account that the program makes when nobody can sign in yet."""


def invite(connection: Connection, scope: Scope, account: NewAccount, token_hash: str, now: datetime) -> int:
    """Make an account that nobody can sign in to until its owner has set a password by the link; gives its id.

    Args:
        account: its ``password_hash`` is of a secret that was thrown away.
        token_hash: SHA-256 of the link's secret, in hexadecimal.

    Raises:
        ForbiddenError: the writer does not coordinate.
        RefusedError: ``username-unusable``; ``username-taken``; ``cohorts-of-coach``.
        AccountError: a cohort is unknown.
    """
    require_planner(scope)
    username = normal_username(account.username)
    if not usable_username(username):
        raise RefusedError("username-unusable")
    if connection.scalar(select(Account.id).where(Account.username == username)) is not None:
        raise RefusedError("username-taken")
    if account.cohorts and account.role is not Role.COACH:
        raise RefusedError("cohorts-of-coach")
    account_id = add_account(connection, scope.account_id, account)
    _make_link(connection, scope.account_id, account_id, token_hash, now)
    return account_id


def new_link(connection: Connection, scope: Scope, account_id: int, token_hash: str, now: datetime) -> str:
    """Give the owner of an account another link; the password holds until it is used. Gives the username.

    Raises:
        ForbiddenError: there is no such account, or the writer does not coordinate.
        RefusedError: ``deactivated``.
    """
    require_planner(scope)
    row = connection.execute(
        select(Account.username, Account.deactivated_at).where(Account.id == account_id)
    ).one_or_none()
    if row is None:
        raise ForbiddenError
    if row.deactivated_at is not None:
        raise RefusedError("deactivated")
    _make_link(connection, scope.account_id, account_id, token_hash, now)
    username: str = row.username
    return username


def first_link(connection: Connection, password_hash: str, language: str, token_hash: str, now: datetime) -> bool:
    """Where nobody can sign in yet, make the first coordinator's account and a link to it; says whether it was so.

    Started again before the link was used, the program gives another one, and the one before works no more.
    """
    if somebody_can_sign_in(connection):
        return False
    account_id = connection.scalar(
        select(Account.id).where(Account.username == FIRST, Account.deactivated_at.is_(None))
    )
    if account_id is None:
        account = NewAccount(FIRST, password_hash, Role.COORDINATOR, language=language)
        account_id = add_account(connection, None, account)
    _make_link(connection, None, account_id, token_hash, now)
    return True


def set_password_by_link(connection: Connection, token_hash: str, password_hash: str, now: datetime) -> Invited | None:
    """Use a link: set the password, end wherever the account is signed in, and let no link to it work any more.

    Returns:
        Whose password it is; null, and nothing written, where the link does not work.
    """
    # Locked before it is looked at, so that of two who use it at once one comes too late.
    connection.execute(select(AccountInvite.token_hash).where(AccountInvite.token_hash == token_hash).with_for_update())
    owner = invited(connection, token_hash, now)
    if owner is None:
        return None
    used = update(AccountInvite).where(AccountInvite.token_hash == token_hash)
    connection.execute(used.values(used_at=now))
    end_links(connection, owner.account_id, now)
    change = update(Account).where(Account.id == owner.account_id)
    connection.execute(change.values(password_hash=password_hash, version=Account.version + 1))
    end_sign_ins(connection, owner.account_id, now)
    record(connection, owner.account_id, "set-password-by-link", "account", owner.account_id)
    return owner


def _make_link(connection: Connection, actor: int | None, account_id: int, token_hash: str, now: datetime) -> None:
    end_links(connection, account_id, now)
    values = {"token_hash": token_hash, "account_id": account_id, "made_at": now, "made_by": actor}
    connection.execute(insert(AccountInvite).values(**values, expires_at=now + LASTS))
    record(connection, actor, "invite", "account", account_id)
