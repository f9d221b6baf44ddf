"""CSV that opens as it should where it is opened."""

import csv
import io

import pytest

from dashboard.domain.disclosure import InternalTable, Kind, Profile
from dashboard.exports.export import Format, export
from dashboard.exports.report import Section
from tests.exports.examples import completion
from tests.exports.examples import half_year as example
from tests.exports.opened import in_finnish


def written(section: Section, language: str = "fi", profile: Profile = Profile.INTERNAL) -> str:
    [content] = export(example(language, profile=profile, sections=(section,)), [Format.CSV]).values()
    assert content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8-sig")


def house(name: str = "a", *, kind: Kind = Kind.COUNTS) -> InternalTable:
    return InternalTable(title="Marks", rows=(name,), columns=("x", "y"), cells=((2.5, None),), kind=kind)


@pytest.mark.parametrize(("language", "line"), [("fi", "a;2,5;–"), ("sv", "a;2,5;–"), ("en", "a,2.5,–")])
def test_each_language_has_its_delimiter_and_its_decimal_sign(language: str, line: str) -> None:
    assert line in written(Section("Found", (), house()), language).splitlines()


def test_below_the_table_it_says_what_it_is() -> None:
    section = Section("16 of 22", (), completion(), counted="People who began")
    lines = written(section, profile=Profile.FUNDER).split("\r\n")
    assert lines[5] == "all;16;6;22"
    assert lines[6:11] == [
        "",
        "16 of 22",
        "All modules",
        "People who began",
        in_finnish("%(mark)s withheld to protect persons", mark="–"),
    ]


def test_what_stays_in_the_house_says_so() -> None:
    assert written(Section("Found", (), house()), "en").split("\r\n")[3] == "internal"


@pytest.mark.parametrize("name", ["=1+1", "+358", "-2", "@SUM(A1)", " =1+1", "\t=1+1", '"=1+1', "'=1+1", "＝1+1"])  # noqa: RUF001
def test_text_cannot_run(name: str) -> None:
    [_head, cells, *_rest] = csv.reader(io.StringIO(written(Section("=2", (), house(name)))), delimiter=";")
    assert cells[0].startswith("'")


def test_a_text_stays_one_cell() -> None:
    text = written(Section("Found", (), house('a;b "c"\r\nd')))
    [_head, cells, *_rest] = csv.reader(io.StringIO(text), delimiter=";")
    assert cells == ['a;b "c" d', "2,5", "–"]
