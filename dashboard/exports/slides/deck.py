"""The slides: a cover, then one finding a slide, with its chart, its table beside it where that fits, and its notes."""

from copy import deepcopy
from io import BytesIO
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dashboard.exports import typesetting
from dashboard.exports.archive import settled
from dashboard.exports.chart import ChartData
from dashboard.exports.emblem import emblem_svg, funding_words
from dashboard.exports.palette import INK, MUTED, WATERMARK
from dashboard.exports.report import Report, Section
from dashboard.exports.slides.charts import add_chart, rgb
from dashboard.exports.slides.tables import ROW, Written, add_table, written
from dashboard.exports.slides.template import COVER, FINDING, MARGIN, TEXT, WIDE, new_presentation, rectangle
from dashboard.exports.steps import Step
from dashboard.exports.text import plain, wrap
from dashboard.exports.words import describe, emblem_text, facts, internal_mark, notes, protection
from dashboard.i18n import gettext as _

_ROOM = WIDE - 2 * MARGIN
_BOTTOM = 6.86
"""Where the notes end, in inches."""
_BESIDE = 4.6
"""How much of the slide a table beside a chart may take, in inches."""
_LEAD = 260
"""Characters of narrative that stand above a chart; more get a slide of their own."""
_TITLE_SIZES = (26, 22, 19)
_LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def pptx(report: Report, step: Step) -> bytes:
    """The file; ``step`` is called as each section is done."""
    deck = new_presentation(plain(report.title), report.language, report.made_on)
    _cover(deck, report)
    for section in report.sections:
        step()
        _Finding(deck, report, section).write()
    for slide in deck.slides:
        _speak(slide.element, report.language)
        if slide.has_notes_slide:
            _speak(slide.notes_slide.element, report.language)
    file = BytesIO()
    deck.save(file)
    return settled(file.getvalue())


def _cover(deck: Any, report: Report) -> None:
    slide = _slide(deck, report, COVER, report.title)
    subtitle = slide.placeholders[1].text_frame
    for number, (name, value) in enumerate(facts(report)):
        paragraph = subtitle.paragraphs[0] if number == 0 else subtitle.add_paragraph()
        paragraph.space_before = Pt(4)
        for text, bold in ((f"{name}  ", False), (value, True)):
            run = paragraph.add_run()
            run.text, run.font.bold = text, bold
            run.font.color.rgb = rgb(INK if bold else MUTED)
    if report.funding:
        picture = slide.shapes.add_picture(
            BytesIO(typesetting.png(emblem_svg(), 270)), Inches(MARGIN), Inches(0.6), height=Inches(0.75)
        )
        picture._element.nvPicPr.cNvPr.set("descr", emblem_text())
        place = (MARGIN + 1.125 + 0.2, 0.6, 6, 0.75)
        box = _text(slide, place, list(funding_words(report.funding, report.language)), size=14, colour=INK, bold=True)
        box.vertical_anchor = MSO_ANCHOR.MIDDLE
    if said := protection(report):
        _text(slide, (MARGIN, 6.2, 9, 0.6), [said], size=11, colour=MUTED)


