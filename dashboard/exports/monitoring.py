"""Charts of the monitoring pages as files: what a page shows, with exact numbers, as an internal report.

A page's chart and the table behind it are made for a screen; here stands, by the chart's key, how its table is drawn as
a native chart. A chart that shows persons one by one, or a course of events, has no place here: it stays a picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.domain.disclosure import InternalTable, Profile
from dashboard.domain.disclosure import Kind as TableKind
from dashboard.domain.measures import Rate
from dashboard.exports.chart import ChartKind, ChartSpec
from dashboard.exports.report import Report, Section
from dashboard.exports.words import PRODUCT
from dashboard.i18n import current_language
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Kind, Table


@dataclass(frozen=True, slots=True)
class Shape:
    """How the table of a chart is drawn.

    Attributes:
        spec: kind, columns and looks; columns are those of the page's table.
        named: the columns that name a row; more than one are joined.
        total: whether the last row is the sum of the others.
        across: a column whose values become columns beside each other, for the one column that ``spec`` names.
    """

    spec: ChartSpec
    named: tuple[int, ...] = (0,)
    total: bool = False
    across: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What the numbers of a page are about, and the day it is."""

    title: str
    made_on: date
    period: str = ""
    as_of: date | None = None


_MARKS = ("present", "late", "told", "untold", "excused", "unrecorded")
_BY_COHORT_AND_WEEK = Shape(ChartSpec(ChartKind.LINE, (4,)), named=(1,), across=0)

SHAPES = {
    **{f"{rate}-by-week": _BY_COHORT_AND_WEEK for rate in Rate},
    "weekly-status": Shape(ChartSpec(ChartKind.STACKED, (1, 2, 3, 4, 5, 6), looks=_MARKS, upright=True)),
    "attendance-by-activity": Shape(ChartSpec(ChartKind.SHARES, (1, 2), of=3, looks=("present", "told"))),
    "attendance-and-commitment": Shape(ChartSpec(ChartKind.SHARES, (1, 2), of=3, looks=("present", "told"))),
    "minutes-late": Shape(ChartSpec(ChartKind.STACKED, (2,), upright=True), named=(1,), across=0),
    "lateness-and-notice": Shape(
        ChartSpec(ChartKind.STACKED, (2, 3, 4, 5), of=6, looks=("told", "late", "untold", "unrecorded")), named=(0, 1)
    ),
    "lateness-by-start": Shape(ChartSpec(ChartKind.SHARES, (2,), of=3, looks=("late",)), named=(0, 1)),
    "lateness-by-activity": Shape(ChartSpec(ChartKind.SHARES, (1,), of=2, looks=("late",))),
    "modules-by-week": Shape(ChartSpec(ChartKind.LINE, (1, 2))),
    "modules-by-cohort": Shape(
        ChartSpec(ChartKind.STACKED, (2, 3, 4), of=5, looks=("done", "begun", "todo")), named=(0, 1)
    ),
    "follow-ups-by-cohort": Shape(
        ChartSpec(ChartKind.STACKED, (2, 3, 4, 5, 6), looks=("present", "untold", "excused", "late", "unrecorded"))
    ),
    "outcomes": Shape(ChartSpec(ChartKind.GROUPED, (1, 2, 3)), total=True),
    "needs-by-category": Shape(ChartSpec(ChartKind.SHARES, (2,), of=1)),
    "needs-by-cohort": Shape(ChartSpec(ChartKind.SHARES, (3,), of=2), named=(0, 1)),
    "needs-by-week": Shape(ChartSpec(ChartKind.LINE, (3,)), named=(1,), across=0),
    "feedback-by-theme": Shape(ChartSpec(ChartKind.STACKED, (2, 3, 4, 5, 6), of=7), named=(0, 1)),
    "hours-by-activity": Shape(ChartSpec(ChartKind.STACKED, (2,)), named=(0,), across=1),
}
"""By the key of a chart: the charts that can be had as files."""


