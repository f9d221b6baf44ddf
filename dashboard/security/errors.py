"""What is said when something goes wrong: what happened, what was kept, what to do; nothing about the inside.

A person gets a page, a script gets JSON with the same sentence in ``message``. The log gets the kind of the error and
where in the code it happened, never its text: that may hold what a database row or a form held.
"""

import logging
import traceback
from functools import partial

from dash.exceptions import DependencyException, InvalidResourceError, UnsupportedRelativePath
from flask import Flask, Response, jsonify, make_response, render_template, request
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException

from dashboard.domain.access import ForbiddenError
from dashboard.i18n import gettext as _
from dashboard.security.guard import asks_for_page
from dashboard.security.next_page import FIRST_PAGE

_log = logging.getLogger(__name__)
_RETRY_SECONDS = 5

_CODES: dict[type[Exception], int] = {
    ForbiddenError: 404,  # what is forbidden looks like what does not exist
    DependencyException: 404,  # a file of Dash's that is not there
    InvalidResourceError: 404,
    UnsupportedRelativePath: 400,  # a callback's path that is none
}


def init_errors(server: Flask) -> None:
    """Answer every error of a server; after Dash has registered its own handlers, one of which this replaces."""
    server.register_error_handler(HTTPException, _refused)
    for kind, code in _CODES.items():
        server.register_error_handler(kind, partial(_plainly, code))
    for away in (OperationalError, InterfaceError, PoolTimeoutError):
        server.register_error_handler(away, _database_away)
    server.register_error_handler(Exception, _unexpected)


def answer(code: int) -> Response:
    """The answer for a status code, as a page or as JSON."""
    heading, message = _words(code)
    if asks_for_page():
        again = request.full_path.rstrip("?") if code == 503 else FIRST_PAGE
        page = render_template("error.html", heading=heading, message=message, away=code == 503, again=again)
        return make_response(page, code)
    return make_response(jsonify(error=code, message=f"{heading} {message}"), code)


def _words(code: int) -> tuple[str, str]:
    known = {
        403: (
            _("This did not go through."),
            _("The page had been open for a long time, or was not opened here. Open it again and repeat."),
        ),
        404: (
            _("There is nothing here."),
            _("The address may have a slip in it, or what was here is not for this account."),
        ),
        413: (_("This is too large."), _("Nothing was changed.")),
        500: (
            _("Something went wrong on our side."),
            _("Nothing was saved by this step. Try again; if it happens again, tell whoever looks after the program."),
        ),
        503: (
            _("The data cannot be reached right now."),
            _("What was saved before is safe. This goes on by itself as soon as the data is back."),
        ),
    }
    return known.get(code, (_("This could not be understood."), _("Nothing was changed. Go back and try again.")))


def _plainly(code: int, _error: Exception) -> Response:
    return answer(code)


def _refused(error: HTTPException) -> Response:
    code = error.code or 500
    response = answer(code)
    response.headers.extend(header for header in error.get_headers() if header[0] in {"Allow", "Retry-After"})
    return response


def _database_away(error: Exception) -> Response:
    _log.error("the database cannot be used: %s", type(error).__name__)
    response = answer(503)
    response.headers["Retry-After"] = str(_RETRY_SECONDS)
    return response


def _unexpected(error: Exception) -> Response:
    _log.error("unexpected %s\n%s", type(error).__name__, where(error))
    return answer(500)


def where(error: BaseException) -> str:
    """The lines of code that an error went through, without its text and without the values of anything."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
