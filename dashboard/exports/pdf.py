"""A report as PDF: tagged, with language, title, headings, real tables and words for every chart (PDF/UA-1)."""

import json
from pathlib import Path
from typing import Any

from dashboard.exports import typesetting
from dashboard.exports.chart import Table
from dashboard.exports.emblem import emblem_svg, funding_words
from dashboard.exports.palette import ACCENT, INK, LINE, MUTED, SOFT, WATERMARK
from dashboard.exports.pictures import bare_svg
from dashboard.exports.report import Report, Section
from dashboard.exports.steps import Step
from dashboard.exports.text import printable
from dashboard.exports.words import (
    PRODUCT,
    cells,
    describe,
    emblem_text,
    facts,
    internal_mark,
    notes,
    protection,
    table_title,
)
from dashboard.i18n import gettext as _

TEMPLATE = Path(__file__).resolve().parent / "resources" / "report.typ"
_CHART_WIDTH = 640


def pdf(report: Report, step: Step) -> bytes:
    """The file; ``step`` is called as each section is done."""
    content = {
        "title": printable(report.title),
        "language": report.language,
        "author": PRODUCT,
        "colours": [INK, MUTED, ACCENT, LINE, SOFT],
        "watermark": WATERMARK,
        "mark": internal_mark() if report.internal else None,
        "facts": [(name, printable(value)) for name, value in facts(report)],
        "footer": _footer(report),
        "protection": protection(report),
        "words": {"findings": _("What this report says"), "protection": _("How persons are protected")},
        "emblem": emblem_svg(),
        "emblem-alt": emblem_text(),
        "funding": funding_words(report.funding, report.language) if report.funding else (),
        "sections": [_section(section, step) for section in report.sections],
    }
    return typesetting.pdf(TEMPLATE.read_text(encoding="utf-8"), {"report": json.dumps(content)}, report.made_on)


def _footer(report: Report) -> str:
    said = (internal_mark() if report.internal else "", report.programme, report.project_code, report.title)
    return printable(" · ".join(text for text in said if text))


def _section(section: Section, step: Step) -> dict[str, Any]:
    step()
    return {
        "heading": printable(section.heading),
        "counted": printable(section.counted),
        "text": [printable(paragraph) for paragraph in section.text],
        "chart": _chart(section),
        "table": _table(section, section.table) if section.table else None,
        "notes": [printable(note) for note in notes(section) if note != section.counted],
    }


def _chart(section: Section) -> dict[str, Any] | None:
    data = section.data
    if data is None:
        return None
    svg, height = bare_svg(data, _CHART_WIDTH)
    return {"svg": svg, "alt": printable(describe(section, data)), "tall": height > _CHART_WIDTH}


def _table(section: Section, table: Table) -> dict[str, Any]:
    written = cells(table)
    return {
        "title": printable(table_title(section, table)),
        "corner": printable(table.row_heading),
        "columns": [printable(name) for name in table.columns],
        "rows": [[printable(name), *row] for name, row in zip(table.rows, written, strict=True)],
        "total_rows": table.total_rows,
        "total_columns": table.total_columns,
    }
