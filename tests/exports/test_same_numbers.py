"""The same numbers in every file: those of the table, read with other libraries than they were written with."""

import csv
import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl.utils import range_boundaries
from pypdf import PdfReader

from dashboard.exports.chart import ChartData
from dashboard.exports.export import Format
from dashboard.i18n import using_language
from tests.exports import examples
from tests.exports.conftest import Files
from tests.exports.opened import named, rows, sheets

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
Numbers = list[list[float | None]]


@pytest.fixture(scope="module")
def expected() -> list[ChartData]:
    """The numbers of the charts, in the order of the report."""
    with using_language("fi"):
        return [data for _section, data in examples.half_year("fi").charts]


def values(data: ChartData) -> Numbers:
    return [list(series.values) for series in data.series]


def test_the_report_has_charts_with_and_without_gaps(expected: list[ChartData]) -> None:
    assert len(expected) == 5
    assert any(None in series.values for data in expected for series in data.series)


def test_workbooks_within_the_slides(half_year: Files, expected: list[ChartData]) -> None:
    for data, content in zip(expected, named(half_year[Format.PPTX], "ppt/embeddings/"), strict=True):
        [sheet] = sheets(content).values()
        cells = rows(sheet)
        assert cells[0][1:] == [series.name for series in data.series]
        assert [row[0] for row in cells[1:]] == list(data.marked_categories)
        assert [list(column) for column in zip(*(row[1:] for row in cells[1:]), strict=True)] == values(data)


def test_charts_of_the_slides(half_year: Files, expected: list[ChartData]) -> None:
    for data, content in zip(expected, named(half_year[Format.PPTX], "ppt/charts/chart"), strict=True):
        assert list(cached(content)) == values(data)


def cached(content: bytes) -> Iterator[list[float | None]]:
    """What a native chart draws without opening its workbook."""
    for series in fromstring(content).iter(f"{CHART}ser"):
        numbers = series.find(f"{CHART}val/{CHART}numRef/{CHART}numCache")
        found: list[float | None] = [None] * int(numbers.find(f"{CHART}ptCount").get("val"))
        for point in numbers.iter(f"{CHART}pt"):
            text = point.find(f"{CHART}v").text
            found[int(point.get("idx"))] = float(text) if text else None
        yield found


def test_charts_of_the_sheets_and_the_cells_that_they_are_drawn_from(
    half_year: Files, expected: list[ChartData]
) -> None:
    book = sheets(half_year[Format.XLSX])
    for data, content in zip(expected, named(half_year[Format.XLSX], "xl/charts/chart"), strict=True):
        assert list(cached(content)) == values(data)
        drawn_from = [
            [cell.value for (cell,) in book[name][f"{cells}"]]
            for name, cells in references(content, f"{CHART}val/{CHART}numRef/{CHART}f")
        ]
        assert drawn_from == values(data)


def references(content: bytes, path: str) -> Iterator[tuple[str, str]]:
    for series in fromstring(content).iter(f"{CHART}ser"):
        found = re.fullmatch(r"'?([^'!]+)'?!(.+)", series.find(path).text)
        assert found
        assert range_boundaries(found[2])
        yield found[1], found[2]


def test_tables_of_the_sheets(half_year: Files) -> None:
    tables = [table for _section, table in examples.half_year("fi").tables]
    for table, sheet in zip(tables, list(sheets(half_year[Format.XLSX]).values())[1:], strict=True):
        cells = rows(sheet)
        [head] = [number for number, row in enumerate(cells) if tuple(row[1 : len(table.columns) + 1]) == table.columns]
        for name, wanted, row in zip(table.rows, table.cells, cells[head + 1 :], strict=False):
            assert row[0] == name
            assert row[1 : len(wanted) + 1] == ["–" if value is None else value for value in wanted]


def test_tables_of_csv(half_year: Files) -> None:
    tables = [table for _section, table in examples.half_year("fi").tables]
    with ZipFile(io.BytesIO(half_year[Format.CSV])) as archive:
        for table, name in zip(tables, archive.namelist(), strict=True):
            text = archive.read(name).decode("utf-8-sig")
            read = list(csv.reader(io.StringIO(text), delimiter=";"))[1 : len(table.rows) + 1]
            wanted = [["–" if value is None else str(value) for value in cells] for cells in table.cells]
            assert [row[1:] for row in read] == wanted


def test_labels_of_pictures(half_year: Files, expected: list[ChartData]) -> None:
    with ZipFile(io.BytesIO(half_year[Format.SVG])) as archive:
        for data, name in zip(expected, archive.namelist(), strict=True):
            drawn = [text.text for text in fromstring(archive.read(name)).iter("{http://www.w3.org/2000/svg}text")]
            if data.kind.value != "line":
                assert {label for series in data.series for label in series.labels if label} <= set(drawn)
            assert drawn.count("–") == sum(bool(withheld) for withheld in data.withheld)


def test_tables_of_the_pdf(half_year: Files) -> None:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(half_year[Format.PDF])).pages)
    for line in ("Autumn 2021 – – 4", "all 16 6 22", "studying 9 8 17", "exit form 16 6 22"):
        assert line in text
