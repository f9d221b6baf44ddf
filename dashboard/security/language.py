"""The language of a request: the account's, else this browser's choice, else what the browser prefers."""

from contextvars import Token

from flask import Flask, Response, g, request

from dashboard.config import LANGUAGES
from dashboard.i18n import reset_language, set_language
from dashboard.services import services

COOKIE = "language"
_YEAR = 365 * 24 * 3600


def init_language(server: Flask) -> None:
    """Put a language in force before anything else happens to a request, and take it back after it.

    The account's language follows when ``guard`` knows the account: an error page must not need the database.
    """

    @server.before_request
    def _choose() -> None:
        g.language = set_language(_browsers_choice())

    @server.teardown_request
    def _restore(_error: BaseException | None) -> None:
        token: Token[str] | None = g.pop("language", None)
        if token is not None:
            reset_language(token)


def _browsers_choice() -> str:
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    default = services().settings.default_language
    return request.accept_languages.best_match(LANGUAGES, default) or default


def keep_in_browser(response: Response, language: str) -> None:
    """Let a browser remember a language beyond the sign-in: for the sign-in page and for error pages."""
    response.set_cookie(
        COOKIE,
        language,
        max_age=_YEAR,
        secure=services().settings.cookie_secure,
        httponly=True,
        samesite="Lax",
    )
