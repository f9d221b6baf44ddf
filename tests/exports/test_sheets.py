"""Excel as its readers meet it: a way in, readable tables, native charts, and nothing that runs or hides."""

import io
from typing import Any
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from dashboard.exports.chart import ChartKind, ChartSpec
from dashboard.exports.export import Format, export
from dashboard.exports.report import Section
from tests.exports.conftest import Files
from tests.exports.examples import forms
from tests.exports.examples import half_year as example
from tests.exports.opened import in_finnish, named, rows, sheets

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


@pytest.fixture(scope="module")
def book(half_year: Files) -> Any:
    return load_workbook(io.BytesIO(half_year[Format.XLSX]))


def test_the_first_sheet_leads_to_the_others(book: Any) -> None:
    first, *others = book.worksheets
    links = [cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{sheet.title}'!A1" for sheet in others]
    said = [cell for row in rows(first) for cell in row if cell]
    for heading in ("16 of 22 people completed all modules", "S21958", "Euroopan unionin osarahoittama"):
        assert heading in said


def test_headings_stay_in_sight(book: Any) -> None:
    for sheet in book.worksheets[1:]:
        above = sheet.cell(int(sheet.freeze_panes[1:]) - 1, 2)
        assert sheet.freeze_panes[0] == "B"
        assert above.font.bold


def test_what_is_withheld_is_said_once_a_table(book: Any) -> None:
    said = [cell for row in rows(book.worksheets[1]) for cell in row]
    assert said.count(in_finnish("%(mark)s withheld to protect persons", mark="–")) == 1
    assert "People who began before the day of the report" in said


def test_charts_have_words_for_those_who_hear_them(half_year: Files) -> None:
    drawings = named(half_year[Format.XLSX], "xl/drawings/drawing")
    words = [found.get("descr") for content in drawings for found in fromstring(content).iter(f"{DRAWN}cNvPr")]
    assert len(words) == 6
    assert all(words)


def test_nothing_is_hidden(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not [row for row in sheet.row_dimensions.values() if row.hidden]
        assert not [column for column in sheet.column_dimensions.values() if column.hidden]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    assert not list(book.defined_names)


def test_nobody_is_named_and_no_machine(book: Any) -> None:
    about = book.properties
    assert (about.creator, about.lastModifiedBy, about.description) == ("Rinnalla", "Rinnalla", None)
    assert about.title == "Half-yearly report, autumn 2026"


def test_what_stays_in_the_house_says_so_on_every_sheet(team_week: Files) -> None:
    for sheet in sheets(team_week[Format.XLSX]).values():
        assert sheet["A1"].value == "INTERNAL"
        assert "INTERNAL" in sheet.oddHeader.center.text


def test_charts_without_gaps_are_drawn_from_the_table_itself() -> None:
    """So that the chart follows who changes the table."""
    section = Section("Forms", (), forms(), ChartSpec(ChartKind.GROUPED, (0, 1)))
    [content] = export(example(sections=(section,)), [Format.XLSX]).values()
    _contents, sheet = sheets(content).values()
    assert [row[0] for row in rows(sheet) if row[0]] == ["Forms", "start form", "exit form", "total"]
    assert len(named(content, "xl/charts/chart")) == 1


def test_gaps_are_gaps_where_the_table_has_a_dash(half_year: Files) -> None:
    """A spreadsheet would draw the dash as 0."""
    with ZipFile(io.BytesIO(half_year[Format.XLSX])) as archive:
        for name in (name for name in archive.namelist() if name.startswith("xl/charts/chart")):
            assert b'dispBlanksAs val="gap"' in archive.read(name)
