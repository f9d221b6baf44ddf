"""Lateness in rows over the programme weeks: people, notice.

The vertical axis counts pixels from the top, so that a row is as high as what it holds, and a figure as its rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.domain.lateness import LAST
from dashboard.domain.register import Shown
from dashboard.figures.links import leading_rows
from dashboard.figures.style import Figure, bar, layout, plain, week_axis
from dashboard.i18n import gettext as _

AXIS = 44
"""Room for the axis below the rows in pixels."""

PERSON = 40
"""Height of one person's row in pixels."""

_RISE = 28
_NOTICE, _NOTICE_RISE = 74, 30


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person's weeks, on time among the latest five, or a heading; ``link`` is where the name leads."""

    name: str
    said: str = ""
    weeks: Mapping[int, int] = field(default_factory=dict)
    heading: bool = False
    link: str = ""


def people_height(rows: Sequence[PersonRow]) -> int:
    """The figure's height in pixels."""
    return len(rows) * PERSON + AXIS


def on_time_rows(rows: Sequence[PersonRow], *, length: int) -> Figure:
    """A row a person: how many of the latest five times were on time, week by week, from none to all five."""
    grounds = [PERSON * number + PERSON - 6 for number in range(len(rows))]
    drawn = [(row, ground) for row, ground in zip(rows, grounds, strict=True) if not row.heading]
    return {
        "data": [trace for row, ground in drawn for trace in _rise(row, ground)],
        "layout": layout(
            margin={"l": 64, "r": 168, "t": 0, "b": AXIS},
            xaxis=week_axis(length),
            yaxis={
                **pixels(PERSON * len(rows)),
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
            **leading_rows([row.link for row in rows]),
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

NOTICE_HEIGHT = 4 * _NOTICE + AXIS


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
                "width": 0.6,
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
        headers.append(row_header(f"<b>{plain(row.name)}</b>   {plain(row.said)}", _NOTICE * number))
        rules.append(_rule(ground))
    return {
        "data": data,
        "layout": layout(
            barmode="overlay",
            margin={"l": 8, "r": 12, "t": 0, "b": AXIS},
            xaxis=week_axis(length),
            yaxis=pixels(_NOTICE * len(rows)),
            annotations=headers,
            shapes=rules,
        ),
    }


def row_header(text: str, top: float) -> dict[str, Any]:
    """What is written above a row."""
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


def pixels(height: float) -> dict[str, Any]:
    """A hidden axis that counts pixels from the top."""
    return {"range": [height, 0], "visible": False, "fixedrange": True, "zeroline": False}
