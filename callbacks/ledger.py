"""What left the house: every release with its frozen copy, for those who make them and those who watch over them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from callbacks.fields import FieldReader
from dashboard.actions import Done, Fields
from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.disclosure import Profile
from dashboard.exports.chart import WITHHELD
from dashboard.i18n import (
    LANGUAGE_NAMES,
    format_day,
    format_list,
    format_moment,
    format_number,
    format_percent,
    ngettext,
)
from dashboard.i18n import gettext as _
from dashboard.reporting.compose import period_words
from dashboard.reporting.request import ReportRequest
from dashboard.reporting.words import measure_name
from dashboard.views import NO_FILTERS, Fact
from dashboard.views.report import LedgerView, ReleaseCard
from db.commands.releases import withdraw_release
from db.engine import reading, writing
from db.queries.releases import ReleaseRow, release_rows

_FINGERPRINT = 12


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> LedgerView:
    """The ledger, for those whose business it is."""
    if scope is None:
        return LedgerView(headline="", filters=NO_FILTERS)
    if not scope.sees_releases:
        return LedgerView(
            headline=_("What left the house is shown to those who watch over it"),
            lead=_("Your role sees other things."),
            filters=NO_FILTERS,
        )
    with reading(engine) as connection:
        rows = release_rows(connection, scope)
    standing = sum(row.withdrawn_at is None for row in rows)
    return LedgerView(
        headline=ngettext("%(num)d report has left the house", "%(num)d reports have left the house", len(rows))
        if rows
        else _("Nothing has left the house yet"),
        lead=ngettext("%(num)d of them stands.", "%(num)d of them stand.", standing)
        + " "
        + _("A new report is held against all of them, also those withdrawn: what has been read stays known.")
        if rows
        else "",
        filters=NO_FILTERS,
        releases=tuple(_card(row, scope) for row in rows),
        empty=_("Reports that are made for the funder or the public are listed here, with a copy of what they said."),
    )


def _card(row: ReleaseRow, scope: Scope) -> ReleaseCard:
    return ReleaseCard(
        id=row.id,
        title=_("For %(recipient)s, %(day)s", recipient=row.recipient, day=_moment(row.made_at)),
        note=_note(row),
        facts=_facts(row),
        files=tuple((name, digest[:_FINGERPRINT]) for name, digest in row.files.items()),
        tables=tuple(
            (section["heading"], *_table(section["table"]))
            for section in row.content.get("sections", ())
            if section["table"] and _sees_content(row, scope)
        ),
        withdrawn=_withdrawn(row),
        may_withdraw=scope.makes_reports and row.withdrawn_at is None,
    )


def _moment(moment: datetime) -> str:
    return format_moment(moment.astimezone(HELSINKI))


def _note(row: ReleaseRow) -> str:
    by = row.made_by or _("the command line")
    rules = _("at least %(k)d persons behind each number", k=row.rules["k"]) if row.rules.get("k") else _("exact")
    if row.rules.get("rounding"):
        rules = _("%(rules)s, rounded to %(base)d", rules=rules, base=row.rules["rounding"])
    return _("Made by %(who)s; %(rules)s.", who=by, rules=rules)


def _facts(row: ReleaseRow) -> tuple[Fact, ...]:
    """What was asked for."""
    said = _exact_facts(row) if row.profile == Profile.EURA else _report_facts(ReportRequest.from_dict(row.request))
    return tuple(Fact(label=label, value=value) for label, value in said)


def _report_facts(asked: ReportRequest) -> list[tuple[str, str]]:
    return [
        (_("Cohorts"), format_list(list(asked.cohorts))),
        (_("Period"), period_words(asked.start, asked.end) or _("the whole programme")),
        (_("As of"), format_day(asked.as_of)),
        (_("Tables"), format_list([measure_name(measure) for measure in asked.measures])),
        (_("Language"), LANGUAGE_NAMES[asked.language]),
    ]


def _exact_facts(row: ReleaseRow) -> list[tuple[str, str]]:
    start, end = (date.fromisoformat(row.request[name]) if name in row.request else None for name in ("from", "to"))
    return [
        (_("Indicators"), row.request["set"]),
        (_("Cohorts"), format_list(row.request["cohorts"]) or _("all")),
        (_("Period"), period_words(start, end) or _("the whole programme")),
        (_("As of"), format_day(row.as_of)),
    ]


def _sees_content(row: ReleaseRow, scope: Scope) -> bool:
    """Whether the frozen copy may be shown: exact figures to those who may have them alone."""
    return row.profile != Profile.EURA or scope.role is Role.COORDINATOR


def _table(table: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    rows = tuple(
        (name, *(_cell(cell, table["kind"]) for cell in cells))
        for name, cells in zip(table["rows"], table["cells"], strict=True)
    )
    return (table["row_heading"], *table["columns"]), rows


def _cell(cell: float | None, kind: str) -> str:
    if cell is None:
        return WITHHELD
    return format_percent(cell) if kind == "shares" else format_number(cell)


def _withdrawn(row: ReleaseRow) -> str:
    if row.withdrawn_at is None:
        return ""
    return _(
        "Withdrawn %(day)s by %(who)s: %(why)s",
        day=_moment(row.withdrawn_at),
        who=row.withdrawn_by or _("the command line"),
        why=row.withdrawn_why or "",
    )


def withdraw(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Mark a release as withdrawn."""
    if not scope.makes_reports:
        raise ForbiddenError
    read = FieldReader(fields)
    why = read.text("why", required=True, most=300)
    release = read.id("release")
    read.check()
    with writing(engine) as connection:
        withdraw_release(connection, scope, release, why, now)
    return Done(_("It is marked as withdrawn. It stays known, so that later reports are still held against it."))
