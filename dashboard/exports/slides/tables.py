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
from dashboard.exports.text import plain, width
from dashboard.exports.words import cells

ROW = 0.32
"""How high a row is, in inches."""

_TYPE = 12
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

    @property
    def widths(self) -> list[float]:
        """How wide the columns have to be, in inches."""
        columns = zip(self.headings, *self.rows, strict=True)
        return [max(width(text, _TYPE, bold=True) for text in column) / 72 + 0.22 for column in columns]


def written(table: Table) -> Written:
    """A table with everything in it as text."""
    return Written(
        plain(table.title),
        (plain(table.row_heading), *(plain(name) for name in table.columns)),
        tuple((plain(name), *row) for name, row in zip(table.rows, cells(table), strict=True)),
        tuple(row in table.total_rows for row in range(len(table.rows))),
        frozenset(column + 1 for column in table.total_columns),
    )


def add_table(slide: Any, table: Written, left: float, top: float, room: float) -> None:
    """Put a table on a slide, no wider than there is room, in inches."""
    widths = _fitted(table.widths, room)
    size = Inches(left), Inches(top), Inches(sum(widths)), Inches(ROW * (len(table.rows) + 1))
    frame = slide.shapes.add_table(len(table.rows) + 1, len(table.headings), *size)
    frame.element.nvGraphicFramePr.cNvPr.set("descr", table.title)
    drawn = frame.table
    drawn.first_row, drawn.first_col, drawn.horz_banding = True, True, False
    drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_STYLE
    for column, wide in enumerate(widths):
        drawn.columns[column].width = Inches(wide)
    _row(drawn, 0, table.headings, MUTED, strong=())
    for number, row in enumerate(table.rows, start=1):
        strong = range(len(row)) if table.strong[number - 1] else sorted(table.strong_columns)
        _row(drawn, number, row, INK, strong=strong)


def _fitted(widths: Sequence[float], room: float) -> list[float]:
    """The first column gives way where there is no room; numbers do not break."""
    over = max(sum(widths) - room, 0)
    return [max(widths[0] - over, 1.0), *widths[1:]]


def _row(drawn: Any, number: int, texts: Sequence[str], colour: str, *, strong: Sequence[int]) -> None:
    drawn.rows[number].height = Inches(ROW)
    for column, text in enumerate(texts):
        cell = drawn.cell(number, column)
        cell.margin_left = cell.margin_right = Inches(0.07)
        cell.margin_top = cell.margin_bottom = Inches(0.03)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM if number == 0 else MSO_ANCHOR.MIDDLE
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT if column == 0 else PP_ALIGN.RIGHT
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.color.rgb = Pt(_TYPE), column in strong, rgb(colour)
        _rule(cell, MUTED if number == 0 else LINE)


def _rule(cell: Any, colour: str) -> None:
    """A line below a cell."""
    fill = f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'
    properties = cell._tc.get_or_add_tcPr()
    properties.append(parse_xml(f'<a:lnB {nsdecls("a")} w="9525">{fill}</a:lnB>'))
