"""Each module in every cohort: a row a module, a panel a cohort."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.modules import ModuleCounts, ModuleState
from dashboard.figures.links import leading
from dashboard.figures.modules import bar, counts_text, state_name
from dashboard.figures.style import Figure, layout, plain

ROW = 34
"""Height of one module's bar with its room, in pixels."""
_TOP, _BOTTOM = 34, 6
_BAR_SHARE = 0.6  # of a panel's width; the counts stand in the rest
_THICK = 0.55  # of a row; said of each bar, since of a kind that few modules have, Plotly would make them thicker


@dataclass(frozen=True, slots=True)
class Panel:
    """One cohort, or all together: its counts of each module, null where it does not have that module."""

    name: str
    counts: Sequence[ModuleCounts | None]
    href: str = ""


def by_module(modules: Sequence[str], panels: Sequence[Panel]) -> Figure:
    """How many have completed each module, are in progress, have not started; those exempt apart.

    Counts, not shares: a cohort is four to six people. A panel alone has the interval of each share, in people.
    """
    most = max((_length(counts) for panel in panels for counts in panel.counts if counts), default=1)
    axes: dict[str, Any] = {}
    traces: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for number, panel in enumerate(panels):
        axis = str(number + 1) if number else ""
        axes[f"xaxis{axis}"] = {
            "domain": _domain(number, len(panels)),
            "range": [0, most / _BAR_SHARE],
            "visible": False,
            "fixedrange": True,
        }
        traces += [{**trace, "xaxis": f"x{axis}"} for trace in _bars(modules, panel, alone=len(panels) == 1)]
        texts += _texts(panel, f"x{axis} domain")
    return {
        "data": traces,
        "layout": layout(
            barmode="overlay",
            margin={"l": 8, "r": 8, "t": _TOP, "b": _BOTTOM},
            yaxis={
                "range": [len(modules) - 0.5, -0.5],
                "tickvals": list(range(len(modules))),
                "ticktext": [plain(name) for name in modules],
                "ticksuffix": "  ",
                "automargin": True,
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
            },
            annotations=texts,
            hovermode="closest",
            **axes,
        ),
    }


def by_module_height(modules: int) -> int:
    """The height that so many modules need, in pixels."""
    return _TOP + modules * ROW + _BOTTOM


def _domain(number: int, panels: int) -> list[float]:
    """Where a panel stands between left and right; one alone does not need the whole width."""
    share, apart = (1 / panels, 0.02) if panels > 1 else (0.6, 0.0)
    return [number * share + (apart if number else 0), (number + 1) * share]


def _apart(counts: ModuleCounts) -> float:
    """Room between those assigned and those exempt."""
    return max(0.04 * counts.assigned, 0.3) if counts.exempt and counts.assigned else 0.0


def _length(counts: ModuleCounts) -> float:
    return counts.assigned + _apart(counts) + counts.exempt


def _bars(modules: Sequence[str], panel: Panel, *, alone: bool) -> list[dict[str, Any]]:
    """A trace a state, each bar beginning where the one before it ended."""
    rows = [(row, counts) for row, counts in enumerate(panel.counts) if counts]
    traces = []
    for state, place in _PLACES.items():
        # Nobody is no bar, of which the edge would stay, but what the interval of completion hangs on.
        hangs = alone and state is ModuleState.COMPLETED
        drawn = [(row, counts) for row, counts in rows if hangs or place(counts)[1]]
        bars = [(row, *place(counts)) for row, counts in drawn]
        if not bars:
            continue
        trace: dict[str, Any] = {
            "type": "bar",
            "orientation": "h",
            "name": state_name(state),
            "y": [row for row, _base, _people in bars],
            "x": [people for _row, _base, people in bars],
            "base": [base for _row, base, _people in bars],
            "width": _THICK,
            "marker": bar(state),
            "hovertext": [
                plain(f"{panel.name}, {modules[row]}: {people} {state_name(state)}") for row, _, people in bars
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
            **leading([panel.href] * len(bars)),
        }
        if hangs:
            trace["error_x"] = _interval([counts for _row, counts in drawn])
        traces.append(trace)
    return traces


_PLACES: dict[ModuleState, Callable[[ModuleCounts], tuple[float, int]]] = {
    # Where the bar of a state begins, and how long it is; completed last, so that its interval lies upon the others.
    ModuleState.IN_PROGRESS: lambda counts: (counts.completed, counts.in_progress),
    ModuleState.NOT_STARTED: lambda counts: (counts.completed + counts.in_progress, counts.not_started),
    ModuleState.EXEMPT: lambda counts: (counts.assigned + _apart(counts), counts.exempt),
    ModuleState.COMPLETED: lambda counts: (0, counts.completed),
}


def _interval(there: Sequence[ModuleCounts]) -> dict[str, Any]:
    """The interval of each share, in people; none where there are fewer than six."""
    bounds = [(counts, counts.completion_interval) for counts in there]
    return {
        "type": "data",
        "symmetric": False,
        "array": [bound[1] * counts.assigned - counts.completed if bound else 0 for counts, bound in bounds],
        "arrayminus": [counts.completed - bound[0] * counts.assigned if bound else 0 for counts, bound in bounds],
        "color": "--ink",
        "thickness": 1,
        "width": 3,
    }


def _texts(panel: Panel, axis: str) -> list[dict[str, Any]]:
    """The panel's name above it, and the counts at the end of each row."""
    left = {"xref": axis, "xanchor": "left", "showarrow": False, "align": "left"}
    name = {"text": f"<b>{plain(panel.name)}</b>", "x": 0, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6}
    counted = [(row, counts) for row, counts in enumerate(panel.counts) if counts]
    return [
        {**left, **name},
        *({**left, "text": counts_text(counts), "x": _BAR_SHARE, "xshift": 10, "y": row} for row, counts in counted),
    ]
