"""The slides of one finding: its chart, its table beside it where that fits, its narrative, what is counted."""

from typing import Any

from pptx.util import Pt

from dashboard.exports.chart import ChartData
from dashboard.exports.palette import INK, MUTED
from dashboard.exports.report import Report, Section
from dashboard.exports.slides.charts import add_chart
from dashboard.exports.slides.slide import ROOM, add_text, below, new_slide, text_height
from dashboard.exports.slides.tables import ROW, Fit, Written, add_table, fitted, spread, written
from dashboard.exports.slides.template import FINDING, MARGIN, TEXT, rectangle
from dashboard.exports.text import plain
from dashboard.exports.words import describe, notes, table_title

_BOTTOM = 6.86
"""Where the notes end, in inches."""
_BESIDE = 4.6
"""How much of the slide a table beside a chart may take, in inches."""
_NARROWEST = 3.4
"""So wide it is at least, lest a number stands far from the next."""
_SMALL = 10
_TEXT_ROOM = 9.4
_TEXT_SIZES = (16, 14, 12)
_LEAD = 260
"""Characters of narrative that stand above a chart; more get a slide of their own."""


class Finding:
    """The slides of one section."""

    def __init__(self, deck: Any, report: Report, section: Section) -> None:
        self.deck, self.report, self.section = deck, report, section
        self.data = section.data
        self.table = written(section.table, table_title(section, section.table)) if section.table else None
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
        """The chart, and its table beside or below it where that fits, else on slides of its own."""
        slide, top, bottom = self._begin(lead=lead)
        table, wide, high = self.table, ROOM, bottom - top
        beside = _beside(table, high - 0.1) if table else None
        under = _under(table, high - _least(data)) if table and not beside else None
        if table and beside:
            wide -= beside.width + 0.5
            self._table(slide, table, beside, MARGIN + wide + 0.5, top + 0.1)
        elif table and under:
            high = min(high - under.high(len(table.rows)) - 0.3, _most(data))
            self._table(slide, table, under, MARGIN, top + high + 0.3)
        words = plain(describe(self.section, data))
        place = (MARGIN, top, wide, min(high, _most(data)))
        add_chart(slide, data, place, words, self.report.language, self.report.made_on)
        if table and not beside and not under:
            self._tables(table, lead=False)

    def _tables(self, table: Written, *, lead: bool) -> None:
        """A table on slides of its own, as many as its rows need."""
        start, fit = 0, spread(fitted(table, ROOM), ROOM)
        while start < len(table.rows):
            slide, top, bottom = self._begin(lead=lead and start == 0)
            if table.title:
                add_text(slide, (MARGIN, top, ROOM, 0.3), [table.title], size=12, colour=INK, bold=True)
                top += 0.4
            fits = max(int((bottom - top - fit.heading) / ROW), 1)
            self._table(slide, table.part(start, start + fits), fit, MARGIN, top)
            start += fits

    def _table(self, slide: Any, table: Written, fit: Fit, left: float, top: float) -> None:
        add_table(slide, table, fit, table.title or plain(self.section.heading), left, top)

    def _narrative(self) -> None:
        """The paragraphs on slides of their own, as many as they need."""
        waiting = self.text
        while waiting:
            slide = new_slide(self.deck, self.report, TEXT, self.section.heading)
            body, top = slide.placeholders[1], below(slide.shapes.title)
            room = _BOTTOM - top
            size = next(
                (size for size in _TEXT_SIZES if text_height(waiting, size, _TEXT_ROOM) <= room), _TEXT_SIZES[-1]
            )
            fits = next(
                (n for n in range(len(waiting), 1, -1) if text_height(waiting[:n], size, _TEXT_ROOM) <= room), 1
            )
            body.left, body.top, body.width, body.height = rectangle((MARGIN, top, _TEXT_ROOM, room))
            for number, text in enumerate(waiting[:fits]):
                paragraph = body.text_frame.paragraphs[0] if number == 0 else body.text_frame.add_paragraph()
                paragraph.font.size = Pt(size)
                paragraph.add_run().text = text
            waiting = waiting[fits:]

    def _begin(self, *, lead: bool) -> tuple[Any, float, float]:
        """A slide with its heading, lead and notes, and where the room between lead and notes begins and ends."""
        slide = new_slide(self.deck, self.report, FINDING, self.section.heading)
        top = below(slide.shapes.title)
        if lead:
            high = text_height(self.text, 14, ROOM)
            add_text(slide, (MARGIN, top, ROOM, high), self.text, size=14, colour=INK)
            top += high + 0.2
        said, bottom = notes(self.section), _BOTTOM
        if said:
            bottom -= text_height(said, 11, ROOM)
            add_text(slide, (MARGIN, bottom, ROOM, _BOTTOM - bottom), said, size=11, colour=MUTED)
        slide.notes_slide.notes_text_frame.text = "\n".join([*self.text, *said])
        return slide, top, bottom - 0.1


def _beside(table: Written, high: float) -> Fit | None:
    """How a table fits beside a chart; null where it does not."""
    fit = spread(fitted(table, _BESIDE), _NARROWEST)
    return fit if fit.size > _SMALL and fit.width <= _BESIDE and fit.high(len(table.rows)) <= high else None


def _under(table: Written, high: float) -> Fit | None:
    """How a table fits below a chart; null where it does not."""
    fit = spread(fitted(table, ROOM), ROOM)
    return fit if fit.size > _SMALL and fit.width <= ROOM and fit.high(len(table.rows)) + 0.3 <= high else None


def _least(data: ChartData) -> float:
    """How high a chart is at least, in inches."""
    return 0.6 + len(data.categories) * (0.2 + 0.28 * data.bars) if data.lying else 2.6


def _most(data: ChartData) -> float:
    """How high a chart is at most: bars that lie far apart are not seen together."""
    return 0.6 + len(data.categories) * (0.45 + 0.45 * data.bars) if data.lying else _BOTTOM
