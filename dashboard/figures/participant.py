"""The figure of a person's page: their sessions week by week, and below them, lane by lane, what else happened.

The unit of x is a week, counted from the Monday of the first one; the unit of y is a pixel, downwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dashboard.domain.register import RECORDED_ORDER, Shown
from dashboard.figures.links import leading
from dashboard.figures.style import Figure, glyph, layout, square, status_name
from dashboard.i18n import gettext as _

SQUARE = 17
"""Side of a session's square in pixels."""

_PITCH, _LANE, _NEED = 22, 30, 15  # heights in pixels: a row of squares, a lane, each further line of a lane
_WEEK_GAP, _WIDE = 8, 1150  # pixels: between weeks, and what a page gives the figure
_LEFT, _RIGHT, _TOP, _BOTTOM = 96, 28, 28, 26


class Look(StrEnum):
    """How an event looks: filled when it is done, hollow when it is open or came to nothing, faint when it is ahead."""

    FULL = "full"
    HOLLOW = "hollow"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Square:
    """One session: the week it is in, which one of that week it is, and where it leads."""

    week: int
    slot: int
    shown: Shown
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a lane, or a sign of the register in it; ``line`` is which line of the lane."""

    at: float
    look: Look | Shown
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """From one event of a lane to another; ``open`` while there is no other yet."""

    start: float
    end: float
    line: int
    open: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of events with its symbol; ``lines`` is how many lie below each other in it."""

    name: str
    symbol: str
    events: Sequence[Event]
    spans: Sequence[Span] = ()
    lines: int = 1

    @property
    def height(self) -> int:
        """In pixels."""
        return _LANE + (self.lines - 1) * _NEED


@dataclass(frozen=True, slots=True)
class Period:
    """The person's time in a cohort, as a band behind everything."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PersonTimeline:
    """What is drawn.

    Attributes:
        weeks: the label of each week.
        squares: the sessions.
        slots: the most sessions that a week has.
        lanes: what else happened, from top to bottom.
        periods: the cohorts.
        today: where the day is that the page speaks of; null outside of the figure.
    """

    weeks: Sequence[str]
    squares: Sequence[Square]
    slots: int
    lanes: Sequence[Lane]
    periods: Sequence[Period]
    today: float | None

    @property
    def abreast(self) -> int:
        """How many squares stand side by side in a week: all of them where there are few weeks, else one."""
        room = _WIDE / max(len(self.weeks), 1) - _WEEK_GAP
        return max(1, min(self.slots, int(room // (SQUARE + 4))))

    @property
    def session_rows(self) -> int:
        """How many rows of squares there are then."""
        return max(1, -(-self.slots // self.abreast))

    @property
    def sessions_height(self) -> int:
        """Pixels of the lane of sessions."""
        return self.session_rows * _PITCH + 8

    @property
    def height(self) -> int:
        """The figure's height in pixels."""
        return _TOP + self.sessions_height + sum(lane.height for lane in self.lanes) + _BOTTOM

    @property
    def min_width(self) -> int:
        """Below this, squares would lie upon each other."""
        return _LEFT + len(self.weeks) * self._week_pixels + _RIGHT

    @property
    def _week_pixels(self) -> int:
        return self.abreast * (SQUARE + 4) + _WEEK_GAP

    def place(self, one: Square) -> tuple[float, float]:
        """Where a square's middle is."""
        step = (SQUARE + 4) / self._week_pixels
        within = (one.slot % self.abreast) - (self.abreast - 1) / 2
        return one.week + 0.5 + within * step, 4 + _PITCH * (one.slot // self.abreast + 0.5)

    def lane_tops(self) -> list[int]:
        """Where each lane begins."""
        tops, top = [], self.sessions_height
        for lane in self.lanes:
            tops.append(top)
            top += lane.height
        return tops


def person_timeline(line: PersonTimeline) -> Figure:
    """Draw it."""
    tops = line.lane_tops()
    bottom = line.height - _TOP - _BOTTOM
    placed = list(zip(line.lanes, tops, strict=True))
    upcoming_signs = [
        (event.at, _event_y(top, event.line))
        for lane, top in placed
        for event in lane.events
        if event.look is Shown.UNRECORDED
    ]
    missing = [line.place(one) for one in line.squares if one.shown is Shown.UNRECORDED]
    return {
        "data": [
            *(trace for shown in (*RECORDED_ORDER, Shown.UPCOMING) for trace in _squares(line, shown)),
            *(trace for lane, top in placed for trace in _spans(lane, top)),
            *(trace for lane, top in placed for trace in _events(lane, top)),
        ],
        "layout": layout(
            margin={"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _BOTTOM},
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
                *(_outline(x, y) for x, y in (*missing, *upcoming_signs)),
            ],
            annotations=[*(_name(period, bottom) for period in line.periods), *_today_word(line, bottom)],
            hovermode="closest",
        ),
    }


def _squares(line: PersonTimeline, shown: Shown) -> list[dict[str, Any]]:
    squares = [one for one in line.squares if one.shown is shown]
    places = [line.place(one) for one in squares]
    return _signs(shown, places, [one.text for one in squares], [one.href for one in squares])


def _signs(
    shown: Shown, places: Sequence[tuple[float, float]], texts: Sequence[str], links: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Squares of one status with their glyphs."""
    if not places:
        return []
    points = {"type": "scatter", "mode": "markers", "x": [x for x, _y in places], "y": [y for _x, y in places]}
    signs = [
        {
            **points,
            "name": status_name(shown),
            "marker": square(shown, SQUARE),
            "text": list(texts),
            "hovertemplate": "%{text}<extra></extra>",
            **leading(links),
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
    traces: list[dict[str, Any]] = []
    for look in (*Look, *Shown):
        events = [event for event in lane.events if event.look is look]
        places = [(event.at, _event_y(top, event.line)) for event in events]
        texts = [event.text for event in events]
        if isinstance(look, Shown):
            traces += _signs(look, places, texts)
        elif events:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": lane.name,
                    "x": [x for x, _y in places],
                    "y": [y for _x, y in places],
                    "marker": {"symbol": lane.symbol, "size": 11, **_LOOKS[look]},
                    "text": texts,
                    "hovertemplate": "%{text}<extra></extra>",
                    "cliponaxis": False,
                }
            )
    return traces


def _event_y(top: int, line: int) -> float:
    return top + _LANE / 2 + line * _NEED


def _spans(lane: Lane, top: int) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [span.start, span.end],
            "y": [_event_y(top, span.line)] * 2,
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
    return [_below(_("today"), line.today, bottom, "center")]


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
    """The dashed outline of what is not there yet, or is missing."""
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
