"""What every file says in words: notes, facts about the report, and charts for those who hear them."""

from dashboard.domain.disclosure.profile import Profile
from dashboard.domain.disclosure.safe_table import SafeTable
from dashboard.exports.chart import WITHHELD, ChartData, ChartKind, Table
from dashboard.exports.reading import number_text
from dashboard.exports.report import Report, Section
from dashboard.exports.text import plain
from dashboard.i18n import format_day, format_list
from dashboard.i18n import gettext as _

PRODUCT = "Rinnalla"
"""All that a file says about who made it."""


def emblem_text() -> str:
    """The emblem in words."""
    return _("Emblem of the European Union")


def withheld_note(table: Table) -> str:
    """The one note below a table in which something is withheld, for whatever reason; else nothing."""
    if isinstance(table, SafeTable) and table.withheld:
        return _("%(mark)s withheld to protect persons", mark=WITHHELD)
    return ""


def internal_mark() -> str:
    """What is written across everything that must stay in the house."""
    return _("internal")


def notes(section: Section) -> list[str]:
    """What is to be read below a chart and its table: what is counted, what is withheld, the table's own notes."""
    own = section.table.notes if section.table else ()
    said = (section.counted, withheld_note(section.table) if section.table else "", *own)
    return [plain(text) for text in said if text]


def table_title(section: Section, table: Table) -> str:
    """What stands above a table; nothing where the heading of the section has just said it."""
    title = plain(table.title)
    return "" if title.casefold() == plain(section.heading).casefold() else title


def facts(report: Report) -> list[tuple[str, str]]:
    """What the report is about, as names with values."""
    found = [
        (_("Programme"), report.programme),
        (_("Project code"), report.project_code),
        (_("Period"), report.period),
        (_("As of"), format_day(report.as_of) if report.as_of else ""),
        (_("Made on"), format_day(report.made_on)),
    ]
    return [(name, plain(value)) for name, value in found if value]


def protection(report: Report) -> str:
    """How the figures protect persons: what a reader has to know to read them, and nothing about a single figure."""
    if report.internal:
        return _("For internal use: the figures are exact and may tell of single persons.")
    if report.profile is Profile.EURA:
        return _("Exact figures for the funder's own system; they may tell of single persons.")
    tables = [section.table for section in report.sections if isinstance(section.table, SafeTable)]
    said = []
    thresholds = [table.k for table in tables if table.k is not None]
    if thresholds:
        said.append(
            _(
                "Figures that tell of fewer than %(count)d persons are withheld, "
                "and so is what they could be worked out from.",
                count=min(thresholds),
            )
        )
    if rounded := next((table.rounded_to for table in tables if table.rounded_to), None):
        said.append(_("Figures are rounded to the nearest %(number)d.", number=rounded))
    return " ".join(said)


def cell_text(table: Table, row: int, column: int) -> str:
    """A cell as it is written in a table: a dash where it is withheld or has no value."""
    value = table.cells[row][column]
    return WITHHELD if value is None else number_text(value, table.kind)


def describe(section: Section, data: ChartData) -> str:
    """A chart in words: what kind it is, and what it says of each category."""
    parts = [_of_category(data, row) for row in range(len(data.categories))]
    return " ".join([f"{_kind(data)}: {plain(section.heading).rstrip('.')}.", *parts])


def _kind(data: ChartData) -> str:
    if data.kind is ChartKind.LINE:
        return _("Line chart")
    return _("Stacked bar chart") if data.stacked else _("Bar chart")


def _of_category(data: ChartData, row: int) -> str:
    said = [
        _("withheld") if number in data.withheld[row] else series.labels[row] or WITHHELD
        for number, series in enumerate(data.series)
    ]
    if len(data.series) == 1:
        return f"{data.categories[row]}: {said[0]}."
    if len(data.withheld[row]) == len(data.series):
        return _("%(category)s: withheld.", category=data.categories[row])
    named = [f"{series.name} {text}" for series, text in zip(data.series, said, strict=True)]
    return f"{data.categories[row]}: {' '.join(filter(None, [format_list(named), data.ends[row]]))}."


def cells(table: Table) -> list[list[str]]:
    """All cells as they are written."""
    return [[cell_text(table, row, column) for column in range(len(table.columns))] for row in range(len(table.rows))]
