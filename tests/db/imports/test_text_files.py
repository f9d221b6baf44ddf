"""CSV as it comes: encodings, delimiters, quotes, and what is wrong with a file as a whole."""

import codecs
import itertools
from pathlib import Path

import pytest

from db.imports.problems import Findings
from db.imports.reading.uploads import Upload, read_files
from tests.db.imports.office import LONG, PEOPLE, Office, codes, file, people, where

HEADINGS = "osallistuja{0}kohortti{0}aloitti"
PERSON = "Å07{0}2022-kevät-1{0}17.1.2022"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_encoding_and_delimiter_is_read(office: Office, encoding: str, delimiter: str) -> None:
    content = "\r\n".join((HEADINGS, PERSON)).format(delimiter).encode(encoding)
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    plan = office.bring(Upload("people.csv", marks.get(encoding, b"") + content))
    assert plan.sheets[0].delimiter == delimiter
    assert office.rows("SELECT code FROM participant") == [("Å07",)]
    assert office.rows("SELECT code FROM cohort") == [("2022-kevät-1",)]


def test_windows_1252_is_pointed_out_with_a_preview(office: Office) -> None:
    plan = office.check(file(HEADINGS.format(";"), PERSON.format(";"), encoding="cp1252"), create=True)
    (notice,) = plan.findings.notices
    assert notice.code == "read_as_windows_1252"
    assert "Å07" in notice.text()
    assert plan.sheets[0].encoding == "windows-1252"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\r\n \r\n;;\r\n", "file_empty"),
        (codecs.BOM_UTF8, "file_empty"),
        (b"participant,cohort\r\n\x81\x8d,x\r\n", "encoding_broken"),
        (codecs.BOM_UTF8 + b"participant,cohort\r\n\xc5,x\r\n", "encoding_broken"),
        (codecs.BOM_UTF16_LE + b"p\x00\x00", "encoding_broken"),
        ("participant,cohort".encode("utf-16-le"), "not_a_register"),
        (b"%PDF-1.7\n", "renamed"),
        (b"PK\x03\x04rest", "renamed"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "old_excel"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b'participant,cohort\r\n"A,x\r\n', "broken_quotes"),
        (b'participant,cohort\r\n"A"B,x\r\n', "broken_quotes"),
        (b"participant,cohort,enrolled_on\r\n", "headings_only"),
        (b"participant;30.8.2021\r\n;9.00\r\n", "headings_only"),
        (b"first name,shoe size\r\nA,40\r\n", "not_recognised"),
        (b"participant,date\r\nA,2021-08-30\r\n", "missing_columns"),
        (b"x" * (20 * 1024 * 1024 + 1), "file_too_large"),
    ],
)
def test_a_file_that_is_no_register_is_refused_by_name(office: Office, content: bytes, code: str) -> None:
    plan = office.check(Upload("file.csv", content), create=True, cohort="syksy")
    assert codes(plan.findings.problems) == {code}
    assert all(problem.place.file == "file.csv" for problem in plan.findings.problems)


def test_text_under_a_workbooks_name_is_refused(office: Office) -> None:
    content = people("A").content
    for name in ("people.xlsx", "people.xls", "people.xlsm"):
        assert office.refuse(Upload(name, content)) == [(None, None, "renamed")]
    for name in ("people.csv", "people.txt", "people"):
        assert office.check(Upload(name, content), create=True).ok


def test_what_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    findings = Findings()
    assert read_files([tmp_path / "none.csv", tmp_path, Path("a\0b"), Path("x" * 5000)], findings) == []
    assert [problem.code for problem in findings.problems] == [
        "file_missing",
        "file_is_folder",
        "file_missing",
        "file_unreadable",
    ]


def test_a_broken_quote_names_its_row(office: Office) -> None:
    assert office.refuse(file(PEOPLE, "A,syksy,2021-08-30,", '"B,syksy,2021-08-30,')) == [(3, None, "broken_quotes")]


def test_quoted_newlines_delimiters_and_blank_lines(office: Office) -> None:
    office.bring(
        file(
            "",
            "code;name;planned_week;huom",
            'OIK;"Oikeudet;\r\ntyössä";2;"a\nb"',
            "",
            ";;;",
            'HAK;"sanoi ""hei""";3,0;',
        )
    )
    assert office.rows("SELECT code, name_en, planned_week FROM module ORDER BY code") == [
        ("HAK", 'sanoi "hei"', 3),
        ("OIK", "Oikeudet; työssä", 2),
    ]


def test_rows_are_counted_as_a_spreadsheet_counts_them(office: Office) -> None:
    lines = (PEOPLE, "", 'A,"syk\nsy",2021-08-30,', ",,,", "B,syksy,31.2.2021,")
    assert office.refuse(file(*lines)) == [(5, "enrolled_on", "date_unreal")]


