"""The figures of the lateness page: weeks, the timetable, activities. Its rows are in ``lateness_rows``."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import groupby
from math import ceil
from typing import Any

from dashboard.domain.lateness import Lateness, Slot
from dashboard.figures.style import Figure, layout, plain, rate_text, share_axis, week_axis
from dashboard.i18n import format_clock, format_percent, format_weekday
from dashboard.i18n import gettext as _

_HEADER, _PLOT, _GAP, _AXIS = 24, 104, 14, 44
PANEL = _HEADER + _PLOT + _GAP
"""Height of one cohort's weeks in pixels."""

SLOT = 48
"""Height of one weekday in pixels."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One cohort's weeks.

    ``total`` says its rate beside its name; ``differs`` are the weeks in which it differs from the other cohorts by
    more than chance would bring; null: there is nothing to compare with.
    """

    name: str
    total: str
    weeks: Mapping[int, Lateness]
    differs: Collection[int] | None = None


def panels_height(panels: int) -> int:
    """The figure's height in pixels."""
    return panels * PANEL + _AXIS


def weekly(panels: Sequence[Panel], *, length: int) -> Figure:
    """Share late by programme week, a panel a cohort below each other, each with its Wilson band and its counts.

    Weeks with fewer than six attended marks are gaps that show their counts alone.
    """
    whole = len(panels) * PANEL
    top = _top(panels)
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    headers = []
    for number, panel in enumerate(panels):
        axis = "y" if number == 0 else f"y{number + 1}"
        ceiling = 1 - (number * PANEL + _HEADER) / whole
        data += _panel(panel, axis, top)
        axes[f"yaxis{axis[1:]}"] = share_axis(
            domain=[ceiling - _PLOT / whole, ceiling],
            range=[-0.26 * top, top * 1.04],
            tickvals=[step * 0.25 for step in range(round(top * 4) + 1)],
            ticktext=[format_percent(step * 0.25) for step in range(round(top * 4) + 1)],
        )
        headers.append(_header(panel, ceiling))
    return {
        "data": data,
        "layout": layout(
            margin={"l": 48, "r": 12, "t": 0, "b": _AXIS},
            xaxis={**week_axis(length), "anchor": "y" if len(panels) == 1 else f"y{len(panels)}"},
            **axes,
            annotations=headers,
            hovermode="closest",
        ),
    }


def _top(panels: Sequence[Panel]) -> float:
    """The end of every panel's axis: a quarter, half, three quarters or the whole, above every band."""
    bounds = [counts.lateness_interval for panel in panels for counts in panel.weeks.values()]
    highest = max((bound[1] for bound in bounds if bound), default=0.0)
    return max(ceil(highest * 4), 2) / 4


def _header(panel: Panel, ceiling: float) -> dict[str, Any]:
    return {
        "text": f"<b>{plain(panel.name)}</b>   {plain(panel.total)}",
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": ceiling,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
    }


def _panel(panel: Panel, axis: str, top: float) -> list[dict[str, Any]]:
    weeks = range(min(panel.weeks, default=1), max(panel.weeks, default=0) + 1)
    counts = [panel.weeks.get(week, Lateness()) for week in weeks]
    counted = [f"{count.late}/{count.attended}" if count.attended else "" for count in counts]
    filled = [panel.differs is None or week in panel.differs for week in weeks]
    return [
        *_band(weeks, counts, axis),
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": plain(panel.name),
            "yaxis": axis,
            "x": list(weeks),
            "y": [count.lateness if count.enough else None for count in counts],
            "text": counted,
            "line": {"color": "--accent", "width": 2},
            "marker": {
                "size": 9,
                "color": ["--accent" if full else "--card" for full in filled],
                "line": {"color": "--accent", "width": 2},
            },
            "hovertemplate": _("%(name)s, week %(week)s: %(rate)s (%(counts)s)", **_HOVER) + "<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "text",
            "yaxis": axis,
            "x": list(weeks),
            "y": [-0.16 * top] * len(weeks),
            "text": counted,
            "textfont": {"size": 12},
            "hoverinfo": "skip",
        },
    ]


_HOVER = {"name": "%{fullData.name}", "week": "%{x}", "rate": "%{y:.0%}", "counts": "%{text}"}


def _band(weeks: Sequence[int], counts: Sequence[Lateness], axis: str) -> list[dict[str, Any]]:
    """The Wilson intervals as one area for each row of weeks with enough marks."""
    bounds = [(week, count.lateness_interval) for week, count in zip(weeks, counts, strict=True)]
    bands = []
    for known, row in groupby(bounds, key=lambda bound: bound[1] is not None):
        if known:
            edges = [(float(week), *interval) for week, interval in row if interval]
            edges = [(edges[0][0] - 0.18, *edges[0][1:]), *edges, (edges[-1][0] + 0.18, *edges[-1][1:])]
            bands.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "yaxis": axis,
                    "x": [week for week, _low, _high in edges] + [week for week, _low, _high in reversed(edges)],
                    "y": [high for _week, _low, high in edges] + [low for _week, low, _high in reversed(edges)],
                    "fill": "toself",
                    "fillcolor": "--accent/0.14",
                    "line": {"width": 0},
                    "hoverinfo": "skip",
                }
            )
    return bands


