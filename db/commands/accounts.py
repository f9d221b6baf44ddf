"""Accounts: made, changed, deactivated; each with its audit row in the same transaction.

A password comes here hashed. An account is never deleted, since the audit speaks of it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from dashboard.domain.access import Role
from db.commands.audit import record
from db.commands.sign_ins import end_links, end_sign_ins
from db.queries.invites import coordinators
from db.schema import Account, AccountCohort, Cohort

_USERNAME = re.compile(r"[\w.@+-]{1,64}")


class AccountError(ValueError):
    """An account cannot be made or changed so; the message says why, in a sentence for the command line."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be made; ``cohorts`` are the codes of a coach's cohorts."""

    username: str
    password_hash: str = field(repr=False)
    role: Role
    display_name: str = ""
    language: str = "fi"
    cohorts: Sequence[str] = ()


def normal_username(typed: str) -> str:
    """A username as it is stored and compared: without capitals and the ways of writing one letter in two."""
    return unicodedata.normalize("NFKC", typed.strip()).casefold()


def usable_username(username: str) -> bool:
    """Whether a normal username can be one."""
    return _USERNAME.fullmatch(username) is not None


def add_account(connection: Connection, actor: int | None, account: NewAccount) -> int:
    """Make an account and return its id.

    Raises:
        AccountError: the name is taken or unusable, a cohort is unknown, or cohorts are given to another than a coach.
    """
    username = normal_username(account.username)
    if not usable_username(username):
        raise AccountError("a username has up to 64 letters, digits and the signs . _ @ + -")
    if connection.scalar(select(Account.id).where(Account.username == username)) is not None:
        raise AccountError(f"there is an account {username} already")
    if account.cohorts and account.role is not Role.COACH:
        raise AccountError(f"only a coach has cohorts of their own; a {account.role} sees what the role sees")
    cohort_ids = [_cohort_id(connection, code) for code in dict.fromkeys(account.cohorts)]
    values = {
        "username": username,
        "display_name": account.display_name.strip() or account.username.strip(),
        "password_hash": account.password_hash,
        "role": account.role,
        "language": account.language,
    }
    account_id = connection.execute(insert(Account).values(values).returning(Account.id)).scalar_one()
    if cohort_ids:
        own = [{"account_id": account_id, "cohort_id": cohort_id} for cohort_id in cohort_ids]
        connection.execute(insert(AccountCohort), own)
    record(connection, actor, "add", "account", account_id, {"role": account.role, "cohorts": cohort_ids})
    return account_id


def _cohort_id(connection: Connection, code: str) -> int:
    found = connection.scalar(select(Cohort.id).where(Cohort.code == code))
    if found is None:
        raise AccountError(f"there is no cohort {code}")
    return int(found)


def set_password(connection: Connection, actor: int | None, username: str, password_hash: str, now: datetime) -> None:
    """Replace the password of an account, and end wherever it is signed in.

    Raises:
        AccountError: there is no such account.
    """
    account_id = _account_id(connection, username)
    _change(connection, account_id, password_hash=password_hash)
    end_sign_ins(connection, account_id, now)
    end_links(connection, account_id, now)
    record(connection, actor, "set-password", "account", account_id)


def deactivate(connection: Connection, actor: int | None, username: str, now: datetime) -> None:
    """Let an account sign in no more, and end wherever it is signed in. Doing so twice changes nothing.

    Raises:
        AccountError: there is no such account, or nobody else coordinates.
    """
    account_id = _account_id(connection, username)
    if connection.scalar(select(Account.deactivated_at).where(Account.id == account_id)) is not None:
        return
    if coordinators(connection) == {account_id}:
        raise AccountError(f"{username} is the only coordinator who can sign in; add another one first")
    _change(connection, account_id, deactivated_at=now)
    end_sign_ins(connection, account_id, now)
    end_links(connection, account_id, now)
    record(connection, actor, "deactivate", "account", account_id)


def choose_language(connection: Connection, account_id: int, language: str) -> None:
    """Keep the language that someone chose with their own account; a taste, so not audited."""
    _change(connection, account_id, language=language)


def choose_theme(connection: Connection, account_id: int, theme: str) -> None:
    """Keep the theme that someone chose with their own account; a taste, so not audited."""
    _change(connection, account_id, theme=theme)


def renew_password_hash(connection: Connection, account_id: int, password_hash: str) -> None:
    """Keep the same password hashed by newer parameters."""
    _change(connection, account_id, password_hash=password_hash)


def _account_id(connection: Connection, username: str) -> int:
    found = connection.scalar(select(Account.id).where(Account.username == normal_username(username)))
    if found is None:
        raise AccountError(f"there is no account {username}")
    return int(found)


def _change(connection: Connection, account_id: int, **values: Any) -> None:
    connection.execute(update(Account).where(Account.id == account_id).values(**values, version=Account.version + 1))
