"""Sign-ins kept on the server: the browser holds a random secret, the database its hash and what it stands for."""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta

from flask import Flask, request, session
from flask_login import LoginManager, login_user, logout_user
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from dashboard.config import Settings
from dashboard.domain.access import Role, Scope
from dashboard.security.current import CurrentAccount, SignedIn, signed_in
from dashboard.services import Services, services
from db.commands.sign_ins import NewSignIn, begin_sign_in, seen_long_ago, sign_out, touch_sign_in
from db.engine import reading, writing
from db.queries.accounts import SignInRow, sign_in_of

_log = logging.getLogger(__name__)

# A page marks what it asks for by itself, whether or not anybody sits before it: that is no use of the sign-in.
UNATTENDED = "X-Unattended"


def init_sessions(server: Flask) -> None:
    """Let Flask-Login find out who is signed in, by :func:`load_sign_in`.

    Its ``init_app`` is not called: it would look into the cookie on every answer, for a remember-me that does not
    exist here, and so make the style sheets differ by cookie for every cache.
    """
    manager = LoginManager()
    manager.session_protection = None  # the User-Agent is checked below; an address changes on a train
    manager.user_loader(load_sign_in)
    server.login_manager = manager  # type: ignore[attr-defined]


def load_sign_in(secret: str) -> SignedIn | None:
    """The sign-in that a browser's secret stands for; null where it has ended, in whichever way."""
    app = services()
    now = app.clock()
    token_hash = digest(secret)
    with reading(app.engine) as connection:
        row = sign_in_of(connection, token_hash)
    if row is None or not _counts(row, app.settings, now):
        return None
    if UNATTENDED not in request.headers and seen_long_ago(row.last_seen_at, now):
        _touch(app, token_hash, now)
    return SignedIn(_account(row), _scope(row), row.csrf_token, secret)


def _counts(row: SignInRow, settings: Settings, now: datetime) -> bool:
    return (
        row.ended_at is None
        and row.active
        and now - row.last_seen_at < timedelta(seconds=settings.session_idle)
        and now - row.created_at < timedelta(seconds=settings.session_absolute)
        and secrets.compare_digest(row.user_agent_hash, digest(request.user_agent.string))
    )


def _touch(app: Services, token_hash: str, now: datetime) -> None:
    try:
        with writing(app.engine) as connection:
            touch_sign_in(connection, token_hash, now)
    except OperationalError:
        # A full disk must not keep anyone from reading: the sign-in merely ends earlier than it had to.
        _log.warning("could not write when a sign-in was last used")


def _account(row: SignInRow) -> CurrentAccount:
    return CurrentAccount(row.account_id, row.username, row.display_name, row.role, row.language, row.theme)


def _scope(row: SignInRow) -> Scope:
    return Scope(row.account_id, row.role, row.cohort_ids if row.role is Role.COACH else None)


def open_session(connection: Connection, account_id: int, now: datetime) -> str:
    """Write a new sign-in of this browser, and return the secret for :func:`remember_session`."""
    secret = secrets.token_urlsafe(32)
    row = NewSignIn(digest(secret), account_id, secrets.token_urlsafe(32), digest(request.user_agent.string))
    begin_sign_in(connection, row, now)
    return secret


def remember_session(secret: str) -> SignedIn:
    """After its row is written: put the secret into this browser's cookie, and nothing that was there before."""
    user = load_sign_in(secret)
    if user is None:
        raise RuntimeError("a sign-in that has just begun is not found")
    session.clear()
    login_user(user)
    return user


def close_session() -> None:
    """Sign this browser out, on the server first: whoever kept a copy of the cookie is signed out with it."""
    app = services()
    user = signed_in()
    if user is not None:
        with writing(app.engine) as connection:
            sign_out(connection, digest(user.secret), app.clock())
    logout_user()
    session.clear()


def digest(secret: str) -> str:
    """The SHA-256 of a random secret or a header, as the database has it."""
    return hashlib.sha256(secret.encode()).hexdigest()
