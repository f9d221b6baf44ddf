"""The exact worksheet as files: the numbers of the counts, in three languages, and nothing that a spreadsheet runs."""

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from dashboard.domain.esf import INDICATORS, IndicatorSet, Request, worksheet
from dashboard.esf_words import indicator_name
from dashboard.exports.eura import About, Sheet, csv_file, headings, make_sheet, values, xlsx_file
from dashboard.i18n import using_language
from tests.domain.esf.people import LATER
from tests.domain.esf.test_counting import SEVEN

ABOUT = About("IKUT", "S21958", ("Spring", "Autumn"), unsigned=2)


def sheet(which: IndicatorSet = IndicatorSet.ESF_PLUS, about: About = ABOUT, **period: date) -> Sheet:
    return make_sheet(worksheet(SEVEN, Request(which, LATER, **period)), about)


def read_csv(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def read_xlsx(content: bytes) -> list[tuple[Any, ...]]:
    book = load_workbook(BytesIO(content))
    assert [page.sheet_state for page in book.worksheets] == ["visible"]
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_both_files_hold_the_counts() -> None:
    made = sheet()
    lines = {row[0]: row[3:] for row in read_csv(csv_file(made)) if row}
    # Women, men, other, not known, all: counted, asked about, not known.
    assert lines["EECR04"] == ["1", "0", "1", "1", "3", "2", "1", "1", "1", "5", "1", "0", "0", "0", "1"]
    cells = {row[0]: list(row[3:]) for row in read_xlsx(xlsx_file(made))}
    assert cells["EECR04"] == [1, 0, 1, 1, 3, 2, 1, 1, 1, 5, 1, 0, 0, 0, 1]
    for row in made.rows:
        assert cells[row.indicator.code] == list(values(row))[3:]


def test_what_cannot_be_answered_is_empty_and_not_nought() -> None:
    made = sheet()
    lines = {row[0]: row[3:] for row in read_csv(csv_file(made)) if row}
    assert lines["EECO13"][:5] == [""] * 5
    assert lines["EECO13"][9::5] == ["7", "7"]
    assert any("no nationality is" in note for note in made.notes)
    assert not any("no nationality is" in note for note in sheet(IndicatorSet.ESF).notes)


def test_it_says_what_it_is_about_and_what_is_missing() -> None:
    made = sheet(IndicatorSet.ESF, start=date(2026, 1, 1), end=date(2026, 12, 31))
    assert made.title == "Indicators, ESF 2014–2020"
    assert made.facts == (
        ("Programme", "IKUT"),
        ("Project code", "S21958"),
        ("Cohorts", "Spring, Autumn"),
        ("Period", "1 Jan–31 Dec 2026"),
        ("As of", "31 Dec 2026"),
    )
    assert made.notes[1] == "1 record lacks gender, age, employment or education and counts in the totals alone."
    assert made.notes[-1].startswith("2 start forms are not signed")
    assert made.file_name("csv") == "indicators-2026-12-31.csv"
    early = make_sheet(worksheet(SEVEN, Request(IndicatorSet.ESF_PLUS, date(2026, 5, 18))), About("IKUT"))
    assert ("Cohorts", "all") in early.facts
    assert early.notes[1:3] == (
        "Of 1 person who has left, 28 days are not over and nothing is known yet.",
        "Of 6 people who have left, six months are not over.",
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", '=HYPERLINK("http://x")', "\uff1d1+1"])
def test_no_text_runs_as_a_formula(text: str) -> None:
    made = sheet(about=replace(ABOUT, programme=text, cohorts=(text,)))
    for row in read_csv(csv_file(made)):
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d"))
    book = load_workbook(BytesIO(xlsx_file(made)))
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row} <= {"s", "n"}
    assert all(cell.hyperlink is None for row in book.worksheets[0].iter_rows() for cell in row)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_files_are_written_in_the_readers_language(language: str) -> None:
    with using_language(language):
        made = sheet()
        delimiter = "," if language == "en" else ";"
        rows = read_csv(csv_file(made), delimiter)
        assert tuple(rows[len(made.facts) + 2]) == headings()
        assert rows[0] == [made.title]


def test_the_file_says_nothing_of_who_made_it() -> None:
    properties = load_workbook(BytesIO(xlsx_file(sheet()))).properties
    assert (properties.creator, properties.lastModifiedBy) == ("Rinnalla", "Rinnalla")
    assert properties.created is not None
    assert properties.created.date() == LATER


def test_every_indicator_has_a_name() -> None:
    for which, indicators in INDICATORS.items():
        names = [indicator_name(indicator.code) for indicator in indicators]
        assert len(set(names)) == len(names), which
