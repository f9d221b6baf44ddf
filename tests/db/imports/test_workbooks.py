"""Excel workbooks: what is read, what is refused and how, and that no file can hurt who reads it."""

import io
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from db.imports.reading import sandbox
from db.imports.reading.uploads import Upload
from tests.db.imports.books import ENTITIES, HEADINGS, ROWS, SHEET, bomb, rebuilt, sheet, text_cell, text_row
from tests.db.imports.office import Office, codes, where, workbook

TYPES = "[Content_Types].xml"


def test_a_list_a_register_and_progress_from_one_workbook(office: Office) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "d.m.yyyy"})
        people, register, _empty = (book.add_worksheet(name) for name in ("Osallistujat", "Läsnäolo", "Taul3"))
        people.write_row(0, 0, ("osallistuja", "kohortti", "aloitti"))
        people.write_row(1, 0, ("A", "syksy"))
        people.write_datetime(1, 2, date(2021, 8, 30), day)
        register.write(0, 0, "Osallistuja")
        for column, cell in enumerate((date(2021, 8, 30), date(2021, 8, 31)), 1):
            register.write_datetime(0, column, cell, day)
        register.write_row(1, 1, ("9.00 suomi", "12.30 IT"))
        register.write_row(2, 0, ("A", "M15", "H"))
    plan = office.bring(Upload("book.xlsx", content.getvalue()), cohort="syksy")
    assert [(report.sheet, report.kind) for report in plan.sheets] == [
        ("Osallistujat", "participants"),
        ("Läsnäolo", "wide register"),
    ]
    assert office.marks() == [
        ("A", "2021-08-30", "late", 15, "unknown", 0, None),
        ("A", "2021-08-31", "absent", None, "unknown", 1, None),
    ]


def test_days_times_numbers_and_yes_or_no_as_cells_of_their_own_kind(office: Office) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        day, clock = book.add_format({"num_format": "d.m.yyyy"}), book.add_format({"num_format": "h:mm"})
        page = book.add_worksheet()
        page.write_row(0, 0, ("cohort", "participant", "date", "start", "end", "status", "minutes_late", "excused"))
        page.write_row(1, 0, (2021, 101))
        page.write_datetime(1, 2, date(2021, 8, 30), day)
        page.write_number(1, 3, 9.5 / 24, clock)
        page.write_number(1, 4, 12 / 24)
        page.write_row(1, 5, ("late", 15.0))
        page.write_row(2, 0, (2021, 101, 44439, "", "", "absent", "", True))
    plan = office.bring(Upload("book.xlsx", content.getvalue()))
    assert where(plan.findings.notices) == [(3, "date", "date_of_serial")]
    assert office.marks() == [
        ("101", "2021-08-30", "late", 15, "unknown", 0, None),
        ("101", "2021-08-31", "absent", None, "unknown", 1, None),
    ]
    assert [str(row[0])[:16] for row in office.rows("SELECT starts_at FROM session ORDER BY starts_at")] == [
        "2021-08-30 06:30",
        "2021-08-31 06:00",
    ]
    assert office.rows("SELECT code FROM cohort") == [("2021",)]


def test_days_are_counted_from_1904_where_the_workbook_says_so(office: Office) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "date_1904": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ROWS[0])
        page.write_row(1, 0, ROWS[1][:2])
        page.write_datetime(1, 2, date(2021, 8, 30), book.add_format({"num_format": "d.m.yyyy"}))
    office.bring(Upload("book.xlsx", content.getvalue()))
    assert office.rows("SELECT CAST(enrolled_on AS text) FROM enrolment") == [("2021-08-30",)]


@pytest.mark.parametrize(("typed", "start"), [("9.00", "06:00"), (9, "06:00"), (12.3, "09:30"), (0.375, "06:00")])
def test_a_start_below_a_date_may_be_a_number(office: Office, typed: object, start: str) -> None:
    office.bring(workbook([("osallistuja", date(2021, 8, 30)), (None, typed), ("A", "L")]), cohort="syksy")
    assert [str(row[0])[11:16] for row in office.rows("SELECT starts_at FROM session")] == [start]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+A1"])
def test_text_that_looks_like_a_formula_is_text(office: Office, text: str) -> None:
    office.bring(workbook([("code", "name"), (text, text)]))
    assert office.rows("SELECT code, name_en FROM module") == [(text, text)]