def test_excel_may_say_which_delimiter_it_used(office: Office) -> None:
    plan = office.bring(file("sep=;", "code;name", "A,B;1,5"))
    assert plan.sheets[0].delimiter == ";"
    assert office.rows("SELECT code, name_en FROM module") == [("A,B", "1,5")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(office: Office, newline: str) -> None:
    office.bring(Upload("people.csv", newline.join((PEOPLE, "A,syksy,2021-08-30,", "B,syksy,2021-08-30,")).encode()))
    assert office.count("participant") == 2


def test_headings_in_any_order_case_and_language(office: Office) -> None:
    english, finnish = ["Participant", "COHORT", " enrolled on "], ["osallistuja", "Kohortti", "ALOITTI"]
    cells = {"participant": "A", "cohort": "syksy", "enrolled": "2021-08-30"}
    for number, headings in enumerate((english, finnish)):
        for order in itertools.permutations(range(3)):
            values = [list(cells.values())[place] for place in order]
            plan = office.bring(file(",".join(headings[place] for place in order), ",".join(values)))
            assert plan.sheets[0].kind == "participants", (number, order)
    assert office.count("enrolment") == 1


def test_unknown_columns_are_listed_and_ignored(office: Office) -> None:
    plan = office.bring(file("participant,name,cohort,enrolled_on,", "A,Maija,syksy,2021-08-30,secret"))
    assert plan.sheets[0].ignored == ("name",)
    assert where(plan.findings.notices) == [(None, None, "column_without_heading"), (None, None, "columns_ignored")]
    assert "Maija" not in repr(office.everything())


def test_headings_that_come_twice_are_refused(office: Office) -> None:
    assert office.refuse(file("participant,enrolled_on,cohort,Osallistuja", "A,2021-08-30,syksy,B")) == [
        (None, "Osallistuja", "duplicate_heading")
    ]
    assert office.refuse(file("participant,enrolled_on,cohort,note,note", "A,2021-08-30,syksy,x,y")) == [
        (None, "note", "duplicate_heading")
    ]


def test_every_ragged_row_is_listed(office: Office) -> None:
    rows = ("A,syksy,2021-08-30,", "B,syksy", "C,syksy,2021-08-30,,", "D,syksy,2021-08-30,,x", "E")
    assert [row for row, _, code in office.refuse(file(PEOPLE, *rows)) if code == "ragged_row"] == [3, 5, 6]


def test_mojibake_is_pointed_out_and_never_guessed(office: Office) -> None:
    spoilt = "Päivä".encode().decode("cp1252")
    assert spoilt == "PÃ¤ivÃ¤"
    plan = office.check(file(f"{PEOPLE},{spoilt}", f"{spoilt},syksy,2021-08-30,,x"), create=True)
    assert where(plan.findings.problems) == [(1, spoilt, "mojibake"), (2, "participant", "mojibake")]
    assert all("Päivä" in problem.text() for problem in plan.findings.problems)
    # In a column that is not used it does no harm.
    assert office.check(file(f"{PEOPLE},note", f"A,syksy,2021-08-30,,{spoilt}"), create=True).ok
    heading = file(LONG.replace("date", spoilt), "syksy,A,2021-08-30,,,,,present,,,,")
    assert (1, spoilt, "mojibake") in office.refuse(heading)


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\ufeff", "U+FEFF"),
        ("\x00", "U+0000 NUL"),
        ("\x1b", "U+001B"),
        ("\x07", "U+0007"),
        ("\u2028", "U+2028"),
        ("\ufffd", "U+FFFD REPLACEMENT CHARACTER"),
        ("\ue000", "U+E000"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_invisible_and_control_characters_are_refused_by_cell(office: Office, character: str, named: str) -> None:
    plan = office.check(file(PEOPLE, "A,syksy,2021-08-30,", f"B{character}B,syksy,2021-08-30,"), create=True)
    (problem,) = plan.findings.problems
    assert (problem.code, problem.place.row, problem.place.column) == ("forbidden_character", 3, "participant")
    assert problem.place.cell == "A3"
    assert named in problem.text()
    assert problem.text().isprintable()


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+A1", "-2+3", "Emoji 🙂", "👍🏽", "a\tb", "日本語", "Ωμέγα", "O'Brien"]
)
def test_any_other_text_is_stored_as_it_is(office: Office, text: str) -> None:
    office.bring(file("code;name", f"{text};{text}"))
    shown = " ".join(text.split())
    assert office.rows("SELECT code, name_en FROM module") == [(shown, shown)]


def test_composed_and_decomposed_letters_are_the_same(office: Office) -> None:
    office.bring(people("Å07"))
    plan = office.bring(people("A\u030a07"), create=False)
    assert plan.unchanged_counts()["participants"] == 1
    assert office.rows("SELECT code FROM participant") == [("\u00c507",)]


def test_decomposed_codes_that_another_program_stored_are_found(office: Office) -> None:
    office.bring(people("X"))
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE participant SET code = 'A\u030a07'")
    assert office.bring(people("Å07"), create=False).added()["participants"] == 0


def test_lengths_have_named_limits(office: Office) -> None:
    plan = office.check(
        file(f"{PEOPLE},note", f"{'A' * 65},syksy,2021-08-30,,", f"{'B' * 100_000},syksy,2021-08-30,,{'n' * 40_000}"),
        file("code,name", f"OIK,{'N' * 201}", f"{'C' * 64},{'N' * 200}"),
        create=True,
    )
    assert where(plan.findings.problems) == [
        (3, "participant", "cell_too_long"),
        (3, "note", "cell_too_long"),
        (2, "participant", "code_too_long"),
        (2, "name", "name_too_long"),
    ]
    assert "32767" in plan.findings.problems[0].text()
    assert all(len(problem.text()) < 200 for problem in plan.findings.problems)


def test_more_rows_than_the_limit_are_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.imports.reading.delimited.MAX_ROWS", 3)
    assert office.refuse(people("A", "B", "C")) == [(None, None, "too_many_rows")]
    assert office.check(people("A", "B"), create=True).ok