class _Finding:
    """The slides of one section."""

    def __init__(self, deck: Any, report: Report, section: Section) -> None:
        self.deck, self.report, self.section = deck, report, section
        self.data = section.data
        self.table = written(section.table) if section.table else None
        self.text = [plain(paragraph) for paragraph in section.text if plain(paragraph)]

    def write(self) -> None:
        """Chart and table first, then what does not fit beside them."""
        lead = bool(self.text) and sum(map(len, self.text)) <= _LEAD
        if self.data:
            self._chart(self.data, lead=lead)
        elif self.table:
            self._tables(self.table, lead=lead)
        if self.text and not (lead and self.table):
            self._narrative()

    def _chart(self, data: ChartData, *, lead: bool) -> None:
        slide, top, bottom = self._begin(lead=lead)
        table, room = self.table, _ROOM
        beside = table is not None and sum(table.widths) <= _BESIDE and (len(table.rows) + 1) * ROW <= bottom - top
        if table and beside:
            room -= sum(table.widths) + 0.5
            add_table(slide, table, MARGIN + room + 0.5, top + 0.1, _BESIDE)
        words = plain(describe(self.section, data))
        add_chart(slide, data, (MARGIN, top, room, bottom - top), words, self.report.language, self.report.made_on)
        if table and not beside:
            self._tables(table, lead=False)

    def _tables(self, table: Written, *, lead: bool) -> None:
        """A table on slides of its own, as many as its rows need."""
        start = 0
        while start < len(table.rows):
            slide, top, bottom = self._begin(lead=lead and start == 0)
            _text(slide, (MARGIN, top, _ROOM, 0.3), [table.title], size=12, colour=INK, bold=True)
            fits = max(int((bottom - top - 0.4) / ROW) - 1, 1)
            add_table(slide, table.part(start, start + fits), MARGIN, top + 0.4, _ROOM)
            start += fits

    def _narrative(self) -> None:
        slide = _slide(self.deck, self.report, TEXT, self.section.heading)
        body = slide.placeholders[1].text_frame
        for number, text in enumerate(self.text):
            paragraph = body.paragraphs[0] if number == 0 else body.add_paragraph()
            paragraph.add_run().text = text
        size = next((size for size in (16, 14, 12) if _high(self.text, size, 9.4) < 4.4), 11)
        for paragraph in body.paragraphs:
            paragraph.font.size = Pt(size)

    def _begin(self, *, lead: bool) -> tuple[Any, float, float]:
        """A slide with its heading, lead and notes, and where the room between lead and notes begins and ends."""
        slide = _slide(self.deck, self.report, FINDING, self.section.heading)
        top = (slide.shapes.title.top + slide.shapes.title.height) / Inches(1) + 0.2
        if lead:
            high = _high(self.text, 14, _ROOM)
            _text(slide, (MARGIN, top, _ROOM, high), self.text, size=14, colour=INK)
            top += high + 0.2
        said, bottom = notes(self.section), _BOTTOM
        if said:
            bottom -= _high(said, 11, _ROOM)
            _text(slide, (MARGIN, bottom, _ROOM, _BOTTOM - bottom), said, size=11, colour=MUTED)
        slide.notes_slide.notes_text_frame.text = "\n".join([*self.text, *said])
        return slide, top, bottom - 0.1


def _slide(deck: Any, report: Report, layout: int, title: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if report.internal:
        _watermark(slide)
    heading = slide.shapes.title
    heading.text_frame.text = plain(title)
    if layout != COVER:
        size, lines = _title_size(plain(title))
        heading.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        place = (MARGIN, 0.42, _ROOM, lines * size * 1.2 / 72)
        heading.left, heading.top, heading.width, heading.height = rectangle(place)
        _foot(slide, deck.slide_layouts[layout], report)
    return slide


def _title_size(title: str) -> tuple[int, int]:
    """The size of a heading, and on how many lines it stands."""
    sized = [(size, len(wrap(title, size, _ROOM * 72, bold=True))) for size in _TITLE_SIZES]
    return next((one for one in sized if one[1] <= 2), sized[-1])


def _foot(slide: Any, layout: Any, report: Report) -> None:
    """The slide's number and the line at its foot, which the library leaves to the layout, where nothing shows them."""
    said = (internal_mark() if report.internal else "", report.programme, report.project_code, report.title)
    for placeholder in layout.placeholders:
        kind = placeholder.placeholder_format.type
        if kind in {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER}:
            slide.shapes._spTree.append(deepcopy(placeholder.element))
        if kind is PP_PLACEHOLDER.FOOTER:
            slide.shapes[-1].text_frame.text = plain(" · ".join(text for text in said if text))


def _watermark(slide: Any) -> None:
    box = _text(slide, (1.2, 2.6, WIDE - 2.4, 2.2), [internal_mark().upper()], size=120, colour=WATERMARK, bold=True)
    shape = slide.shapes[-1]
    shape.rotation, shape.name = -20, _("internal")
    box.paragraphs[0].alignment = PP_ALIGN.CENTER
    tree = slide.shapes._spTree
    tree.remove(shape.element)
    tree.insert(2, shape.element)  # behind all else


def _text(
    slide: Any,
    place: tuple[float, float, float, float],
    paragraphs: list[str],
    *,
    size: float,
    colour: str,
    bold: bool = False,
) -> Any:
    frame = slide.shapes.add_textbox(*rectangle(place)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold, run.font.color.rgb = text, Pt(size), bold, rgb(colour)
    return frame


def _high(paragraphs: list[str], size: float, room: float) -> float:
    """How high paragraphs are, in inches."""
    return sum(len(wrap(paragraph, size, room * 72)) for paragraph in paragraphs) * size * 1.25 / 72


def _speak(element: Any, language: str) -> None:
    """Say which language every piece of text is in, so that it is read aloud and checked in that."""
    for run in element.iter(qn("a:r"), qn("a:fld")):
        run.get_or_add_rPr().set("lang", _LOCALES[language])
