"""A draft as the writers of files take it, and as the ledger keeps a copy of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.domain.disclosure import SafeTable, terms
from dashboard.domain.disclosure.stacking import stacked
from dashboard.domain.disclosure.tables import CountTable
from dashboard.domain.report import Measure, PersonTable
from dashboard.exports.chart import ChartKind, ChartSpec
from dashboard.exports.emblem import Funding
from dashboard.exports.report import Report, Section
from dashboard.i18n import format_day, format_period, using_language
from dashboard.i18n import gettext as _
from dashboard.reporting.draft import Candidate, Draft
from dashboard.reporting.tables import Part, lies_down, published
from dashboard.reporting.words import counted, finding, needs_title, service_heading

BEFORE, AFTER = ("summary", "activities"), ("results", "plans")
SECTIONS = (*BEFORE, *AFTER)
"""Where people can write: above the tables, and below them."""

_OUTSIDE = frozenset({"not_known", "under_way", "too_few", "not_needed"})
"""Categories of those of whom nothing is said: drawn hollow."""


def section_name(section: str) -> str:
    """The heading above a paragraph, in the language of the report."""
    return {
        "summary": _("In short"),
        "activities": _("What was done"),
        "results": _("What came of it"),
        "plans": _("What comes next"),
    }[section]


@dataclass(frozen=True, slots=True)
class Piece:
    """A section of a report, and the tables that it was made of."""

    section: Section
    candidates: tuple[Candidate, ...] = ()


def compose(draft: Draft, made_on: date) -> Report | None:
    """The report; null while it would hold nothing at all."""
    request = draft.request
    with using_language(request.language):
        sections = tuple(piece.section for piece in pieces(draft))
        if not sections:
            return None
        funding = draft.programme.indicator_set
        return Report(
            title=request.title or default_title(draft),
            language=request.language,
            profile=request.profile,
            programme=draft.programme.name,
            made_on=made_on,
            sections=sections,
            project_code=draft.programme.project_code or "",
            funding=Funding(funding.value) if funding else None,
            period=period_words(request.start, request.end),
            as_of=request.as_of,
        )


def pieces(draft: Draft) -> list[Piece]:
    """Everything that goes out, in its order and in the language in force: that of the report."""
    return [
        *_texts(draft, BEFORE),
        *(Piece(_fact(draft, table)) for table in draft.facts),
        *_of_persons([one for one in draft.candidates if one.goes_out]),
        *_texts(draft, AFTER),
    ]


def default_title(draft: Draft) -> str:
    """What a report is called that nobody has named."""
    return _("%(programme)s: report", programme=draft.programme.name)


def period_words(start: date | None, end: date | None) -> str:
    """The period in words; empty where it is open on both sides."""
    if start and end:
        return format_period(start, end)
    if start:
        return _("from %(day)s", day=format_day(start))
    return _("until %(day)s", day=format_day(end)) if end else ""


def frozen(report: Report) -> dict[str, Any]:
    """What went out, as the ledger keeps it: headings, texts and safe tables, nothing that they were made of."""
    sections = [
        {
            "heading": section.heading,
            "text": list(section.text),
            "table": section.table.as_dict() if section.table else None,
        }
        for section in report.sections
    ]
    kept: dict[str, Any] = json.loads(json.dumps({"title": report.title, "sections": sections}))
    return kept


def rules(draft: Draft) -> dict[str, Any]:
    """The rules in force, for the ledger."""
    in_force = terms(draft.request.profile)
    return {"k": in_force.k, "rounding": in_force.rounding}


def _of_persons(out: Sequence[Candidate]) -> list[Piece]:
    """Tables of persons; services that are needed are one, where they have a row each."""
    needs = tuple(one for one in out if one.part.persons.measure is Measure.NEEDS)
    if len(needs) < 2 or len(needs[0].part.persons.groups) > 1:
        return [Piece(person_section(one.part.persons, one.part.safe), (one,)) for one in out]
    others = [Piece(person_section(one.part.persons, one.part.safe), (one,)) for one in out if one not in needs]
    return [*others, Piece(_needs_section([one.part for one in needs]), needs)]


def _needs_section(parts: Sequence[Part]) -> Section:
    safe = stacked(needs_title(), service_heading(), [part.safe for part in parts])
    [total] = safe.total_columns
    chart = ChartSpec(ChartKind.SHARES, (0,), of=total, looks=looks(parts[0].persons.categories)[:1])
    return Section(heading=safe.title, table=safe, chart=chart, counted=counted(Measure.NEEDS))


def person_section(table: PersonTable, safe: SafeTable) -> Section:
    """The section of one table of persons: its finding, its chart, what it counts."""
    return Section(heading=finding(table, safe), table=safe, chart=_chart(table, safe), counted=counted(table.measure))


def _chart(table: PersonTable, safe: SafeTable) -> ChartSpec | None:
    if lies_down(table):
        return ChartSpec(ChartKind.BARS, (0,))
    [total] = safe.total_columns
    columns = tuple(column for column in range(len(safe.columns)) if column != total)
    # A bar that lacks a part would look shorter than it is: rows are drawn that are published whole.
    drawn = tuple(row for row, cells in enumerate(safe.cells) if None not in cells)
    if not drawn:
        return None
    return ChartSpec(ChartKind.SHARES, columns, of=total, rows=drawn, looks=looks(table.categories))


def looks(categories: Sequence[str]) -> tuple[str, ...]:
    """How the columns of a table are drawn: a colour each, and hollow those of whom nothing is said."""
    said = [category for category in categories if category not in _OUTSIDE]
    return tuple(
        "unrecorded" if category in _OUTSIDE else f"series-{said.index(category) + 1}" for category in categories
    )


def _fact(draft: Draft, table: CountTable) -> Section:
    safe = published(table, draft.request.profile)
    inner = tuple(column for column in range(len(safe.columns)) if column not in safe.total_columns)
    kind = ChartKind.STACKED if len(inner) > 1 else ChartKind.BARS
    of = safe.total_columns[0] if safe.total_columns else None
    return Section(heading=table.title, table=safe, chart=ChartSpec(kind, inner, of=of))


def _texts(draft: Draft, sections: Sequence[str]) -> list[Piece]:
    return [
        Piece(Section(heading=section_name(section), text=tuple(draft.texts[section].split("\n\n"))))
        for section in sections
        if section in draft.texts
    ]
