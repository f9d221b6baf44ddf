"""Participants, modules, progress and follow-ups."""

import pytest

from tests.db.imports.office import PEOPLE, Office, file, long, people, where

PROGRESS = "participant,module,status,completed_on"
FOLLOW_UPS = "participant,kind,due_on,status,done_on,outcome"


@pytest.fixture
def autumn(office: Office) -> Office:
    """A in "syksy", B in "syksy" and later in "kevät"; one module."""
    office.bring(
        file(PEOPLE, "A,syksy,2021-08-30,", "B,syksy,2021-08-30,2021-10-01", "B,kevät,2022-01-17,"),
        file("code,name,planned_week", "OIK,Rights,2"),
    )
    return office


def test_a_cohort_made_from_a_list_starts_with_its_first_entry(office: Office) -> None:
    office.bring(file(PEOPLE, "A,syksy,2021-09-01,", "B,syksy,2021-08-31,", "C,syksy,,2021-10-01"))
    assert office.rows("SELECT code, name, starts_on, ends_on, weeks FROM cohort") == [
        ("syksy", "syksy", "2021-08-31", "2021-11-08", 10)
    ]
    assert office.rows("SELECT enrolled_on, exited_on FROM enrolment ORDER BY id") == [
        ("2021-09-01", None),
        ("2021-08-31", None),
        ("2021-08-31", "2021-10-01"),
    ]
    assert office.rows("SELECT code, name, weeks, timezone FROM programme") == [
        ("rinnalla", "Rinnalla", 10, "Europe/Helsinki")
    ]


def test_a_cohort_made_from_marks_spans_its_sessions(office: Office) -> None:
    office.bring(long("syksy,A,2021-08-31,,,,,present,,,,", "syksy,B,2021-12-24,,,,,present,,,,"))
    assert office.rows("SELECT starts_on, ends_on FROM cohort") == [("2021-08-31", "2021-12-24")]
    assert office.rows("SELECT enrolled_on, exited_on FROM enrolment") == [("2021-08-31", None)] * 2


def test_a_cohort_without_any_date_is_refused(office: Office) -> None:
    assert office.refuse(file("participant,cohort", "A,syksy")) == [(2, None, "cohort_without_dates")]


def test_an_exit_before_the_entry_is_refused(office: Office) -> None:
    assert office.refuse(file(PEOPLE, "A,syksy,2021-08-30,2021-08-29")) == [(2, "exited_on", "exit_before_entry")]
    office.bring(file(PEOPLE, "A,syksy,2021-08-30,2021-08-30"))


def test_a_wrong_date_of_entry_does_not_make_the_marks_wrong(office: Office) -> None:
    assert office.refuse(
        file(PEOPLE, "A,syksy,31.2.2021,", "B,syksy,2021-08-30,"), long("syksy,A,2021-08-30,,,,,present,,,,")
    ) == [(2, "enrolled_on", "date_unreal")]


def test_a_person_twice_in_a_list(office: Office) -> None:
    plan = office.bring(people("A", "A"))
    assert plan.added()["enrolments"] == 1
    (problem,) = office.check(people("B"), people("B", enrolled_on="2021-09-01"), create=True).findings.problems
    assert (problem.code, problem.place.row) == ("twice_different", 2)
    assert "2021-08-30" in problem.text()


def test_dates_outside_a_stored_cohort_are_pointed_out(autumn: Office) -> None:
    plan = autumn.bring(file(PEOPLE, "C,syksy,2021-08-01,2022-08-01"))
    assert where(plan.findings.notices) == [(2, None, "outside_cohort")] * 2
    plan = autumn.bring(long("syksy,A,2021-12-01,,,,,present,,,,", "syksy,C,2021-12-01,,,,,present,,,,"))
    assert where(plan.findings.notices) == [(2, "date", "outside_cohort")]


def test_dates_of_an_enrolment_change_only_when_asked(autumn: Office) -> None:
    leaves = file(PEOPLE, "A,syksy,2021-08-30,2021-10-01")
    plan = autumn.check(leaves, create=True)
    assert where(plan.findings.problems) == [(2, None, "differs")]
    before = autumn.everything()["enrolment"]
    plan = autumn.bring(leaves, update=True)
    assert (plan.changed()["enrolments"], plan.unchanged_counts()["enrolments"]) == (1, 0)
    assert where(plan.findings.notices) == [(2, None, "changed")]
    assert autumn.rows("SELECT exited_on, version FROM enrolment ORDER BY id")[0] == ("2021-10-01", 2)
    assert autumn.everything()["enrolment"][1:] == before[1:]
    # A list without the column says nothing about exits.
    assert autumn.bring(file("participant,cohort", "A,syksy")).unchanged_counts()["enrolments"] == 1


