"""Native charts on sheets, with the looks that they have on slides and in our own drawings."""

from dataclasses import dataclass
from typing import Any

from dashboard.exports.chart import ChartData, ChartKind, Series
from dashboard.exports.palette import CARD, INK, LINE, MUTED, Pattern, upon

_PATTERNS = {
    Pattern.RISING: "wide_upward_diagonal",
    Pattern.FALLING: "wide_downward_diagonal",
    Pattern.LEVEL: "light_horizontal",
    Pattern.DOTS: "percent_5",
}
_MARKERS = ("circle", "square", "diamond", "triangle")
_FONT = {"name": "Arial", "size": 10, "color": INK}


@dataclass(frozen=True, slots=True)
class Source:
    """Cells that a chart is drawn from; the names of categories are in the first column of the sheet.

    Attributes:
        head: the row with the names of the series.
        first, last: the rows with the numbers.
        columns: the columns of the series.
    """

    head: int
    first: int
    last: int
    columns: tuple[int, ...]


def add_chart(book: Any, sheet: Any, corner: str, source: Source, data: ChartData, words: str, written: str) -> None:
    """Put a chart on a sheet.

    Args:
        book: of XlsxWriter.
        sheet: of the same.
        corner: the cell in which its upper left corner lies.
        source: where its numbers stand on the same sheet.
        data: what it shows.
        words: the chart for those who hear it.
        written: how a spreadsheet writes its values.
    """
    chart = book.add_chart(_type(data))
    for number, series in enumerate(data.series):
        column = source.columns[number]
        options = {
            "name": [sheet.get_name(), source.head, column],
            "categories": [sheet.get_name(), source.first, 0, source.last, 0],
            "values": [sheet.get_name(), source.first, column, source.last, column],
            **_look(series, data, number),
        }
        chart.add_series(options | _labels(series, data, written))
    _axes(chart, data, written)
    # XlsxWriter leaves out what is Excel's default; other programs take an empty cell for 0 then.
    chart._write_disp_blanks_as = lambda: chart._xml_empty_tag("c:dispBlanksAs", [("val", "gap")])
    chart.set_chartarea({"border": {"none": True}})
    chart.set_title({"none": True})
    chart.set_legend({"position": "top", "font": _FONT} if len(data.series) > 1 else {"none": True})
    high = 90 + 44 * len(data.categories) if data.lying else 320
    chart.set_size({"width": 640, "height": min(max(high, 260), 900)})
    sheet.insert_chart(corner, chart, {"description": words, "object_position": 2})


def _type(data: ChartData) -> dict[str, str]:
    if data.kind is ChartKind.LINE:
        return {"type": "line"}
    kind = {"type": "column" if data.upright else "bar"}
    return kind | ({"subtype": "stacked"} if data.stacked else {})


def _look(series: Series, data: ChartData, number: int) -> dict[str, Any]:
    look = series.look
    if data.kind is ChartKind.LINE:
        marker = {"type": _MARKERS[number % 4], "size": 7, "fill": {"color": look.fill}, "border": {"color": CARD}}
        return {"line": {"color": look.fill, "width": 2.25}, "marker": marker}
    border = {"color": look.edge, "width": 0.75} | ({"dash_type": "dash"} if look.pattern is Pattern.HOLLOW else {})
    drawn: dict[str, Any] = {"border": border, "gap": 60} | ({} if data.stacked else {"overlap": -8})
    if look.pattern in _PATTERNS:
        pattern = {"pattern": _PATTERNS[look.pattern], "fg_color": look.ink, "bg_color": look.fill}
        return drawn | {"pattern": pattern}
    return drawn | {"fill": {"color": look.fill}}


def _labels(series: Series, data: ChartData, written: str) -> dict[str, Any]:
    if not data.labelled:
        return {}
    if data.stacked:
        plain = series.look.pattern is Pattern.PLAIN
        font = _FONT | {"bold": True, "color": upon(series.look.fill) if plain else INK}
        ground = {} if plain else {"fill": {"color": CARD}}
        labels = {"value": True, "position": "center", "num_format": f"{written};;", "font": font} | ground
    else:
        labels = {"value": True, "position": "outside_end", "num_format": written, "font": _FONT | {"bold": True}}
    return {"data_labels": labels | _words(series, data)}


def _words(series: Series, data: ChartData) -> dict[str, Any]:
    """Shares say their counts too, as on every page."""
    if not data.share:
        return {}
    values = zip(series.labels, series.values, strict=True)
    return {"custom": [{"value": label} if label and (value or not data.stacked) else None for label, value in values]}


def _axes(chart: Any, data: ChartData, written: str) -> None:
    categories: dict[str, Any] = {"num_font": _FONT, "line": {"color": MUTED}, "major_tick_mark": "none"}
    categories |= {"reverse": data.lying, "label_position": "low"}
    if data.axis and not data.lying:
        categories |= {"name": data.axis, "name_font": _FONT | {"bold": False, "color": MUTED}}
    axis = not (data.lying and data.labelled)
    values: dict[str, Any] = {"num_font": _FONT | {"color": MUTED}, "min": 0, "num_format": written}
    values |= {"line": {"none": True}, "major_tick_mark": "none", "visible": axis}
    values["major_gridlines"] = {"visible": axis, "line": {"color": LINE}}
    if data.share:
        values |= {"max": 1, "major_unit": 0.25}
    # XlsxWriter says x and y where it lies and stands: bars that lie have their categories on y.
    chart.set_x_axis(values if data.lying else categories)
    chart.set_y_axis(categories if data.lying else values)
