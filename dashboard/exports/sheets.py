"""Excel: a sheet of contents, then one sheet a table, with its native chart and what that is drawn from.

A chart that has gaps is drawn from a block of numbers of its own below the table: in the table a dash stands where
something is withheld, and a spreadsheet draws a dash as 0.
"""

from io import BytesIO
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from dashboard.domain.disclosure.safe_table import Kind
from dashboard.exports import typesetting
from dashboard.exports.chart import WITHHELD, ChartData, ChartKind, ChartSpec, Table
from dashboard.exports.emblem import emblem_svg, funding_words
from dashboard.exports.palette import INK, LINE, MUTED, SOFT
from dashboard.exports.reading import drawn_rows
from dashboard.exports.report import Report, Section
from dashboard.exports.sheet_charts import Source, add_chart
from dashboard.exports.steps import Step
from dashboard.exports.text import plain
from dashboard.exports.words import describe, emblem_text, facts, internal_mark, notes, protection, table_title
from dashboard.exports.workbook import new_workbook, number_format, percent_format
from dashboard.i18n import gettext as _

_WIDEST, _CONTENTS, _LINE = 44, 90, 13.5
_CHART_COLUMNS = 10
"""How many columns of usual width a chart lies over."""
_CHART_ROWS = 46
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 13},
    "strong": {"bold": True},
    "muted": {"font_color": MUTED},
    "mark": {"bold": True, "bg_color": LINE},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "link": {"valign": "top", "font_color": INK, "underline": 1},
    "head": {"bold": True, "bg_color": SOFT, "bottom": 1, "text_wrap": True, "valign": "bottom"},
    "head_number": {
        "bold": True,
        "bg_color": SOFT,
        "bottom": 1,
        "text_wrap": True,
        "valign": "bottom",
        "align": "right",
    },
    "text": {"bottom": 4, "bottom_color": LINE, "text_wrap": True},
    "number": {"bottom": 4, "bottom_color": LINE, "align": "right"},
}


def xlsx(report: Report, step: Step) -> bytes:
    """The file; ``step`` is called as each table is done."""
    file = BytesIO()
    book = _Book(new_workbook(file, report.made_on, plain(report.title)), report)
    book.contents()
    for number, (section, table) in enumerate(report.tables, start=1):
        step()
        book.table(number, section, table)
    book.book.close()
    return file.getvalue()


