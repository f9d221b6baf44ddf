"""What a page asks about a job of its reader's own: how far it is, to stop it, and the file that came of it."""

from io import BytesIO

from flask import Blueprint, Response, abort, jsonify, request, send_file

from callbacks.job_words import job_view
from dashboard.domain.access import ForbiddenError, Scope
from dashboard.jobs import jobs
from dashboard.security.current import current_scope
from dashboard.services import services
from db.commands.jobs import fetch_file
from db.engine import writing

job_routes = Blueprint("jobs", __name__)


@job_routes.get("/jobs/<key>")
def status(key: str) -> Response:
    """How far a job is, in numbers and words."""
    return _status(_scope(), key)


@job_routes.post("/jobs/<key>/stop")
def stop(key: str) -> Response:
    """Ask a job to stop."""
    scope = _scope()
    jobs().stop(scope, key)
    return _status(scope, key)


@job_routes.get("/jobs/<key>/file")
def file(key: str) -> Response:
    """The file that came of a job: once."""
    if request.method != "GET":  # whoever asks only whether it is there must not take it away
        abort(405)
    app = services()
    with writing(app.engine) as connection:
        name, content = fetch_file(connection, _scope(), key, app.clock())
    return send_file(BytesIO(content), download_name=name, as_attachment=True, max_age=0)


def _status(scope: Scope, key: str) -> Response:
    view = job_view(jobs().status(scope, key))
    return jsonify(
        state=view.state, open=view.open, text=view.text, done=view.done, total=view.total, file=view.file_href
    )


def _scope() -> Scope:
    scope = current_scope()
    if scope is None:
        raise ForbiddenError
    return scope
