"""Bars that stand and lines: categories from left to right, values on an axis on the left."""

from dashboard.exports.chart import ChartData
from dashboard.exports.drawing.canvas import Canvas
from dashboard.exports.drawing.frame import SMALL, category_axis, legend, value_axis, value_axis_room
from dashboard.exports.drawing.scale import Scale, scale_to
from dashboard.exports.text import width, wrap

_PLOT = 210
_WIDEST_BAR = 48
_HEADROOM = 18
_NAME_LINE = 15


def standing_bars(data: ChartData, room: float) -> Canvas:
    """Draw bars, grouped or stacked bars or shares that stand, so wide as there is room."""
    canvas = Canvas()
    top = legend(canvas, data, room) + _HEADROOM
    scale = scale_to(data.highest, share=data.share, whole=data.whole)
    left, bottom = value_axis_room(scale), top + _PLOT
    value_axis(canvas, scale, left, room, top, bottom)
    step = (room - left) / len(data.categories)
    slots = data.bars
    bar = min(_WIDEST_BAR, step * 0.74 / slots)
    labelled = not data.stacked and _labels_fit(data, bar + 6)
    places = [left + step * (row + 0.5) for row in range(len(data.categories))]
    for row, place in enumerate(places):
        if data.stacked and data.withheld[row]:
            canvas.gap(place, bottom - 5, anchor="middle")
            continue
        base = bottom
        for number, series in enumerate(data.series):
            value = series.values[row]
            x = place - bar / 2 if data.stacked else place - slots * bar / 2 + number * bar
            if value is not None:
                high = _PLOT * scale.part(value)
                if high > 0 or not data.stacked:
                    canvas.box(x + 0.5, base - max(high, 1.5), bar - 1, max(high, 1.5), series.look, radius=2)
                if labelled:
                    middle = x + bar / 2
                    canvas.text(middle, base - high - 6, series.labels[row], size=SMALL, bold=True, anchor="middle")
                base -= high if data.stacked else 0
            elif number in data.withheld[row]:
                canvas.gap(x + bar / 2, bottom - 5, anchor="middle")
    canvas.height = category_axis(canvas, data.categories, places, bottom, data.axis)
    return canvas


def lines(data: ChartData, room: float) -> Canvas:
    """Draw one line a series, each with its name at its end; where a value is withheld, the line is broken."""
    canvas = Canvas()
    top, bottom = _HEADROOM, _HEADROOM + _PLOT
    scale = scale_to(data.highest, share=data.share, whole=data.whole)
    names = [wrap(series.name, SMALL + 0.5, room * 0.2, lines=2, bold=True) for series in data.series]
    left = value_axis_room(scale)
    right = room - max(width(line, SMALL + 0.5, bold=True) for lines in names for line in lines) - 16
    value_axis(canvas, scale, left, right, top, bottom)
    step = (right - left) / max(len(data.categories), 1)
    places = [left + step * (row + 0.5) for row in range(len(data.categories))]
    for number, series in enumerate(data.series):
        points = [
            None if value is None else (place, bottom - _PLOT * scale.part(value))
            for place, value in zip(places, series.values, strict=True)
        ]
        for piece in _unbroken(points):
            if len(piece) > 1:
                canvas.path(piece, series.look)
            for x, y in piece:
                canvas.dot(x, y, series.look, number)
    for place, withheld in zip(places, data.withheld, strict=True):
        if withheld:
            canvas.gap(place, bottom - 5, anchor="middle")
    _names(canvas, data, names, scale, right + 8, bottom)
    canvas.height = category_axis(canvas, data.categories, places, bottom, data.axis)
    return canvas


def _labels_fit(data: ChartData, room: float) -> bool:
    return all(width(label, SMALL, bold=True) <= room for series in data.series for label in series.labels)


def _unbroken(points: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    pieces: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            pieces.append([])
        else:
            pieces[-1].append(point)
    return [piece for piece in pieces if piece]


def _names(canvas: Canvas, data: ChartData, names: list[list[str]], scale: Scale, x: float, bottom: float) -> None:
    """The names of lines at the height of their last points, pushed apart where they would lie on each other."""
    ends: list[tuple[float, list[str], str]] = []
    for series, wrapped in zip(data.series, names, strict=True):
        last = next((value for value in reversed(series.values) if value is not None), None)
        if last is not None:
            ends.append((bottom - _PLOT * scale.part(last), wrapped, series.look.edge))
    ends.sort(key=lambda end: end[0])
    free = -float("inf")
    for middle, wrapped, colour in ends:
        top = max(middle - len(wrapped) * _NAME_LINE / 2, free)
        for number, line in enumerate(wrapped):
            y = top + (number + 0.5) * _NAME_LINE + 4.5
            canvas.text(x, y, line, size=SMALL + 0.5, fill=colour, bold=True)
        free = top + len(wrapped) * _NAME_LINE + 2
