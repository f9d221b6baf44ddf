"""The slides: a cover that says what they are, then one finding after the other."""

from io import BytesIO
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dashboard.exports import typesetting
from dashboard.exports.archive import settled
from dashboard.exports.emblem import Funding, emblem_svg, funding_words
from dashboard.exports.palette import INK, MUTED
from dashboard.exports.report import Report
from dashboard.exports.slides.charts import rgb
from dashboard.exports.slides.finding import Finding
from dashboard.exports.slides.slide import add_text, new_slide
from dashboard.exports.slides.template import COVER, MARGIN, new_presentation
from dashboard.exports.steps import Step
from dashboard.exports.text import plain
from dashboard.exports.words import emblem_text, facts, protection

_EMBLEM = 0.75
"""How high the emblem is, in inches; the regulation asks for a centimetre."""
_LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def pptx(report: Report, step: Step) -> bytes:
    """The file; ``step`` is called as each section is done."""
    deck = new_presentation(plain(report.title), report.language, report.made_on)
    _cover(deck, report)
    for section in report.sections:
        step()
        Finding(deck, report, section).write()
    for slide in deck.slides:
        _speak(slide.element, report.language)
        if slide.has_notes_slide:
            _speak(slide.notes_slide.element, report.language)
    file = BytesIO()
    deck.save(file)
    return settled(file.getvalue())


def _cover(deck: Any, report: Report) -> None:
    slide = new_slide(deck, report, COVER, report.title)
    subtitle = slide.placeholders[1].text_frame
    for number, (name, value) in enumerate(facts(report)):
        paragraph = subtitle.paragraphs[0] if number == 0 else subtitle.add_paragraph()
        paragraph.space_before = Pt(4)
        for text, bold in ((f"{name}  ", False), (value, True)):
            run = paragraph.add_run()
            run.text, run.font.bold = text, bold
            run.font.color.rgb = rgb(INK if bold else MUTED)
    if report.funding:
        _funding(slide, report.funding, report.language)
    if said := protection(report):
        add_text(slide, (MARGIN, 6.3, 9, 0.6), [said], size=11, colour=MUTED)


def _funding(slide: Any, funding: Funding, language: str) -> None:
    picture = slide.shapes.add_picture(
        BytesIO(typesetting.png(emblem_svg(), 270)), Inches(MARGIN), Inches(0.6), height=Inches(_EMBLEM)
    )
    picture.element.nvPicPr.cNvPr.set("descr", emblem_text())
    place = (MARGIN + _EMBLEM * 1.5 + 0.2, 0.6, 6, _EMBLEM)
    words = list(funding_words(funding, language))
    add_text(slide, place, words, size=14, colour=INK, bold=True).vertical_anchor = MSO_ANCHOR.MIDDLE


def _speak(element: Any, language: str) -> None:
    """Say which language every piece of text is in, so that it is read aloud and checked in that."""
    for run in element.iter(qn("a:r"), qn("a:fld")):
        run.get_or_add_rPr().set("lang", _LOCALES[language])
