"""Tables on slides: real ones, with a row of headings, quiet lines, and a dash where something is withheld."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from dashboard.exports.chart import Table
from dashboard.exports.palette import INK, LINE, MUTED
from dashboard.exports.slides.charts import rgb
from dashboard.exports.text import plain, width, wrap
from dashboard.exports.words import cells

ROW = 0.32
"""How high a row is, in inches."""

_SIZES = (12, 10.5, 9)
_PAD = 0.22
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own style without colours and lines; ours are drawn on the cells."""


@dataclass(frozen=True, slots=True)
class Written:
    """A table or a part of it as it is written on a slide."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: tuple[bool, ...]
    strong_columns: frozenset[int]

    def part(self, start: int, end: int) -> "Written":
        """Some of the rows, below the same headings."""
        return Written(self.title, self.headings, self.rows[start:end], self.strong[start:end], self.strong_columns)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table fits a slide: the size of its type, its columns and the row of headings, in points and inches."""

    size: float
    widths: tuple[float, ...]
    heading: float

    @property
    def width(self) -> float:
        """How wide the table is."""
        return sum(self.widths)

    def high(self, rows: int) -> float:
        """How high it is with so many rows."""
        return self.heading + rows * ROW


def written(table: Table, title: str) -> Written:
    """A table with everything in it as text, and what stands above it where it has a slide to itself."""
    return Written(
        title,
        (plain(table.row_heading), *(plain(name) for name in table.columns)),
        tuple((plain(name), *row) for name, row in zip(table.rows, cells(table), strict=True)),
        tuple(row in table.total_rows for row in range(len(table.rows))),
        frozenset(column + 1 for column in table.total_columns),
    )


def fitted(table: Written, room: float) -> Fit:
    """How a table fits into a width in inches: headings break and type shrinks before numbers would break."""
    fit = _fit(table, _SIZES[0], room)
    for size in _SIZES[1:]:
        if fit.width > room:
            fit = _fit(table, size, room)
    return fit


def spread(fit: Fit, room: float) -> Fit:
    """The same with more air between its columns, for a table that has a slide to itself."""
    more = max(min((room - fit.width) / max(len(fit.widths) - 1, 1), 0.9), 0)
    return Fit(fit.size, (fit.widths[0], *(wide + more for wide in fit.widths[1:])), fit.heading)


def _fit(table: Written, size: float, room: float) -> Fit:
    columns = list(zip(table.headings, *table.rows, strict=True))
    needed = [max(_inches(text, size) for text in column) for column in columns]
    if (over := sum(needed) - room) > 0:
        # Headings break between words first, then the names of rows.
        least = [max(_inches(word, size) for text in column for word in text.split(" ")) for column in columns]
        cells_need = [max((_inches(text, size) for text in column[1:]), default=0) for column in columns]
        least = [least[0], *(max(one, cell) for one, cell in zip(least[1:], cells_need[1:], strict=True))]
        spare = sum(needed) - sum(least)
        part = min(over / spare, 1) if spare else 0
        needed = [wide - (wide - one) * part for wide, one in zip(needed, least, strict=True)]
    lines = max(
        len(wrap(text, size, (wide - _PAD) * 72, bold=True)) for text, wide in zip(table.headings, needed, strict=True)
    )
    return Fit(size, tuple(needed), ROW + (lines - 1) * size * 1.2 / 72)


def _inches(text: str, size: float) -> float:
    return width(text, size, bold=True) / 72 + _PAD


def add_table(slide: Any, table: Written, fit: Fit, words: str, left: float, top: float) -> None:
    """Put a table on a slide, in inches; the words tell those who hear it what it is."""
    size = Inches(left), Inches(top), Inches(fit.width), Inches(fit.high(len(table.rows)))
    frame = slide.shapes.add_table(len(table.rows) + 1, len(table.headings), *size)
    frame.element.nvGraphicFramePr.cNvPr.set("descr", words)
    drawn = frame.table
    drawn.first_row, drawn.first_col, drawn.horz_banding = True, True, False
    drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_STYLE
    for column, wide in enumerate(fit.widths):
        drawn.columns[column].width = Inches(wide)
    drawn.rows[0].height = Inches(fit.heading)
    _row(drawn, 0, table.headings, fit.size, strong=())
    for number, row in enumerate(table.rows, start=1):
        drawn.rows[number].height = Inches(ROW)
        strong = range(len(row)) if table.strong[number - 1] else sorted(table.strong_columns)
        _row(drawn, number, row, fit.size, strong=strong)


def _row(drawn: Any, number: int, texts: Sequence[str], size: float, *, strong: Sequence[int]) -> None:
    heading = number == 0
    for column, text in enumerate(texts):
        cell = drawn.cell(number, column)
        cell.margin_left = cell.margin_right = Inches(_PAD / 3)
        cell.margin_top = cell.margin_bottom = Inches(0.03)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM if heading else MSO_ANCHOR.MIDDLE
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT if column == 0 else PP_ALIGN.RIGHT
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), column in strong
        run.font.color.rgb = rgb(MUTED if heading else INK)
        _rule(cell, MUTED if heading else LINE)


def _rule(cell: Any, colour: str) -> None:
    """A line below a cell."""
    fill = f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'
    properties = cell._tc.get_or_add_tcPr()
    properties.append(parse_xml(f'<a:lnB {nsdecls("a")} w="9525">{fill}</a:lnB>'))
