"""The figures of the lateness page that stand in rows: minutes, people, notice.

Their vertical axis counts pixels from the top, so that a row is as high as what it holds, and a figure as its rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from dashboard.domain.lateness import CLASS, LAST, LONGEST, Lateness, classes
from dashboard.domain.register import Shown
from dashboard.figures.style import Figure, bar, layout, plain, week_axis
from dashboard.i18n import gettext as _

_HEADER, _AXIS, _GAP = 26, 44, 14
_DOT, _STEP, _BOX = 9, 11, 16
_OVER = LONGEST + CLASS + 1
_HISTOGRAM = 190
PERSON = 40
"""Height of one person's row in pixels."""
_RISE = 28
_NOTICE, _NOTICE_RISE = 74, 30


@dataclass(frozen=True, slots=True)
class Dots:
    """The late marks of one cohort: minutes with what each dot says, in the order in which they are stacked."""

    name: str
    said: str
    quartiles: tuple[float, float, float] | None
    dots: Sequence[tuple[int, str]]

    @property
    def height(self) -> int:
        """In pixels."""
        places = [_place(minutes) for minutes, _text in self.dots]
        deepest = max((places.count(place) for place in set(places)), default=1)
        return _HEADER + max(deepest, 2) * _STEP + _BOX + _GAP


def dots_height(rows: Sequence[Dots]) -> int:
    """The figure's height in pixels."""
    return sum(row.height for row in rows) + _AXIS


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
        headers.append(_row_header(f"<b>{plain(row.name)}</b>   {plain(row.said)}", end - row.height))
    return {
        "data": data,
        "layout": layout(
            margin={"l": 8, "r": 12, "t": 0, "b": _AXIS},
            xaxis=_minutes_axis(over),
            yaxis=_pixels(ends[-1]),
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
            height=_HISTOGRAM + _AXIS,
            margin={"l": 44, "r": 12, "t": 8, "b": _AXIS},
            xaxis={**_minutes_axis(any(minutes > LONGEST for minutes, _marks in counts.minutes)), "showgrid": False},
            yaxis={"rangemode": "tozero", "fixedrange": True, "zeroline": False, "nticks": 5, "tickformat": "d"},
            shapes=shapes,
        ),
    }


HISTOGRAM_HEIGHT = _HISTOGRAM + _AXIS


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


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person's weeks: on time among the latest five; a row without weeks and ``said`` is a heading."""

    name: str
    said: str
    weeks: Mapping[int, int]
    heading: bool = False


def people_height(rows: Sequence[PersonRow]) -> int:
    """The figure's height in pixels."""
    return len(rows) * PERSON + _AXIS


def on_time_rows(rows: Sequence[PersonRow], *, length: int) -> Figure:
    """A row a person: how many of the latest five times were on time, week by week, from none to all five."""
    grounds = [PERSON * number + PERSON - 6 for number in range(len(rows))]
    drawn = [(row, ground) for row, ground in zip(rows, grounds, strict=True) if not row.heading]
    return {
        "data": [trace for row, ground in drawn for trace in _rise(row, ground)],
        "layout": layout(
            margin={"l": 64, "r": 168, "t": 0, "b": _AXIS},
            xaxis=week_axis(length),
            yaxis={
                **_pixels(PERSON * len(rows)),
                "visible": True,
                "tickvals": [ground - _RISE / 2 for ground in grounds],
                "ticktext": [f"<b>{plain(row.name)}</b>" if row.heading else plain(row.name) for row in rows],
                "showgrid": False,
            },
            shapes=[_rule(height) for _row, ground in drawn for height in (ground, ground - _RISE)],
            annotations=[
                {
                    "text": plain(row.said),
                    "x": 1,
                    "xref": "paper",
                    "xanchor": "left",
                    "xshift": 10,
                    "y": ground - _RISE / 2,
                    "showarrow": False,
                    "align": "left",
                }
                for row, ground in drawn
            ],
            hovermode="closest",
        ),
    }


def _rise(row: PersonRow, ground: float) -> list[dict[str, Any]]:
    weeks = sorted(row.weeks)
    if not weeks:
        return []
    heights = [ground - _RISE * row.weeks[week] / LAST for week in weeks]
    area = {
        "type": "scatter",
        "mode": "lines",
        "x": [weeks[0], *weeks, weeks[-1]],
        "y": [ground, *heights, ground],
        "fill": "toself",
        "fillcolor": "--present/0.16",
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plain(row.name),
        "x": weeks,
        "y": heights,
        "text": [f"{row.weeks[week]} / {LAST}" for week in weeks],
        "line": {"color": "--present", "width": 2},
        "marker": {"color": "--present", "size": [5] * (len(weeks) - 1) + [8]},
        "hovertemplate": _("%(name)s, week %(week)s: on time %(counts)s", **_HOVER) + "<extra></extra>",
    }
    return [area, line]


_HOVER = {"name": "%{fullData.name}", "week": "%{x}", "counts": "%{text}"}


def _rule(height: float) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": height,
        "y1": height,
        "layer": "below",
        "line": {"color": "--line", "width": 1},
    }


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Late marks of one kind of notice by programme week."""

    name: str
    said: str
    weeks: Mapping[int, int]


_NOTICE_LOOKS: Sequence[dict[str, Any]] = (
    bar(Shown.TOLD),
    {"color": "--told/0.4", "line": {"color": "--told-edge", "width": 1}},
    bar(Shown.UNTOLD),
    bar(Shown.UNRECORDED),
)

NOTICE_HEIGHT = 4 * _NOTICE + _AXIS


def notice_rows(rows: Sequence[NoticeRow], *, length: int) -> Figure:
    """Four rows of bars, one a kind of notice: before, after, none, unknown. Numbers of late marks by week."""
    most = max((count for row in rows for count in row.weeks.values()), default=0) or 1
    data: list[dict[str, Any]] = []
    headers, rules = [], []
    for number, (row, look) in enumerate(zip(rows, _NOTICE_LOOKS, strict=True)):
        ground = _NOTICE * (number + 1) - 6
        weeks = [week for week in sorted(row.weeks) if row.weeks[week]]
        heights = [_NOTICE_RISE * row.weeks[week] / most for week in weeks]
        counts = [row.weeks[week] for week in weeks]
        data += [
            {
                "type": "bar",
                "name": plain(row.name),
                "x": weeks,
                "y": [-height for height in heights],
                "base": [ground] * len(weeks),
                "marker": look,
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "mode": "text",
                "x": weeks,
                "y": [ground - height - 9 for height in heights],
                "text": counts,
                "textfont": {"size": 12},
                "hoverinfo": "skip",
            },
        ]
        headers.append(_row_header(f"<b>{plain(row.name)}</b>   {plain(row.said)}", _NOTICE * number))
        rules.append(_rule(ground))
    return {
        "data": data,
        "layout": layout(
            barmode="overlay",
            bargap=0.4,
            margin={"l": 8, "r": 12, "t": 0, "b": _AXIS},
            xaxis=week_axis(length),
            yaxis=_pixels(_NOTICE * len(rows)),
            annotations=headers,
            shapes=rules,
        ),
    }


def _row_header(text: str, top: float) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": top,
        "yanchor": "top",
        "yshift": -2,
        "showarrow": False,
    }


def _pixels(height: float) -> dict[str, Any]:
    """A hidden axis that counts pixels from the top."""
    return {"range": [height, 0], "visible": False, "fixedrange": True, "zeroline": False}
