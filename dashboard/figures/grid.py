"""A grid of squares: a row a person, a square for each thing that is theirs, and the total at the end of the row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dashboard.figures.links import leading, leading_rows
from dashboard.figures.style import Figure, layout

SQUARE = 17
"""Side of one square in pixels; a column is at least a little wider, a row higher."""
COLUMN, ROW = 21, 28
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 118, 30, 8


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of square looks, and what it is called.

    Attributes:
        name: the kind in words.
        square: Plotly marker of the square itself.
        glyph: the marker upon it, so that no kind is told by its colour alone; null where the square says enough.
        outline: colour of a dashed outline, for what is missing; empty for none.
    """

    name: str
    square: Mapping[str, Any]
    glyph: Mapping[str, Any] | None = None
    outline: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One square: where it stands, what it says when asked, what is written beside it, and where it leads."""

    row: int
    column: float
    kind: StrEnum
    text: str
    beside: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Squares with their rows and labels in the order in which they stand.

    Attributes:
        cells: the squares.
        rows: label of each row, and ``totals`` the text at its end.
        labels: each label above the grid, with the column above which it stands: with its middle, or its left edge
            where ``label_anchor`` is ``left``.
        columns: how many columns there are.
        column: width of a column in pixels.
        top: room for the labels in pixels.
        links: where the label of each row leads; empty texts, or none at all, where nowhere.
    """

    cells: Sequence[GridCell]
    rows: Sequence[str]
    totals: Sequence[str]
    labels: Sequence[tuple[str, float]]
    columns: float
    column: int = COLUMN
    top: int = _TOP
    label_anchor: str = "center"
    links: Sequence[str] = ()

    @property
    def width(self) -> int:
        """The figure's width in pixels: squares keep their size, narrow screens scroll."""
        return round(_LEFT + self.columns * self.column + _RIGHT)

    @property
    def height(self) -> int:
        """The figure's height in pixels."""
        return self.top + len(self.rows) * ROW + _BOTTOM


def square_grid(grid: Grid, looks: Mapping[Any, Look]) -> Figure:
    """Draw a grid.

    Args:
        grid: the squares.
        looks: how each kind of square looks, in the order in which they are drawn.
    """
    by_kind = {kind: [cell for cell in grid.cells if cell.kind == kind] for kind in looks}
    traces = [trace for kind, cells in by_kind.items() if cells for trace in _squares(looks[kind], cells)]
    written = [cell for cell in grid.cells if cell.beside]
    if written:
        traces.append(_beside(written, grid))
    return {
        "data": traces,
        "layout": layout(
            width=grid.width,
            height=grid.height,
            margin={"l": _LEFT, "r": _RIGHT, "t": grid.top, "b": _BOTTOM},
            xaxis={
                "range": [-0.5 - 2 / grid.column, grid.columns - 0.5 + 2 / grid.column],
                "showticklabels": False,
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            yaxis={
                "range": [len(grid.rows) - 0.5, -0.5],
                "tickvals": list(range(len(grid.rows))),
                "ticktext": list(grid.rows),
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            annotations=[
                *(_label(text, column, grid.label_anchor) for text, column in grid.labels),
                *(_total(text, row) for row, text in enumerate(grid.totals)),
            ],
            shapes=[
                _outline(cell, looks[kind].outline, grid)
                for kind, cells in by_kind.items()
                if looks[kind].outline
                for cell in cells
            ],
            hovermode="closest",
            **leading_rows(grid.links),
        ),
    }


def _squares(look: Look, cells: Sequence[GridCell]) -> list[dict[str, Any]]:
    trace = {
        "type": "scatter",
        "mode": "markers",
        "name": look.name,
        "x": [cell.column for cell in cells],
        "y": [cell.row for cell in cells],
        "marker": dict(look.square),
        "text": [cell.text for cell in cells],
        "hovertemplate": "%{text}<extra></extra>",
        **leading([cell.href for cell in cells]),
    }
    if look.glyph is None:
        return [trace]
    upon = {**trace, "marker": dict(look.glyph), "hoverinfo": "skip"}
    for name in ("hovertemplate", "text", "customdata"):
        upon.pop(name, None)
    return [trace, upon]


def _beside(cells: Sequence[GridCell], grid: Grid) -> dict[str, Any]:
    """What is written to the right of squares."""
    apart = (SQUARE / 2 + 4) / grid.column
    return {
        "type": "scatter",
        "mode": "text",
        "x": [cell.column + apart for cell in cells],
        "y": [cell.row for cell in cells],
        "text": [cell.beside for cell in cells],
        "textposition": "middle right",
        "textfont": {"size": 12},
        "hoverinfo": "skip",
    }


def _outline(cell: GridCell, colour: str, grid: Grid) -> dict[str, Any]:
    """The dashed outline of what is missing: unlike anything that is there."""
    across, down = SQUARE / grid.column / 2, SQUARE / ROW / 2
    return {
        "type": "rect",
        "x0": cell.column - across,
        "x1": cell.column + across,
        "y0": cell.row - down,
        "y1": cell.row + down,
        "line": {"color": colour, "width": 1.2, "dash": "2px,2px"},
    }


def _label(text: str, column: float, anchor: str) -> dict[str, Any]:
    # Not a tick of the axis: of those, some are left out where they seem too long for their columns.
    return {
        "text": text,
        "x": column,
        "xanchor": anchor,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
        "align": anchor,
        "font": {"color": "--muted"},
    }


def _total(text: str, row: int) -> dict[str, Any]:
    return {
        "text": text,
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 12,
        "y": row,
        "showarrow": False,
        "align": "left",
    }