def timetable(slots: Mapping[Slot, Lateness]) -> Figure:
    """Weekdays by starts: the share late with its counts, the more the deeper; fewer than six, the counts alone."""
    weekdays, clocks = sorted({day for day, _clock in slots}), sorted({clock for _day, clock in slots})
    places = [(clocks.index(clock), weekdays.index(day), counts) for (day, clock), counts in slots.items()]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "text",
                "x": [column for column, _row, _counts in places],
                "y": [row for _column, row, _counts in places],
                "text": [_slot_text(counts) for _column, _row, counts in places],
                "textfont": {"color": "--ink"},
                "hoverinfo": "skip",
            }
        ],
        "layout": layout(
            margin={"l": 44, "r": 8, "t": 30, "b": 8},
            xaxis={
                "range": [-0.5, len(clocks) - 0.5],
                "side": "top",
                "tickvals": list(range(len(clocks))),
                "ticktext": [format_clock(clock) for clock in clocks],
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            yaxis={
                "range": [len(weekdays) - 0.5, -0.5],
                "tickvals": list(range(len(weekdays))),
                "ticktext": [format_weekday(day) for day in weekdays],
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            shapes=[_slot_cell(column, row, counts) for column, row, counts in places],
        ),
    }


def timetable_size(slots: Mapping[Slot, Lateness]) -> tuple[int, int]:
    """Height and least width in pixels."""
    weekdays: set[int] = {day for day, _clock in slots}
    clocks: set[time] = {clock for _day, clock in slots}
    return 38 + SLOT * len(weekdays), 60 + 62 * len(clocks)


def _slot_text(counts: Lateness) -> str:
    rate = f"<b>{format_percent(counts.lateness)}</b><br>" if counts.enough else ""
    return f"{rate}{counts.late}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{counts.attended}"


def _slot_cell(column: int, row: int, counts: Lateness) -> dict[str, Any]:
    cell = {
        "type": "rect",
        "x0": column - 0.47,
        "x1": column + 0.47,
        "y0": row - 0.46,
        "y1": row + 0.46,
        "layer": "below",
    }
    if not counts.enough:
        return {**cell, "line": {"color": "--line", "width": 1}}
    # Half of the times late is as deep as it gets: on deeper ground the figures could not be read.
    depth = 0.05 + 0.4 * min((counts.lateness or 0) / 0.5, 1)
    return {**cell, "fillcolor": f"--late/{depth:.2f}", "line": {"width": 0}}


def by_activity(activities: Sequence[tuple[str, Lateness]], *, interval: bool) -> Figure:
    """Share late of each activity as a bar, the counts beside it; fewer than six attended marks have no bar.

    Args:
        activities: names with their counts, first on top.
        interval: draw the Wilson interval, as where one cohort is shown.
    """
    names = [plain(name) for name, _counts in activities]
    bars: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": [counts.lateness if counts.enough else None for _name, counts in activities],
        "marker": {"color": "--late", "line": {"color": "--late-edge", "width": 1}},
        "hovertemplate": "%{y}: %{x:.0%}<extra></extra>",
    }
    if interval:
        bars["error_x"] = _whiskers([counts for _name, counts in activities])
    return {
        "data": [bars],
        "layout": layout(
            bargap=0.45,
            margin={"l": 8, "r": 96, "t": 8, "b": 30},
            xaxis=share_axis(),
            yaxis={
                "autorange": "reversed",
                "automargin": True,
                "fixedrange": True,
                "type": "category",
                "ticksuffix": "  ",
            },
            annotations=[
                {
                    "text": rate_text(counts.lateness, counts.late, counts.attended),
                    "x": 1,
                    "xref": "paper",
                    "xanchor": "left",
                    "xshift": 8,
                    "y": plain(name),
                    "showarrow": False,
                    "align": "left",
                }
                for name, counts in activities
            ],
        ),
    }


def _whiskers(counts: Sequence[Lateness]) -> dict[str, Any]:
    bounds = [(count.lateness or 0.0, count.lateness_interval) for count in counts]
    return {
        "type": "data",
        "symmetric": False,
        "array": [bound[1] - rate if bound else 0 for rate, bound in bounds],
        "arrayminus": [rate - bound[0] if bound else 0 for rate, bound in bounds],
        "color": "--ink",
        "thickness": 1,
        "width": 3,
    }
