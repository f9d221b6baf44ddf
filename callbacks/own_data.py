"""One's own data as files that the import reads again: for a coordinator, after the password."""

from datetime import datetime

from sqlalchemy import Engine

from callbacks.fields import FieldReader
from dashboard.actions import Done, Fields, UnfitError
from dashboard.domain.access import ForbiddenError, Scope
from dashboard.i18n import gettext as _
from dashboard.jobs import Outcome, Progress, Stop, jobs
from dashboard.own_data import FORMATS, export_own
from dashboard.security.again import ask_again
from dashboard.views import Option
from dashboard.views.forms import Control, Field, Form
from db.commands.errors import RefusedError

OWN_DATA = "own-data"
"""What tells these jobs from those of other pages."""


def export_form() -> Form:
    """The form that asks for it."""
    formats = Option("xlsx", _("One Excel workbook")), Option("csv", _("CSV files in one zip"))
    return Form(
        slot="own-data",
        action="imports/export",
        submit=_("Make the files"),
        opens=_("Export all data"),
        fields=(
            Field(Control.RADIO, "format", _("As"), value="xlsx", options=formats),
            Field(Control.PASSWORD, "password", _("Your password, once more"), required=True, most=1000),
        ),
    )


def export(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Begin to make the files."""
    if not scope.imports:
        raise ForbiddenError
    read = FieldReader(fields)
    form = read.choice("format", FORMATS, required=True)
    read.check()
    ask_again(read.text("password", most=1000))

    def work(progress: Progress, _stop: Stop) -> Outcome:
        made = export_own(engine, scope, form, now, progress)
        return Outcome({}, made.name, made.content)

    try:
        jobs().start("export", scope, {"what": OWN_DATA, "format": form}, work)
    except RefusedError as refused:
        raise UnfitError(_("Other files of yours are still being made. Wait for them, or stop them.")) from refused
    return Done(_("The files are being made. You may leave this page meanwhile."))
