"""Trying to sign in: the delay after failures, the password, the audit."""

import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from dashboard.security.passwords import LONGEST, Passwords
from dashboard.security.sessions import open_session
from dashboard.services import Services
from db.commands.accounts import normal_username, renew_password_hash
from db.commands.sign_ins import count_attempt, forgive, refuse_password, refuse_sign_in
from db.engine import reading, writing
from db.queries.accounts import Credentials, credentials


class WrongPasswordError(Exception):
    """Nobody has this name and this password; which of the two it is stays here."""


class TooSoonError(Exception):
    """There were failures before: ``retry_at`` is when to try again, whatever the password."""

    def __init__(self, retry_at: datetime) -> None:
        super().__init__(retry_at)
        self.retry_at = retry_at


@dataclass(frozen=True, slots=True)
class Delay:
    """How long to wait after so many failures: nothing after the first few, then twice as long each time."""

    free: int
    first: timedelta
    longest: timedelta

    def __call__(self, failures: int) -> timedelta:
        over = failures - self.free
        if over <= 0:
            return timedelta(0)
        doublings = min(over - 1, 20)  # enough to reach any longest, and no overflow after a million failures
        return min(self.first * (1 << doublings), self.longest)


ACCOUNT_DELAY = Delay(free=3, first=timedelta(seconds=15), longest=timedelta(minutes=5))
# One address may be a whole office behind a router.
ADDRESS_DELAY = Delay(free=15, first=timedelta(seconds=15), longest=timedelta(minutes=15))


def try_to_sign_in(app: Services, username: str, password: str, address: str, key: str) -> str:
    """Check a name and a password, and return the secret of a sign-in that has begun.

    Args:
        address: where the browser is, after the proxies that are trusted.
        key: the secret key: what was typed as a name, and the address, are kept only as a hash by it.

    Raises:
        TooSoonError: there were failures of this account or from this address; the password was not looked at.
        WrongPasswordError: it is wrong, or there is no such account, or it was deactivated.
    """
    now = app.clock()
    name = normal_username(username[:LONGEST])
    account, place = subject("account", name, key), address_subject(address, key)
    known, right = _look(app, name, password, (account, place), now)
    with writing(app.engine) as connection:
        if known is not None and right:
            forgive(connection, account, place, now)
            _renew(connection, app.passwords, known, password)
            return open_session(connection, known.account_id, now)
        refuse_sign_in(connection, known.account_id if known else None)
    raise WrongPasswordError


def check_password(app: Services, username: str, password: str, address: str, key: str) -> None:
    """Check the password of somebody who is signed in already, before they do what asks for it once more.

    A wrong one counts like one at the sign-in, so that neither is a way around the other's delay.

    Args:
        username, address, key: as at the sign-in.

    Raises:
        TooSoonError: there were failures of this account or from this address; the password was not looked at.
        WrongPasswordError: it is wrong, or the account was deactivated.
    """
    now = app.clock()
    account, place = subject("account", username, key), address_subject(address, key)
    known, right = _look(app, username, password, (account, place), now)
    with writing(app.engine) as connection:
        if right:
            forgive(connection, account, place, now)
            return
        refuse_password(connection, known.account_id if known else None)
    raise WrongPasswordError


def _look(
    app: Services, name: str, password: str, subjects: tuple[str, str], now: datetime
) -> tuple[Credentials | None, bool]:
    """The account of a name, and whether it is active and this its password; counted before it is looked at."""
    count_try(app.engine, *subjects, now)
    with reading(app.engine) as connection:
        known = credentials(connection, name)
    right = app.passwords.check(password, known.password_hash if known else None)
    return known, known is not None and known.active and right


def count_try(engine: Engine, account: str, place: str, now: datetime) -> None:
    """Count a try at an account, or at a link to one, from an address, before anything is looked at.

    Args:
        account, place: as :func:`subject` and :func:`address_subject` make them.

    Raises:
        TooSoonError: there were failures of one of them; then neither is counted.
    """
    with writing(engine) as connection:
        for counted, delay in sorted({account: ACCOUNT_DELAY, place: ADDRESS_DELAY}.items()):
            retry_at = count_attempt(connection, counted, now, delay)
            if retry_at is not None:
                raise TooSoonError(retry_at)  # and so neither is counted


def _renew(connection: Connection, passwords: Passwords, known: Credentials, password: str) -> None:
    if passwords.outdated(known.password_hash):
        renew_password_hash(connection, known.account_id, passwords.hash(password))


def subject(kind: str, value: str, key: str) -> str:
    """What is counted, so that it tells nothing: people type passwords where a name belongs, and an address is theirs.

    Args:
        kind: ``account``, ``address`` or ``link``.
        key: the secret key.
    """
    return f"{kind}:{hmac.digest(key.encode(), value.encode(), 'sha256').hex()}"


def address_subject(address: str, key: str) -> str:
    """What is counted of an address."""
    return subject("address", _network(address), key)


def _network(address: str) -> str:
    """An IPv4 address itself, of an IPv6 address the /64 that one household or office has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else str(parsed)