def test_marks_are_held_against_the_new_dates(autumn: Office) -> None:
    mark = long("syksy,A,2021-10-04,,,,,present,,,,")
    shorter, longer = (file(PEOPLE, f"A,syksy,{dates}") for dates in ("2021-08-30,2021-10-01", "2021-08-30,2021-11-01"))
    assert autumn.refuse(mark, shorter, update=True) == [(2, "date", "outside_enrolment")]
    autumn.bring(shorter, update=True)
    assert autumn.refuse(mark) == [(2, "date", "outside_enrolment")]
    autumn.bring(mark, longer, update=True)
    assert autumn.refuse(shorter, update=True) == [(2, None, "marks_left_outside")]


def test_an_entry_after_the_stored_exit_is_refused(autumn: Office) -> None:
    late = file("participant,cohort,enrolled_on", "B,syksy,2021-10-02")
    assert (2, None, "exit_before_entry") in autumn.refuse(late, update=True)


@pytest.mark.parametrize(
    ("heading", "column"),
    [("name", "name_en"), ("nimi", "name_fi"), ("namn", "name_sv"), ("name_fi", "name_fi"), ("Name_EN", "name_en")],
)
def test_a_modules_name_goes_to_the_language_of_its_heading(office: Office, heading: str, column: str) -> None:
    office.bring(file(f"koodi,{heading}", "OIK,Oikeudet"))
    assert office.rows(f"SELECT {column} FROM module") == [("Oikeudet",)]


def test_modules_change_only_when_asked(autumn: Office) -> None:
    new = file("moduuli,nimi,suunniteltu_viikko", "OIK,Oikeudet,3", "HAK,Haku,")
    assert autumn.refuse(new) == [(2, None, "differs")] * 2
    plan = autumn.bring(new, update=True)
    assert (plan.added()["modules"], plan.changed()["modules"]) == (1, 1)
    assert autumn.rows("SELECT code, name_fi, name_en, planned_week FROM module ORDER BY id") == [
        ("OIK", "Oikeudet", "Rights", 3),
        ("HAK", "Haku", None, None),
    ]
    assert autumn.bring(new).unchanged_counts()["modules"] == 2


@pytest.mark.parametrize("week", ["0", "105", "-1", "two"])
def test_a_planned_week_is_one_of_the_programme(office: Office, week: str) -> None:
    ((row, column, code),) = office.refuse(file("code,planned_week", f"OIK,{week}"))
    assert (row, column, code) == (2, "planned_week", "number_form" if week == "two" else "number_range")


def test_modules_named_by_a_register_get_their_names_from_the_list_beside_it(office: Office) -> None:
    marks = long("syksy,A,2021-08-30,,,,OIK,present,,,,")
    office.bring(marks, file("code,name", "OIK,Rights"))
    assert office.rows("SELECT m.name_en FROM session s JOIN module m ON m.id = s.module_id") == [("Rights",)]


def test_a_module_twice_in_a_list(office: Office) -> None:
    office.bring(file("code,name", "OIK,Rights", "OIK,Rights"))
    assert office.refuse(file("code,name", "HAK,Apply", "HAK,Search")) == [(3, None, "twice_different")]


@pytest.mark.parametrize(
    ("cells", "stored"),
    [
        ("valmis,2021-09-16", ("completed", "2021-09-16")),
        ("completed,16.9.2021", ("completed", "2021-09-16")),
        ("kesken,", ("in_progress", None)),
        ("ei aloitettu,", ("not_started", None)),
        ("not started,", ("not_started", None)),
        ("vapautettu,", ("exempt", None)),
    ],
)
def test_progress_in_words(autumn: Office, cells: str, stored: tuple[str, str | None]) -> None:
    autumn.bring(file(PROGRESS, f"A,OIK,{cells}"))
    assert autumn.rows("SELECT status, completed_on FROM module_progress") == [stored]


def test_progress_that_contradicts_itself_is_refused(autumn: Office) -> None:
    rows = ("A,OIK,valmis,", "A,OIK,kesken,2021-09-16", "A,OIK,nearly,", "A,OIK,,", "B,,kesken,")
    assert autumn.refuse(file(PROGRESS, *rows)) == [
        (2, "completed_on", "completed_without_date"),
        (3, "completed_on", "date_without_completed"),
        (4, "status", "word_unknown"),
        (5, "status", "empty"),
        (6, "module", "empty"),
        (3, None, "twice_different"),
    ]


