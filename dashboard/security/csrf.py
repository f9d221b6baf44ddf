"""Requests that change something must come from a page of ours.

Two checks, each enough by itself against a browser of today: where the request says it comes from, and a token that
only our pages can read. Dash's renderer takes the token from a cookie and sends it back as a header; plain forms
carry it in a hidden field.
"""

import secrets

from flask import Response, after_this_request, has_request_context, request, session
from werkzeug.exceptions import Forbidden

from dashboard.security.current import signed_in
from dashboard.services import services

COOKIE = "_csrf_token"
HEADER = "X-CSRFToken"
FIELD = "csrf_token"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def csrf_token() -> str:
    """The token for a form's hidden field ``csrf_token``: the sign-in's own, or before it this browser's."""
    if not has_request_context():
        return ""
    user = signed_in()
    if user is not None:
        return user.csrf_token
    token: str = session.setdefault("csrf", secrets.token_urlsafe(32))
    return token


def refuse_forgeries() -> None:
    """Before each request: refuse one that changes something and was not begun on a page of ours.

    Raises:
        Forbidden: it comes from another site, or without the right token.
    """
    if request.method in _SAFE_METHODS:
        return
    if not _from_here():
        raise Forbidden
    sent = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if not secrets.compare_digest(sent.encode(), csrf_token().encode()):
        raise Forbidden


def _from_here() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")


def give_token_to_renderer() -> None:
    """With the answer to the current request, set the cookie that Dash's renderer reads."""
    token, secure = csrf_token(), services().settings.cookie_secure

    @after_this_request
    def _set_cookie(response: Response) -> Response:
        response.set_cookie(COOKIE, token, secure=secure, samesite="Strict")
        return response