def test_a_formula_counts_by_its_stored_value(office: Office) -> None:
    cells = (
        '<c r="A2" t="str"><f>"O"&amp;"IK"</f><v>OIK</v></c>',
        '<c r="B2" t="str"><f>""</f><v></v></c>',
        '<c r="C2"><f>1+1</f><v>2</v></c>',
    )
    office.bring(sheet(text_row(1, "code", "name", "planned_week") + f'<row r="2">{"".join(cells)}</row>'))
    assert office.rows("SELECT code, name_en, planned_week FROM module") == [("OIK", None, 2)]


def test_a_formula_that_was_never_calculated_is_refused_by_cell(office: Office) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["code", "name", "planned_week"])
    page.append(["OIK", "=1+1", 2])
    page.append(["=A2", "Haku", "=C2"])
    content = io.BytesIO()
    book.save(content)
    plan = office.check(Upload("book.xlsx", content.getvalue()), create=True)
    assert [(problem.place.cell, problem.code) for problem in plan.findings.problems] == [
        ("B2", "formula_without_value"),
        ("A3", "formula_without_value"),
        ("C3", "formula_without_value"),
    ]
    assert plan.findings.problems[0].place.sheet == "Sheet"


def test_an_error_in_a_cell_is_refused_by_cell(office: Office) -> None:
    data = (
        HEADINGS
        + f'<row r="2">{text_cell("A2", "A")}<c r="B2" t="e"><v>#REF!</v></c>{text_cell("C2", "2021-08-30")}</row>'
    )
    plan = office.check(sheet(data), create=True)
    assert [(problem.place.cell, problem.code) for problem in plan.findings.problems] == [("B2", "error_value")]
    assert "#REF!" in plan.findings.problems[0].text()


def test_merged_cells_are_refused_by_name(office: Office) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ROWS[0])
        page.write_row(1, 0, ROWS[1])
        page.merge_range("A3:A4", "B")
    plan = office.check(Upload("book.xlsx", content.getvalue()), create=True)
    assert "merged_cells" in codes(plan.findings.problems)
    assert "A3:A4" in next(problem for problem in plan.findings.problems if problem.code == "merged_cells").text()


def test_a_sheets_title_cannot_steer_the_terminal(office: Office) -> None:
    book = rebuilt({"xl/workbook.xml": _renamed("Taul\u202e\u009b31m")})
    plan = office.check(book, create=True)
    assert plan.sheets[0].sheet == "Taul<U+202E><U+009B>31m"


def _renamed(title: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook(ROWS).content)) as archive:
        return archive.read("xl/workbook.xml").replace(b"Taul1", title.encode())


def test_styled_cells_without_content_are_no_content(office: Office) -> None:
    data = HEADINGS + text_row(2, *ROWS[1]) + '<row r="90000"><c r="XFD90000" s="1"/></row>'
    assert office.bring(sheet(data)).sheets[0].rows == 1


