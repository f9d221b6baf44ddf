"""The page behind a link that works once: its owner sets a password there. It signs nobody in, and nobody out.

A link that there is not, that was used, or whose time is over gets one and the same answer.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext, set_language
from dashboard.security.attempts import TooSoonError, address_subject, count_try, subject
from dashboard.security.entrance import seconds_until, wait_text
from dashboard.security.passwords import LONGEST, SHORTEST
from dashboard.security.sessions import digest
from dashboard.services import services
from db.commands.invites import set_password_by_link
from db.commands.sign_ins import forgive
from db.engine import reading, writing
from db.queries.invites import Invited, invited

LONGEST_TOKEN = 100

invites = Blueprint("invites", __name__)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link as it was followed, and what its tries are counted by."""

    token_hash: str
    own: str
    place: str


@invites.route("/invite/<token>", methods=["GET", "POST"])
def choose_password(token: str) -> BaseResponse:
    """The form, and what comes of it."""
    app = services()
    key = str(current_app.secret_key)
    token_hash = digest(token[:LONGEST_TOKEN])
    link = _Link(token_hash, subject("link", token_hash, key), address_subject(request.remote_addr or "", key))
    with reading(app.engine) as connection:
        owner = invited(connection, token_hash, app.clock())
    if owner is not None:
        set_language(owner.language)
    if owner is not None and request.method == "GET":
        return _page(owner)
    try:
        count_try(app.engine, link.own, link.place, app.clock())
    except TooSoonError as too_soon:
        seconds = seconds_until(too_soon.retry_at, app.clock())
        answer = _page(None, 429, error=wait_text(seconds))
        answer.headers["Retry-After"] = str(seconds)
        return answer
    return _page(None, 404) if owner is None else _set(owner, link)


def _set(owner: Invited, link: _Link) -> BaseResponse:
    """Set the password that was typed twice, if it can be one."""
    app, now = services(), services().clock()
    password, again = request.form.get("password", ""), request.form.get("again", "")
    error = unfit_password(password, again)
    if error:
        with writing(app.engine) as connection:
            forgive(connection, link.own, link.place, now)  # a slip in a password is no guess at a link
        return _page(owner, 422, error=error)
    password_hash = app.passwords.hash(password)
    with writing(app.engine) as connection:
        if set_password_by_link(connection, link.token_hash, password_hash, now) is None:
            return _page(None, 404)  # somebody was quicker
        forgive(connection, link.own, link.place, now)
    return redirect(url_for("entrance.sign_in", signed="ready"), 303)


def unfit_password(password: str, again: str) -> str:
    """Why a password that was typed twice cannot be taken, in a sentence; nothing where it can."""
    if len(password) < SHORTEST:
        return ngettext(
            "A password has at least %(num)d character: a sentence of a few words is a good one.",
            "A password has at least %(num)d characters: a sentence of a few words is a good one.",
            SHORTEST,
        )
    if len(password) > LONGEST:
        return ngettext(
            "A password has at most %(num)d character.", "A password has at most %(num)d characters.", LONGEST
        )
    return "" if password == again else _("The two are not the same. Type both again.")


def _page(owner: Invited | None, code: int = 200, **words: Any) -> Response:
    return make_response(render_template("invite.html", owner=owner, shortest=SHORTEST, **words), code)
