"""Minutes late, a row a cohort: every mark as a dot, or bars of five minutes; below them the quartiles as a box."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from dashboard.domain.lateness import CLASS, LONGEST, Lateness, classes
from dashboard.domain.measures import FEW
from dashboard.figures.lateness_rows import AXIS, pixels, row_header
from dashboard.figures.links import leading
from dashboard.figures.style import Figure, layout, plain
from dashboard.i18n import gettext as _

_HEADER, _GAP = 26, 14
_DOT, _STEP, _BOX = 9, 11, 16
_BARS, _COUNT = 64, 14
_OVER = LONGEST + CLASS + 1
"""Where everything over an hour stands on the axis."""


@dataclass(frozen=True, slots=True)
class MinuteRow:
    """The late marks of one cohort, or of all of them.

    Attributes:
        name, said: what stands above the row.
        counts: its counts.
        dots: minutes of each mark, what its dot says, and where it leads, in the order in which they are stacked;
            empty where single marks are not shown.
    """

    name: str
    said: str
    counts: Lateness
    dots: Sequence[tuple[int, str, str]] = ()


Draw = Callable[[MinuteRow, float], list[dict[str, Any]]]


def dots_height(rows: Sequence[MinuteRow]) -> int:
    """The height of the figure of dots in pixels."""
    return round(sum(map(_dots_room, rows))) + AXIS


def bars_height(rows: Sequence[MinuteRow]) -> int:
    """The height of the figure of bars in pixels."""
    return round(sum(map(_bars_room, rows))) + AXIS


def minute_dots(rows: Sequence[MinuteRow]) -> Figure:
    """Every late mark with known minutes as a dot over them, equal ones stacked."""
    return _figure(rows, _dots_room, _dots)


def minute_bars(rows: Sequence[MinuteRow]) -> Figure:
    """Late marks in classes of five minutes, with their numbers; the rows are on one scale."""
    most = max((marks for row in rows for marks in classes(row.counts.minutes).values()), default=0) or 1
    return _figure(rows, _bars_room, lambda row, ground: _bars(row, ground, most))


def class_name(last: int) -> str:
    """A class of minutes by its last one: ``1–5``, ``> 60``."""
    return f"> {LONGEST}" if last > LONGEST else f"{last - CLASS + 1}–{last}"


def _figure(rows: Sequence[MinuteRow], room: Callable[[MinuteRow], float], draw: Draw) -> Figure:
    ends = list(accumulate(room(row) for row in rows))
    grounds = [end - _GAP - _BOX for end in ends]
    over = any(minutes > LONGEST for row in rows for minutes, _marks in row.counts.minutes)
    return {
        "data": [trace for row, ground in zip(rows, grounds, strict=True) for trace in draw(row, ground)],
        "layout": layout(
            margin={"l": 8, "r": 12, "t": 0, "b": AXIS},
            xaxis=_minutes_axis(over),
            yaxis=pixels(ends[-1]),
            shapes=[shape for row, ground in zip(rows, grounds, strict=True) for shape in _box(row, ground)],
            annotations=[
                row_header(f"<b>{plain(row.name)}</b>   {plain(row.said)}", end - room(row))
                for row, end in zip(rows, ends, strict=True)
            ],
            hovermode="closest",
            barmode="overlay",
        ),
    }


def _dots_room(row: MinuteRow) -> float:
    stacks = Counter(_place(minutes) for minutes, _text, _link in row.dots)
    return _HEADER + max([*stacks.values(), 2]) * _STEP + _BOX + _GAP


def _bars_room(_row: MinuteRow) -> float:
    return _HEADER + _COUNT + _BARS + _BOX + _GAP


def _dots(row: MinuteRow, ground: float) -> list[dict[str, Any]]:
    stacked: Counter[float] = Counter()
    heights = []
    for minutes, _text, _link in row.dots:
        heights.append(ground - (stacked[_place(minutes)] + 0.5) * _STEP)
        stacked[_place(minutes)] += 1
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": plain(row.name),
            "x": [_place(minutes) for minutes, _text, _link in row.dots],
            "y": heights,
            "text": [plain(text) for _minutes, text, _link in row.dots],
            "marker": {"symbol": "circle", "size": _DOT, **_LOOK},
            "hovertemplate": "%{text}<extra></extra>",
            **leading([link for _minutes, _text, link in row.dots]),
        }
    ]


def _bars(row: MinuteRow, ground: float, most: int) -> list[dict[str, Any]]:
    counted = {last: marks for last, marks in classes(row.counts.minutes).items() if marks}
    places = [_OVER if last > LONGEST else last - CLASS / 2 for last in counted]
    heights = [_BARS * marks / most for marks in counted.values()]
    return [
        {
            "type": "bar",
            "name": plain(row.name),
            "x": places,
            "y": [-height for height in heights],
            "base": [ground] * len(places),
            "width": CLASS * 0.9,
            "marker": _LOOK,
            "hovertext": [class_name(last) for last in counted],
            "text": list(counted.values()),
            "textposition": "none",
            "hovertemplate": _("%(class)s min: %(count)s", **{"class": "%{hovertext}", "count": "%{text}"})
            + "<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "text",
            "x": places,
            "y": [ground - height - 8 for height in heights],
            "text": list(counted.values()),
            "textfont": {"size": 12},
            "hoverinfo": "skip",
        },
    ]


_LOOK = {"color": "--late", "line": {"color": "--late-edge", "width": 1}}


def _box(row: MinuteRow, ground: float) -> list[dict[str, Any]]:
    """The middle half as a bar, the median across it; too few marks have none."""
    if row.counts.quartiles is None or row.counts.minutes_known < FEW:
        return []
    low, median, high = (_place(minutes) for minutes in row.counts.quartiles)
    height = ground + _BOX / 2
    half = {"x0": low - 0.3, "x1": high + 0.3, "y0": height, "y1": height}
    middle = {"x0": median, "x1": median, "y0": height - 7, "y1": height + 7}
    return [
        {"type": "line", **half, "line": {"color": "--control-line", "width": 4}},
        {"type": "line", **middle, "line": {"color": "--ink", "width": 3}},
    ]


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
