"""Keeping a plan: one transaction with its audit row, whoever else writes and whatever ends the program."""

import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from db.commands.imports import keep
from db.engine import make_engine, migrate
from tests.db.imports.office import LONG, Office, codes, file, long, people, wide

ROOT = Path(__file__).resolve().parents[3]
MARK = "syksy,A,2021-08-30,9:00,12:00,ryhmä,,{}"


def test_the_audit_row_keeps_counts_digests_and_no_file_name(both_offices: Office) -> None:
    files = people("A"), wide("30.8.2021", "A;L", name="lasnaolo-Maija.csv")
    both_offices.bring(*files, cohort="syksy")
    (row,) = both_offices.everything()["audit"]
    _, _, account, action, subject, subject_id, detail = row
    assert (account, action, subject) == (None, "import", "programme")
    assert [(subject_id,)] == both_offices.rows("SELECT id FROM programme")
    assert detail == {
        "sha256": [sha256(upload.content).hexdigest() for upload in files],
        "added": {
            "programmes": 1,
            "cohorts": 1,
            "participants": 1,
            "enrolments": 1,
            "activities": 1,
            "sessions": 1,
            "marks": 1,
        },
        "changed": [],
    }
    assert "Maija" not in str(row)


def test_an_import_that_says_nothing_new_writes_nothing(both_offices: Office) -> None:
    both_offices.bring(people("A"))
    before = both_offices.everything()
    both_offices.bring(people("A"))
    assert both_offices.everything() == before


def test_a_plan_with_problems_cannot_be_kept(office: Office) -> None:
    upload = long(MARK.format("here,,,,"))
    with pytest.raises(ValueError, match="problems"):
        keep(office.engine, office.check(upload, create=True), [upload], None)


MEANWHILE = {
    "adds the same person": "INSERT INTO participant (programme_id, code) SELECT id, 'B' FROM programme",
    "adds the same session": (
        "INSERT INTO session (cohort_id, activity_id, local_date, starts_at, ends_at) "
        "SELECT c.id, a.id, '2021-08-31', '2021-08-31 06:00:00+00', '2021-08-31 09:00:00+00' FROM cohort c, activity a"
    ),
    "ends the enrolment": "UPDATE enrolment SET exited_on = '2021-08-30'",
    "changes the mark": "UPDATE mark SET status = 'late', notice = 'none', version = version + 1",
    "changes the module": "UPDATE module SET planned_week = 9",
    "removes the mark": "DELETE FROM mark",
}


@pytest.mark.parametrize("statement", MEANWHILE.values(), ids=MEANWHILE.keys())
def test_what_someone_else_did_meanwhile_is_not_overwritten(both_offices: Office, statement: str) -> None:
    office = both_offices
    office.bring(long(MARK.format("present,,,,")), file("code,planned_week", "OIK,2"))
    files = (
        people("B"),
        long(MARK.format("absent,,,,"), "syksy,A,2021-08-31,9:00,12:00,ryhmä,,present,,,,"),
        file("code,planned_week", "OIK,3"),
    )
    plan = office.check(*files, create=True, update=True)
    assert plan.ok
    with office.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            statement = statement.replace("+00'", "'")
        connection.execute(text(statement))
    before = office.everything()
    assert not keep(office.engine, plan, files, None)
    assert codes(plan.findings.problems) == {"conflict"}
    assert office.everything() == before


WRITER = """
import os, signal, sys
from pathlib import Path
from datetime import date
from db.commands import bulk, imports
from db.engine import make_engine
from db.imports.planning.plan import Options
from db.imports.prepare import prepare
from db.imports.reading.uploads import Upload
from dashboard.domain.calendar import HELSINKI

def say(step, done=0, total=0):
    if f"{step} {done}" == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

bulk.BATCH = 100
engine = make_engine(sys.argv[1])
upload = Upload("marks.csv", Path(sys.argv[2]).read_bytes())
plan = prepare(engine, [upload], Options(date(2026, 11, 24), HELSINKI, create=True), progress=say)
assert plan.ok
imports.keep(engine, plan, [upload], None, say, lambda: say("commit"))
say("kept")
raise SystemExit("never came to " + sys.argv[3])
"""


def test_killed_at_any_moment_all_is_kept_or_nothing(database_url: str, tmp_path: Path) -> None:
    """The writer ends itself as kill -9 would: it cannot clean up."""
    engine = make_engine(database_url)
    migrate(engine)
    office = Office(engine)
    path = tmp_path / "marks.csv"
    days = [f"2021-{month:02d}-{day:02d}" for month in (9, 10, 11) for day in range(1, 29)]
    rows = [f"syksy,P{person},{day},9:00,,,,present,,,," for day in days for person in range(6)]
    path.write_text("\n".join((LONG, *rows)))
    before = office.everything()
    for moment in ("checking 504", "writing 100", "writing 300", "writing 504", "commit 0"):
        _killed_at(moment, database_url, path)
        assert office.everything() == before, moment
    if engine.dialect.name == "sqlite":
        assert office.rows("PRAGMA integrity_check") == [("ok",)]
    _killed_at("kept 0", database_url, path)
    assert (office.count("mark"), office.count("session"), office.count("audit")) == (len(rows), len(days), 1)
    engine.dispose()


def _killed_at(moment: str, database_url: str, path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-c", WRITER, database_url, str(path), moment]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL


def test_the_database_itself_refuses_what_a_wrong_plan_would_write(both_offices: Office) -> None:
    """Should planning ever let a mark outside its enrolment through, nothing of it is kept."""
    office = both_offices
    files = people("A"), long(MARK.format("present,,,,"))
    plan = office.check(*files, create=True)
    plan.enrolments[0].exited_on = plan.enrolments[0].enrolled_on
    plan.sessions[0].local_date = plan.sessions[0].local_date.replace(day=31)
    before = office.everything()
    assert not keep(office.engine, plan, files, None)
    assert office.everything() == before


def test_progress_is_told_in_steps(office: Office) -> None:
    heard: list[tuple[str, int, int]] = []
    files = people("A"), long(MARK.format("present,,,,"))
    plan = office.check(*files, create=True)
    assert keep(office.engine, plan, files, None, lambda *step: heard.append(step))
    assert heard == [("writing", 1, 1)]


def test_an_interruption_while_writing_leaves_nothing(office: Office) -> None:
    files = people("A"), long(MARK.format("present,,,,"))
    before = office.everything()
    for interrupt in _interruptions():
        plan = office.check(*files, create=True)
        with pytest.raises(KeyboardInterrupt):
            interrupt(office.engine, plan, files)
        assert office.everything() == before


def _interruptions() -> list[Callable[..., object]]:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    def while_writing(engine: Engine, plan: object, files: object) -> None:
        keep(engine, plan, files, None, stop)  # type: ignore[arg-type]

    def before_commit(engine: Engine, plan: object, files: object) -> None:
        keep(engine, plan, files, None, before_commit=stop)  # type: ignore[arg-type]

    return [while_writing, before_commit]
