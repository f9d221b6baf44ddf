"""Our own drawings of charts: the same marks in PDF, in PNG and in SVG.

``draw`` takes what ``dashboard.exports.reading`` read off a table and gives a canvas. A further kind of chart is a
function here and a branch in ``draw``; native charts get theirs in ``slides.charts`` and ``sheet_charts``.
"""

from dashboard.exports.chart import ChartData, ChartKind
from dashboard.exports.drawing.canvas import Canvas
from dashboard.exports.drawing.lying import lying_bars
from dashboard.exports.drawing.standing import lines, standing_bars


def draw(data: ChartData, room: float) -> Canvas:
    """A chart so wide as there is room, in pixels, and as high as it needs."""
    if data.kind is ChartKind.LINE:
        return lines(data, room)
    return standing_bars(data, room) if data.upright else lying_bars(data, room)
