"""Needs found and met, week by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.needs import NeedCounts
from dashboard.figures.style import Figure, layout, plain
from dashboard.i18n import gettext as _

_GAP = 0.05


@dataclass(frozen=True, slots=True)
class Weeks:
    """One cohort's needs, found and met by the end of each programme week so far."""

    name: str
    sums: Sequence[NeedCounts]


def found_and_met(cohorts: Sequence[Weeks], *, length: int) -> Figure:
    """Found and met so far by programme week, a panel a cohort side by side, all on one scale."""
    most = max((sums.identified for weeks in cohorts for sums in weeks.sums), default=0) or 1
    width = (1 - _GAP * (len(cohorts) - 1)) / len(cohorts)
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    annotations = []
    for number, weeks in enumerate(cohorts):
        axis = "x" if number == 0 else f"x{number + 1}"
        left = number * (width + _GAP)
        data += _lines(weeks, axis)
        # Room at the right for the labels.
        axes[f"xaxis{axis[1:]}"] = {
            "domain": [left, left + width],
            "range": [0.5, length + 0.5 + length * 0.6],
            "tickvals": sorted({1, (length + 1) // 2, length}),
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "title": {"text": _("programme week")},
        }
        annotations += [_title(weeks.name, axis), *_ends(weeks, axis, most)]
    return {
        "data": data,
        "layout": layout(
            margin={"l": 36, "r": 8, "t": 30, "b": 44},
            **axes,
            yaxis={
                "range": [0, most * 1.12],
                "fixedrange": True,
                "zeroline": False,
                "nticks": 5,
                "tickformat": "d",
            },
            annotations=annotations,
            hovermode="closest",
        ),
    }


def _lines(weeks: Weeks, axis: str) -> list[dict[str, Any]]:
    """Met as an area below the line of what was found; in steps, because nothing happens between two weeks."""
    x = list(range(1, len(weeks.sums) + 1))
    name = plain(weeks.name)
    common = {"type": "scatter", "mode": "lines", "xaxis": axis, "x": x}
    met, found = [sums.met for sums in weeks.sums], [sums.identified for sums in weeks.sums]
    hover = {"name": name, "week": "%{x}", "count": "%{y}"}
    return [
        {
            **common,
            "y": met,
            "line": {"color": "--accent", "width": 2, "shape": "hv"},
            "fill": "tozeroy",
            "fillcolor": "--accent/0.18",
            "hovertemplate": _("%(name)s, week %(week)s: %(count)s met", **hover) + "<extra></extra>",
        },
        {
            **common,
            "y": found,
            "line": {"color": "--muted", "width": 2, "shape": "hv", "dash": "5px,3px"},
            "hovertemplate": _("%(name)s, week %(week)s: %(count)s found", **hover) + "<extra></extra>",
        },
    ]


def _ends(weeks: Weeks, axis: str, most: int) -> list[dict[str, Any]]:
    """What each line says where it ends; moved apart where both would stand in one place."""
    if not weeks.sums:
        return []
    last = weeks.sums[-1]
    apart = max(last.identified, last.met + most * 0.13)
    return [
        _label(_("found %(num)d", num=last.identified), len(weeks.sums), apart, axis, "--muted"),
        _label(_("met %(num)d", num=last.met), len(weeks.sums), last.met, axis, "--accent"),
    ]


def _label(text: str, week: int, height: float, axis: str, colour: str) -> dict[str, Any]:
    return {
        "text": f"<b>{text}</b>",
        "x": week,
        "xref": axis,
        "xanchor": "left",
        "xshift": 8,
        "y": height,
        "yref": "y",
        "showarrow": False,
        "font": {"color": colour},
    }


def _title(text: str, axis: str) -> dict[str, Any]:
    return {
        "text": f"<b>{plain(text)}</b>",
        "x": 0,
        "xref": f"{axis} domain",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
    }
