"""What a browser may send to the import page: hostile files are refused in the right words, and the server lives on."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from db.imports.reading import limits
from db.imports.reading.uploads import Upload
from db.schema import Job
from tests.callbacks.import_wizard import Wizard, drop, known, said
from tests.db.imports import books
from tests.db.imports.office import file, long, people, workbook
from tests.support.cast import Office

MARK = "syksy,SYKSY-1,2021-08-31,9:00,12:00,ryhmä,,{}"
SOUND = workbook(books.ROWS).content
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def renamed(upload: Upload, name: str) -> Upload:
    return Upload(name, upload.content)


def packed(parts: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


FILES = [
    Upload("old.xls", OLE + bytes(600)),
    Upload("encrypted.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600)),
    Upload("macros.xlsm", SOUND),
    Upload("renamed.csv", SOUND),
    Upload("text.xlsx", b"participant;cohort\nA;syksy\n"),
    Upload("cut.xlsx", SOUND[:-80]),
    Upload("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)),
    Upload("empty.csv", b""),
    renamed(books.bomb(300), "bomb.xlsx"),
    renamed(books.rebuilt({books.SHEET: books.ENTITIES}), "entities.xlsx"),
    renamed(books.sheet(books.HEADINGS + books.text_row(2, "A", "syksy", "2021-08-30") + (
        f'<row r="1048576">{books.text_cell("XFD1048576", "far")}</row>'
    )), "far.xlsx"),
    renamed(books.sheet(
        books.HEADINGS + books.text_row(2, "A", "syksy", "2021-08-30"),
        after='<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
    ), "merged.xlsx"),
    renamed(books.sheet(books.HEADINGS + '<row r="2"><c r="A2"><f>1+1</f></c></row>'), "formula.xlsx"),
]  # fmt: skip
REFUSED = {
    "old.xls": "This is an old Excel file (.xls). Save it as .xlsx or CSV.",
    "encrypted.xlsx": "The workbook is protected with a password. Save it without one.",
    "macros.xlsm": "This workbook may hold macros (.xlsm). Save it as .xlsx or CSV.",
    "renamed.csv": "The name ends in .csv, but the content is a zipped workbook. Save it as what it is.",
    "text.xlsx": "The name ends in .xlsx, but the content is text. Save it as what it is.",
    "cut.xlsx": "The workbook is damaged or incomplete and cannot be read.",
    "picture.csv": "The name ends in .csv, but the content is PNG. Save it as what it is.",
    "empty.csv": "The file is empty.",
    "bomb.xlsx": "Unpacked, the workbook is larger than 150 MB.",
    "entities.xlsx": "The workbook declares XML entities, which no register needs.",
    "far.xlsx · Taul1": "The cell XFD1048576 lies outside any register. Remove its content.",
    "merged.xlsx · Taul1": "Merged cells (A2:A3): unmerge them, so that every row is complete.",
    "formula.xlsx · Taul1 · row 2, column participant": (
        "The formula has no stored value. Open the workbook, let it calculate, and save it."
    ),
}

CELLS = [
    long(MARK.format("present,,,,"), MARK.format("late,,none,,"), name="twice.csv"),
    file("participant,cohort,enrolled_on", *(
        f"SYKSY-1,syksy,{day}" for day in ("05/01/2026", "31.2.2026", "29.2.2027", "1.1.1900", "2099-01-01")
    ), name="days.csv"),
    long("syksy,SYKSY-1,2026-03-29,03:30,,,,present,,,,", name="clocks.csv"),
    file("participant,cohort", name="headings.csv"),
    file("participant,cohort,cohort", "SYKSY-1,syksy,syksy", name="duplicate.csv"),
    file("participant,cohort", "SYKSY-1", "SYKSY-1,syksy,x", name="ragged.csv"),
    file("Osallistuja;kohortti;30.8.2021;31.8.2021;1.9.2021;2.9.2021", "SYKSY-1;syksy;M0;M-5;M999;X", name="marks.csv"),
    file("participant,cohort", "A\u200bB,syksy", "A\u202eB,syksy", "A\x00B,syksy", name="invisible.csv"),
    file("participant,cohort", f"{'x' * 100_000},syksy", name="long.csv"),
    file("participant,cohort", "PÃ¤ivÃ¤,syksy", name="damaged.csv"),
    file("participant,cohort", "SYKSY-1,sykys", name="near.csv"),
    Upload("wide.csv", ("participant;cohort" + ";x" * 2_001).encode() + b"\n"),
]  # fmt: skip
SAID = {
    "twice.csv · row 3, column status": (
        "The same is said in row 2 of twice.csv: there present, here late, notice none."
    ),
    "days.csv · row 2, column enrolled_on": "05/01/2026 is not a date like 2026-01-31 or 31.1.2026.",
    "days.csv · row 3, column enrolled_on": "There is no day 31.2.2026.",
    "days.csv · row 4, column enrolled_on": "There is no day 29.2.2027.",
    "days.csv · row 5, column enrolled_on": "1.1.1900 is outside 2000-01-01 to 2024-12-31.",
    "days.csv · row 6, column enrolled_on": "2099-01-01 is outside 2000-01-01 to 2024-12-31.",
    "clocks.csv · row 2, column date": "2026-03-29 is outside 2000-01-01 to 2024-12-31.",
    "headings.csv": "There are headings, but no rows below them.",
    "duplicate.csv · column cohort": "The columns B and C have the same heading.",
    "ragged.csv · row 2": "The row has 1 cells where the headings have 2.",
    "ragged.csv · row 3": "The row has 3 cells where the headings have 2.",
    "marks.csv · row 2, column 30.8.2021": "Minutes late are from 1 to 600, not 0.",
    "marks.csv · row 2, column 31.8.2021": "Minutes late are from 1 to 600, not -5.",
    "marks.csv · row 2, column 1.9.2021": "Minutes late are from 1 to 600, not 999.",
    "marks.csv · row 2, column 2.9.2021": "X is not a mark: L, M, M15, P, PI, H, - or empty.",
    "invisible.csv · row 2, column participant": (
        "The cell holds the invisible or control character U+200B ZERO WIDTH SPACE. Remove it."
    ),
    "invisible.csv · row 3, column participant": (
        "The cell holds the invisible or control character U+202E RIGHT-TO-LEFT OVERRIDE. Remove it."
    ),
    "invisible.csv · row 4, column participant": (
        "The cell holds the invisible or control character U+0000 NUL. Remove it."
    ),
    "long.csv · row 2, column participant": "The cell holds 100000 characters; at most 32767 are read.",
    "damaged.csv · row 2, column participant": (
        "PÃ¤ivÃ¤ was probably Päivä before it was saved in the wrong encoding. Correct it; it is not guessed."
    ),
    "near.csv · row 2": "The cohort sykys is not known. Did you mean syksy?",
    "wide.csv": "There are more than 2000 columns.",
}


@pytest.mark.parametrize(("files", "sentences"), [(FILES, REFUSED), (CELLS, SAID)], ids=["files", "cells"])
def test_each_is_refused_with_the_right_words_and_the_server_lives_on(
    small_office: Office, files: list[Upload], sentences: dict[str, str]
) -> None:
    kaisa = Wizard.of(small_office)
    view = kaisa.drop(*files)
    found = said(view)
    for where, sentence in sentences.items():
        assert f"{where}: {sentence}" in found, "\n".join(found)
    assert view.look is not None
    assert view.look.keep is None
    assert kaisa.browser.fetch("/health").status_code == 200


def test_what_is_read_all_the_same(small_office: Office) -> None:
    """Encodings, delimiters, decimal commas, quoted line breaks, days as numbers, decomposed letters."""
    kaisa = Wizard.of(small_office)
    rows = ("SYKSY-1,syksy,2021-08-30", '"SYKSY-1","syksy","2021-08-30"')
    headings = "participant,cohort,enrolled_on"
    files = [
        file(headings, *rows, name="bom.csv", encoding="utf-8-sig"),
        file(headings.replace(",", "\t"), rows[0].replace(",", "\t"), name="utf16.csv", encoding="utf-16"),
        file(
            "osallistuja;kohortti;aloitti;lisätieto", "SYKSY-1;syksy;30.8.2021;ä", name="windows.csv", encoding="cp1252"
        ),
        file(headings, "SYKSY-1,syksy,44438", name="serial.csv"),
        file(f"{headings},notes", 'SYKSY-1,syksy,2021-08-30,"two\nlines"', name="quoted.csv"),
        long('syksy,SYKSY-1,2021-08-31,9:00,,,,late,"12,4",none,,', name="comma.csv"),
    ]
    view = kaisa.drop(*files)
    assert said(view) == []
    assert view.headline == "Ready: adds 1 session, 1 mark"
    assert any(
        notice.startswith("Read as Windows-1252, since it is not UTF-8; please check:") for notice in known(view)
    )
    assert "The number 44438 was read as the day 2021-08-30." in known(view)
    assert "12,4 was rounded to 12." in known(view)
    assert view.look is not None
    assert {line.kind: line.unchanged for line in view.look.counts}["Participants"] == 1


class TestLimits:
    def test_too_much_too_many_or_nothing_is_refused_before_it_is_read(
        self, small_office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        spool = tmp_path / "spool"
        spool.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(spool))
        browser = small_office.sign_in("kaisa")
        for files, words in (
            ([Upload("a.csv", bytes(1024 * 1024))] * (limits.MAX_TOTAL_MEGABYTES + 1), "larger than 40 MB"),
            ([Upload("a.csv", b"x")] * 21, "At most 20 files"),
            ([], "There was no file in this"),
        ):
            answer = drop(browser, *files)
            assert answer.status_code == 422
            assert answer.json is not None
            assert words in answer.json["message"]
        assert small_office.count(Job) == 0
        assert list(spool.iterdir()) == [], "nothing that is sent touches the disk"

    def test_only_this_address_takes_more_than_others(self, small_office: Office) -> None:
        browser = small_office.sign_in("kaisa")
        large = {"job": "x" * 2 * 1024 * 1024}
        assert browser.do("imports/check", large).status_code == 413
        assert browser.post("/theme/dark", {"next": "x" * 2 * 1024 * 1024}).status_code == 413

    def test_what_no_page_of_ours_sends(self, small_office: Office) -> None:
        browser = small_office.sign_in("kaisa")
        sent = {"Accept": "application/json", "Sec-Fetch-Site": "same-origin", "X-CSRFToken": browser.token()}
        for content_type in ("application/json", "text/csv", "multipart/form-data", "multipart/form-data; boundary=x"):
            answer = browser._open("POST", "/imports/files", sent, data=b"{}", content_type=content_type)
            assert answer.status_code in {400, 422}, content_type
        assert drop(browser, people("A"), **{"X-CSRFToken": "forged"}).status_code == 403
        assert drop(browser, people("A"), **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert drop(small_office.browser(), people("A")).status_code == 401

    def test_a_name_is_only_a_name(self, small_office: Office) -> None:
        kaisa = Wizard.of(small_office)
        view = kaisa.drop(Upload("../../etc/lista\x1b[2J.csv", people("SYKSY-1").content))
        assert view.look is not None
        assert view.look.sheets[0].title == "lista<U+001B>[2J.csv"
