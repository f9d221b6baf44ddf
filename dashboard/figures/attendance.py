"""The figures of the attendance page: the register's grid, weeks, activities, attendance beside commitment."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.domain.measures import Counts
from dashboard.domain.register import RECORDED_ORDER, Shown
from dashboard.figures.grid import SQUARE, Grid, Look, square_grid
from dashboard.figures.links import leading, leading_rows
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
from dashboard.i18n import gettext as _

_WEEK_GAP = 0.7
_LEAST = 1.4
"""Columns that the label of a week needs, where fewer sessions stand below it."""


def week_columns(slots: Mapping[int, int]) -> tuple[dict[int, float], float]:
    """The first column of each week, with a gap between weeks, and the number of columns in all.

    Args:
        slots: how many squares a week needs side by side, by week; a week without any still has room for one.
    """
    first: dict[int, float] = {}
    column = 0.0
    for week in sorted(slots):
        first[week] = column
        column += max(slots[week], _LEAST) + _WEEK_GAP
    return first, max(column - _WEEK_GAP, 0.0)


def register_grid(grid: Grid) -> Figure:
    """Persons by sessions: one square each, coloured and marked by status, with the total at the end of the row."""
    return square_grid(grid, {status: _look(status) for status in (*RECORDED_ORDER, Shown.UPCOMING)})


def _look(status: Shown) -> Look:
    outline = "--unrecorded" if status is Shown.UNRECORDED else ""
    return Look(status_name(status), square(status, SQUARE), glyph(status, SQUARE), outline)


def weekly_status(
    weeks: Mapping[int, Mapping[Shown, int]], *, length: int, links: Mapping[int, str] | None = None
) -> Figure:
    """Stacked bars of the six statuses by programme week, numbers of expected marks; each leads where its week does."""
    shown = sorted(weeks)
    lead = leading([links[week] for week in shown]) if links else {}
    return {
        "data": [
            {
                "type": "bar",
                "name": status_name(status),
                "x": shown,
                "y": [weeks[week][status] for week in shown],
                "width": 0.7,  # Plotly would fill the gap that a week without sessions leaves.
                "marker": bar(status),
                "hovertemplate": _("week %(week)s: %(count)s", week="%{x}", count="%{y}")
                + f" {status_name(status)}<extra></extra>",
                **lead,
            }
            for status in RECORDED_ORDER
            if any(weeks[week][status] for week in shown)
        ],
        "layout": layout(
            barmode="stack",
            xaxis=week_axis(length),
            yaxis={"rangemode": "tozero", "fixedrange": True, "zeroline": False, "nticks": 5, "tickformat": "d"},
        ),
    }


def by_activity(activities: Sequence[tuple[str, Counts]], *, interval: bool, links: Sequence[str] = ()) -> Figure:
    """Attendance of each activity as a bar, what commitment adds to it in another, the counts beside them.

    Args:
        activities: names with their counts, first on top.
        interval: draw the Wilson interval, as where one cohort is shown.
        links: where each activity leads.
    """
    enough = [(name, counts) for name, counts in activities if counts.countable]
    links = [link for link, (_name, counts) in zip(links, activities, strict=False) if counts.countable]
    names = [plain(name) for name, _counts in enough]
    attended: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "name": _("attendance"),
        "y": names,
        "x": [counts.attendance for _name, counts in enough],
        "marker": {"color": "--present", "line": {"color": "--present-edge", "width": 1}},
        "hovertemplate": "%{y}: %{x:.0%}<extra></extra>",
        "zorder": 1,  # Above the bar beside it, which would cover the upper half of the interval.
        **leading(links),
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
                **leading(links),
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
            **leading_rows(links),
        ),
    }


def attendance_and_commitment(groups: Sequence[tuple[str, Counts]], *, links: Sequence[str] = ()) -> Figure:
    """A dot for attendance and one for commitment in each row, joined by what was told beforehand.

    Args:
        groups: names with their counts, first on top.
        links: where each of them leads.
    """
    enough = [(name, counts) for name, counts in groups if counts.enough]
    links = [link for link, (_name, counts) in zip(links, groups, strict=False) if counts.enough]
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
            _dots(_("commitment"), names, commitment, _COMMITMENT) | leading(links),
            _dots(_("attendance"), names, attendance, _ATTENDANCE) | leading(links),
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
            **leading_rows(links),
        ),
    }


_ATTENDANCE = {"symbol": "circle", "color": "--present", "edge": "--present-edge"}
_COMMITMENT = {"symbol": "diamond", "color": "--told", "edge": "--told-edge"}


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
