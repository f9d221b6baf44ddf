"""Lists of cohorts, activities and sessions, as an export writes them; and codes that tell who somebody is."""

import pytest

from db.commands.import_undo import undo_import
from db.engine import writing
from tests.db.imports.office import Office, codes, file, long, people, where
from tests.db.imports.test_undo import KAISA, NOW

COHORTS = "cohort,cohort_name,starts_on,ends_on,weeks,places"
ACTIVITIES = "activity,name_en,individual,counts_for_attendance,restricted,default_minutes"
SESSIONS = "cohort,date,start,end,activity,module,participant,cancelled"
SYKSY = "syksy,Autumn,2021-08-30,2021-11-12,11,6"


@pytest.fixture
def autumn(office: Office) -> Office:
    office.bring(
        file(COHORTS, SYKSY),
        file(ACTIVITIES, "ryhmä,Group,no,yes,no,180", "ohjaus,Guidance,yes,yes,no,45"),
        people("A", "B"),
    )
    return office


def test_a_cohort_is_made_as_its_row_says(autumn: Office) -> None:
    query = "SELECT code, name, starts_on, ends_on, weeks, places FROM cohort"
    assert autumn.rows(query) == [("syksy", "Autumn", "2021-08-30", "2021-11-12", 11, 6)]
    autumn.bring(file("cohort,starts_on,ends_on", "kevät,2022-01-10,2022-03-20"))
    assert autumn.rows(f"{query} WHERE code = 'kevät'") == [("kevät", "kevät", "2022-01-10", "2022-03-20", 10, None)]


def test_cohorts_and_activities_change_only_when_asked_and_are_as_before_when_taken_back(autumn: Office) -> None:
    before = autumn.rows("SELECT name, ends_on, places FROM cohort"), autumn.rows("SELECT * FROM activity")
    new = (
        file(COHORTS, "syksy,Autumn,2021-08-30,2021-11-19,11,"),
        file(ACTIVITIES, "ohjaus,,yes,no,yes,60", name="activities.csv"),
    )
    assert {code for _row, _column, code in autumn.refuse(*new)} == {"differs"}
    plan = autumn.bring(*new, update=True)
    assert (plan.changed()["cohorts"], plan.changed()["activities"]) == (1, 1)
    assert autumn.rows("SELECT ends_on, places, version FROM cohort") == [("2021-11-19", None, 2)]
    assert autumn.rows("SELECT name_en, restricted, default_minutes FROM activity WHERE code = 'ohjaus'") == [
        ("Guidance", 1, 60)
    ]
    assert plan.batch is not None
    with writing(autumn.engine) as connection:
        undo_import(connection, KAISA, plan.batch, NOW)
    autumn.write("UPDATE activity SET version = 1")
    assert (autumn.rows("SELECT name, ends_on, places FROM cohort"), autumn.rows("SELECT * FROM activity")) == before


def test_sessions_are_listed_with_marks_or_without(autumn: Office) -> None:
    listed = file(
        SESSIONS,
        "syksy,2021-08-31,9:00,12:00,ryhmä,OIK,,no",
        "syksy,2021-09-01,9:00,12:00,ryhmä,,,yes",
        "syksy,2021-09-02,13:00,13:45,ohjaus,,A,",
    )
    plan = autumn.bring(listed, long("syksy,A,2021-08-31,9:00,,ryhmä,,present,,,,"))
    assert (plan.added()["sessions"], plan.added()["marks"]) == (3, 1)
    assert autumn.rows(
        "SELECT s.local_date, m.code, s.enrolment_id IS NULL, s.cancelled_at IS NULL FROM session s "
        "LEFT JOIN module m ON m.id = s.module_id ORDER BY s.local_date"
    ) == [("2021-08-31", "OIK", 1, 1), ("2021-09-01", None, 1, 0), ("2021-09-02", None, 0, 1)]
    assert autumn.bring(listed).empty

    called_off = file(SESSIONS, "syksy,2021-08-31,9:00,12:00,ryhmä,OIK,,yes")
    assert where(autumn.check(called_off).findings.problems) == [(2, None, "differs")]
    plan = autumn.bring(called_off, update=True)
    assert autumn.rows("SELECT count(*) FROM session WHERE cancelled_at IS NULL") == [(1,)]
    assert plan.batch is not None
    with writing(autumn.engine) as connection:
        undo_import(connection, KAISA, plan.batch, NOW)
    assert autumn.rows("SELECT count(*) FROM session WHERE cancelled_at IS NULL") == [(2,)]


@pytest.mark.parametrize(
    ("headings", "row", "code"),
    [
        (COHORTS, "kevät,,2022-03-20,2022-01-10,,", "end_before_beginning"),
        (COHORTS, "kevät,,2022-01-10,,,", "empty"),
        (COHORTS, "kevät,,2022-01-10,2022-03-20,0,", "number_range"),
        (COHORTS, "kevät,,2022-01-10,2022-03-20,,-1", "number_range"),
        (ACTIVITIES, "psykologi,,yes,yes,yes,60", "restricted_counts"),
        (ACTIVITIES, "retki,,no,yes,no,0", "number_range"),
        (ACTIVITIES, "retki,,maybe,yes,no,60", "word_unknown"),
        (SESSIONS, "syksy,2021-08-31,9:00,12:00,ryhmä,,A,no", "not_individual"),
        (SESSIONS, "syksy,2021-08-31,9:00,12:00,ohjaus,,,no", "individual_of_nobody"),
        (SESSIONS, "syksy,2021-08-31,12:00,9:00,ryhmä,,,no", "end_before_start"),
        ("participant,cohort,exited_on,exit_destination", "A,syksy,,employed", "destination_without_exit"),
        (
            "cohort,participant,date,activity,status,left_early_minutes",
            "syksy,A,2021-08-31,ryhmä,absent,5",
            "left_early_absent",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_cell(autumn: Office, headings: str, row: str, code: str) -> None:
    assert [found for _row, _column, found in autumn.refuse(file(headings, row))] == [code]


def test_that_somebody_left_early_stays_where_a_file_does_not_speak_of_it(autumn: Office) -> None:
    early = "cohort,participant,date,activity,status,notice,left_early_minutes"
    autumn.bring(file(early, "syksy,A,2021-08-31,ryhmä,present,,20"))
    autumn.bring(long("syksy,A,2021-08-31,,,ryhmä,,late,5,none,,"), update=True)
    assert autumn.rows("SELECT status, left_early_minutes FROM mark") == [("late", 20)]
    autumn.bring(long("syksy,A,2021-08-31,,,ryhmä,,absent,,none,,"), update=True)
    assert autumn.rows("SELECT status, left_early_minutes FROM mark") == [("absent", None)]


def test_a_code_must_not_tell_who_somebody_is(autumn: Office) -> None:
    for telling in ("010190-123A", "maija@example.com", "+358 40 123 4567"):
        assert codes(autumn.check(people(telling), create=True).findings.problems) == {"code_tells"}
    plan = autumn.check(people("Maija"), create=True)
    assert codes(plan.findings.notices) >= {"code_like_name"}
    assert plan.ok, "a word may be a code after all"
