"""Each person's days since the exit: when to ask what came of them, and how that stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.follow_up import WINDOWS, Kind, Standing
from dashboard.figures.follow_up import SIGNS, standing_name
from dashboard.figures.links import leading, leading_rows
from dashboard.figures.style import Figure, glyph, layout, square
from dashboard.i18n import gettext as _

ROW = 28
"""Height of one person's row in pixels."""

_SIGN = 15
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 84, 34, 10
_LEAST_END = 204  # days after the exit: the windows with a little air


@dataclass(frozen=True, slots=True)
class Sign:
    """One follow-up on a row: so many days after the exit, how it stands, and what it says when asked.

    ``standing`` is null where a status should have been asked for and nobody planned to.
    """

    row: int
    day: int
    standing: Standing | None
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everyone's days since the exit.

    Attributes:
        rows: the label of each row.
        days: how many days the person of a row has been away.
        signs: the follow-ups.
        links: where each row leads.
    """

    rows: Sequence[str]
    days: Mapping[int, int]
    signs: Sequence[Sign]
    links: Sequence[str] = ()

    @property
    def height(self) -> int:
        """The figure's height in pixels."""
        return _TOP + len(self.rows) * ROW + _BOTTOM


def timeline(line: Timeline) -> Figure:
    """A row a person from the exit on: the two windows as bands, follow-ups as signs, today as the end of the line."""
    days = [sign.day for sign in line.signs]
    start, end = min([0, *days]) - 6, max([_LEAST_END, *days]) + 4
    upcoming = [sign for sign in line.signs if sign.standing is Standing.UPCOMING]
    return {
        "data": [
            _spans(line, end),
            *_today(line, end),
            *(trace for standing in Standing for trace in _signs(line, standing)),
            *_unplanned(line),
        ],
        "layout": layout(
            margin={"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _BOTTOM},
            xaxis={
                "range": [start, end + 4],
                "side": "top",
                "tickvals": [0, WINDOWS[Kind.FIRST].due, WINDOWS[Kind.SECOND].due],
                "ticktext": [_("exit"), _("28 days"), _("six months")],
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            yaxis={
                "range": [len(line.rows) - 0.5, -0.5],
                "tickvals": list(range(len(line.rows))),
                "ticktext": list(line.rows),
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            shapes=[*_bands(len(line.rows)), *(_outline(sign) for sign in upcoming)],
            annotations=[_day(row, days) for row, days in line.days.items()],
            hovermode="closest",
            **leading_rows(line.links),
        ),
    }


def _bands(rows: int) -> list[dict[str, Any]]:
    """The windows, half a day wider on both sides so that their first and last day lie inside."""
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": window.opens - 0.5,
            "x1": window.closes + 0.5,
            "y0": -0.5,
            "y1": rows - 0.5,
            "fillcolor": "--soft",
            "line": {"width": 0},
        }
        for window in WINDOWS.values()
    ]


def _spans(line: Timeline, end: int) -> dict[str, Any]:
    """From the exit to today, a line a person; gaps between them."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for days in line.days.values() for x in (0, min(days, end), None)],
        "y": [y for row in line.days for y in (row, row, None)],
        "line": {"color": "--control-line", "width": 1.5},
        "hoverinfo": "skip",
    }


def _today(line: Timeline, end: int) -> list[dict[str, Any]]:
    """Where each line ends: with a stroke today, with an arrow where today is beyond the axis."""
    traces = []
    for symbol, rows in (
        ("line-ns", [row for row, days in line.days.items() if days <= end]),
        ("triangle-right", [row for row, days in line.days.items() if days > end]),
    ):
        if rows:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [min(line.days[row], end) for row in rows],
                    "y": rows,
                    "marker": {
                        "symbol": symbol,
                        "size": 9,
                        "color": "--control-line",
                        "line": {"color": "--control-line", "width": 1.5},
                    },
                    "hoverinfo": "skip",
                }
            )
    return traces


def _signs(line: Timeline, standing: Standing) -> list[dict[str, Any]]:
    signs = [sign for sign in line.signs if sign.standing is standing]
    if not signs:
        return []
    shown = SIGNS[standing]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "name": standing_name(standing),
        "x": [sign.day for sign in signs],
        "y": [sign.row for sign in signs],
        "marker": square(shown, _SIGN),
        "text": [sign.text for sign in signs],
        "hovertemplate": "%{text}<extra></extra>",
        **leading([sign.href for sign in signs]),
    }
    drawn = glyph(shown, _SIGN)
    if drawn is None:
        return [trace]
    upon = {**trace, "marker": drawn, "hoverinfo": "skip"}
    del upon["hovertemplate"], upon["text"]
    return [trace, upon]


def _unplanned(line: Timeline) -> list[dict[str, Any]]:
    """A question mark where nobody planned to ask."""
    signs = [sign for sign in line.signs if sign.standing is None]
    if not signs:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "name": _("not planned"),
            "x": [sign.day for sign in signs],
            "y": [sign.row for sign in signs],
            "text": ["<b>?</b>"] * len(signs),
            "textfont": {"color": "--ink", "size": 15},
            "hovertext": [sign.text for sign in signs],
            "hovertemplate": "%{hovertext}<extra></extra>",
            **leading([sign.href for sign in signs]),
        }
    ]


def _outline(sign: Sign) -> dict[str, Any]:
    """The dashed outline of what is still to come, as of a mark that is missing."""
    half = _SIGN / 2
    return {
        "type": "rect",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": sign.day,
        "yanchor": sign.row,
        "x0": -half,
        "x1": half,
        "y0": -half,
        "y1": half,
        "line": {"color": "--unrecorded", "width": 1.2, "dash": "2px,2px"},
    }


def _day(row: int, days: int) -> dict[str, Any]:
    return {
        "text": _("day %(days)d", days=days),
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 12,
        "y": row,
        "showarrow": False,
        "align": "left",
    }
