"""Small multiples: the same rows side by side in several panels, a bar each, with what it says at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures.style import Figure, layout, plain

ROW = 30
"""Height of one row in pixels."""

_LEFT, _TOP, _BOTTOM = 8, 50, 8
_GAP = 0.03
_ROOM = 1.75  # an axis goes on after its longest bar, for the text at the end


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a filled part, after it an outlined one, and the text at its end."""

    filled: float = 0
    hollow: float = 0
    text: str = ""

    @property
    def length(self) -> float:
        """Both parts."""
        return self.filled + self.hollow


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: a bar for each row; ``note`` is a second line below its title."""

    title: str
    note: str
    bars: Sequence[Bar]


def panels_size(rows: int, columns: int) -> tuple[int, int]:
    """Height and least width in pixels."""
    return _TOP + ROW * rows + _BOTTOM, 150 + 170 * columns


def panels(rows: Sequence[str], columns: Sequence[Panel]) -> Figure:
    """Draw the panels from left to right, all on one scale, so that bars can be compared within and between them."""
    most = max((bar.length for panel in columns for bar in panel.bars), default=0) or 1
    width = (1 - _GAP * (len(columns) - 1)) / len(columns)
    names = [plain(row) for row in rows]
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    titles = []
    for number, panel in enumerate(columns):
        axis = "x" if number == 0 else f"x{number + 1}"
        left = number * (width + _GAP)
        data += _traces(names, panel, axis)
        axes[f"xaxis{axis[1:]}"] = {
            "domain": [left, left + width],
            "range": [0, most * _ROOM],
            "showgrid": False,
            "showticklabels": False,
            "zeroline": True,
            "fixedrange": True,
        }
        titles.append(_title(panel, axis))
    return {
        "data": data,
        "layout": layout(
            barmode="stack",
            bargap=0.42,
            margin={"l": _LEFT, "r": 4, "t": _TOP, "b": _BOTTOM},
            **axes,
            yaxis={
                "autorange": "reversed",
                "automargin": True,
                "fixedrange": True,
                "showgrid": False,
                "type": "category",
                "ticksuffix": "  ",
            },
            annotations=titles,
        ),
    }


def _traces(names: Sequence[str], panel: Panel, axis: str) -> list[dict[str, Any]]:
    traces: list[dict[str, Any]] = []
    for values, marker in (
        ([bar.filled for bar in panel.bars], {"color": "--accent", "line": {"color": "--accent", "width": 1}}),
        ([bar.hollow for bar in panel.bars], {"color": "--card", "line": {"color": "--unrecorded", "width": 1.2}}),
    ):
        if any(values):
            traces.append(
                {
                    "type": "bar",
                    "orientation": "h",
                    "xaxis": axis,
                    "y": list(names),
                    # A part of nothing would still be drawn, as the line of its edge.
                    "x": [value or None for value in values],
                    "marker": marker,
                    "hoverinfo": "skip",
                }
            )
    return [
        *traces,
        {
            "type": "scatter",
            "mode": "text",
            "xaxis": axis,
            "x": [bar.length for bar in panel.bars],
            "y": list(names),
            "text": [f"\N{NO-BREAK SPACE}{bar.text}" for bar in panel.bars],
            "textposition": "middle right",
            "textfont": {"color": "--ink", "size": 12},
            "hoverinfo": "skip",
        },
    ]


def _title(panel: Panel, axis: str) -> dict[str, Any]:
    return {
        "text": f"<b>{plain(panel.title)}</b><br>{plain(panel.note)}",
        "align": "left",
        "x": 0,
        "xref": f"{axis} domain",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
    }
