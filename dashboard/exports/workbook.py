"""Workbooks behind native charts: one sheet with what the chart shows and nothing else.

Every text is written as text, since a writer that guesses would make a formula of a heading that begins with "=".
"""

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from dashboard.exports.chart import ChartData
from dashboard.exports.words import PRODUCT

SHEET = "Sheet1"
"""The name that the references within a slide's chart give the sheet."""


def new_workbook(file: BytesIO, made_on: date, title: str = "") -> Any:
    """A workbook that takes texts for texts, and says nothing about who made it or on which machine."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }
    book = xlsxwriter.Workbook(file, options)
    created = datetime.combine(made_on, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": title, "author": PRODUCT, "created": created})
    return book


def percent_format(language: str) -> str:
    """How a spreadsheet writes shares: with a space before the sign where the language has one."""
    return "0%" if language == "en" else "0\\ %"


def number_format(data: ChartData, language: str) -> str:
    """How a spreadsheet writes the values of a chart."""
    if data.share:
        return percent_format(language)
    return "#,##0" if data.whole else "#,##0.0"


def embedded(data: ChartData, language: str, made_on: date) -> bytes:
    """The workbook that opens when somebody edits the chart of a slide; what is withheld is an empty cell."""
    file = BytesIO()
    book = new_workbook(file, made_on)
    sheet = book.add_worksheet(SHEET)
    cell = book.add_format({"num_format": number_format(data, language)})
    sheet.set_column(0, 0, 36)
    for row, category in enumerate(data.marked_categories, start=1):
        sheet.write_string(row, 0, category)
    for column, series in enumerate(data.series, start=1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value, cell)
    book.close()
    return file.getvalue()
