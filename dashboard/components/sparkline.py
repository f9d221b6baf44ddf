"""A line the size of a word.

It is a shape cut out of a coloured box: it follows the theme, costs no script, and is drawn with the first paint.
"""

from typing import Any
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

WIDTH, HEIGHT, _PAD = 112, 28, 5


def sparkline(figure: dict[str, Any], summary: str) -> Component:
    """Draw the first trace of a bare Plotly figure, with a dot where it ends.

    The ranges of its axes are those of the figure's layout, else those of its values; a null in y is a gap.
    """
    shape = f'url("data:image/svg+xml,{quote(_svg(*_points(figure)))}")'
    named = {"aria-label": summary}
    return html.Span(className="sparkline", role="img", style={"--shape": shape}, **named)


def _points(figure: dict[str, Any]) -> tuple[list[float], list[float | None]]:
    """The trace in pixels, y down."""
    trace, layout = figure["data"][0], figure.get("layout", {})
    values = [None if y is None else float(y) for y in trace["y"]]
    places = [float(x) for x in trace.get("x", range(len(values)))]
    left, right = _range(layout, "xaxis", places)
    low, high = _range(layout, "yaxis", [y for y in values if y is not None])
    across, down = WIDTH - 2 * _PAD, HEIGHT - 2 * _PAD
    return (
        [_PAD + across * (x - left) / (right - left) for x in places],
        [None if y is None else _PAD + down * (high - y) / (high - low) for y in values],
    )


def _range(layout: dict[str, Any], axis: str, values: list[float]) -> tuple[float, float]:
    low, high = layout.get(axis, {}).get("range") or (min(values, default=0), max(values, default=1))
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def _svg(places: list[float], values: list[float | None]) -> str:
    steps, previous = [], None
    for x, y in zip(places, values, strict=True):
        if y is not None:
            steps.append(f"{'M' if previous is None else 'L'}{x:.1f} {y:.1f}")
        previous = y
    last = max((i for i, y in enumerate(values) if y is not None), default=None)
    dot = "" if last is None else f'<circle cx="{places[last]:.1f}" cy="{values[last]:.1f}" r="3.5"/>'
    line = f'<path d="{"".join(steps)}" fill="none" stroke="#000" stroke-width="2" stroke-linejoin="round"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{line}{dot}</svg>'
