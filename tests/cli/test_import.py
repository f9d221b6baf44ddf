"""The ``import`` command: what it prints, its exit code, and that a refused file leaves the database as it was."""

import io
import json
import os
import signal
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from sqlalchemy import create_engine, event, text

from dashboard.__main__ import main
from dashboard.cli import import_
from db.engine import make_engine
from db.imports import prepare as steps
from tests.db.imports.office import LONG, PEOPLE, file, long, people, wide, workbook

KINDS = [
    "programmes",
    "cohorts",
    "participants",
    "enrolments",
    "activities",
    "modules",
    "sessions",
    "marks",
    "progress",
    "follow_ups",
]
MARK = "syksy,A,2021-08-30,9:00,12:00,ryhmä,,{}"


@pytest.fixture(autouse=True)
def _embedded(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)


@pytest.fixture
def each_database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the databases might answer differently is asked of both."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return database_url


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a list of two people, a register, and a register with mistakes."""
    for upload in (
        people("A", "B"),
        wide("30.8.2021;31.8.2021", "A;L;M15", "B;PI;", name="register.csv"),
        long(MARK.format("present,5,,,"), "syksy,A,31.2.2021,,,,,here,,,,", name="wrong.csv"),
    ):
        (tmp_path / upload.name).write_bytes(upload.content)
    return tmp_path


def run(*arguments: str | Path) -> int:
    return main(["import", *map(str, arguments)])


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    capsys.readouterr()
    code = run(*arguments, "--format", "json")
    printed = capsys.readouterr()
    report: dict[str, Any] = json.loads(printed.out)
    assert printed.err == ""
    assert code == (0 if report["ok"] else 1)
    return report


def marks(database_url: str) -> int:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        count = int(connection.execute(text("SELECT count(*) FROM mark")).scalar_one())
    engine.dispose()
    return count


def test_a_register_comes_in_and_the_last_line_says_what_was_kept(
    folder: Path, each_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder / "register.csv", folder / "people.csv", "--cohort", "syksy", "--create") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "register.csv: wide register, 2 rows, utf-8, semicolons",
        "people.csv: participants, 2 rows, utf-8, commas",
    ]
    assert lines[-1] == (
        "Imported: added 1 programme, 1 cohort, 2 participants, 2 enrolments, 1 activity, 2 sessions, 3 marks; "
        "changed nothing; unchanged nothing."
    )
    assert marks(each_database) == 3
    assert run(folder / "register.csv", "--cohort", "syksy") == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Imported: added nothing; changed nothing; unchanged ")


def test_the_json_report_has_the_agreed_keys(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = as_json(capsys, folder / "people.csv", folder / "register.csv", "--cohort", "syksy", "--create")
    assert list(report) == ["ok", "dry_run", "files", "added", "changed", "unchanged", "notices", "problems"]
    assert (report["ok"], report["dry_run"], report["notices"], report["problems"]) == (True, False, [], [])
    assert [list(report[part]) for part in ("added", "changed", "unchanged")] == [KINDS] * 3
    assert report["added"]["marks"] == 3
    assert report["files"][1] == {
        "file": "register.csv",
        "sheet": None,
        "kind": "wide register",
        "encoding": "utf-8",
        "delimiter": ";",
        "rows": 2,
        "ignored": [],
    }


def test_a_dry_run_keeps_nothing_and_says_what_it_would(
    folder: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = (folder / "people.csv", folder / "register.csv", "--cohort", "syksy", "--create", "--dry-run")
    report = as_json(capsys, *arguments)
    assert (report["dry_run"], report["added"]["marks"]) == (True, 3)
    assert run(*arguments) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Dry run: nothing was imported. It would be: added 1")
    assert marks(sqlite_url) == 0


def test_every_problem_has_its_line_and_nothing_is_imported(
    folder: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder / "people.csv", folder / "wrong.csv", "--create") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-4:] == [
        "wrong.csv: row 2, column minutes_late: Minutes late belong to late marks only; this one is present.",
        "wrong.csv: row 3, column date: There is no day 31.2.2021.",
        "wrong.csv: row 3, column status: here is not one of: present, late, absent.",
        "Nothing was imported: there are 3 problems to solve first.",
    ]
    report = as_json(capsys, folder / "people.csv", folder / "wrong.csv", "--create")
    assert report["added"] == dict.fromkeys(KINDS, 0)
    assert report["problems"][1] == {
        "file": "wrong.csv",
        "sheet": None,
        "row": 3,
        "column": "date",
        "cell": "C3",
        "code": "date_unreal",
        "message": "There is no day 31.2.2021.",
    }
    assert marks(sqlite_url) == 0


def test_what_would_help_is_said_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder / "people.csv", folder / "register.csv") == 1
    assert capsys.readouterr().out.splitlines()[-2] == ("--create makes what is new; --cohort CODE names the cohort.")


def test_a_wrong_file_leaves_the_embedded_database_byte_for_byte(
    folder: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Path(sqlite_url.removeprefix("sqlite:///"))
    assert run(folder / "people.csv", folder / "register.csv", "--cohort", "syksy", "--create") == 0
    before = sha256(database.read_bytes()).hexdigest()
    wrong = {
        "differs.csv": wide("30.8.2021", "A;H").content,
        "empty.csv": b"",
        "book.xls": bytes.fromhex("D0CF11E0A1B11AE1"),
        "book.xlsx": workbook([("participant", "cohort"), ("A", "sykysy")]).content[:-50],
        "unknown.csv": people("C").content,
        "minutes.csv": wide("1.9.2021", "A;M0").content,
        "text.csv": os.urandom(2_000),
    }
    for name, content in wrong.items():
        path = folder / name
        path.write_bytes(content)
        assert run(path, folder / "people.csv", "--cohort", "syksy") == 1, name
        assert sha256(database.read_bytes()).hexdigest() == before, name
        assert [one.name for one in database.parent.glob(f"{database.name}*")] == [database.name]
    assert "Traceback" not in capsys.readouterr().err


def test_update_changes_what_is_stored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (folder / "people.csv", folder / "register.csv", "--cohort", "syksy")
    assert run(*arguments, "--create") == 0
    (folder / "register.csv").write_bytes(wide("30.8.2021", "A;H").content)
    assert run(*arguments) == 1
    assert capsys.readouterr().out.splitlines()[-3:-1] == [
        (
            "register.csv: row 2, column 30.8.2021: Stored is present, here it is absent, notice unknown, excused. "
            "What is stored changes only when that is asked for."
        ),
        "--update changes what is stored.",
    ]
    assert as_json(capsys, *arguments, "--update")["changed"]["marks"] == 1


def test_a_sheet_is_named_in_a_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = folder / "book.xlsx"
    book.write_bytes(workbook([("osallistuja", "kohortti", "aloitti"), ("A", "syksy", "31.2.2021")]).content)
    assert run(book, "--create") == 1
    assert "book.xlsx, sheet Taul1: row 2, column aloitti: There is no day 31.2.2021." in capsys.readouterr().out


def test_files_that_are_not_there_are_problems(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = as_json(capsys, folder / "people.csv", folder / "none.csv", folder, "--create")
    assert [(problem["file"], problem["code"]) for problem in report["problems"]] == [
        ("none.csv", "file_missing"),
        (folder.name, "file_is_folder"),
    ]


def test_nothing_in_a_file_steers_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "bad\x1b[2J.csv"
    path.write_bytes(file(PEOPLE, "\x1b[31mA,syksy,2021-08-30,", "B,sy\u202ekys,x\x07,").content)
    assert run(path, "--create") == 1
    printed = capsys.readouterr().out
    assert all(line.isprintable() for line in printed.splitlines())
    assert "U+001B" in printed


def test_a_terminal_without_the_letters_gets_the_report_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "Ωmega.csv"
    path.write_bytes(b"")
    ascii_only = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", ascii_only)
    assert run(path) == 1
    ascii_only.seek(0)
    assert "\\u03a9mega.csv: The file is empty." in ascii_only.read()


@pytest.mark.parametrize("code", ["", "  ", "x" * 65, "a\u200bb"])
def test_a_cohort_that_is_no_code_is_bad_usage(folder: Path, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(folder / "people.csv", "--cohort", code)
    assert ended.value.code == 2
    assert "is not a code" in capsys.readouterr().err


def test_the_named_cohort_is_composed_as_codes_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "people.csv").write_bytes(people("A", cohort="kevät", enrolled_on="2021-08-30").content)
    assert run(folder / "people.csv", "--create") == 0
    assert run(folder / "register.csv", "--create", "--cohort", "keva\u0308t") == 0
    assert "1 cohort" not in capsys.readouterr().out.splitlines()[-1].partition("unchanged")[0]


@pytest.mark.parametrize("address", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/none/rinnalla.sqlite"])
def test_an_unreachable_database_ends_in_one_sentence(
    folder: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    assert run(folder / "people.csv", "--create") == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("rinnalla: the database cannot be used, nothing was imported: ")
    assert len(printed.err.splitlines()) == 1


def test_a_file_that_is_no_database_ends_in_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder / 'register.csv'}")
    before = (folder / "register.csv").read_bytes()
    assert run(folder / "people.csv") == 2
    assert "not a database" in capsys.readouterr().err
    assert (folder / "register.csv").read_bytes() == before


def test_a_full_disk_ends_in_one_sentence_and_nothing_is_kept(
    folder: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder / "people.csv", "--create") == 0
    rows = (f"syksy,P{person},2021-09-{day:02d},,,,,present,,,," for person in range(200) for day in range(1, 29))
    (folder / "many.csv").write_text("\n".join((LONG, *rows)))

    def full(url: str) -> Any:
        engine = make_engine(url)
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
        return engine

    monkeypatch.setattr(import_, "make_engine", full)
    assert run(folder / "many.csv", "--create") == 2
    assert "database or disk is full" in capsys.readouterr().err
    assert marks(sqlite_url) == 0


@pytest.fixture
def interruptible() -> Iterator[None]:
    """As in front of a terminal: what a script starts in the background is told to ignore interruptions."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("moment", ["reading", "checking", "writing"])
