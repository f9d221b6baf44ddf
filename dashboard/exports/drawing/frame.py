"""What charts have around their marks: the legend, the axes, the labels of categories."""

import math
from collections.abc import Sequence
from itertools import pairwise

from dashboard.exports.chart import ChartData
from dashboard.exports.drawing.canvas import Canvas
from dashboard.exports.drawing.scale import Scale
from dashboard.exports.palette import INK, LINE, MUTED
from dashboard.exports.text import width, wrap

LABEL = 13
SMALL = 12
_SWATCH = 12


def legend(canvas: Canvas, data: ChartData, room: float) -> float:
    """The names of the series beside their looks, on as many lines as it takes; how far down it reaches."""
    if len(data.series) < 2:
        return 0
    x, y = 0.0, 2.0
    for series in data.series:
        wide = _SWATCH + 7 + width(series.name, SMALL + 0.5)
        if x and x + wide > room:
            x, y = 0, y + 21
        canvas.box(x, y, _SWATCH, _SWATCH, series.look)
        canvas.text(x + _SWATCH + 7, y + 10.5, series.name, size=SMALL + 0.5, fill=MUTED)
        x += wide + 20
    return y + _SWATCH + 14


def value_axis(canvas: Canvas, scale: Scale, left: float, right: float, top: float, bottom: float) -> None:
    """Faint lines across an upright chart, each with its value on the left."""
    for tick in scale.ticks:
        y = bottom - (bottom - top) * scale.part(tick)
        canvas.rule(left, y, right, y, stroke=MUTED if tick == 0 else LINE)
        canvas.text(left - 8, y + 4, scale.written(tick), size=SMALL, fill=MUTED, anchor="end")


def value_axis_room(scale: Scale) -> float:
    """How much the values of :func:`value_axis` take on the left."""
    return max(width(scale.written(tick), SMALL) for tick in scale.ticks) + 8


def category_axis(canvas: Canvas, names: Sequence[str], places: Sequence[float], top: float, title: str) -> float:
    """The names of categories below an upright chart, some left out where there are many; how far down it reaches."""
    step = min((right - left for left, right in pairwise(places)), default=120)
    wrapped = [wrap(name, SMALL, step - 6, lines=3) for name in names]
    every = 1
    if any(width(line, SMALL) > step - 6 for lines in wrapped for line in lines):
        wrapped = [[name] for name in names]
        every = math.ceil((max(width(name, SMALL) for name in names) + 6) / step)
    for place, lines in list(zip(places, wrapped, strict=True))[::every]:
        for number, line in enumerate(lines):
            canvas.text(place, top + 16 + number * 15, line, size=SMALL, fill=INK, anchor="middle")
    y = top + 16 + (max(len(lines) for lines in wrapped) - 1) * 15
    if title:
        y += 20
        canvas.text((places[0] + places[-1]) / 2, y, title, size=SMALL, fill=MUTED, anchor="middle")
    return y + 8
