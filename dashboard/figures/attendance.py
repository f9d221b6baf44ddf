"""The figures of the attendance page: the register's grid, weeks, activities, attendance beside commitment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.measures import Counts
from dashboard.domain.register import RECORDED_ORDER, Shown
from dashboard.figures.style import (
    Figure,
    bar,
    glyph,
    layout,
    plain,
    rate_text,
    share_axis,
    square,
    status_name,
    week_axis,
)
from dashboard.i18n import format_number, format_percent
from dashboard.i18n import gettext as _

SQUARE = 17
"""Side of one square of the grid in pixels; a column is a little wider, a row higher."""
COLUMN, ROW = 21, 28
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 118, 30, 8
_WEEK_GAP = 0.7


@dataclass(frozen=True, slots=True)
class GridCell:
    """One square: where it stands and what it says when asked."""

    row: int
    column: float
    shown: Shown
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The register as squares; rows and week labels in the order in which they stand.

    ``totals`` is the text at the end of each row; ``weeks`` gives each label the column in its middle.
    """

    cells: Sequence[GridCell]
    rows: Sequence[str]
    totals: Sequence[str]
    weeks: Sequence[tuple[str, float]]
    columns: float

    @property
    def width(self) -> int:
        """The figure's width in pixels: squares keep their size, narrow screens scroll."""
        return round(_LEFT + self.columns * COLUMN + _RIGHT)

    @property
    def height(self) -> int:
        """The figure's height in pixels."""
        return _TOP + len(self.rows) * ROW + _BOTTOM


def week_columns(slots: Mapping[int, int]) -> tuple[dict[int, float], float]:
    """The first column of each week, with a gap between weeks, and the number of columns in all.

    Args:
        slots: how many squares a week needs side by side, by week; a week without any still has room for one.
    """
    first: dict[int, float] = {}
    column = 0.0
    for week in sorted(slots):
        first[week] = column
        column += max(slots[week], 1) + _WEEK_GAP
    return first, max(column - _WEEK_GAP, 0.0)


