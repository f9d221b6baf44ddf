"""Charts as pictures of their own: SVG with text in it, and PNG painted from the same drawing.

A picture is passed on without its report, so it carries its finding, what is counted, and where it is from.
"""

from base64 import b64encode
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from dashboard.exports import typesetting
from dashboard.exports.chart import ChartData
from dashboard.exports.drawing import draw
from dashboard.exports.drawing.canvas import FAMILY, Canvas
from dashboard.exports.palette import CARD, INK, MUTED, WATERMARK
from dashboard.exports.report import Report, Section
from dashboard.exports.text import printable, wrap
from dashboard.exports.words import describe, internal_mark, notes
from dashboard.i18n import format_day

WIDTH = 720
_PAD = 24
_NAMESPACE = "http://www.w3.org/2000/svg"
_FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
_RANGES = {"latin": "U+0000-00FF, U+2000-206F, U+20AC, U+2212", "latin-ext": "U+0100-02FF, U+1E00-1EFF"}


def bare_svg(data: ChartData, width: float) -> tuple[str, float]:
    """The drawing alone, for where its heading stands above it, and how high it is."""
    canvas = draw(data, width)
    return _written(canvas, width, canvas.height), canvas.height


def picture(report: Report, section: Section, data: ChartData, *, font: bool = True) -> tuple[str, int]:
    """A chart with its heading and notes, as SVG text, and how high it is.

    Args:
        report: where it is from.
        section: what it shows.
        data: its numbers.
        font: whether the font goes along, since a picture cannot fetch one.
    """
    canvas, room = Canvas(), WIDTH - 2 * _PAD
    y = _paragraph(canvas, section.heading, _PAD - 4, size=18, bold=True)
    if section.counted:
        y = _paragraph(canvas, section.counted, y + 3, size=13)
    chart = draw(data, room)
    canvas.put(chart, _PAD, y + 16)
    y += 16 + chart.height + 6
    for note in [note for note in notes(section) if note != section.counted]:
        y = _paragraph(canvas, note, y, size=12)
    y = _paragraph(canvas, _origin(report), y + 2, size=12) + _PAD - 6
    return _written(canvas, WIDTH, y, section, data, mark=report.internal, font=font), round(y)


def png(report: Report, section: Section, data: ChartData) -> bytes:
    """The same as pixels."""
    return typesetting.png(picture(report, section, data, font=False)[0], WIDTH)


def _origin(report: Report) -> str:
    day = format_day(report.as_of or report.made_on)
    said = (internal_mark() if report.internal else "", report.programme, report.project_code, report.period, day)
    return " · ".join(text for text in said if text)


def _paragraph(canvas: Canvas, text: str, top: float, *, size: float, bold: bool = False) -> float:
    y = top
    for line in wrap(printable(text), size, WIDTH - 2 * _PAD, bold=bold):
        y += size * 1.4
        canvas.text(_PAD, y, line, size=size, fill=INK if bold else MUTED, bold=bold)
    return y


def _written(
    canvas: Canvas,
    width: float,
    height: float,
    section: Section | None = None,
    data: ChartData | None = None,
    *,
    mark: bool = False,
    font: bool = False,
) -> str:
    size = {"width": f"{width:g}", "height": f"{height:.0f}", "viewBox": f"0 0 {width:g} {height:.0f}"}
    root = ET.Element("svg", {"xmlns": _NAMESPACE, **size, "font-family": FAMILY})
    if section and data:
        root.set("role", "img")
        ET.SubElement(root, "title").text = printable(section.heading)
        ET.SubElement(root, "desc").text = printable(describe(section, data))
        ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": CARD})
    if font:
        ET.SubElement(root, "style").text = _font_faces("".join(canvas.marks.itertext()))
    if mark:
        _watermark(root, width, height)
    root.append(canvas.marks)
    return ET.tostring(root, encoding="unicode")


def _watermark(root: ET.Element, width: float, height: float) -> None:
    place = {"x": f"{width / 2:g}", "y": f"{height / 2:g}", "transform": f"rotate(-20 {width / 2:g} {height / 2:g})"}
    look = {"text-anchor": "middle", "font-size": "96", "font-weight": "600", "fill": WATERMARK}
    ET.SubElement(root, "text", place | look).text = internal_mark().upper()


def _font_faces(text: str) -> str:
    subsets = ["latin", "latin-ext"] if any("\u0100" <= character < "\u2000" for character in text) else ["latin"]
    return "".join(
        f"@font-face{{font-family:Inter;font-weight:100 900;unicode-range:{_RANGES[subset]};"
        f'src:url(data:font/woff2;base64,{_font(subset)}) format("woff2")}}'
        for subset in subsets
    )


@cache
def _font(subset: str) -> str:
    return b64encode((_FONTS / f"inter-{subset}.woff2").read_bytes()).decode()
