"""The figure of a person's page: their sessions week by week, and below them, lane by lane, what else happened."""

from collections.abc import Mapping
from typing import Any

from dashboard.domain.register import RECORDED_ORDER, Shown
from dashboard.figures.links import leading
from dashboard.figures.participant_line import (
    BOTTOM,
    LEFT,
    RIGHT,
    SQUARE,
    TOP,
    Lane,
    Look,
    Period,
    PersonTimeline,
    line_middle,
)
from dashboard.figures.style import Figure, glyph, layout, square, status_name
from dashboard.i18n import gettext as _


def person_timeline(line: PersonTimeline) -> Figure:
    """Draw it."""
    tops = line.lane_tops()
    bottom = line.height - TOP - BOTTOM
    placed = list(zip(line.lanes, tops, strict=True))
    missing = [line.place(one) for one in line.squares if one.shown is Shown.UNRECORDED]
    return {
        "data": [
            *(trace for shown in (*RECORDED_ORDER, Shown.UPCOMING) for trace in _squares(line, shown)),
            *(trace for lane, top in placed for trace in _spans(lane, top)),
            *(trace for lane, top in placed for trace in _events(lane, top)),
        ],
        "layout": layout(
            margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
            xaxis={
                "range": [0, len(line.weeks)],
                "side": "top",
                "tickvals": [week + 0.5 for week in range(len(line.weeks))],
                "ticktext": list(line.weeks),
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            yaxis={
                "range": [bottom, 0],
                "tickvals": [
                    line.sessions_height / 2,
                    *(top + lane.height / 2 for lane, top in placed),
                ],
                "ticktext": [_("Sessions"), *(lane.name for lane in line.lanes)],
                "automargin": True,
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            shapes=[
                *(_band(period, line.sessions_height, bottom) for period in line.periods),
                *(_rule(top) for top in tops),
                *_today_line(line, bottom),
                *(_outline(x, y) for x, y in missing),
            ],
            annotations=[*(_name(period, bottom) for period in line.periods), *_today_word(line, bottom)],
            hovermode="closest",
        ),
    }


def _squares(line: PersonTimeline, shown: Shown) -> list[dict[str, Any]]:
    """The sessions of one status with their glyphs."""
    squares = [one for one in line.squares if one.shown is shown]
    if not squares:
        return []
    places = [line.place(one) for one in squares]
    points = {"type": "scatter", "mode": "markers", "x": [x for x, _y in places], "y": [y for _x, y in places]}
    signs = [
        {
            **points,
            "name": status_name(shown),
            "marker": square(shown, SQUARE),
            "text": [one.text for one in squares],
            "hovertemplate": "%{text}<extra></extra>",
            **leading([one.href for one in squares]),
        }
    ]
    drawn = glyph(shown, SQUARE)
    if drawn is not None:
        signs.append({**points, "marker": drawn, "hoverinfo": "skip"})
    return signs


_LOOKS: Mapping[Look, Mapping[str, Any]] = {
    Look.FULL: {"color": "--accent", "line": {"color": "--accent", "width": 1.5}},
    Look.HOLLOW: {"color": "--card", "line": {"color": "--accent", "width": 1.5}},
    Look.FAINT: {"color": "--upcoming", "line": {"color": "--control-line", "width": 1}},
}


def _events(lane: Lane, top: int) -> list[dict[str, Any]]:
    of_look = {look: [event for event in lane.events if event.look is look] for look in Look}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": lane.name,
            "x": [event.at for event in events],
            "y": [line_middle(top, event.line) for event in events],
            "marker": {"symbol": lane.symbol, "size": 11, **_LOOKS[look]},
            "text": [event.text for event in events],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
        }
        for look, events in of_look.items()
        if events
    ]


def _spans(lane: Lane, top: int) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [span.start, span.end],
            "y": [line_middle(top, span.line)] * 2,
            "line": {"color": "--accent", "width": 1.5, "dash": "dot" if span.open else "solid"},
            "hoverinfo": "skip",
        }
        for span in lane.spans
    ]


def _band(period: Period, top: float, bottom: float) -> dict[str, Any]:
    """Below the sessions, which show by themselves how long the coaching goes on."""
    return {
        "type": "rect",
        "layer": "below",
        "x0": period.start,
        "x1": period.end,
        "y0": top,
        "y1": bottom,
        "fillcolor": "--soft/0.6",
        "line": {"width": 0},
    }


def _rule(top: float) -> dict[str, Any]:
    """The line between two lanes."""
    return {
        "type": "line",
        "layer": "below",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": top,
        "y1": top,
        "line": {"color": "--line", "width": 1},
    }


def _today_line(line: PersonTimeline, bottom: float) -> list[dict[str, Any]]:
    if line.today is None:
        return []
    stroke = {"color": "--muted", "width": 1.2, "dash": "3px,3px"}
    return [{"type": "line", "x0": line.today, "x1": line.today, "y0": 0, "y1": bottom, "line": stroke}]


def _today_word(line: PersonTimeline, bottom: float) -> list[dict[str, Any]]:
    if line.today is None:
        return []
    return [_below(line.day_name or _("today"), line.today, bottom, "center")]


def _name(period: Period, bottom: float) -> dict[str, Any]:
    return _below(period.name, period.start, bottom, "left")


def _below(text: str, x: float, bottom: float, anchor: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": x,
        "xanchor": anchor,
        "y": bottom,
        "yanchor": "top",
        "yshift": -4,
        "showarrow": False,
        "font": {"color": "--muted", "size": 12},
    }


def _outline(x: float, y: float) -> dict[str, Any]:
    """The dashed outline of a mark that is missing."""
    half = SQUARE / 2
    return {
        "type": "rect",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": x,
        "yanchor": y,
        "x0": -half,
        "x1": half,
        "y0": -half,
        "y1": half,
        "line": {"color": "--unrecorded", "width": 1.2, "dash": "2px,2px"},
    }
