"""The figures of the modules page: people by modules, and done against planned by week; the signs of the states."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.domain.modules import ModuleCounts, ModuleState
from dashboard.figures.grid import SQUARE, Grid, Look, square_grid
from dashboard.figures.style import Figure, layout, rate_text, week_axis
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext

SIGNS = {
    ModuleState.COMPLETED: "done",
    ModuleState.IN_PROGRESS: "begun",
    ModuleState.NOT_STARTED: "todo",
    ModuleState.LATER: "later",
    ModuleState.EXEMPT: "exempt",
}
"""The sign of each state, in the order in which they are drawn and explained: its colours are ``--done``, ..."""

_PATTERNS = {ModuleState.IN_PROGRESS: "/", ModuleState.EXEMPT: "\\"}


def state_name(state: ModuleState) -> str:
    """What a state is called, on every page and in every file."""
    return {
        ModuleState.COMPLETED: _("completed"),
        ModuleState.IN_PROGRESS: _("in progress"),
        ModuleState.NOT_STARTED: _("not started"),
        ModuleState.LATER: _("planned for later"),
        ModuleState.EXEMPT: _("exempt"),
    }[state]


def bar(state: ModuleState) -> dict[str, Any]:
    """The marker of a bar: the colour of the state and its pattern."""
    sign = SIGNS[state]
    marker: dict[str, Any] = {"color": f"--{sign}", "line": {"color": f"--{sign}-edge", "width": 1}}
    if state in _PATTERNS:
        marker["pattern"] = {
            "shape": _PATTERNS[state],
            "fgcolor": f"--on-{sign}",
            "fillmode": "overlay",
            "size": 7,
            "solidity": 0.2,
        }
    return marker


def counts_text(counts: ModuleCounts) -> str:
    """Completion with its counts, ``67 %, 4 / 6``."""
    return rate_text(counts.completion, counts.completed, counts.assigned)


def module_grid(grid: Grid) -> Figure:
    """People by modules: one square each, coloured and marked by state."""
    return square_grid(grid, {state: _look(state) for state in SIGNS})


def _look(state: ModuleState) -> Look:
    sign = SIGNS[state]
    square = {"symbol": "square", "size": SQUARE, "color": f"--{sign}", "line": {"color": f"--{sign}-edge", "width": 1}}
    glyphs = {
        ModuleState.IN_PROGRESS: {
            "symbol": "triangle-se",
            "size": SQUARE / 1.2,
            "color": "--on-begun",
            "line": {"color": "--on-begun", "width": 0},
        },
        ModuleState.EXEMPT: {
            "symbol": "line-ne",
            "size": SQUARE / 2,
            "color": "--on-exempt",
            "line": {"color": "--on-exempt", "width": 2},
        },
    }
    return Look(state_name(state), square, glyphs.get(state))


def plan(weeks: Mapping[int, ModuleCounts], to_come: Mapping[int, int], *, length: int) -> Figure:
    """Modules done by programme week as a line, the plan as stairs, and the gap between them where they are now.

    Args:
        weeks: the counts up to each week, of the first to the current one.
        to_come: how many are planned by each later week, the current one first; empty where that is not one time.
        length: how many weeks the axis has.
    """
    last = max(weeks)
    now = weeks[last]
    done = [weeks[week].completed for week in weeks]
    planned = [weeks[week].planned for week in weeks]
    return {
        "data": [
            _stairs(_("planned"), list(weeks), planned, "solid"),
            *([_stairs(_("planned"), list(to_come), list(to_come.values()), "dot")] if len(to_come) > 1 else []),
            _gap(last, now),
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": _("done"),
                "x": list(weeks),
                "y": done,
                "text": [_done_of_planned(weeks[week]) for week in weeks],
                "line": {"color": "--accent", "width": 3},
                "marker": {"color": "--accent", "size": 8},
                "cliponaxis": False,
                "hovertemplate": _("week %(week)s: %(counts)s", week="%{x}", counts="%{text}") + "<extra></extra>",
            },
        ],
        "layout": layout(
            margin={"l": 44, "r": 72 if last > length - 2 else 16, "t": 14, "b": 44},
            xaxis=week_axis(length),
            yaxis={
                "range": [0, max(max(done), max(planned), *to_come.values(), 1) * 1.12],
                "fixedrange": True,
                "zeroline": False,
                "nticks": 5,
                "tickformat": "d",
            },
            annotations=_plan_labels(weeks),
            hovermode="closest",
        ),
    }


def _done_of_planned(counts: ModuleCounts) -> str:
    return _("%(done)d done, %(planned)d planned", done=counts.completed, planned=counts.planned)


def _stairs(name: str, weeks: Sequence[int], planned: Sequence[int], dash: str) -> dict[str, Any]:
    """What is planned by a week is planned by its end; each stair is as wide as its week."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(weeks),
        "y": list(planned),
        "line": {"color": "--muted", "width": 2, "shape": "hvh", "dash": dash},
        "hovertemplate": _("week %(week)s: %(count)s planned", week="%{x}", count="%{y}") + "<extra></extra>",
    }


def _gap(week: int, counts: ModuleCounts) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [week, week],
        "y": [counts.completed, counts.planned],
        "line": {"color": "--ink", "width": 1.5},
        "hoverinfo": "skip",
    }


def _plan_labels(weeks: Mapping[int, ModuleCounts]) -> list[dict[str, Any]]:
    """What the two lines are, where they are now: the upper one is named to its left, the lower one below it.

    Lines that rise leave that room, and the plan to come keeps the rest.
    """
    week = max(weeks)
    now = weeks[week]
    planned = {
        "text": ngettext("%(num)d planned", "%(num)d planned", now.planned),
        "y": now.planned,
        "font": {"color": "--muted"},
    }
    now_done = ngettext("%(num)d done", "%(num)d done", now.completed)
    done = {
        "text": f"<b>{now_done}</b>",
        "y": now.completed,
        "font": {"color": "--accent"},
    }
    upper, lower = (planned, done) if now.against_plan < 0 else (done, planned)
    stair = min(at for at, counts in weeks.items() if counts.planned == now.planned) - 0.5
    if stair > 3:
        place = {"x": stair, "xanchor": "right", "xshift": -6, "yshift": 4}
    else:  # too near the axis: above it
        place = {"x": week, "xanchor": "right" if week > 2 else "left", "yshift": 16, "bgcolor": "--card"}
    return [
        {**upper, **place, "showarrow": False},
        {**lower, "x": week, "xanchor": "left", "xshift": 9, "yshift": -10, "showarrow": False},
    ]
