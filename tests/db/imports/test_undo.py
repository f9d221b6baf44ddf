"""Taking an import back: as if it had never been, or not at all where somebody has built on it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope
from db.commands.errors import RefusedError
from db.commands.import_batches import as_ranges
from db.commands.import_undo import undo_import
from db.engine import writing
from db.imports.reading.uploads import Upload
from tests.db.imports.office import Office, file, long, people, wide

KAISA = Scope(None, Role.COORDINATOR)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LISTS = people("A", "B"), file("code,name,planned_week", "OIK,Rights,2", name="modules.csv")
MARK = "syksy,A,{},9:00,12:00,ryhmä,,{}"


def undo(office: Office, batch: int | None, scope: Scope = KAISA) -> dict[str, int]:
    assert batch is not None
    with writing(office.engine) as connection:
        return undo_import(connection, scope, batch, NOW)


def data(office: Office) -> dict[str, Any]:
    """Everything that is about the programme; how often a row was written is not."""
    return {
        table: [row for row in rows if table != "change_stamp"]
        for table, rows in office.everything().items()
        if table not in {"audit", "import_batch", "change_stamp"}
    }


def register() -> tuple[Upload, ...]:
    progress = file("participant,module,status,completed_on", "A,OIK,done,2021-09-16", name="progress.csv")
    follow_ups = file("participant,kind,due_on,status", "A,28 days,2021-12-10,planned", name="followups.csv")
    return (*LISTS, wide("30.8.2021;31.8.2021", "A;L;M15", "B;PI;H"), progress, follow_ups)


def test_everything_that_was_added_goes(both_offices: Office) -> None:
    office = both_offices
    before = data(office)
    plan = office.bring(*register(), cohort="syksy")
    assert undo(office, plan.batch) == {
        "programmes": 1, "cohorts": 1, "participants": 2, "enrolments": 2, "activities": 1, "modules": 1,
        "sessions": 2, "marks": 4, "progress": 1, "follow_ups": 1,
    }  # fmt: skip
    assert data(office) == before
    ((undone_at, counts),) = office.rows("SELECT undone_at IS NOT NULL, receipt FROM import_batch")
    assert (bool(undone_at), "marks" in str(counts)) == (True, True)
    *_, (action, subject, detail) = office.rows("SELECT action, subject, detail FROM audit ORDER BY id")
    assert (action, subject) == ("undo-import", "import_batch")
    assert '"marks": 4' in str(detail).replace("'", '"')
    with pytest.raises(RefusedError, match="undone"):
        undo(office, plan.batch)


def test_what_was_changed_is_as_before(both_offices: Office) -> None:
    office = both_offices
    office.bring(*register(), cohort="syksy")
    office.write("UPDATE mark SET left_early_minutes = 20 WHERE status = 'present'")
    before = office.marks(), office.rows("SELECT exited_on FROM enrolment"), office.rows("SELECT name_en FROM module")
    plan = office.bring(
        file("participant,cohort,exited_on", "A,syksy,2021-10-01", name="people.csv"),
        file("code,name", "OIK,Rights at work", name="modules.csv"),
        wide("30.8.2021;1.9.2021", "A;PI;L", "B;M5;L"),
        cohort="syksy",
        update=True,
    )
    assert plan.changed()["marks"] == 2
    assert undo(office, plan.batch)["marks"] == 2
    after = office.marks(), office.rows("SELECT exited_on FROM enrolment"), office.rows("SELECT name_en FROM module")
    assert after == before
    assert office.rows("SELECT left_early_minutes, version FROM mark WHERE status = 'present'") == [(20, 3)]


SINCE = {
    "a mark": ("UPDATE mark SET status = 'absent', notice = 'none', version = 2 WHERE id = 1", {"marks": 1}, {}),
    "a participant": ("UPDATE participant SET code = 'Z' WHERE code = 'A'", {"participants": 1}, {}),
    "an activity": ("UPDATE activity SET default_minutes = 90", {"activities": 1}, {}),
    "a session that is another": (
        "UPDATE session SET ends_at = '2021-08-31 08:00:00' WHERE local_date = '2021-08-31'", {"sessions": 1}, {},
    ),
    "a contact with someone added": (
        "INSERT INTO contact (enrolment_id, contacted_on, channel) SELECT id, enrolled_on, 'phone' FROM enrolment",
        {},
        {"contact": 2},
    ),
    "a coach of the cohort": (
        "INSERT INTO account_cohort (account_id, cohort_id) SELECT a.id, c.id FROM account a, cohort c", {},
        {"account_cohort": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "kinds", "tables"), SINCE.values(), ids=SINCE.keys())
def test_what_somebody_did_since_stands_in_the_way_and_is_named(
    office: Office, statement: str, kinds: dict[str, int], tables: dict[str, int]
) -> None:
    plan = office.bring(*register(), cohort="syksy")
    office.write("INSERT INTO account (username, display_name, password_hash, role) VALUES ('m', 'M', 'x', 'coach')")
    office.write(statement)
    before = data(office)
    with pytest.raises(RefusedError) as refused:
        undo(office, plan.batch)
    assert (refused.value.code, refused.value.values) == ("built-on", {"kinds": kinds, "tables": tables})
    assert data(office) == before


def test_a_later_import_stands_in_the_way_of_an_earlier_one(office: Office) -> None:
    first = office.bring(*LISTS)
    second = office.bring(long(MARK.format("2021-08-30", "present,,,,")))
    with pytest.raises(RefusedError) as refused:
        undo(office, first.batch)
    assert refused.value.values["tables"] == {"activity": 1, "session": 1, "mark": 1}
    undo(office, second.batch)
    undo(office, first.batch)
    assert office.count("participant") == 0


def test_a_row_that_took_the_place_of_a_deleted_one_is_not_taken_for_it(office: Office) -> None:
    """SQLite gives a free id again."""
    office.bring(*LISTS)
    plan = office.bring(wide("30.8.2021;31.8.2021", "A;L;"), cohort="syksy")
    office.write("DELETE FROM session WHERE local_date = '2021-08-31'")
    office.write(
        "INSERT INTO session (cohort_id, activity_id, local_date, starts_at, ends_at) "
        "SELECT cohort_id, activity_id, '2021-09-01', '2021-09-01 06:00:00', '2021-09-01 09:00:00' FROM session"
    )
    with pytest.raises(RefusedError, match="built-on"):
        undo(office, plan.batch)


@pytest.mark.parametrize("role", [Role.COACH, Role.REPORTER, Role.AUDITOR])
def test_only_a_coordinator_takes_back(office: Office, role: Role) -> None:
    plan = office.bring(*LISTS)
    with pytest.raises(ForbiddenError):
        undo(office, plan.batch, Scope(1, role))
    with pytest.raises(ForbiddenError):
        undo(office, 99)


def test_ids_are_kept_as_runs() -> None:
    assert as_ranges([]) == []
    assert as_ranges([3, 1, 2, 7, 9, 8]) == [[1, 3], [7, 9]]
