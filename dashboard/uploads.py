"""Files that come in from the import page, and the small files that it gives out. Nothing touches the disk here: what a
browser sends stays in memory until it is in the database."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PureWindowsPath
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request, send_file
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from callbacks import import_work
from callbacks.import_findings import findings_csv
from dashboard.domain.access import ForbiddenError, Scope
from dashboard.i18n import current_language
from dashboard.i18n import gettext as _
from dashboard.import_templates import FORMATS, KINDS, template
from dashboard.jobs import jobs
from dashboard.security.current import current_scope
from dashboard.services import services
from db.commands.errors import RefusedError
from db.imports.reading import limits
from db.imports.reading.uploads import Upload, display_name

_ROOM_FOR_NAMES = 64 * 1024  # bytes: what stands around the files in a body

uploads = Blueprint("uploads", __name__)


@uploads.post("/imports/files")
def receive() -> tuple[Response, int]:
    """Take files in and begin to look at them; the answer says where to look on."""
    scope = _scope()
    # Before anything is read: the server's own limit is far lower, and this is the only address with another.
    request.max_content_length = limits.MAX_TOTAL_MEGABYTES * limits.MEGABYTE + _ROOM_FOR_NAMES
    try:
        files = list(_files())
    except RequestEntityTooLarge:
        return _refused(
            _("Together the files are larger than %(most)d MB. Nothing was taken in.", most=limits.MAX_TOTAL_MEGABYTES)
        )
    if not files:
        return _refused(_("There was no file in this. Choose one, or drop it here."))
    if len(files) > limits.MAX_FILES:
        return _refused(_("At most %(most)d files at a time. Nothing was taken in.", most=limits.MAX_FILES))
    app = services()
    content = b"".join(file.content for file in files)
    try:
        asked = import_work.first_request(files)
        key = import_work.start(app.engine, scope, asked, content, app.settings.timezone, app.clock())
    except RefusedError:
        return _refused(_("Other files of yours are still being looked at. Wait for them, or stop them."))
    return jsonify(go=f"/import?job={key}"), 200


def _files() -> Iterator[Upload]:
    """The files of the body, in memory.

    Raises:
        RequestEntityTooLarge: there is more than is read.
        BadRequest: it is no form with files.
    """
    if request.mimetype != "multipart/form-data":
        raise BadRequest
    parser = FormDataParser(
        stream_factory=_in_memory,
        max_form_memory_size=8 * _ROOM_FOR_NAMES,
        max_content_length=request.max_content_length,
        max_form_parts=2 * limits.MAX_FILES,
        silent=False,
    )
    try:
        _stream, _fields, found = parser.parse(
            request.stream, request.mimetype, request.content_length, request.mimetype_params
        )
    except ValueError as error:  # no boundary, or not where it should be
        raise BadRequest from error
    for file in found.getlist("files"):
        # Some browsers of old send a whole path.
        name = display_name(PureWindowsPath(file.filename or ""))
        yield Upload(name or _("without a name"), file.stream.read())


def _in_memory(*_about: Any, **_named: Any) -> BytesIO:
    return BytesIO()


def _refused(message: str) -> tuple[Response, int]:
    return jsonify(message=message), 422


@uploads.get("/imports/templates/<kind>.<form>")
def empty_form(kind: str, form: str) -> Response:
    """A file to fill in, with the headings of the reader's language."""
    _scope()
    if kind not in KINDS or form not in FORMATS:
        abort(404)
    made = template(kind, form, current_language(), services().clock().date())
    return send_file(BytesIO(made.content), download_name=made.name, as_attachment=True, max_age=0)


@uploads.get("/imports/<key>/problems.csv")
def problems(key: str) -> Response:
    """Everything that was found in the files of a job of one's own."""
    row = jobs().status(_scope(), key)
    if "problems" not in row.result:
        raise ForbiddenError
    content = BytesIO(findings_csv(row.result))
    return send_file(content, mimetype="text/csv", download_name=_("problems.csv"), as_attachment=True, max_age=0)


def _scope() -> Scope:
    scope = current_scope()
    if scope is None or not scope.imports:
        raise ForbiddenError
    return scope
