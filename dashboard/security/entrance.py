"""The routes that are no pages: signing in and out, the choice of language and theme, health."""

import math
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from dashboard.config import LANGUAGES
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.security.attempts import TooSoonError, WrongPasswordError, try_to_sign_in
from dashboard.security.csrf import COOKIE as CSRF_COOKIE
from dashboard.security.current import current_account, signed_in
from dashboard.security.language import keep_in_browser
from dashboard.security.next_page import safe_next
from dashboard.security.sessions import close_session, remember_session
from dashboard.services import services
from db.commands.accounts import choose_language, choose_theme
from db.engine import reading, writing
from db.schema import RoleName

THEMES = ("auto", "light", "dark")

entrance = Blueprint("entrance", __name__)


@entrance.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> BaseResponse:
    """The sign-in page; whoever is signed in already goes where they wanted to."""
    if request.method == "POST":
        return _try_to_sign_in()
    if signed_in() is not None:
        return redirect(safe_next(request.args.get("next")), 303)
    return _page(request.args.get("next"), notice=_notice())


def _try_to_sign_in() -> BaseResponse:
    app, form = services(), request.form
    wanted = form.get("next")
    key = str(current_app.secret_key)
    address = request.remote_addr or ""
    try:
        secret = try_to_sign_in(app, form.get("username", ""), form.get("password", ""), address, key)
    except WrongPasswordError:
        return _page(wanted, 401, error=_("The username or the password is not right. Check both and try again."))
    except TooSoonError as too_soon:
        seconds = seconds_until(too_soon.retry_at, app.clock())
        answer = _page(wanted, 429, error=wait_text(seconds))
        answer.headers["Retry-After"] = str(seconds)
        return answer
    user = remember_session(secret)
    response = redirect(safe_next(wanted), 303)
    keep_in_browser(response, user.account.language)  # type: ignore[arg-type]
    return response


@entrance.post("/sign-out")
def sign_out() -> BaseResponse:
    """End the sign-in on the server and forget it in the browser."""
    close_session()
    response = redirect(url_for("entrance.sign_in", signed="out"), 303)
    response.delete_cookie(CSRF_COOKIE)
    return response


@entrance.post("/language/<code>")
def language(code: str) -> BaseResponse:
    """Change the language: of the account where someone is signed in, and of this browser."""
    if code not in LANGUAGES:
        abort(404)
    account = current_account()
    if account is not None:
        with writing(services().engine) as connection:
            choose_language(connection, account.id, code)
    response = redirect(_back(), 303)
    keep_in_browser(response, code)  # type: ignore[arg-type]
    return response


@entrance.post("/theme/<name>")
def theme(name: str) -> BaseResponse:
    """Change the theme of the account."""
    account = current_account()
    if name not in THEMES or account is None:
        abort(404)
    with writing(services().engine) as connection:
        choose_theme(connection, account.id, name)
    return redirect(_back(), 303)


@entrance.get("/health")
def health() -> Response:
    """Whether the program and its database answer; an error of the database becomes 503."""
    with reading(services().engine) as connection:
        connection.execute(select(RoleName.code).limit(1))
    return make_response("ok", 200, {"Content-Type": "text/plain; charset=utf-8"})


def _back() -> str:
    """The page that a form stood on. On the sign-in page that is the sign-in page."""
    wanted = request.form.get("next")
    if request.form.get("at") == "sign-in":
        return url_for("entrance.sign_in", next=safe_next(wanted))
    return safe_next(wanted)


def _page(wanted: str | None, code: int = 200, **words: Any) -> Response:
    page = render_template(
        "sign_in.html",
        next=safe_next(wanted),
        username=request.form.get("username", "")[:64],
        **words,
    )
    return make_response(page, code)


def _notice() -> str:
    if request.args.get("signed") == "out":
        return _("You have signed out.")
    if request.args.get("signed") == "ready":
        return _("Your password is set. You can sign in with it now.")
    if request.args.get("signed") == "ended":
        return _("You were signed out after a while without use. After signing in you return to the same place.")
    return ""


def seconds_until(retry_at: datetime, now: datetime) -> int:
    """How long to wait, one second at least."""
    return max(1, math.ceil((retry_at - now).total_seconds()))


def wait_text(seconds: int) -> str:
    """What is said to who has tried too often."""
    if seconds < 60:
        when = ngettext("in one second", "in %(num)s seconds", seconds)
    else:
        when = ngettext("in one minute", "in %(num)s minutes", math.ceil(seconds / 60))
    return _("There have been several tries. Please wait a little: you can try again %(when)s.", when=when)
