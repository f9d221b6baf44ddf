"""PDF that can be heard: tagged, in its language, with headings, real tables and words for charts (PDF/UA-1)."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from dashboard.domain.disclosure import InternalTable, Profile
from dashboard.exports.chart import ChartKind, ChartSpec
from dashboard.exports.export import Format, export
from dashboard.exports.report import Section
from tests.exports.conftest import Files
from tests.exports.examples import half_year as example
from tests.exports.opened import in_finnish


def opened(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def made(*sections: Section) -> PdfReader:
    [content] = export(example(profile=Profile.INTERNAL, sections=sections), [Format.PDF]).values()
    return opened(content)


def house(rows: int) -> InternalTable:
    names = tuple(f"row {number}" for number in range(rows))
    return InternalTable(title="Marks", rows=names, columns=("here",), cells=((5,),) * rows)


@pytest.fixture(scope="module")
def reader(half_year: Files) -> PdfReader:
    return opened(half_year[Format.PDF])


def tags(reader: PdfReader) -> list[Any]:
    """Every element of the structure, in reading order."""
    return list(_below(reader.root_object["/StructTreeRoot"]))


def _below(node: Any) -> Iterator[Any]:
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from _below(found)


def text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


class TestTags:
    def test_it_says_that_it_conforms_and_in_which_language_it_is(self, reader: PdfReader) -> None:
        root = reader.root_object
        assert root["/Lang"] == "fi"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()

    def test_findings_are_headings(self, reader: PdfReader) -> None:
        kinds = [tag["/S"] for tag in tags(reader)]
        assert kinds.count("/H1") == 1 + len(example().sections)  # with that of the contents
        assert [entry["/Title"] for entry in reader.outline] == [section.heading for section in example().sections]

    def test_tables_are_tables_with_headings(self, reader: PdfReader) -> None:
        kinds = [tag["/S"] for tag in tags(reader)]
        assert kinds.count("/Table") == 5
        assert kinds.count("/TH") == 4 + 4 + 4 + 4 + 4

    def test_charts_and_the_emblem_are_figures_with_words(self, reader: PdfReader) -> None:
        words = [tag["/Alt"] for tag in tags(reader) if tag["/S"] == "/Figure"]
        assert len(words) == 6
        assert words[0] == in_finnish("Emblem of the European Union")
        assert f"Autumn 2021: {in_finnish('withheld')}." in words[1]


class TestContent:
    def test_it_tells_what_it_is_and_what_was_found(self, reader: PdfReader) -> None:
        assert reader.metadata
        assert reader.metadata.title == "Half-yearly report, autumn 2026"
        first = reader.pages[0].extract_text()
        for said in ("Euroopan unionin osarahoittama", "S21958", "31.10.2026", "More people are in work"):
            assert said in first
        assert "3" in first  # the threshold, which a reader has to know

    def test_each_page_has_its_number(self, reader: PdfReader) -> None:
        for number, page in enumerate(reader.pages, start=1):
            assert f"{number} / {len(reader.pages)}" in page.extract_text()

    def test_it_names_nobody(self, reader: PdfReader) -> None:
        assert reader.metadata
        assert reader.metadata.author == "Rinnalla"

    def test_what_stays_in_the_house_says_so_on_every_page(self, team_week: Files) -> None:
        for page in opened(team_week[Format.PDF]).pages:
            assert "INTERNAL" in page.extract_text()
            assert "internal · Rinnalla" in page.extract_text()


class TestRoom:
    def test_a_long_table_goes_on_with_its_headings(self) -> None:
        reader = made(Section("All", (), house(80)))
        pages = [page.extract_text() for page in reader.pages[1:]]
        assert len(pages) > 1
        assert all("here" in page for page in pages)
        assert all(f"row {number} 5" in "\n".join(pages) for number in range(80))

    def test_a_tall_chart_stays_on_its_page(self) -> None:
        reader = made(Section("All", (), house(60), ChartSpec(ChartKind.BARS, (0,))))
        whole = [page for page in reader.pages if all(f"row {end}" in page.extract_text() for end in (0, 59))]
        assert len(whole) == 1

    def test_what_people_type_is_text_whatever_it_looks_like(self) -> None:
        typed = r"#set page(width: 1pt) $x$ *b* _i_ `c` @r <l> \ 🙂 \u{1f642}"
        said = text(made(Section(typed, (typed,), counted=typed)))
        assert said.count(r"#set page(width: 1pt) $x$ *b* _i_ `c` @r <l> \ □ \u{1f642}") >= 2
