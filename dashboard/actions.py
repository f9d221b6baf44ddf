"""What people do on pages: a form names its action, and the answer says in words what came of it.

A page's ``PageSpec`` lists its actions by name; a form of ``dashboard.components.forms`` is sent by
``assets/47-actions.js`` to ``/do/<page>/<action>``. An action is a plain function
``(engine, scope, fields, now) -> Done``: it reads the fields (``callbacks.fields``), runs a command of ``db.commands``
in one ``writing`` transaction, and says what happened. Who may do it is decided by the command, from the Scope alone.

Three things can come of it besides Done, and in none of them is anything written:

- UnfitError: fields that cannot be used, each with a sentence; what was typed stays in the form;
- MeanwhileError: a colleague wrote in between; the form shows what they wrote, and may be sent again as it is;
- ForbiddenError: looks like what does not exist.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from flask import Blueprint, Response, abort, current_app, jsonify, request
from sqlalchemy import Engine
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from dashboard.domain.access import Scope
from dashboard.security.current import current_scope
from dashboard.services import services

MOST_FIELDS = 400
LONGEST_NAME = 100

Fields: TypeAlias = Mapping[str, str | list[str]]
"""What a form holds, by the name of the control: text as typed; a list where several controls share a name."""


@dataclass(frozen=True, slots=True)
class Done:
    """It is written.

    Attributes:
        message: what happened, in a sentence.
        go: where to go next, an address of the application; empty: the page is read again where it is.
        data: what a page's own script needs.
    """

    message: str
    go: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


class UnfitError(Exception):
    """The fields cannot be used as they are; nothing is written."""

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


class MeanwhileError(Exception):
    """A colleague wrote in between; nothing is written.

    Attributes:
        message: what they did, in a sentence.
        theirs: their words or values, a line each, to be seen beside one's own.
        seen: new values of hidden fields, with which the same form may be sent again, knowingly.
        again: what the button says then.
        data: what a page's own script needs.
    """

    def __init__(
        self,
        message: str,
        theirs: tuple[str, ...] = (),
        seen: Mapping[str, str] | None = None,
        again: str = "",
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.theirs = theirs
        self.seen = dict(seen or {})
        self.again = again
        self.data = dict(data or {})


Action: TypeAlias = Callable[[Engine, Scope, Fields, datetime], Done]

actions = Blueprint("actions", __name__)
_EXTENSION = "rinnalla.actions"


def attach_actions(server: Any, by_page: Mapping[str, Mapping[str, Action]]) -> None:
    """Tell a server which actions its pages have."""
    server.extensions[_EXTENSION] = {page: dict(of_page) for page, of_page in by_page.items()}


def actions_of(server: Any) -> Mapping[str, Mapping[str, Action]]:
    """The actions of a server, by page and name."""
    known: Mapping[str, Mapping[str, Action]] = server.extensions.get(_EXTENSION, {})
    return known


@actions.post("/do/<page>/<name>")
def do(page: str, name: str) -> tuple[Response, int]:
    """Carry out one action, for the one who is signed in."""
    action = actions_of(current_app).get(page, {}).get(name)
    scope = current_scope()
    if action is None or scope is None:
        abort(404)
    app = services()
    try:
        done = action(app.engine, scope, _fields(), app.clock())
    except UnfitError as unfit:
        return jsonify(message=unfit.message, fields=unfit.fields), 422
    except MeanwhileError as meanwhile:
        said = {"theirs": meanwhile.theirs, "seen": meanwhile.seen, "again": meanwhile.again, "data": meanwhile.data}
        return jsonify(message=meanwhile.message, **said), 409
    return jsonify(message=done.message, go=done.go, data=dict(done.data)), 200


def _fields() -> Fields:
    """The body, as our script sends it.

    Raises:
        BadRequest, UnsupportedMediaType: no page of ours sends that.
    """
    if not request.is_json:
        raise UnsupportedMediaType
    body = request.get_json()
    if not isinstance(body, dict) or len(body) > MOST_FIELDS:
        raise BadRequest
    for name, value in body.items():
        texts = value if isinstance(value, list) else [value]
        if len(name) > LONGEST_NAME or not all(isinstance(text, str) for text in texts):
            raise BadRequest
    return body
