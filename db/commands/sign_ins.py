"""Signing in and out, and the growing delay after failures, for every worker through the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from db.commands.audit import record
from db.schema import AccountInvite, SignIn, SignInFailure

_SEEN_EVERY = timedelta(minutes=1)
_FORGET_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewSignIn:
    """A browser that has just proved who uses it; the hashes are SHA-256 in hexadecimal."""

    token_hash: str
    account_id: int
    csrf_token: str
    user_agent_hash: str


def begin_sign_in(connection: Connection, sign_in: NewSignIn, now: datetime) -> None:
    """Let a browser be signed in from now on."""
    connection.execute(
        insert(SignIn).values(
            token_hash=sign_in.token_hash,
            account_id=sign_in.account_id,
            csrf_token=sign_in.csrf_token,
            user_agent_hash=sign_in.user_agent_hash,
            created_at=now,
            last_seen_at=now,
        )
    )
    record(connection, sign_in.account_id, "sign-in", "account", sign_in.account_id)


def refuse_sign_in(connection: Connection, account_id: int | None) -> None:
    """Write down that someone tried to sign in and could not; null is a name that nobody has, which is not kept."""
    record(connection, None, "sign-in-refused", "account", account_id)


def refuse_password(connection: Connection, account_id: int | None) -> None:
    """Write down that somebody who is signed in was asked for their password once more, and gave another."""
    record(connection, account_id, "password-refused", "account", account_id)


def sign_out(connection: Connection, token_hash: str, now: datetime) -> None:
    """End one sign-in, where it has not ended yet."""
    still_open = SignIn.token_hash == token_hash, SignIn.ended_at.is_(None)
    account_id = connection.scalar(select(SignIn.account_id).where(*still_open))
    if account_id is None:
        return
    connection.execute(update(SignIn).where(*still_open).values(ended_at=now))
    record(connection, account_id, "sign-out", "account", account_id)


def end_sign_ins(connection: Connection, account_id: int, now: datetime) -> None:
    """End every sign-in of an account; the command that asks for it writes the audit row."""
    still_open = SignIn.account_id == account_id, SignIn.ended_at.is_(None)
    connection.execute(update(SignIn).where(*still_open).values(ended_at=now))


def end_links(connection: Connection, account_id: int, now: datetime) -> None:
    """Let no link to set an account's password work any more; the command that asks for it writes the audit row."""
    works = AccountInvite.account_id == account_id, AccountInvite.used_at.is_(None), AccountInvite.expires_at > now
    connection.execute(update(AccountInvite).where(*works).values(expires_at=now))


def seen_long_ago(last_seen_at: datetime, now: datetime) -> bool:
    """Whether a sign-in's last request is to be written again: once a minute is often enough."""
    return now - last_seen_at >= _SEEN_EVERY


def touch_sign_in(connection: Connection, token_hash: str, now: datetime) -> None:
    """Write when a sign-in was last used."""
    connection.execute(update(SignIn).where(SignIn.token_hash == token_hash).values(last_seen_at=now))


def count_attempt(
    connection: Connection, subject: str, now: datetime, delay: Callable[[int], timedelta]
) -> datetime | None:
    """Count one try at signing in, as failed until :func:`forgive` takes it back.

    A try is counted before the password is looked at, so that many at once cannot slip through together. Those that
    come within the delay are refused and not counted: else whoever wants to could keep an account's owner out for good.

    Args:
        subject: what is counted, an account or an address, in a form that tells neither.
        delay: from the number of failures to how long to wait after them.

    Returns:
        Null where the try may go on, else when the next one may be.
    """
    connection.execute(delete(SignInFailure).where(SignInFailure.last_failed_at < now - _FORGET_AFTER))
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    count = (
        dialect.insert(SignInFailure)
        .values(subject=subject, failures=1, last_failed_at=now, retry_at=now)
        .on_conflict_do_update(
            index_elements=[SignInFailure.subject],
            set_={"failures": SignInFailure.failures + 1, "last_failed_at": now},
            where=SignInFailure.retry_at <= now,
        )
        .returning(SignInFailure.failures)
    )
    failures = connection.execute(count).scalar_one_or_none()
    this = SignInFailure.subject == subject
    if failures is None:
        return connection.execute(select(SignInFailure.retry_at).where(this)).scalar_one()
    connection.execute(update(SignInFailure).where(this).values(retry_at=now + delay(failures)))
    return None


def forgive(connection: Connection, account_subject: str, address_subject: str, now: datetime) -> None:
    """After a right password: forget the account's failures, and take back the one try of the address."""
    connection.execute(delete(SignInFailure).where(SignInFailure.subject == account_subject))
    fewer = case((SignInFailure.failures > 0, SignInFailure.failures - 1), else_=0)
    connection.execute(
        update(SignInFailure).where(SignInFailure.subject == address_subject).values(failures=fewer, retry_at=now)
    )
