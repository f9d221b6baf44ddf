"""The figures of the overview: cohorts side by side by programme week, and a card's sparkline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.domain.measures import Share
from dashboard.figures.links import leading
from dashboard.figures.style import Figure, layout, plain, share_axis, week_axis
from dashboard.i18n import gettext as _

LABELLED = 6
"""So many cohorts have a colour and a label of their own: the one in front, and the latest of the others."""


@dataclass(frozen=True, slots=True)
class Series:
    """One cohort's weeks, and where they lead; ``front`` is drawn in the accent colour, the others behind it."""

    name: str
    weeks: Mapping[int, Share]
    front: bool = False
    links: Mapping[int, str] = field(default_factory=dict)


def comparison(series: Sequence[Series], *, length: int) -> Figure:
    """A rate by programme week, a line a cohort, labelled where it ends; weeks with too few marks are gaps.

    Of many cohorts, given by their start, the earlier ones are a quiet ground for those that are named.
    """
    ordered = sorted(series, key=lambda one: one.front)
    named = ordered[-LABELLED:]
    colours = iter(f"--series-{number}" for number in range(2, 2 + LABELLED))
    traces, labels = [_line(one, _QUIET) for one in ordered[:-LABELLED]], []
    for one in named:
        colour = "--series-1" if one.front else next(colours)
        traces.append(_line(one, colour))
        labels.append(_label(one, colour))
    return {
        "data": traces,
        "layout": layout(
            margin={"l": 52, "r": 112, "t": 10, "b": 44},
            xaxis=week_axis(length),
            yaxis=share_axis(),
            annotations=_apart([label for label in labels if label]),
            hovermode="closest",
        ),
    }


_QUIET = "--series-quiet"


def _line(one: Series, colour: str) -> dict[str, Any]:
    weeks = range(min(one.weeks, default=1), max(one.weeks, default=0) + 1)
    shares = [one.weeks.get(week, Share(0, 0)) for week in weeks]
    width, size = (3, 8) if one.front else (1, 3) if colour == _QUIET else (2, 5)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plain(one.name),
        "x": list(weeks),
        "y": [share.rate if share.enough else None for share in shares],
        "text": [f"{share.numerator} / {share.denominator}" for share in shares],
        "line": {"color": colour, "width": width},
        "marker": {"color": colour, "size": size},
        "opacity": 0.5 if colour == _QUIET else 1,
        "hovertemplate": _("%(name)s, week %(week)s: %(rate)s (%(counts)s)", **_HOVER) + "<extra></extra>",
        **leading([one.links.get(week, "") for week in weeks]),
    }


_HOVER = {"name": "%{fullData.name}", "week": "%{x}", "rate": "%{y:.0%}", "counts": "%{text}"}


def _label(one: Series, colour: str) -> dict[str, Any] | None:
    known = [week for week in sorted(one.weeks) if one.weeks[week].enough]
    if not known:
        return None
    last = known[-1]
    return {
        "text": f"<b>{plain(one.name)}</b>" if one.front else plain(one.name),
        "x": last,
        "y": one.weeks[last].rate,
        "xanchor": "left",
        "xshift": 10,
        "showarrow": False,
        "font": {"color": f"{colour}-ink" if colour.startswith("--series") else colour},  # text needs more contrast
    }


def _apart(labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Labels that would lie upon each other are moved apart, in the order of their lines."""
    least = 0.075
    placed: list[dict[str, Any]] = []
    for label in sorted(labels, key=lambda label: label["y"]):
        below = [other["y"] for other in placed if abs(other["x"] - label["x"]) < 2]
        placed.append({**label, "y": max(label["y"], max(below) + least) if below else label["y"]})
    return placed


def sparkline(weeks: Mapping[int, Share], *, length: int) -> Figure | None:
    """A card's attendance by week, bare; nothing to draw with fewer than two weeks that have enough marks."""
    known = [week for week in sorted(weeks) if weeks[week].enough]
    if len(known) < 2:
        return None
    rates = [weeks[week].rate for week in known]
    hidden = {"visible": False, "fixedrange": True}
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": known,
                "y": rates,
                "line": {"color": "--accent", "width": 2},
                "marker": {"color": "--accent", "size": [0] * (len(known) - 1) + [8]},
                "hoverinfo": "skip",
            }
        ],
        "layout": layout(
            margin={"l": 4, "r": 6, "t": 6, "b": 6},
            xaxis={**hidden, "range": [0.5, length + 0.5]},
            yaxis={**hidden, "range": [-0.05, 1.1]},
        ),
    }
