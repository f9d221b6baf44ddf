"""PowerPoint as its readers meet it: in their language, by ear, and with nobody's name on it."""

import io
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from dashboard.domain.disclosure import InternalTable, Profile
from dashboard.exports.chart import ChartKind, ChartSpec
from dashboard.exports.export import Format, export
from dashboard.exports.report import Section
from tests.exports.conftest import Files
from tests.exports.examples import half_year as example
from tests.exports.opened import in_finnish, members

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def deck(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def made(*sections: Section) -> Any:
    report = example(profile=Profile.INTERNAL, sections=sections)
    [content] = export(report, [Format.PPTX]).values()
    return deck(content)


def house(rows: int, columns: int) -> InternalTable:
    names = tuple(f"row {number}" for number in range(rows)), tuple(f"column {number}" for number in range(columns))
    return InternalTable(title="Marks", rows=names[0], columns=names[1], cells=((5,) * columns,) * rows)


@pytest.fixture(scope="module")
def slides(half_year: Files) -> Any:
    return deck(half_year[Format.PPTX]).slides


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


class TestCover:
    def test_says_what_it_is_and_who_paid(self, slides: Any) -> None:
        text = words(slides[0])
        for said in ("Half-yearly report, autumn 2026", "S21958", "31.10.2026", "Euroopan unionin osarahoittama"):
            assert said in text
        [emblem] = [shape for shape in slides[0].shapes if shape.shape_type == 13]
        assert emblem.width / emblem.height == pytest.approx(1.5, rel=0.01)

    def test_without_funding_there_is_no_emblem(self) -> None:
        [content] = export(example(funding=None), [Format.PPTX]).values()
        assert not [shape for shape in deck(content).slides[0].shapes if shape.shape_type == 13]


class TestFindings:
    def test_one_finding_a_slide_which_its_title_says(self, slides: Any) -> None:
        assert [slide.shapes.title.text_frame.text for slide in slides] == [
            "Half-yearly report, autumn 2026",
            *(section.heading for section in example().sections),
        ]

    def test_charts_are_native_with_words_for_those_who_hear_them(self, slides: Any) -> None:
        frames = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
        assert len(frames) == 5
        said = [frame.element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames]
        assert said[2].replace("\u00a0", " ").endswith("exit form: 73 %, 16 / 22.")
        assert f"Autumn 2021: {in_finnish('withheld')}." in said[0]

    def test_a_table_stands_beside_its_chart_with_a_row_of_headings(self, slides: Any) -> None:
        [frame] = [shape for shape in slides[3].shapes if shape.has_table]
        assert frame.table.first_row
        cells = [[cell.text_frame.text for cell in row.cells] for row in frame.table.rows]
        assert cells[:3] == [["", "women", "men", "total"], ["in work", "–", "–", "13"], ["studying", "9", "8", "17"]]

    def test_what_is_withheld_is_said_once_and_what_is_counted_too(self, slides: Any) -> None:
        text = words(slides[3])
        assert text.count(in_finnish("%(mark)s withheld to protect persons", mark="–")) == 1
        assert "People who left" in text

    def test_the_notes_tell_the_story(self, slides: Any) -> None:
        assert "Each cohort worked in pairs." in slides[2].notes_slide.notes_text_frame.text

    def test_each_slide_has_its_number(self, slides: Any) -> None:
        for slide in list(slides)[1:]:
            kinds = [shape.placeholder_format.type for shape in slide.placeholders]
            assert PP_PLACEHOLDER.SLIDE_NUMBER in kinds

    def test_no_two_shapes_of_a_slide_have_one_number(self, slides: Any) -> None:
        for slide in slides:
            numbers = [shape.shape_id for shape in slide.shapes]
            assert len(numbers) == len(set(numbers))


class TestRoom:
    def test_a_long_table_goes_on_with_its_headings(self) -> None:
        tables = [
            shape.table
            for slide in made(Section("All", (), house(40, 2))).slides
            for shape in slide.shapes
            if shape.has_table
        ]
        assert len(tables) > 1
        assert all(table.cell(0, 1).text_frame.text == "column 0" for table in tables)
        assert sum(len(table.rows) - 1 for table in tables) == 40

    @pytest.mark.parametrize(("rows", "columns"), [(3, 2), (6, 13), (30, 6)])
    def test_nothing_reaches_beyond_the_slide(self, rows: int, columns: int) -> None:
        chart = ChartSpec(ChartKind.GROUPED, (0, 1))
        made_of = made(
            Section("A finding that " + "goes on and on " * 12, ("Long. " * 300,) * 3, house(rows, columns), chart)
        )
        for slide in made_of.slides:
            for shape in slide.shapes:
                assert shape.left + shape.width <= made_of.slide_width
                assert shape.top + shape.height <= made_of.slide_height


class TestLanguage:
    def test_every_run_of_text_says_which_language_it_is_in(self, half_year: Files) -> None:
        with ZipFile(io.BytesIO(half_year[Format.PPTX])) as archive:
            for name in (name for name in archive.namelist() if name.startswith(("ppt/slides/s", "ppt/notesSlides/n"))):
                runs = list(fromstring(archive.read(name)).iter(f"{DRAWING}r"))
                assert all(run.find(f"{DRAWING}rPr").get("lang") == "fi-FI" for run in runs)


class TestDiscretion:
    def test_nobody_is_named_and_no_machine(self, half_year: Files) -> None:
        about = deck(half_year[Format.PPTX]).core_properties
        assert (about.author, about.last_modified_by, about.comments, about.keywords) == ("Rinnalla", "", "", "")
        for name, content in members(half_year[Format.PPTX]):
            for word in (b"Canny", b"python-pptx", b"Macintosh", b"printerSettings"):
                assert word not in content, name

    def test_what_stays_in_the_house_says_so_on_every_slide(self, team_week: Files) -> None:
        for slide in deck(team_week[Format.PPTX]).slides:
            assert "INTERNAL" in words(slide)

    def test_what_leaves_does_not(self, slides: Any) -> None:
        assert not [slide for slide in slides if "INTERNAL" in words(slide)]


def gaps(content: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(content)) as archive:
        for name in (name for name in archive.namelist() if name.startswith("ppt/charts/chart")):
            yield fromstring(archive.read(name)).find(f"{CHART}chart/{CHART}dispBlanksAs").get("val")


def test_no_chart_draws_a_gap_as_zero(half_year: Files) -> None:
    assert set(gaps(half_year[Format.PPTX])) == {"gap"}
