"""What is done on the report page: files are made in the background, paragraphs are written."""

import json
from datetime import datetime

from sqlalchemy import Engine

from callbacks.fields import FieldReader
from dashboard.actions import Done, Fields, MeanwhileError, UnfitError
from dashboard.domain.access import ForbiddenError, Scope
from dashboard.exports.archive import zipped
from dashboard.exports.errors import CancelledError
from dashboard.exports.export import Format
from dashboard.exports.names import report_name
from dashboard.i18n import gettext as _
from dashboard.i18n import lazy_gettext, using_language
from dashboard.jobs import FailedError, Outcome, Progress, Stop, StoppedError, jobs
from dashboard.reporting.compose import SECTIONS
from dashboard.reporting.files import NothingToTellError, make_files
from dashboard.reporting.request import PROFILES, ReportRequest
from dashboard.security.again import ask_again
from dashboard.views import Option
from db.commands.errors import RefusedError, StaleError
from db.commands.releases import LONGEST_TEXT, write_text
from db.engine import writing

FORMATS = (
    Option(Format.PPTX.value, "PowerPoint"),
    Option(Format.PDF.value, "PDF"),
    Option(Format.XLSX.value, "Excel"),
    Option(Format.CSV.value, "CSV"),
    Option(Format.PNG.value, "PNG"),
    Option(Format.SVG.value, "SVG"),
)


_KNOWN = frozenset(option.value for option in FORMATS)

FAILURES = {
    "nothing-to-tell": lazy_gettext("There is nothing in it that may go out. Nothing was made."),
    "others-went-out": lazy_gettext("Other reports went out meanwhile. Nothing was made; look at it again."),
    "not-there": lazy_gettext("What the report is about is no longer there. Nothing was made."),
}
"""Why making files can fail, by the slug that the job ends with."""


def make(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Begin to make the files of the report as it was shown; the password is asked for again."""
    if not scope.makes_reports:
        raise ForbiddenError
    read = FieldReader(fields)
    recipient = read.text("recipient", required=True, most=100)
    formats = [Format(one) for one in read.texts("formats") if one in _KNOWN]
    if not formats:
        read.refuse("formats", _("Choose at least one kind of file."))
    read.check()
    request = _request(read)
    ask_again(read.text("password", most=1000))

    def work(progress: Progress, stop: Stop) -> Outcome:
        return _made(engine, scope, request, formats, recipient, now, progress, stop)

    try:
        jobs().start("export", scope, {"formats": [one.value for one in formats]}, work)
    except RefusedError as refused:
        raise UnfitError(_("Other files of yours are still being made. Wait for them, or stop them.")) from refused
    return Done(_("The files are being made. You may leave this page meanwhile."))


def _request(read: FieldReader) -> ReportRequest:
    """The report that the page showed; whatever is not one that a page has sent is refused as nothing that exists."""
    try:
        request = ReportRequest.from_dict(json.loads(read.text("request", most=10_000)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ForbiddenError from error
    if request.profile not in PROFILES or not request.groups:
        raise ForbiddenError
    return request


def _made(
    engine: Engine,
    scope: Scope,
    request: ReportRequest,
    formats: list[Format],
    recipient: str,
    now: datetime,
    progress: Progress,
    stop: Stop,
) -> Outcome:
    """The work itself: one file, or a zip of several."""
    progress("drawing", 0, 0)
    try:
        made = make_files(
            engine, scope, request, formats, recipient, now, lambda done, all: progress("writing", done, all), stop
        )
    except CancelledError as cancelled:
        raise StoppedError from cancelled
    except NothingToTellError as nothing:
        raise FailedError("nothing-to-tell") from nothing
    except StaleError as stale:
        raise FailedError("others-went-out") from stale
    except ForbiddenError as gone:
        raise FailedError("not-there") from gone
    if len(made.files) == 1:
        [(name, content)] = made.files.items()
    else:
        with using_language(request.language):
            name = report_name(now.date(), "zip")
        content = zipped(made.files)
    return Outcome({"release": made.release}, name, content)


def write(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Keep a paragraph of reports."""
    if not scope.makes_reports:
        raise ForbiddenError
    read = FieldReader(fields)
    section = read.choice("section", SECTIONS, required=True)
    language = read.choice("language", ("fi", "sv", "en"), required=True)
    programme, seen = read.text("programme"), read.id("version")
    written = read.text("text", most=LONGEST_TEXT)
    read.check()
    try:
        with writing(engine) as connection:
            write_text(connection, scope, programme, section, language, written, seen, now)
    except StaleError as stale:
        raise MeanwhileError(
            _("A colleague wrote here meanwhile. Your text is still here; theirs is below it."),
            theirs=(stale.current["text"],),
            seen={"version": str(stale.current["version"])},
            again=_("Save mine in place of theirs"),
        ) from stale
    return Done(_("Saved. It goes out with the next report."))
