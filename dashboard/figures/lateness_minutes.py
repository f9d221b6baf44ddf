"""Minutes late: every mark as a dot, or classes of five minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from dashboard.domain.lateness import CLASS, LONGEST, Lateness, classes
from dashboard.figures.lateness_rows import AXIS, pixels, row_header
from dashboard.figures.links import leading
from dashboard.figures.style import Figure, layout, plain
from dashboard.i18n import gettext as _

_HEADER, _GAP = 26, 14
_DOT, _STEP, _BOX = 9, 11, 16
_HISTOGRAM = 190
_OVER = LONGEST + CLASS + 1
"""Where everything over an hour stands on the axis."""


@dataclass(frozen=True, slots=True)
class Dots:
    """The late marks of one cohort: minutes with what each dot says, in the order in which they are stacked.

    ``links`` are where the dots lead, if anywhere.
    """

    name: str
    said: str
    quartiles: tuple[float, float, float] | None
    dots: Sequence[tuple[int, str]]
    links: Sequence[str] = ()

    @property
    def height(self) -> int:
        """In pixels."""
        places = [_place(minutes) for minutes, _text in self.dots]
        deepest = max((places.count(place) for place in set(places)), default=1)
        return _HEADER + max(deepest, 2) * _STEP + _BOX + _GAP


def dots_height(rows: Sequence[Dots]) -> int:
    """The figure's height in pixels."""
    return sum(row.height for row in rows) + AXIS


def minute_dots(rows: Sequence[Dots]) -> Figure:
    """Every late mark as a dot over its minutes, equal ones stacked; below them the quartiles as a box."""
    ends = list(accumulate(row.height for row in rows))
    data: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    headers = []
    over = any(minutes > LONGEST for row in rows for minutes, _text in row.dots)
    for row, end in zip(rows, ends, strict=True):
        ground = end - _GAP - _BOX
        data.append(_stacked(row, ground))
        shapes += _box(row.quartiles, ground + _BOX / 2)
        headers.append(row_header(f"<b>{plain(row.name)}</b>   {plain(row.said)}", end - row.height))
    return {
        "data": data,
        "layout": layout(
            margin={"l": 8, "r": 12, "t": 0, "b": AXIS},
            xaxis=_minutes_axis(over),
            yaxis=pixels(ends[-1]),
            shapes=shapes,
            annotations=headers,
            hovermode="closest",
        ),
    }


def _stacked(row: Dots, ground: float) -> dict[str, Any]:
    below: dict[float, int] = {}
    heights = []
    for minutes, _text in row.dots:
        place = _place(minutes)
        heights.append(ground - (below.get(place, 0) + 0.5) * _STEP)
        below[place] = below.get(place, 0) + 1
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(row.name),
        "x": [_place(minutes) for minutes, _text in row.dots],
        "y": heights,
        "text": [plain(text) for _minutes, text in row.dots],
        "marker": {"symbol": "circle", "size": _DOT, "color": "--late", "line": {"color": "--late-edge", "width": 1}},
        "hovertemplate": "%{text}<extra></extra>",
        **leading(row.links),
    }


def _box(quartiles: tuple[float, float, float] | None, height: float) -> list[dict[str, Any]]:
    """The middle half as a bar, the median across it."""
    if quartiles is None:
        return []
    low, median, high = (_place(minutes) for minutes in quartiles)
    return [
        {
            "type": "line",
            "x0": low - 0.3,
            "x1": high + 0.3,
            "y0": height,
            "y1": height,
            "line": {"color": "--control-line", "width": 4},
        },
        {
            "type": "line",
            "x0": median,
            "x1": median,
            "y0": height - 7,
            "y1": height + 7,
            "line": {"color": "--ink", "width": 3},
        },
    ]


def minute_histogram(counts: Lateness) -> Figure:
    """Late marks in classes of five minutes, with the middle half shaded and the median as a line."""
    counted = classes(counts.minutes)
    shapes = []
    if counts.quartiles is not None:
        low, median, high = (_place(minutes) for minutes in counts.quartiles)
        across = {"yref": "paper", "y0": 0, "y1": 1}
        shapes = [
            {"type": "rect", "x0": low, "x1": high, **across, "fillcolor": "--accent/0.14", "line": {"width": 0}},
            {"type": "line", "x0": median, "x1": median, **across, "line": {"color": "--ink", "width": 2}},
        ]
    return {
        "data": [
            {
                "type": "bar",
                "x": [_OVER if last > LONGEST else last - CLASS / 2 for last in counted],
                "y": list(counted.values()),
                "width": CLASS * 0.9,
                "text": [class_name(last) for last in counted],
                "textposition": "none",
                "marker": {"color": "--late", "line": {"color": "--late-edge", "width": 1}},
                "hovertemplate": _("%(class)s min: %(count)s", **{"class": "%{text}", "count": "%{y}"})
                + "<extra></extra>",
            }
        ],
        "layout": layout(
            height=_HISTOGRAM + AXIS,
            margin={"l": 44, "r": 12, "t": 8, "b": AXIS},
            xaxis={**_minutes_axis(any(minutes > LONGEST for minutes, _marks in counts.minutes)), "showgrid": False},
            yaxis={"rangemode": "tozero", "fixedrange": True, "zeroline": False, "nticks": 5, "tickformat": "d"},
            shapes=shapes,
        ),
    }


HISTOGRAM_HEIGHT = _HISTOGRAM + AXIS


def class_name(last: int) -> str:
    """A class of minutes by its last one: ``1–5``, ``> 60``."""
    return f"> {LONGEST}" if last > LONGEST else f"{last - CLASS + 1}–{last}"


def _place(minutes: float) -> float:
    """Where minutes stand on the axis: everything over an hour at its end."""
    return minutes if minutes <= LONGEST else _OVER


def _minutes_axis(over: bool) -> dict[str, Any]:
    ticks = list(range(0, LONGEST + 1, 15))
    return {
        "range": [-1.5, _OVER + 3 if over else LONGEST + 2],
        "tickvals": [*ticks, _OVER] if over else ticks,
        "ticktext": [*map(str, ticks), f"> {LONGEST}"] if over else [*map(str, ticks)],
        "showgrid": True,
        "zeroline": False,
        "fixedrange": True,
        "title": {"text": _("minutes late")},
    }