def register_grid(grid: Grid) -> Figure:
    """Persons by sessions: one square each, coloured and marked by status, with the total at the end of the row."""
    by_status: dict[Shown, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        by_status[cell.shown].append(cell)
    traces = []
    for status in (*RECORDED_ORDER, Shown.UPCOMING):
        if by_status[status]:
            traces += _squares(status, by_status[status])
    return {
        "data": traces,
        "layout": layout(
            width=grid.width,
            height=grid.height,
            margin={"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _BOTTOM},
            xaxis={
                "range": [-0.6, grid.columns - 0.4],
                "side": "top",
                "tickvals": [column for _label, column in grid.weeks],
                "ticktext": [label for label, _column in grid.weeks],
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            yaxis={
                "range": [len(grid.rows) - 0.5, -0.5],
                "tickvals": list(range(len(grid.rows))),
                "ticktext": list(grid.rows),
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            annotations=[_total(text, row) for row, text in enumerate(grid.totals)],
            shapes=[_hollow(cell) for cell in by_status[Shown.UNRECORDED]],
            hovermode="closest",
        ),
    }


def _squares(status: Shown, cells: Sequence[GridCell]) -> list[dict[str, Any]]:
    trace = {
        "type": "scatter",
        "mode": "markers",
        "name": status_name(status),
        "x": [cell.column for cell in cells],
        "y": [cell.row for cell in cells],
        "marker": square(status, SQUARE),
        "text": [cell.text for cell in cells],
        "hovertemplate": "%{text}<extra></extra>",
    }
    drawn = glyph(status, SQUARE)
    if drawn is None:
        return [trace]
    upon = {**trace, "marker": drawn, "hoverinfo": "skip"}
    del upon["hovertemplate"], upon["text"]
    return [trace, upon]


def _hollow(cell: GridCell) -> dict[str, Any]:
    """The dashed outline of a missing mark: unlike anything that was recorded."""
    across, down = SQUARE / COLUMN / 2, SQUARE / ROW / 2
    return {
        "type": "rect",
        "x0": cell.column - across,
        "x1": cell.column + across,
        "y0": cell.row - down,
        "y1": cell.row + down,
        "line": {"color": "--unrecorded", "width": 1.2, "dash": "2px,2px"},
    }


def _total(text: str, row: int) -> dict[str, Any]:
    return {
        "text": text,
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 12,
        "y": row,
        "showarrow": False,
        "align": "left",
    }


def weekly_status(weeks: Mapping[int, Mapping[Shown, int]], *, length: int) -> Figure:
    """Stacked bars of the six statuses by programme week, numbers of expected marks."""
    shown = sorted(weeks)
    return {
        "data": [
            {
                "type": "bar",
                "name": status_name(status),
                "x": shown,
                "y": [weeks[week][status] for week in shown],
                "marker": bar(status),
                "hovertemplate": _("week %(week)s: %(count)s", week="%{x}", count="%{y}")
                + f" {status_name(status)}<extra></extra>",
            }
            for status in RECORDED_ORDER
            if any(weeks[week][status] for week in shown)
        ],
        "layout": layout(
            barmode="stack",
            bargap=0.3,
            xaxis=week_axis(length),
            yaxis={"rangemode": "tozero", "fixedrange": True, "zeroline": False, "nticks": 5, "tickformat": "d"},
        ),
    }


def by_activity(activities: Sequence[tuple[str, Counts]], *, interval: bool) -> Figure:
    """Attendance of each activity as a bar, what commitment adds to it in another, the counts beside them.

    Args:
        activities: names with their counts, first on top.
        interval: draw the Wilson interval, as where one cohort is shown.
    """
    enough = [(name, counts) for name, counts in activities if counts.countable]
    names = [plain(name) for name, _counts in enough]
    attended: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "name": _("attendance"),
        "y": names,
        "x": [counts.attendance for _name, counts in enough],
        "marker": {"color": "--present", "line": {"color": "--present-edge", "width": 1}},
        "hovertemplate": "%{y}: %{x:.0%}<extra></extra>",
    }
    if interval:
        attended["error_x"] = _interval([counts for _name, counts in enough])
    return {
        "data": [
            attended,
            {
                "type": "bar",
                "orientation": "h",
                "name": _("absent, told before"),
                "y": names,
                "x": [counts.told / counts.countable for _name, counts in enough],
                "marker": bar(Shown.TOLD),
                "hovertemplate": "%{y}: %{x:.0%}<extra></extra>",
            },
        ],
        "layout": layout(
            barmode="stack",
            bargap=0.45,
            margin={"l": 8, "r": 116, "t": 8, "b": 30},
            xaxis=share_axis(),
            yaxis={"autorange": "reversed", "automargin": True, "fixedrange": True, "ticksuffix": "  "},
            annotations=[
                _beside(plain(name), rate_text(counts.attendance, counts.attended, counts.countable))
                for name, counts in enough
            ],
        ),
    }


def attendance_and_commitment(groups: Sequence[tuple[str, Counts]]) -> Figure:
    """A dot for attendance and one for commitment in each row, joined by what was told beforehand."""
    enough = [(name, counts) for name, counts in groups if counts.enough]
    names = [plain(name) for name, _counts in enough]
    attendance = [counts.attendance for _name, counts in enough]
    commitment = [counts.commitment for _name, counts in enough]
    return {
        "data": [
            *(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": [counts.attendance, counts.commitment],
                    "y": [plain(name), plain(name)],
                    "line": {"color": "--told", "width": 4},
                    "hoverinfo": "skip",
                }
                for name, counts in enough
            ),
            _dots(_("commitment"), names, commitment, {"symbol": "diamond", "color": "--told", "edge": "--told-edge"}),
            _dots(
                _("attendance"), names, attendance, {"symbol": "circle", "color": "--present", "edge": "--present-edge"}
            ),
        ],
        "layout": layout(
            margin={"l": 8, "r": 16, "t": 8, "b": 30},
            xaxis=share_axis(range=[0, 1.04]),
            yaxis={
                "autorange": "reversed",
                "automargin": True,
                "fixedrange": True,
                "type": "category",
                "ticksuffix": "  ",
            },
        ),
    }


def _dots(name: str, rows: Sequence[str], values: Sequence[float | None], look: Mapping[str, str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(values),
        "y": list(rows),
        "marker": {
            "symbol": look["symbol"],
            "color": look["color"],
            "size": 11,
            "line": {"color": look["edge"], "width": 1},
        },
        "hovertemplate": f"%{{y}}: {name} %{{x:.0%}}<extra></extra>",
    }


def _interval(counts: Sequence[Counts]) -> dict[str, Any]:
    bounds = [count.attendance_interval for count in counts]
    rates = [count.attendance or 0 for count in counts]
    return {
        "type": "data",
        "symmetric": False,
        "array": [bound[1] - rate if bound else 0 for bound, rate in zip(bounds, rates, strict=True)],
        "arrayminus": [rate - bound[0] if bound else 0 for bound, rate in zip(bounds, rates, strict=True)],
        "color": "--ink",
        "thickness": 1,
        "width": 3,
    }


def _beside(name: str, text: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 8,
        "y": name,
        "showarrow": False,
        "align": "left",
    }


def range_text(counts: Counts) -> str:
    """The Wilson interval in words, ``71–86 %``, or nothing below six."""
    bounds = counts.attendance_interval
    if bounds is None:
        return ""
    return f"{format_number(bounds[0] * 100)}–{format_percent(bounds[1])}"
