"""What is on every slide: its heading, its number and the line at its foot, the mark of what must stay in the house."""

from copy import deepcopy
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from dashboard.exports.palette import WATERMARK
from dashboard.exports.report import Report
from dashboard.exports.slides.charts import rgb
from dashboard.exports.slides.template import COVER, MARGIN, WIDE, rectangle
from dashboard.exports.text import plain, wrap
from dashboard.exports.words import internal_mark

ROOM = WIDE - 2 * MARGIN
"""Between the margins, in inches."""

_TITLE_SIZES = (26, 22, 19)


def below(heading: Any) -> float:
    """Where there is room below a heading, in inches."""
    return float((heading.top + heading.height) / Inches(1)) + 0.2


def new_slide(deck: Any, report: Report, layout: int, title: str) -> Any:
    """A slide with its heading, so large that it stands on two lines at most where that can be."""
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if report.internal:
        _watermark(slide)
    heading = slide.shapes.title
    heading.text_frame.text = plain(title)
    if layout != COVER:
        size, lines = _title_size(plain(title))
        heading.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        place = (MARGIN, 0.42, ROOM, lines * size * 1.2 / 72)
        heading.left, heading.top, heading.width, heading.height = rectangle(place)
        _foot(slide, deck.slide_layouts[layout], report)
    return slide


def _title_size(title: str) -> tuple[int, int]:
    """The size of a heading, and on how many lines it stands."""
    sized = [(size, len(wrap(title, size, ROOM * 72, bold=True))) for size in _TITLE_SIZES]
    return next((one for one in sized if one[1] <= 2), sized[-1])


def _foot(slide: Any, layout: Any, report: Report) -> None:
    """The slide's number and the line at its foot, which the library leaves to the layout, where nothing shows them."""
    said = (internal_mark() if report.internal else "", report.programme, report.project_code)
    for placeholder in layout.placeholders:
        kind = placeholder.placeholder_format.type
        if kind in {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER}:
            own = deepcopy(placeholder.element)
            own.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
            slide.shapes._spTree.append(own)
        if kind is PP_PLACEHOLDER.FOOTER:
            slide.shapes[-1].text_frame.text = wrap(
                plain(" · ".join(text for text in said if text)), 10, 10 * 72, lines=1
            )[0]


def _watermark(slide: Any) -> None:
    """On each slide itself: one of the layout would go with a change of design."""
    box = add_text(slide, (1.2, 2.6, WIDE - 2.4, 2.2), [internal_mark().upper()], size=120, colour=WATERMARK, bold=True)
    shape = slide.shapes[-1]
    shape.rotation, shape.name = -20, internal_mark()
    box.paragraphs[0].alignment = PP_ALIGN.CENTER
    tree = slide.shapes._spTree
    tree.remove(shape.element)
    tree.insert(2, shape.element)  # behind all else


def add_text(
    slide: Any,
    place: tuple[float, float, float, float],
    paragraphs: list[str],
    *,
    size: float,
    colour: str,
    bold: bool = False,
) -> Any:
    """Paragraphs at a place, left, top, width and height in inches."""
    frame = slide.shapes.add_textbox(*rectangle(place)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold, run.font.color.rgb = text, Pt(size), bold, rgb(colour)
    return frame


def text_height(paragraphs: list[str], size: float, room: float) -> float:
    """How high paragraphs are, in inches, with some air between them."""
    lines = sum(len(wrap(paragraph, size, room * 72)) for paragraph in paragraphs)
    return (lines * size * 1.25 + (len(paragraphs) - 1) * size * 0.4) / 72
