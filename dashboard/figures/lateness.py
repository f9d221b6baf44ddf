"""Lateness by programme week, a panel a cohort."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil
from typing import Any

from dashboard.domain.lateness import Lateness
from dashboard.figures.links import leading
from dashboard.figures.style import Figure, layout, plain, share_axis, week_axis
from dashboard.i18n import format_percent
from dashboard.i18n import gettext as _

_HEADER, _GAP, _AXIS = 24, 14, 44
_ALONE, _BESIDE = 190, 104
"""Heights of one cohort's weeks in pixels, alone and beside others."""
_BELOW, _LINE = 13, 8
"""How far below the axis the counts stand in pixels, and how much farther when they take two lines."""
_SHORT = 7
"""Counts with more signs than this take two lines."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One cohort's weeks.

    Attributes:
        name, total: what stands above it, the rate beside the name.
        weeks: its counts by programme week.
        differs: the weeks in which it differs from the other cohorts by more than chance would bring; null: there is
            nothing to compare with.
        links: where each week leads, if anywhere.
    """

    name: str
    total: str
    weeks: Mapping[int, Lateness]
    differs: Collection[int] | None = None
    links: Mapping[int, str] = field(default_factory=dict)


def panels_height(panels: int) -> int:
    """The figure's height in pixels."""
    return panels * _panel_height(panels) + _AXIS


def _panel_height(panels: int) -> int:
    return _HEADER + (_ALONE if panels == 1 else _BESIDE) + _GAP


def weekly_panels(panels: Sequence[Panel], *, length: int) -> Figure:
    """Share late by programme week, a panel a cohort below each other, each with its Wilson band and its counts.

    Weeks with fewer than six attended marks are gaps that show their counts alone.
    """
    height = _panel_height(len(panels))
    whole = len(panels) * height
    top = highest_quarter([counts for panel in panels for counts in panel.weeks.values()])
    short = all(len(_counted(counts)) <= _SHORT for panel in panels for counts in panel.weeks.values())
    depth = _BELOW if short else _BELOW + _LINE
    below = depth / (height - _HEADER - _GAP - 1.6 * depth)
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    headers = []
    for number, panel in enumerate(panels):
        axis = "y" if number == 0 else f"y{number + 1}"
        ceiling = 1 - (number * height + _HEADER) / whole
        data += _panel(panel, axis)
        data.append(_counts(panel, axis, -below * top, "/" if short else "<br>/"))
        axes[f"yaxis{axis[1:]}"] = {
            **quarters(top),
            "domain": [ceiling - (height - _HEADER - _GAP) / whole, ceiling],
            "range": [-1.6 * below * top, top * 1.04],
        }
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


def highest_quarter(counts: Iterable[Lateness]) -> float:
    """The end of an axis: half, three quarters or the whole, above every rate and interval."""
    bounds = [count.lateness_interval for count in counts]
    highest = max((bound[1] for bound in bounds if bound), default=0.0)
    return max(ceil(highest * 4), 2) / 4


def quarters(top: float) -> dict[str, Any]:
    """An axis of shares that ends before all of them."""
    ticks = [step / 4 for step in range(round(top * 4) + 1)]
    return share_axis(range=[0, top * 1.02], tickvals=ticks, ticktext=[format_percent(tick) for tick in ticks])


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


def _panel(panel: Panel, axis: str) -> list[dict[str, Any]]:
    weeks = range(min(panel.weeks, default=1), max(panel.weeks, default=0) + 1)
    counts = [panel.weeks.get(week, Lateness()) for week in weeks]
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
            "text": [_counted(count) for count in counts],
            **leading([panel.links.get(week, "") for week in weeks]),
            "line": {"color": "--accent", "width": 2},
            "marker": {
                "size": 9,
                "color": ["--accent" if full else "--card" for full in filled],
                "line": {"color": "--accent", "width": 2},
            },
            "hovertemplate": _("%(name)s, week %(week)s: %(rate)s (%(counts)s)", **_HOVER) + "<extra></extra>",
        },
    ]


def _counts(panel: Panel, axis: str, height: float, slash: str) -> dict[str, Any]:
    """The counts of each week, in a row below the axis."""
    came = [(week, counts) for week, counts in sorted(panel.weeks.items()) if counts.attended]
    return {
        "type": "scatter",
        "mode": "text",
        "yaxis": axis,
        "x": [week for week, _counts in came],
        "y": [height] * len(came),
        "text": [_counted(counts, slash) for _week, counts in came],
        "textfont": {"size": 12},
        "hoverinfo": "skip",
    }


def _counted(counts: Lateness, slash: str = "/") -> str:
    return f"{counts.late}{slash}{counts.attended}"


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