def test_an_interruption_leaves_nothing_half_done(
    folder: Path, moment: str, each_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (f"syksy,A,2021-09-{day:02d},{hour}:00,,,,present,,,," for day in range(1, 31) for hour in range(20))
    many = folder / "many.csv"
    many.write_text("\n".join((LONG, *rows, *rows)))
    monkeypatch.setattr("db.imports.reading.sheets._REPORT_EVERY", 100)

    def interrupt(step: str, done: int, total: int) -> None:
        if step == moment:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(steps, "silent", interrupt)
    assert run(many, "--create") == 130
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "rinnalla: interrupted; nothing was imported.\n")
    assert marks(each_database) == 0


@pytest.mark.usefixtures("interruptible")
def test_an_interruption_of_the_commit_comes_too_late(
    folder: Path, each_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ignore = import_._ignore_interruption

    def ignore_and_interrupt() -> None:
        ignore()
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(import_, "_ignore_interruption", ignore_and_interrupt)
    before = signal.getsignal(signal.SIGINT)
    assert run(folder / "people.csv", folder / "register.csv", "--cohort", "syksy", "--create") == 0
    assert signal.getsignal(signal.SIGINT) is before
    assert marks(each_database) == 3


def test_a_terminal_shows_how_far_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(import_, "Console", lambda **_: Console(file=terminal, force_terminal=True))
    assert run(folder / "people.csv", folder / "register.csv", "--cohort", "syksy", "--create") == 0
    assert "Checking" in terminal.getvalue()
    assert "Writing" in terminal.getvalue()
    assert "3/3" in terminal.getvalue()


def test_the_report_speaks_the_language_that_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "words.csv").write_bytes(long("syksy,A,30.8.2021,,,,,here,,,,").content)
    assert run(folder / "words.csv", "--create", "--lang", "sv") == 1
    assert "närvarande, försenad, frånvarande" in capsys.readouterr().out
