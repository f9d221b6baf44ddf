"""Bars that lie on their side: the names of the rows on the left, what each bar says at its end."""

from dashboard.exports.chart import ChartData, Series
from dashboard.exports.drawing.canvas import Canvas
from dashboard.exports.drawing.frame import LABEL, SMALL, legend
from dashboard.exports.drawing.scale import Scale, scale_to
from dashboard.exports.palette import LINE, MUTED, Pattern, upon
from dashboard.exports.text import width, wrap

_BAR, _THIN, _BETWEEN = 22, 15, 2


def lying_bars(data: ChartData, room: float) -> Canvas:
    """Draw bars, grouped bars, stacked bars or shares, so wide as there is room."""
    canvas = Canvas()
    top = legend(canvas, data, room)
    names = [wrap(name, LABEL, room * 0.34, lines=3) for name in data.categories]
    left = max(width(line, LABEL) for lines in names for line in lines) + 12
    right = room - _room_at_end(data)
    scale = scale_to(data.highest, share=True) if data.share else Scale(data.highest or 1, ())
    slots = data.bars
    bar = _BAR if slots == 1 else _THIN
    high = slots * (bar + _BETWEEN) - _BETWEEN
    step = max(high + 14, max(len(lines) for lines in names) * LABEL * 1.25 + 8)
    bottom = top + step * len(names)
    _grid(canvas, scale, left, right, top, bottom)
    for row, lines in enumerate(names):
        middle = top + step * (row + 0.5)
        canvas.lines(left - 12, middle, lines, size=LABEL, anchor="end")
        if len(data.withheld[row]) == len(data.series):
            canvas.gap(left + 7, middle + 5)
        elif data.stacked:
            _stack(canvas, data, row, scale, (left, right), middle)
        else:
            for number, series in enumerate(data.series):
                y = middle - high / 2 + number * (bar + _BETWEEN)
                _bar(canvas, data, (number, series), row, scale, (left, right), (y, bar))
    canvas.rule(left, top, left, bottom, stroke=MUTED)
    canvas.height = bottom + (18 if scale.ticks else 4)
    return canvas


def _room_at_end(data: ChartData) -> float:
    written = list(data.ends) if data.stacked else [label for series in data.series for label in series.labels]
    widest = max((width(text, LABEL, bold=True) for text in written), default=0)
    return widest + 14 if widest or not data.share else 24


def _grid(canvas: Canvas, scale: Scale, left: float, right: float, top: float, bottom: float) -> None:
    for tick in scale.ticks:
        x = left + (right - left) * scale.part(tick)
        canvas.rule(x, top, x, bottom, stroke=LINE)
        canvas.text(x, bottom + 15, scale.written(tick), size=SMALL, fill=MUTED, anchor="middle")


def _bar(
    canvas: Canvas,
    data: ChartData,
    numbered: tuple[int, Series],
    row: int,
    scale: Scale,
    span: tuple[float, float],
    place: tuple[float, float],
) -> None:
    (number, series), (left, right), (y, high) = numbered, span, place
    value = series.values[row]
    if value is not None:
        wide = max((right - left) * scale.part(value), 1.5)
        canvas.box(left, y, wide, high, series.look)
        canvas.value(left + wide + 7, y + high / 2, series.labels[row], size=LABEL)
    elif number in data.withheld[row]:
        canvas.gap(left + 7, y + high / 2 + 5)


def _stack(canvas: Canvas, data: ChartData, row: int, scale: Scale, span: tuple[float, float], middle: float) -> None:
    left, right = span
    x = left
    for series in data.series:
        wide = (right - left) * scale.part(series.values[row] or 0)
        if wide <= 0:
            continue
        canvas.box(x, middle - _BAR / 2, max(wide - 1, 0.5), _BAR, series.look, radius=1)
        label = series.labels[row]
        if width(label, SMALL, bold=True) + 8 <= wide:
            if series.look.pattern is Pattern.PLAIN:
                fill = upon(series.look.fill)
                canvas.text(x + wide / 2, middle + 4.3, label, size=SMALL, fill=fill, bold=True, anchor="middle")
            else:
                canvas.pill(x + wide / 2, middle, label, size=SMALL)
        x += wide
    canvas.value(x + 8, middle, data.ends[row], size=LABEL)
