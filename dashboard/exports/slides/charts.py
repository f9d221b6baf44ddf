"""Native charts on slides: they can be edited, and the workbook behind them holds what they show and nothing else."""

from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from dashboard.exports.chart import ChartData, ChartKind, Series
from dashboard.exports.drawing.scale import scale_to
from dashboard.exports.palette import CARD, INK, LINE, MUTED, Look, Pattern, upon
from dashboard.exports.slides.template import rectangle
from dashboard.exports.workbook import embedded, number_format

_PATTERNS = {
    Pattern.RISING: MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    Pattern.FALLING: MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
    Pattern.LEVEL: MSO_PATTERN.LIGHT_HORIZONTAL,
    Pattern.DOTS: MSO_PATTERN.PERCENT_5,
}
_MARKERS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.TRIANGLE)


def add_chart(
    slide: Any, data: ChartData, place: tuple[float, float, float, float], words: str, language: str, made_on: date
) -> None:
    """Put a chart on a slide.

    Args:
        slide: of python-pptx.
        data: what it shows.
        place: left, top, width, height in inches.
        words: the chart for those who hear it.
        language: of the report.
        made_on: the day that the workbook is dated by.
    """
    written = number_format(data, language)
    numbers = CategoryChartData(number_format=written)
    numbers.categories = data.marked_categories
    for series in data.series:
        numbers.add_series(series.name, series.values)
    frame = slide.shapes.add_chart(_type(data), *rectangle(place), numbers)
    frame.element.nvGraphicFramePr.cNvPr.set("descr", words)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(embedded(data, language, made_on))
    chart.font.size, chart.font.color.rgb = Pt(12), rgb(INK)
    chart.has_title = False
    _legend(chart, data)
    _axes(chart, data, written)
    plot = chart.plots[0]
    plot.vary_by_categories = False
    if data.kind is not ChartKind.LINE:
        plot.gap_width, plot.overlap = _gap(data, place[2], place[3]), 100 if data.stacked else -8
    for number, series in enumerate(data.series):
        _series(plot.series[number], series, data, number, written)


def rgb(colour: str) -> RGBColor:
    """A colour of the palette as the library takes it."""
    return RGBColor.from_string(colour[1:].upper())


def _type(data: ChartData) -> XL_CHART_TYPE:
    if data.kind is ChartKind.LINE:
        return XL_CHART_TYPE.LINE_MARKERS
    if data.upright:
        return XL_CHART_TYPE.COLUMN_STACKED if data.stacked else XL_CHART_TYPE.COLUMN_CLUSTERED
    return XL_CHART_TYPE.BAR_STACKED if data.stacked else XL_CHART_TYPE.BAR_CLUSTERED


def _legend(chart: Any, data: ChartData) -> None:
    chart.has_legend = len(data.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size, chart.legend.font.color.rgb = Pt(12), rgb(MUTED)


def _axes(chart: Any, data: ChartData, written: str) -> None:
    categories, values = chart.category_axis, chart.value_axis
    categories.reverse_order = data.lying
    categories.has_major_gridlines = False
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.format.line.color.rgb = rgb(MUTED)
    categories.has_title = bool(data.axis) and not data.lying
    if categories.has_title:
        text = categories.axis_title.text_frame
        text.text = data.axis
        font = text.paragraphs[0].runs[0].font
        font.size, font.bold, font.color.rgb = Pt(11), False, rgb(MUTED)
    values.minimum_scale = 0
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.format.line.fill.background()
    values.has_major_gridlines = values.visible = not data.lying or not data.labelled
    if values.has_major_gridlines:
        values.major_gridlines.format.line.color.rgb = rgb(LINE)
    if data.share:
        values.maximum_scale, values.major_unit = 1, 0.25
    else:
        values.major_unit = scale_to(data.highest, share=False, whole=data.whole).ticks[1]
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = written, False
    values.tick_labels.font.size, values.tick_labels.font.color.rgb = Pt(11), rgb(MUTED)


def _gap(data: ChartData, wide: float, high: float) -> int:
    """The gap between categories in percent of a bar, so that few bars are no thicker than many."""
    along, thickest = (high - 0.5, 0.42) if data.lying else (wide - 0.8, 0.75)
    return round(min(max(along / len(data.categories) / thickest - data.bars, 0.4), 4) * 100)


def _series(drawn: Any, series: Series, data: ChartData, number: int, written: str) -> None:
    """One series: its look and the values at its bars. Shares say their counts too, as on every page, in words of ours:
    whoever changes such a number has to change its label as well.
    """
    if data.kind is ChartKind.LINE:
        _line(drawn, series.look, number)
        return
    drawn.invert_if_negative = False
    _fill(drawn.format, series.look)
    if not data.labelled:
        return
    patterned = series.look.pattern is not Pattern.PLAIN
    colour = INK if patterned or not data.stacked else upon(series.look.fill)
    place = XL_LABEL_POSITION.CENTER if data.stacked else XL_LABEL_POSITION.OUTSIDE_END
    labels = drawn.data_labels
    labels.show_value, labels.position = True, place
    labels.number_format_is_linked = False
    labels.number_format = f"{written};;" if data.stacked else written  # a part of nobody has no room for its 0
    _type_of(labels.font, colour)
    if patterned and data.stacked:
        labels._element.find(qn("c:txPr")).addprevious(_ground())
    if data.share:
        for number, label in enumerate(series.labels):
            if label and not (data.stacked and not series.values[number]):
                own = drawn.points[number].data_label
                own.text_frame.text = label
                _type_of(own.text_frame.paragraphs[0].runs[0].font, colour)
                own.position = place
                if patterned and data.stacked:
                    own._dLbl.find(qn("c:tx")).addnext(_ground())


def _type_of(font: Any, colour: str) -> None:
    font.size, font.bold, font.color.rgb = Pt(12), True, rgb(colour)


def _ground() -> Any:
    """A ground of its own for a number upon a pattern, which would make it hard to read."""
    colour = f'<a:solidFill><a:srgbClr val="{CARD[1:].upper()}"/></a:solidFill>'
    return parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{colour}</c:spPr>")


def _line(drawn: Any, look: Look, number: int) -> None:
    drawn.smooth = False
    drawn.format.line.color.rgb, drawn.format.line.width = rgb(look.fill), Pt(2.5)
    drawn.marker.style, drawn.marker.size = _MARKERS[number % len(_MARKERS)], 8
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.rgb = rgb(look.fill)
    drawn.marker.format.line.color.rgb = rgb(CARD)


def _fill(drawn: Any, look: Look) -> None:
    if look.pattern in _PATTERNS:
        drawn.fill.patterned()
        drawn.fill.pattern = _PATTERNS[look.pattern]
        drawn.fill.fore_color.rgb, drawn.fill.back_color.rgb = rgb(look.ink), rgb(look.fill)
    else:
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = rgb(look.fill)
    if look.pattern is not Pattern.PLAIN or look.edge != look.fill:
        drawn.line.color.rgb, drawn.line.width = rgb(look.edge), Pt(0.75)
    if look.pattern is Pattern.HOLLOW:
        drawn.line.dash_style = MSO_LINE.DASH