@pytest.mark.parametrize(
    ("completed_on", "cohort"), [("2021-09-16", "syksy"), ("2022-02-01", "kevät"), ("2021-12-01", "kevät")]
)
def test_progress_belongs_to_the_enrolment_of_its_day_else_the_latest(
    autumn: Office, completed_on: str, cohort: str
) -> None:
    autumn.bring(file(PROGRESS, f"B,OIK,valmis,{completed_on}"))
    assert autumn.rows(
        "SELECT c.code FROM module_progress p JOIN enrolment e ON e.id = p.enrolment_id "
        "JOIN cohort c ON c.id = e.cohort_id"
    ) == [(cohort,)]


def test_progress_may_name_the_cohort(autumn: Office) -> None:
    autumn.bring(file(f"cohort,{PROGRESS}", "syksy,B,OIK,kesken,"))
    assert autumn.rows("SELECT enrolment_id FROM module_progress") == [(2,)]


def test_progress_changes_only_when_asked(autumn: Office) -> None:
    autumn.bring(file(PROGRESS, "A,OIK,kesken,"))
    done = file(PROGRESS, "A,OIK,valmis,2021-09-16")
    (problem,) = autumn.check(done).findings.problems
    assert "in progress" in problem.text()
    assert "pågår" in problem.text(language="sv")
    assert "completed, 2021-09-16" in problem.text()
    assert autumn.bring(done, update=True).changed()["progress"] == 1
    assert autumn.rows("SELECT status, completed_on, version FROM module_progress") == [("completed", "2021-09-16", 2)]
    assert autumn.bring(done).unchanged_counts()["progress"] == 1


def test_progress_and_follow_ups_never_make_people(autumn: Office) -> None:
    with autumn.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO participant (programme_id, code) VALUES (1, 'C')")
    sheets = file(PROGRESS, "C,OIK,kesken,", "D,OIK,kesken,"), file(FOLLOW_UPS, "D,28_days,2021-12-05,,,")
    assert autumn.refuse(*sheets) == [
        (2, None, "not_enrolled_anywhere"),
        (3, None, "participant_unknown"),
        (2, None, "participant_unknown"),
    ]


def test_follow_ups_in_words_and_where_they_belong(autumn: Office) -> None:
    rows = (
        "B,28 pv,29.10.2021,tehty,1.11.2021,työssä",
        "B,6 kk,2022-09-25,suunniteltu,,",
        "A,28_days,2021-12-05,,2021-12-06,",
        "A,other,2021-12-10,ei tavoitettu,,",
        "A,6_months,2022-05-07,kieltäytyi,,",
    )
    sheet = file("osallistuja,laji,määräpäivä,tila,tehty,tulos", *rows)
    assert autumn.bring(sheet).added()["follow_ups"] == 5
    assert autumn.rows("SELECT enrolment_id, kind, due_on, status, done_on, outcome FROM follow_up ORDER BY id") == [
        (3, "28_days", "2021-10-29", "done", "2021-11-01", "employed"),
        (3, "6_months", "2022-09-25", "planned", None, None),
        (1, "28_days", "2021-12-05", "done", "2021-12-06", None),
        (1, "other", "2021-12-10", "not_reached", None, None),
        (1, "6_months", "2022-05-07", "declined", None, None),
    ]
    assert autumn.bring(sheet).unchanged_counts()["follow_ups"] == 5


def test_follow_ups_that_contradict_themselves_are_refused(autumn: Office) -> None:
    rows = ("A,28_days,2021-12-05,done,,", "A,other,2021-12-05,planned,2021-12-05,employed", "A,yearly,2021-12-05,,,")
    assert autumn.refuse(file(FOLLOW_UPS, *rows)) == [
        (2, "done_on", "done_without_date"),
        (3, "done_on", "date_without_done"),
        (3, "outcome", "outcome_without_done"),
        (4, "kind", "word_unknown"),
    ]


def test_follow_ups_change_only_when_asked_and_keep_what_is_not_said(autumn: Office) -> None:
    autumn.bring(file(FOLLOW_UPS, "A,28_days,2021-12-05,done,2021-12-06,employed"))
    later = file(FOLLOW_UPS.removesuffix(",outcome"), "A,28_days,2021-12-05,done,2021-12-07")
    assert autumn.refuse(later) == [(2, None, "differs")]
    autumn.bring(later, update=True)
    assert autumn.rows("SELECT done_on, outcome, version FROM follow_up") == [("2021-12-07", "employed", 2)]