def answers() -> Iterator[tuple[str, Callable[[], Upload], str | None]]:
    """What a workbook is, how to make it, and what is said of it (null: it is read)."""
    row, sound = text_row(2, *ROWS[1]), workbook(ROWS).content
    macros = b'<Types><Override PartName="/xl/workbook.xml" ContentType="x.macroEnabled.y"/></Types>'
    yield (
        "farthest cell",
        lambda: sheet(HEADINGS + f'<row r="1048576">{text_cell("XFD1048576", "x")}</row>'),
        "far_cell",
    )
    yield "far column", lambda: sheet(HEADINGS + f'<row r="2">{text_cell("XFD2", "x")}</row>'), "far_cell"
    yield "claims to be far", lambda: sheet(HEADINGS + row, before='<dimension ref="A1:XFD1048576"/>'), None
    yield "too many rows", lambda: sheet(HEADINGS + text_row(200_000, "x") + text_row(200_001, "x")), "too_many_rows"
    yield "bomb", lambda: bomb(300), "workbook_too_large"
    yield "dense", lambda: bomb(140), "workbook_too_large"
    yield "dense picture", lambda: bomb(140, "xl/media/image1.png"), "workbook_too_large"
    yield "many parts", lambda: rebuilt({f"part{number}": b"" for number in range(2_001)}), "workbook_too_large"
    yield "entities", lambda: rebuilt({SHEET: ENTITIES}), "workbook_entities"
    yield "entities in UTF-16", lambda: rebuilt({SHEET: ENTITIES.decode().encode("utf-16")}), "workbook_entities"
    yield "entities in texts", lambda: rebuilt({"xl/sharedStrings.xml": ENTITIES}), "workbook_entities"
    yield "macros", lambda: rebuilt({"xl/vbaProject.bin": b"macros"}), "macro_workbook"
    yield "macros by type", lambda: rebuilt({TYPES: macros}), "macro_workbook"
    yield "macros by name", lambda: Upload("book.xlsm", sound), "macro_workbook"
    yield "binary", lambda: rebuilt({"xl/workbook.bin": b"x"}), "other_spreadsheet"
    yield "OpenDocument", lambda: rebuilt({"mimetype": b"x", "content.xml": b"<a/>"}), "other_spreadsheet"
    yield "encrypted", lambda: rebuilt({"EncryptedPackage": b"x"}), "encrypted"
    yield "no types", lambda: rebuilt({TYPES: None}), "not_a_register"
    yield "empty archive", lambda: Upload("book.xlsx", b"PK\x05\x06" + bytes(18)), "not_a_register"
    yield "broken sheet", lambda: rebuilt({SHEET: b"<worksheet"}), "workbook_damaged"
    yield "broken texts", lambda: rebuilt({"xl/sharedStrings.xml": b"\x00"}), "workbook_damaged"
    yield "text out of range", lambda: sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), "workbook_damaged"
    yield "number that is none", lambda: sheet('<row r="1"><c r="A1"><v>NaN</v></c></row>'), "workbook_damaged"
    yield "begins like one", lambda: Upload("book.xlsx", b"PK\x03\x04"), "workbook_damaged"
    yield "cut short", lambda: Upload("book.xlsx", sound[:-200]), "workbook_damaged"
    yield "no sheet", lambda: rebuilt({SHEET: None}), "workbook_empty"
    yield "other root", lambda: rebuilt({"xl/workbook.xml": b"<a/>"}), "workbook_empty"
    yield "no rows", lambda: sheet(""), "workbook_empty"
    yield "headings only", lambda: sheet(HEADINGS), "headings_only"
    yield "renamed to csv", lambda: Upload("book.csv", sound), "renamed"
    yield "renamed to xls", lambda: Upload("book.xls", sound), "renamed"
    yield "no suffix", lambda: Upload("book", sound), None


@pytest.mark.parametrize(("make", "code"), [pytest.param(make, code, id=name) for name, make, code in answers()])
def test_each_hostile_or_wrong_workbook_has_its_answer(
    office: Office, make: Callable[[], Upload], code: str | None
) -> None:
    upload = make()
    before, started = office.everything(), time.monotonic()
    plan = office.check(upload, create=True)
    assert codes(plan.findings.problems) == ({code} if code else set())
    assert time.monotonic() - started < 10
    assert office.everything() == before


def test_a_workbook_cut_anywhere_is_refused(office: Office) -> None:
    content = workbook(ROWS).content
    for length in range(4, len(content), 700):
        assert office.refuse(Upload("book.xlsx", content[:length])) == [(None, None, "workbook_damaged")]


def test_a_reader_out_of_memory_or_time_is_ended_and_said_to_be(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The limits hold: a reader that would take the machine's memory or its time is stopped by the system."""
    for name, greed in (("memory", "hoard = bytearray(8 * 1024 ** 3)"), ("time", "while True: pass")):
        limits = "resource.setrlimit(resource.RLIMIT_CPU, (1, 1))" if name == "time" else "pass"
        script = tmp_path / f"{name}.py"
        script.write_text(
            "import resource, sys\n"
            "from db.imports.reading import workbook\n"
            "def read(content):\n"
            f"    {limits}\n"
            f"    {greed}\n"
            "    yield\n"
            "workbook.read = read\n"
            "workbook.main()\n"
        )
        monkeypatch.setattr(sandbox, "COMMAND", [sys.executable, "-W", "ignore", "-P", str(script)])
        monkeypatch.setenv("PYTHONPATH", str(sandbox.ROOT))
        assert office.refuse(workbook(ROWS)) == [(None, None, "workbook_too_costly")]


def test_a_bomb_costs_the_reader_little_memory(tmp_path: Path) -> None:
    """Measured on the reader itself, as the system counts its largest size."""
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb(300).content)
    script = (
        "import pathlib, runpy, sys\n"
        "runpy.run_module('db.imports.reading.workbook', run_name='__main__')\n"
        "print(pathlib.Path('/proc/self/status').read_text(), file=sys.stderr)\n"
    )
    with path.open("rb") as content:
        ended = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script],
            cwd=sandbox.ROOT,
            stdin=content,
            capture_output=True,
            text=True,
            check=True,
        )
    assert '"workbook_too_large"' in ended.stdout
    (largest,) = re.findall(r"VmHWM:\s+(\d+) kB", ended.stderr)
    assert int(largest) < 200 * 1024
