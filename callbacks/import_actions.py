"""What is done on the import page: files are looked at again, kept, thrown away; an import is taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from callbacks.fields import FieldReader
from callbacks.import_sheets import read_choices
from callbacks.import_work import start
from dashboard.actions import Done, Fields, UnfitError
from dashboard.domain.access import ForbiddenError, Scope
from dashboard.i18n import format_list
from dashboard.i18n import gettext as _
from dashboard.import_words import KINDS, counted
from dashboard.services import services
from dashboard.table_words import table_name
from db.commands.errors import RefusedError
from db.commands.import_undo import undo_import
from db.commands.jobs import drop_content
from db.engine import reading, writing
from db.queries.jobs import JobRow, job, kept_content


def check(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Look at the files again, read as the form says."""
    read = FieldReader(fields)
    row, content = _looked_at(engine, scope, read, now)
    request = {**row.request, "seen": None, "after": row.key}
    may = read.texts("may")
    for allowed in ("create", "update"):
        request[allowed] = allowed in may or read.tick(allowed)
    request["programme"] = read.text("programme", most=64) or None
    request["choices"] = read_choices(read, row.result, row.request)
    read.check()
    return _begin(engine, scope, request, content, now)


def keep(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Keep what was looked at, as long as it still does the same."""
    row, content = _looked_at(engine, scope, FieldReader(fields), now)
    if not row.result["ok"]:
        raise UnfitError(_("There is still something to solve first."))
    request = {**row.request, "seen": row.result["fingerprint"], "after": row.key}
    return _begin(engine, scope, request, content, now)


def discard(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Throw files away that were looked at."""
    row, _content = _looked_at(engine, scope, FieldReader(fields), now)
    with writing(engine) as connection:
        drop_content(connection, scope, row.key)
    return Done(_("The files are thrown away. Nothing was imported."), go="/import")


def undo(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Take an import back."""
    number = FieldReader(fields).id("batch")
    try:
        with writing(engine) as connection:
            gone = undo_import(connection, scope, number, now)
    except RefusedError as refused:
        raise UnfitError(_why_not(refused)) from refused
    return Done(_("Taken back: %(counts)s.", counts=counted(_in_order(gone))), go=f"/import?batch={number}")


def _in_order(counts: Mapping[str, int]) -> dict[str, int]:
    return {kind: counts.get(kind, 0) for kind in KINDS}


def _why_not(refused: RefusedError) -> str:
    if refused.code == "undone":
        return _("This import was taken back before.")
    changed = [str(KINDS[kind]) for kind in KINDS if kind in refused.values["kinds"]]
    resting = [table_name(table) for table in refused.values["tables"]]
    said = [_("Nothing was taken back.")]
    if changed:
        said.append(_("Changed since the import: %(kinds)s.", kinds=format_list(changed)))
    if resting:
        said.append(_("Recorded since, about what was imported: %(kinds)s.", kinds=format_list(resting)))
    return " ".join(said)


def _looked_at(engine: Engine, scope: Scope, read: FieldReader, now: datetime) -> tuple[JobRow, bytes]:
    """The job that looked at the files, and the files.

    Raises:
        ForbiddenError: there are none of this key for this account.
    """
    if not scope.imports:
        raise ForbiddenError
    key = read.text("job")
    with reading(engine) as connection:
        row = job(connection, scope, key, now)
        if row.kind != "import" or "sheets" not in row.result:
            raise ForbiddenError
        return row, kept_content(connection, scope, key, now)


def _begin(engine: Engine, scope: Scope, request: dict[str, Any], content: bytes, now: datetime) -> Done:
    try:
        key = start(engine, scope, request, content, services().settings.timezone, now)
    except RefusedError as refused:
        raise UnfitError(_("Other files of yours are still being looked at. Wait for them, or stop them.")) from refused
    return Done("", go=f"/import?job={key}")
