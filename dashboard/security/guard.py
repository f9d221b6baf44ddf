"""Everything is denied but a short list; whoever is let in is known from the server's own sign-ins."""

from flask import jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from dashboard.i18n import gettext as _
from dashboard.i18n import set_language
from dashboard.security.current import signed_in
from dashboard.security.next_page import FIRST_PAGE

ASSETS = "_dash_assets.static"

# What may be reached without a sign-in, by endpoint. None of it holds data.
PUBLIC = frozenset({"entrance.sign_in", "entrance.language", "entrance.health", "invites.choose_password", ASSETS})


def deny_by_default() -> Response | None:
    """Before each request: answer it here unless it is public or its sender is signed in."""
    if request.endpoint in PUBLIC:
        return None
    user = signed_in()
    if user is None:
        return _send_to_sign_in() if asks_for_page() else _refuse()
    set_language(user.account.language)
    return None


def asks_for_page() -> bool:
    """Whether a browser means to show the answer to a person, rather than hand it to a script."""
    if request.path.startswith("/_"):
        return False
    mode = request.headers.get("Sec-Fetch-Mode")
    return mode == "navigate" if mode else "text/html" in request.headers.get("Accept", "")


def _send_to_sign_in() -> Response:
    here = request.full_path.rstrip("?") if request.method == "GET" else FIRST_PAGE
    return redirect(url_for("entrance.sign_in", next=None if here == FIRST_PAGE else here), 303)


def _refuse() -> Response:
    answer = jsonify(error="signed-out", message=_("You are no longer signed in."))
    answer.status_code = 401
    return answer