class _Book:
    """A workbook with its formats, which a workbook has to be asked for."""

    def __init__(self, book: Any, report: Report) -> None:
        self.book, self.report = book, report
        self.styles = {name: book.add_format(look) for name, look in _STYLES.items()}

    def contents(self) -> None:
        """What the workbook is, and what is on which sheet."""
        sheet, row = self._sheet(_("Contents"))
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, _CONTENTS)
        row = self._emblem(sheet, row)
        sheet.write_string(row, 0, plain(self.report.title), self.styles["title"])
        row += 2
        for name, value in facts(self.report):
            sheet.write_string(row, 0, name, self.styles["muted"])
            sheet.write_string(row, 1, value, self.styles["strong"])
            row += 1
        if said := protection(self.report):
            sheet.write_string(row + 1, 0, said, self.styles["muted"])
            row += 2
        for number, (section, _table) in enumerate(self.report.tables, start=1):
            name = _table_name(number)
            sheet.write_url(row + number, 0, f"internal:'{name}'!A1", self.styles["link"], name)
            heading = plain(section.heading)
            sheet.write_string(row + number, 1, heading, self.styles["wrapped"])
            _make_room(sheet, row + number, heading, _CONTENTS)

    def table(self, number: int, section: Section, table: Table) -> None:
        """One table on a sheet of its own, with its notes, its chart, and the numbers of the chart."""
        sheet, row = self._sheet(_table_name(number))
        sheet.write_string(row, 0, plain(section.heading), self.styles["heading"])
        for line in filter(None, [table_title(section, table), *notes(section)]):
            row += 1
            sheet.write_string(row, 0, line, self.styles["muted"])
        head = row + 2
        self._cells(sheet, head, table)
        sheet.freeze_panes(head + 1, 1)
        last = head + len(table.rows)
        if section.chart and (data := section.data):
            source = _within_table(head, table, section.chart, data) or self._block(sheet, last + 2, data)
            right = max(len(table.columns), len(data.series)) + 2
            corner = xl_rowcol_to_cell(head, right)
            words = plain(describe(section, data))
            add_chart(self.book, sheet, corner, source, data, words, number_format(data, self.report.language))
            # A long heading would else make everything tiny on paper.
            sheet.print_area(0, 0, max(source.last, last, head + _CHART_ROWS), right + _CHART_COLUMNS)

    def _cells(self, sheet: Any, head: int, table: Table) -> None:
        names = [plain(name) for name in (table.row_heading, *table.columns)]
        labels = [plain(name) for name in table.rows]
        sheet.set_column(
            0, 0, min(max(len(text) for text in (names[0], *labels, _("Numbers of the chart"))) + 2, _WIDEST)
        )
        for column, name in enumerate(names):
            sheet.write_string(head, column, name, self.styles["head_number" if column else "head"])
            if column:
                sheet.set_column(column, column, min(max(len(name), 8), 18) + 2)
        for row, label in enumerate(labels):
            total = row in table.total_rows
            sheet.write_string(head + 1 + row, 0, label, self._format("text", bold=total))
            _make_room(sheet, head + 1 + row, label, _WIDEST)
            for column, value in enumerate(table.cells[row]):
                bold = total or column in table.total_columns
                place = (head + 1 + row, column + 1)
                if value is None:
                    sheet.write_string(*place, WITHHELD, self._format("number", bold=bold))
                else:
                    sheet.write_number(
                        *place, value, self._format("number", bold=bold, written=self._written(table.kind, value))
                    )

    def _block(self, sheet: Any, row: int, data: ChartData) -> Source:
        """The numbers that the chart is drawn from; what is withheld is an empty cell."""
        sheet.write_string(row, 0, _("Numbers of the chart"), self.styles["head"])
        for column, series in enumerate(data.series, start=1):
            sheet.write_string(row, column, series.name, self.styles["head_number"])
        written = self._format("number", written=number_format(data, self.report.language))
        for place, category in enumerate(data.marked_categories, start=1):
            sheet.write_string(row + place, 0, category, self.styles["text"])
            for column, series in enumerate(data.series, start=1):
                if (value := series.values[place - 1]) is not None:
                    sheet.write_number(row + place, column, value, written)
        return Source(row, row + 1, row + len(data.categories), tuple(range(1, len(data.series) + 1)))

    def _sheet(self, name: str) -> tuple[Any, int]:
        """A sheet that prints well, and the first row for its content; one that stays in the house says so."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8 {_escaped(self.report.programme)}&R&8 &P / &N")
        if not self.report.internal:
            return sheet, 0
        sheet.set_header(f"&C&B{_escaped(internal_mark().upper())}")
        sheet.write_string(0, 0, internal_mark().upper(), self.styles["mark"])
        return sheet, 2

    def _emblem(self, sheet: Any, row: int) -> int:
        funding = self.report.funding
        if not funding:
            return row
        options = {
            "image_data": BytesIO(typesetting.png(emblem_svg(), 270)),
            "description": emblem_text(),
            "x_scale": 0.18,
            "y_scale": 0.18,
            "object_position": 1,
        }
        sheet.insert_image(row, 0, "emblem.png", options)
        lines = funding_words(funding, self.report.language)
        for number, line in enumerate(lines):
            sheet.write_string(row + number, 1, line, self.styles["strong"])
        return row + max(len(lines), 3) + 2

    def _format(self, name: str, *, bold: bool = False, written: str = "") -> Any:
        key = f"{name}{bold}{written}"
        if key not in self.styles:
            look = _STYLES[name] | {"bold": bold} | ({"num_format": written} if written else {})
            self.styles[key] = self.book.add_format(look)
        return self.styles[key]

    def _written(self, kind: Kind, value: float) -> str:
        if kind is Kind.SHARES:
            return percent_format(self.report.language)
        return "#,##0" if value == round(value) else "#,##0.0"


def _within_table(head: int, table: Table, spec: ChartSpec, data: ChartData) -> Source | None:
    """Where a chart's numbers stand in the table itself; null where a gap, a share or a left-out row forbids it."""
    rows = drawn_rows(table, spec)
    gaps = any(value is None for series in data.series for value in series.values)
    if gaps or spec.kind is ChartKind.SHARES or rows != tuple(range(rows[0], rows[-1] + 1)):
        return None
    return Source(head, head + 1 + rows[0], head + 1 + rows[-1], tuple(column + 1 for column in spec.columns))


def _make_room(sheet: Any, row: int, text: str, wide: int) -> None:
    """Make a row as high as the lines of its text, which not every program does by itself."""
    if (lines := -(-len(text) // wide)) > 1:
        sheet.set_row(row, lines * _LINE)


def _table_name(number: int) -> str:
    return _("Table %(number)d", number=number)


def _escaped(text: str) -> str:
    """Text in a header or footer, where an ampersand begins a code."""
    return plain(text)[:120].replace("&", "&&")