def internal_report(chart: Chart, about: About) -> Report:
    """A chart of a page as a report that must stay in the house, in the language in force.

    Args:
        chart: with a figure; its key is in ``SHAPES``.
        about: of whom and when its numbers are.
    """
    shape = SHAPES[chart.key]
    table, spec = _across(chart, shape) if shape.across is not None else _along(chart, shape)
    sections = [Section(chart.title, (), table, spec, chart.note)]
    if table.kind is TableKind.SHARES:
        sections.append(Section(_("The counts behind it"), (), _counts(chart, (0, 1))))
    return Report(
        title=about.title,
        language=current_language(),
        profile=Profile.INTERNAL,
        programme=PRODUCT,
        made_on=about.made_on,
        sections=tuple(sections),
        period=about.period,
        as_of=about.as_of,
    )


def _along(chart: Chart, shape: Shape) -> tuple[InternalTable, ChartSpec]:
    """The counts as they stand in the page's table."""
    place = {column: number for number, column in enumerate(_numbers(chart.table, shape.named))}
    spec = shape.spec
    columns, of = tuple(place[column] for column in spec.columns if column in place), spec.of
    axis = chart.table.columns[0].label if spec.upright or spec.kind is ChartKind.LINE else ""
    return _counts(chart, shape.named, total=shape.total), replace(
        spec, columns=columns, of=None if of is None else place[of], axis=axis
    )


def _across(chart: Chart, shape: Shape) -> tuple[InternalTable, ChartSpec]:
    """One column, by what names the row and by what stands across."""
    [value], across, rows = shape.spec.columns, shape.across, chart.table.rows
    assert across is not None
    named = [(_name(row, shape.named), str(row[across])) for row in rows]
    values = {name: row[value] for name, row in zip(named, rows, strict=True)}
    names = _in_order([name for name, _other in named], [row[shape.named[0]] for row in rows])
    others = list(dict.fromkeys(other for _name, other in named))
    column = chart.table.columns[value]
    missing = 0 if shape.spec.kind is ChartKind.STACKED else None
    table = InternalTable(
        title=chart.title,
        rows=tuple(names),
        columns=tuple(others),
        cells=tuple(tuple(values.get((name, other), missing) for other in others) for name in names),
        row_heading=chart.table.columns[shape.named[0]].label,
        column_heading=chart.table.columns[across].label,
        kind=TableKind.SHARES if column.kind is Kind.SHARE else TableKind.COUNTS,
    )
    upright = shape.spec.upright or shape.spec.kind is ChartKind.LINE
    return table, replace(shape.spec, columns=tuple(range(len(others))), axis=table.row_heading if upright else "")


def _counts(chart: Chart, named: Sequence[int], *, total: bool = False) -> InternalTable:
    """All counts of the page's table, without the shares made of them."""
    kept = _numbers(chart.table, named)
    return InternalTable(
        title=chart.title,
        rows=tuple(_name(row, named) for row in chart.table.rows),
        columns=tuple(chart.table.columns[column].label for column in kept),
        cells=tuple(tuple(row[column] for column in kept) for row in chart.table.rows),
        row_heading=", ".join(chart.table.columns[column].label for column in named),
        total_rows=(len(chart.table.rows) - 1,) if total else (),
    )


def _numbers(table: Table, named: Sequence[int]) -> list[int]:
    return [number for number, column in enumerate(table.columns) if column.kind is Kind.NUMBER and number not in named]


def _name(row: Sequence[Any], named: Sequence[int]) -> str:
    return ", ".join(str(row[column]) for column in named)


def _in_order(names: Sequence[str], keys: Sequence[Any]) -> list[str]:
    """Each name once: weeks and minutes by their number, others after them as they come."""
    found = dict(zip(names, keys, strict=True))
    numbers = {name: int(key) for name, key in found.items() if str(key).isdigit()}
    return [*sorted(numbers, key=numbers.__getitem__), *(name for name in found if name not in numbers)]
