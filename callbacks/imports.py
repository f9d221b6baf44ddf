"""The import page in its states: files are dropped, looked at, kept, taken back.

Which of them it is, the address says: ``job`` is what looks at files or keeps them, ``batch`` a receipt.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine

from callbacks.import_findings import notices, problems
from callbacks.import_receipts import count_lines, past_imports, receipt
from callbacks.import_sheets import sheet_views
from callbacks.import_work import FAILURES
from callbacks.job_words import job_view
from callbacks.own_data import OWN_DATA, export_form
from dashboard.domain.access import ForbiddenError, Scope
from dashboard.i18n import format_list, lazy_gettext, ngettext
from dashboard.i18n import gettext as _
from dashboard.import_words import counted
from dashboard.views import NO_FILTERS, Option
from dashboard.views.forms import Control, Field, Form
from dashboard.views.imports import ImportView, LookView, PastImport, TemplateLine
from db.engine import reading
from db.imports.reading import limits
from db.queries.cohorts import cohorts
from db.queries.imports import BatchRow, batch, batches, programme_codes
from db.queries.jobs import JobRow, job, latest_job

MOST_PAST = 10

_TEMPLATES = {
    "register": (
        lazy_gettext("Register"),
        lazy_gettext("one row a person, one column a session, as it hangs on the wall"),
    ),
    "marks": (lazy_gettext("Marks"), lazy_gettext("one row a mark, with all that can be said of it")),
    "participants": (lazy_gettext("Participants"), lazy_gettext("who is in which cohort, from when until when")),
    "modules": (lazy_gettext("Modules"), lazy_gettext("what is taught by which week")),
    "progress": (lazy_gettext("Progress"), lazy_gettext("how far each person is with each module")),
    "followups": (lazy_gettext("Follow-ups"), lazy_gettext("when they are due, and what came of them")),
}


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> ImportView:
    """The page as the asker may see it."""
    if scope is None:
        return ImportView(headline="")
    if not scope.imports:
        return ImportView(
            headline=_("Files are brought in by coordinators"),
            lead=_("An import makes people and cohorts of whole programmes. Ask a coordinator to bring your file in."),
            filters=NO_FILTERS,
        )
    now = now or datetime.now(UTC)
    with reading(engine) as connection:
        try:
            if number := _number(params.get("batch")):
                return _received(batch(connection, scope, number))
            if isinstance(key := params.get("job"), str) and key:
                return _of_job(connection, scope, job(connection, scope, key, now))
        except ForbiddenError:
            return _start(connection, scope, now, _("That import is no longer here. Drop the files once more."))
        return _start(connection, scope, now)


def _number(value: object) -> int:
    text = value if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


def _start(connection: Connection, scope: Scope, now: datetime, notice: str = "") -> ImportView:
    past = batches(connection, scope, MOST_PAST)
    latest = latest_job(connection, scope, "import", now)
    if latest is not None and latest.open:
        return _of_job(connection, scope, latest)
    own = latest_job(connection, scope, "export", now, OWN_DATA)
    return ImportView(
        headline=_headline(past),
        lead=notice or _("A spreadsheet is looked at first: you see what it would change before anything is kept."),
        filters=NO_FILTERS,
        upload=True,
        limits=_(
            "CSV or Excel (.xlsx), at most %(files)d files and %(megabytes)d MB together.",
            files=limits.MAX_FILES,
            megabytes=limits.MAX_TOTAL_MEGABYTES,
        ),
        waiting=_waiting(latest),
        past=past_imports(past),
        templates=_templates(),
        export=export_form(),
        export_job=job_view(own) if own is not None and (own.open or own.has_file) else None,
    )


def _headline(past: list[BatchRow]) -> str:
    kept = [one for one in past if one.undone_at is None]
    if not kept:
        return _("No file has been imported yet")
    return _("The last import added %(counts)s", counts=counted(kept[0].added))


def _waiting(latest: JobRow | None) -> PastImport | None:
    """Files that were looked at and then left."""
    if latest is None or not latest.has_content or "sheets" not in latest.result:
        return None
    return PastImport(
        label=_names(latest.request),
        text=_("looked at, and not imported yet"),
        href=f"/import?job={latest.key}",
        badge=_("go on"),
    )


def _templates() -> tuple[TemplateLine, ...]:
    return tuple(
        TemplateLine(
            name=str(name),
            text=str(text),
            files=tuple(
                Option(f"/imports/templates/{kind}.{form}", label)
                for form, label in (("xlsx", "Excel"), ("csv", "CSV"))
            ),
        )
        for kind, (name, text) in _TEMPLATES.items()
    )


def _of_job(connection: Connection, scope: Scope, row: JobRow) -> ImportView:
    """What a job is at, or what came of it."""
    names = _names(row.request)
    keeping = row.request["seen"] is not None
    if row.open:
        name = _("Importing %(files)s", files=names) if keeping else _("Looking at %(files)s", files=names)
        lead = _("You may leave this page meanwhile, and come back.")
        return ImportView(headline=name, lead=lead, filters=NO_FILTERS, job=job_view(row, FAILURES), job_name=name)
    if row.state != "done":
        return _ended(row, names)
    if row.result.get("kept"):
        number = row.result["batch"]
        return _received(batch(connection, scope, number)) if number else _nothing_new(row)
    return _looked_at(connection, scope, row, names)


def _names(request: Mapping[str, Any]) -> str:
    return format_list([file["name"] for file in request["files"]])


def _ended(row: JobRow, names: str) -> ImportView:
    """Stopped, failed, or left too long."""
    after = [Option("/import", _("Bring in files"))]
    if row.request["after"] and row.state in {"cancelled", "failed"}:
        after.insert(0, Option(f"/import?job={row.request['after']}", _("Back to what was looked at")))
    return ImportView(
        headline=_("%(files)s: nothing was imported", files=names),
        filters=NO_FILTERS,
        job=job_view(row, FAILURES),
        after=tuple(after),
    )


def _received(row: BatchRow) -> ImportView:
    undone = row.undone_at is not None
    headline = (
        _("This import was taken back: %(counts)s", counts=counted(row.added))
        if undone
        else _("Imported: %(counts)s", counts=counted(row.added))
    )
    lead = _("Everything is as if it had never been.") if undone else ""
    after = (Option("/import", _("Bring in more files")),)
    return ImportView(headline=headline, lead=lead, filters=NO_FILTERS, receipt=receipt(row), after=after)


def _nothing_new(row: JobRow) -> ImportView:
    return ImportView(
        headline=_("Everything in these files is stored already"),
        lead=_("Nothing was added or changed. Unchanged: %(counts)s.", counts=counted(row.result["unchanged"])),
        filters=NO_FILTERS,
        after=(Option("/import", _("Bring in more files")),),
    )


def _looked_at(connection: Connection, scope: Scope, row: JobRow, names: str) -> ImportView:
    result, request = row.result, row.request
    found = problems(result, row.key)
    return ImportView(
        headline=_look_headline(result),
        lead=_look_lead(result, request, names),
        filters=NO_FILTERS,
        look=LookView(
            key=row.key,
            counts=count_lines(result, result["examples"]) if result["ok"] else (),
            problems=found,
            notices=notices(result, row.key),
            keep=None if found else _keep_form(row.key, result),
            discard=Form("discard", "imports/discard", _("Throw the files away"), hidden={"job": row.key}),
            sheets=sheet_views(result, request),
            said=tuple(_said(request, programme_codes(connection, scope))),
            cohorts=tuple(Option(one.code, one.name) for one in cohorts(connection, scope)),
        ),
    )


def _look_headline(result: Mapping[str, Any]) -> str:
    count = result["problems"]["count"]
    if count:
        return ngettext(
            "%(num)d thing to solve before anything is imported",
            "%(num)d things to solve before anything is imported",
            count,
        )
    if result["empty"]:
        return _("Everything in these files is stored already")
    changes = counted(result["changed"])
    if any(result["changed"].values()):
        return _("Ready: adds %(added)s, changes %(changed)s", added=counted(result["added"]), changed=changes)
    return _("Ready: adds %(added)s", added=counted(result["added"]))


def _look_lead(result: Mapping[str, Any], request: Mapping[str, Any], names: str) -> str:
    if request["seen"] is not None and result["ok"]:
        return _("The data has changed since you looked at this. Nothing is imported yet: please look once more.")
    return _("%(files)s. Nothing is imported yet.", files=names)


def _keep_form(key: str, result: Mapping[str, Any]) -> Form | None:
    if result["empty"]:
        return None
    return Form("keep", "imports/keep", _("Import"), hidden={"job": key})


def _said(request: Mapping[str, Any], programmes: list[str]) -> list[Field]:
    """What may be said of all the files."""
    ticked = tuple(name for name in ("create", "update") if request[name])
    fields = [
        Field(
            Control.TICKS,
            "may",
            _("The import may"),
            value=ticked,
            options=(
                Option("create", _("make participants, cohorts, activities and modules that are new")),
                Option("update", _("change what is stored otherwise")),
            ),
        )
    ]
    if len(programmes) > 1:
        fields.append(
            Field(
                Control.SELECT,
                "programme",
                _("Programme"),
                value=request["programme"] or "",
                options=tuple(Option(code, code) for code in programmes),
                nothing=_("the one of these cohorts"),
            )
        )
    return fields
