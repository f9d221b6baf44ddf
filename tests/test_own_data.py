"""One's own data: exported, imported into an empty database, and equal; written down, and run by no spreadsheet."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, text

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.calendar import HELSINKI
from dashboard.i18n import using_language
from dashboard.own_data import Made, export_own
from db.commands.imports import keep
from db.engine import make_engine, migrate, reading
from db.imports.planning.plan import Options
from db.imports.prepare import prepare
from db.imports.reading.uploads import Upload
from tests.callbacks.import_wizard import Wizard
from tests.support.cast import PASSWORD, Office
from tests.support.world import World, new_world

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MONDAY = date(2026, 3, 30)
WINTER_TIME = date(2026, 10, 25)

EVERYTHING = """
SELECT code, name, starts_on, ends_on, weeks, places FROM cohort;

SELECT code, name_fi, name_sv, name_en, individual, counts_for_attendance, restricted, default_minutes FROM activity;

SELECT code, name_fi, name_sv, name_en, planned_week FROM module;

SELECT p.code, c.code, e.enrolled_on, e.exited_on, e.exit_destination
FROM enrolment e JOIN participant p ON p.id = e.participant_id JOIN cohort c ON c.id = e.cohort_id;

SELECT c.code, a.code, m.code, p.code, s.local_date, s.starts_at, s.ends_at, s.cancelled_at IS NULL
FROM session s JOIN cohort c ON c.id = s.cohort_id JOIN activity a ON a.id = s.activity_id
LEFT JOIN module m ON m.id = s.module_id LEFT JOIN enrolment e ON e.id = s.enrolment_id
LEFT JOIN participant p ON p.id = e.participant_id;

SELECT p.code, c.code, s.starts_at, a.code, k.status, k.minutes_late, k.notice, k.excused, k.reason,
    k.left_early_minutes
FROM mark k JOIN session s ON s.id = k.session_id JOIN activity a ON a.id = s.activity_id
JOIN enrolment e ON e.id = k.enrolment_id JOIN participant p ON p.id = e.participant_id
JOIN cohort c ON c.id = e.cohort_id;

SELECT p.code, c.code, m.code, g.status, g.completed_on
FROM module_progress g JOIN module m ON m.id = g.module_id JOIN enrolment e ON e.id = g.enrolment_id
JOIN participant p ON p.id = e.participant_id JOIN cohort c ON c.id = e.cohort_id;

SELECT p.code, c.code, f.kind, f.due_on, f.status, f.done_on, f.closed_on, f.outcome
FROM follow_up f JOIN enrolment e ON e.id = f.enrolment_id JOIN participant p ON p.id = e.participant_id
JOIN cohort c ON c.id = e.cohort_id
"""
"""What is to be equal, by the codes of things."""


def everything(engine: Engine) -> list[list[tuple[Any, ...]]]:
    with reading(engine) as connection:
        return [
            sorted((tuple(row) for row in connection.execute(text(query))), key=repr) for query in EVERYTHING.split(";")
        ]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Whatever an office can have that is not plain."""
    world = new_world(f"sqlite:///{tmp_path / 'home.sqlite'}")
    world.cohort("kevät", MONDAY, name="Kevät 2026", places=6)
    world.cohort("ilta", date(2026, 9, 7), weeks=8)
    world.activity("ryhmä", name_fi="Ryhmä", name_sv="Grupp", name_en="Group")
    world.activity("Retki", name_fi="=1+1", default_minutes=300, counts_for_attendance=False)
    world.activity("ohjaus", name_en="Guidance", individual=True, default_minutes=60)
    world.activity("psykologi", individual=True, restricted=True, counts_for_attendance=False)
    world.module("OIK", 2)
    world.module("@HAKU")
    for code in ("=1+1", "'+A", "Å7", "-B"):
        world.enrol(
            "kevät", code, MONDAY, None if code == "Å7" else date(2026, 5, 29), "employed" if code == "-B" else None
        )
    world.enrol("ilta", "Å7", date(2026, 9, 8))
    first = world.session("kevät", MONDAY, module_id=world.modules["OIK"])
    for code, mark in {
        "=1+1": {"status": "late", "minutes_late": 45, "notice": "before", "left_early_minutes": 30},
        "'+A": {"status": "absent", "notice": "none", "excused": True, "reason": "work_or_study"},
        "Å7": {"status": "present", "left_early_minutes": 10},
        "-B": {"status": "absent", "notice": "after", "reason": "unknown"},
    }.items():
        world.mark(first, code, **mark)  # type: ignore[arg-type]
    world.session("kevät", date(2026, 3, 31))
    world.session("kevät", date(2026, 4, 1), "Retki", time(8, 30), 300, cancelled_at=NOW)
    world.mark(world.session("kevät", date(2026, 4, 2), "ohjaus", time(13), 60, "Å7"), "Å7", "late", notice="unknown")
    world.session("kevät", date(2026, 4, 2), "psykologi", time(14), 60, "-B")
    world.mark(world.session("ilta", WINTER_TIME, start=time(9)), "Å7")
    for cohort, code in (("kevät", "Å7"), ("ilta", "Å7")):
        world.progress(cohort, code, "OIK", date(2026, 10, 1) if cohort == "ilta" else "in_progress")
    world.progress("kevät", "-B", "@HAKU", "exempt")
    world.follow_up("kevät", "-B", "28_days", date(2026, 6, 26), "done", done_on=date(2026, 6, 30), outcome="employed")
    world.follow_up("kevät", "-B", "6_months", date(2026, 11, 29))
    world.follow_up("kevät", "=1+1", "other", date(2026, 6, 1), "cancelled", closed_on=date(2026, 5, 30))
    yield world
    world.engine.dispose()


def exported(engine: Engine, form: str, language: str) -> Made:
    with using_language(language):
        return export_own(engine, command_line_scope(), form, NOW, lambda *_step: None)


def uploads(made: Made) -> list[Upload]:
    if made.name.endswith(".xlsx"):
        return [Upload(made.name, made.content)]
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return [Upload(name, archive.read(name)) for name in archive.namelist()]


def test_exported_and_imported_into_an_empty_database_all_is_equal(world: World, database_url: str) -> None:
    other = make_engine(database_url)
    migrate(other)
    # Each form with one of the databases: what differs between those is not the files.
    form, language = ("xlsx", "sv") if other.dialect.name == "sqlite" else ("csv", "fi")
    made = exported(world.engine, form, language)
    files = uploads(made)
    plan = prepare(other, files, Options(NOW.date(), HELSINKI, create=True))
    assert [problem.as_dict() for problem in plan.findings.problems] == []
    assert keep(other, plan, files, None)
    if other.dialect.name == "sqlite":  # the other database writes days and moments in its own way
        assert everything(other) == everything(world.engine)
    second = exported(other, form, language)
    assert second.counts == made.counts
    for here, there in ((world.engine, second), (other, made)):
        again = prepare(here, uploads(there), Options(NOW.date(), HELSINKI))
        assert (again.ok, again.empty) == (True, True), "either has nothing to say that the other does not know"
    other.dispose()


def test_no_spreadsheet_runs_it_and_its_name_says_nothing(world: World) -> None:
    made = exported(world.engine, "csv", "en")
    assert made.name == "rinnalla-2026-11-24.zip"
    cells = [
        cell
        for file in uploads(made)
        for line in file.content.decode("utf-8-sig").splitlines()
        for cell in line.split(";")
    ]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    book = load_workbook(io.BytesIO(exported(world.engine, "xlsx", "en").content))
    codes = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert codes
    assert {cell.data_type for cell in codes} <= {"s", "inlineStr"}


def test_that_it_left_is_written_down_with_counts_alone(world: World) -> None:
    made = exported(world.engine, "csv", "en")
    with reading(world.engine) as connection:
        action, detail = connection.execute(text("SELECT action, detail FROM audit")).one()
    assert action == "export-own"
    assert made.counts["marks"] == 6
    assert "Å7" not in str(detail)
    assert "marks" in str(detail)


def test_it_is_for_coordinators(world: World) -> None:
    for role in (Role.COACH, Role.REPORTER, Role.AUDITOR):
        with pytest.raises(ForbiddenError):
            export_own(world.engine, Scope(1, role), "csv", NOW, lambda *_step: None)


def test_in_the_browser_after_the_password(small_office: Office) -> None:
    kaisa = Wizard.of(small_office)
    for fields in ({"format": "csv", "password": "wrong"}, {"format": "csv"}, {"format": "exe", "password": PASSWORD}):
        assert kaisa.do("export", fields).status_code == 422
    assert small_office.audit("export-own") == []
    small_office.clock.pass_time(minutes=1)
    assert kaisa.do("export", {"format": "csv", "password": PASSWORD}).status_code == 200
    for key in list(kaisa.jobs._tasks):
        kaisa.jobs.wait(key, 30)
    view = kaisa.view(x="")
    assert view.export_job is not None
    answer = kaisa.browser.fetch(view.export_job.file_href)
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert "marks.csv" in archive.namelist()
    assert [row.account_id for row in small_office.audit("export-own")] == [small_office.ids["kaisa"]]
    assert kaisa.browser.fetch(view.export_job.file_href).status_code == 404
