"""The paper register: letters, headings, days without a year, people not expected."""

import pytest

from db.imports.parsing.wide import read_mark, second_heading
from db.imports.problems import RefusedError
from db.imports.vocabulary import Mark
from tests.db.imports.office import PEOPLE, Office, codes, file, people, where, wide

SYKSY = ("A", "B")


@pytest.fixture
def autumn(office: Office) -> Office:
    """An office whose cohort "syksy" of A and B runs from 30.8.2021 to 7.11.2021."""
    office.bring(people(*SYKSY))
    return office


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("L", Mark("present")),
        ("l", Mark("present")),
        ("M", Mark("late", None, "unknown")),
        ("M15", Mark("late", 15, "unknown")),
        ("M 20", Mark("late", 20, "unknown")),
        ("m600", Mark("late", 600, "unknown")),
        ("P", Mark("absent", None, "none")),
        ("PI", Mark("absent", None, "before")),
        ("H", Mark("absent", None, "unknown", True)),
        ("-", None),
        ("–", None),
    ],
)
def test_each_letter_is_a_mark(cell: str, mark: Mark | None) -> None:
    assert read_mark(cell) == mark


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("M0", "minutes_range"),
        ("M-5", "minutes_range"),
        ("M999", "minutes_range"),
        ("M601", "minutes_range"),
        ("X", "mark_unknown"),
        ("LL", "mark_unknown"),
        ("M15min", "mark_unknown"),
        ("15", "mark_unknown"),
        ("M1,5", "mark_unknown"),
    ],
)
def test_any_other_cell_is_refused_by_cell(autumn: Office, cell: str, code: str) -> None:
    with pytest.raises(RefusedError):
        read_mark(cell)
    plan = autumn.check(wide("30.8.2021;31.8.2021", "A;L;L", f'B;L;"{cell}"'), create=True, cohort="syksy")
    (problem,) = plan.findings.problems
    assert (problem.code, problem.place.row, problem.place.column, problem.place.cell) == (code, 3, "31.8.2021", "C3")
    assert cell.lstrip("M") in problem.text()


@pytest.mark.parametrize(
    ("text", "start", "end", "activity"),
    [
        ("9.00 suomi", "09:00", None, "suomi"),
        ("12.30 IT", "12:30", None, "IT"),
        ("9:15", "09:15", None, None),
        ("9.00-12.00 suomi", "09:00", "12:00", "suomi"),
        ("9–12", "09:00", "12:00", None),
        ("klo 9 suomi", "09:00", None, "suomi"),
        ("9", "09:00", None, None),
        ("suomi", None, None, "suomi"),
        ("2. ryhmä", None, None, "2. ryhmä"),
        ("", None, None, None),
    ],
)
def test_below_a_date_stand_start_and_activity(
    text: str, start: str | None, end: str | None, activity: str | None
) -> None:
    found = second_heading(text)
    assert tuple(None if one is None else one.isoformat("minutes") for one in found[:2]) == (start, end)
    assert found[2] == activity


def test_a_start_that_is_no_time_is_refused_by_column(autumn: Office) -> None:
    register = wide("30.8.2021;31.8.2021", ";25.00 suomi;9.00 suomi", "A;L;L")
    assert autumn.refuse(register, cohort="syksy") == [(2, "30.8.2021", "time_form")]


def test_an_empty_cell_is_a_session_without_a_mark(autumn: Office) -> None:
    plan = autumn.bring(wide("30.8.2021;31.8.2021;1.9.2021", "A;L;;", "B;P;;"), cohort="syksy")
    assert (plan.added()["sessions"], plan.added()["marks"]) == (3, 2)
    assert plan.findings.notices == []


def test_a_register_without_a_second_heading_is_the_groups(autumn: Office) -> None:
    autumn.bring(wide("30.8.2021", "A;L"), cohort="syksy")
    assert autumn.rows("SELECT code, name_en, individual, default_minutes FROM activity") == [
        ("ryhmä", "Group", 0, 180)
    ]
    assert autumn.rows("SELECT starts_at, ends_at FROM session") == [("2021-08-30 06:00:00", "2021-08-30 09:00:00")]


def test_the_groups_activity_may_have_another_name(autumn: Office) -> None:
    with autumn.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO activity (programme_id, code, default_minutes) VALUES (1, 'Kurssi', 90)"
        )
        connection.exec_driver_sql(
            "INSERT INTO activity (programme_id, code, individual, default_minutes) VALUES (1, 'ohjaus', 1, 60)"
        )
    autumn.bring(wide("30.8.2021", "A;L"), cohort="syksy", create=False)
    assert autumn.rows("SELECT ends_at FROM session") == [("2021-08-30 07:30:00",)]


def test_individual_meetings_are_one_session_a_person_where_there_is_a_mark(autumn: Office) -> None:
    register = wide("30.8.2021;31.8.2021", ";10.00 ohjaus;11.00 psykologi", "A;L;-", "B;;P")
    plan = autumn.bring(register, cohort="syksy")
    assert (plan.added()["sessions"], plan.added()["marks"]) == (2, 2)
    assert autumn.rows("SELECT count(enrolment_id), min(ends_at) FROM session") == [(2, "2021-08-30 08:00:00")]
    assert autumn.rows(
        "SELECT code, individual, counts_for_attendance, restricted, default_minutes FROM activity ORDER BY code"
    ) == [("ohjaus", 1, 1, 0, 60), ("psykologi", 1, 0, 1, 60)]
    assert autumn.bring(register, cohort="syksy").unchanged_counts()["sessions"] == 2


def test_someone_not_expected_although_enrolled_is_pointed_out_once(autumn: Office) -> None:
    plan = autumn.bring(wide("30.8.2021;31.8.2021;1.9.2021", "A;-;-;L", "B;L;L;L"), cohort="syksy")
    assert where(plan.findings.notices) == [(2, "30.8.2021", "not_expected_but_enrolled")]
    assert plan.added()["marks"] == 4


def test_someone_not_expected_and_not_enrolled_needs_no_word(office: Office) -> None:
    office.bring(file(PEOPLE, "A,syksy,2021-08-31,2021-08-31"))
    plan = office.bring(wide("30.8.2021;31.8.2021;1.9.2021", "A;-;L;-"), cohort="syksy")
    assert codes(plan.findings.notices) == {"outside_cohort"}


def test_a_mark_outside_the_enrolment_is_refused_by_cell(office: Office) -> None:
    office.bring(file(PEOPLE, "A,syksy,2021-08-31,2021-08-31", "B,syksy,2021-08-30,"))
    assert office.refuse(wide("30.8.2021;31.8.2021;1.9.2021", "A;L;L;P", "B;L;L;L"), cohort="syksy") == [
        (2, "30.8.2021", "outside_enrolment"),
        (2, "1.9.2021", "outside_enrolment"),
    ]


def test_a_day_without_a_year_takes_it_from_the_cohort(office: Office) -> None:
    office.bring(people("A", cohort="talvi", enrolled_on="2021-11-29"))  # to 6.2.2022
    office.bring(wide("30.11.;31.12;3.1.", "A;L;L;L"), cohort="talvi")
    assert office.rows("SELECT local_date FROM session ORDER BY 1") == [
        ("2021-11-30",),
        ("2021-12-31",),
        ("2022-01-03",),
    ]


def test_a_day_without_a_year_that_the_cohort_does_not_decide_is_refused(autumn: Office) -> None:
    register = wide("30.8.;1.1.;29.2.;31.2.", "A;L;L;L;L")
    assert autumn.refuse(register, cohort="syksy") == [
        (None, "31.2.", "date_unreal"),
        (None, "1.1.", "date_without_year"),
        (None, "29.2.", "date_without_year"),
    ]


def test_days_without_a_year_may_come_with_the_list_that_begins_the_cohort(office: Office) -> None:
    office.bring(wide("30.8.;31.8.", "A;L;P"), people("A"), cohort="syksy")
    assert office.rows("SELECT min(local_date), max(local_date) FROM session") == [("2021-08-30", "2021-08-31")]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("05/01/2026", "date_form"),
        ("31.2.2021", "date_unreal"),
        ("29.2.2027", "date_unreal"),
        ("1.1.1900", "date_far"),
        ("2099-01-01", "date_far"),
        ("vk 35", "date_form"),
    ],
)
def test_a_heading_that_is_no_day_is_refused_by_column(autumn: Office, heading: str, code: str) -> None:
    assert autumn.refuse(wide(f"30.8.2021;{heading}", "A;L;L"), cohort="syksy") == [(None, heading, code)]


def test_columns_that_are_no_sessions_are_ignored_but_not_marks_without_a_day(autumn: Office) -> None:
    plan = autumn.bring(wide("30.8.2021;Huom", "A;L;myöhästyi"), cohort="syksy")
    assert plan.sheets[0].ignored == ("Huom",)
    assert autumn.refuse(wide("31.8.2021;;1.9.2021", "A;L;L;L"), cohort="syksy") == [
        (None, None, "marks_without_heading")
    ]


def test_the_same_session_in_two_columns_is_refused(autumn: Office) -> None:
    register = wide("30.8.2021;30.8.2021;2021-08-30", ";9.00 suomi;12.30 IT;9.00 Suomi", "A;L;L;P")
    assert autumn.refuse(register, cohort="syksy") == [(None, "2021-08-30", "same_session_twice")]
    plan = autumn.bring(wide("30.8.2021;30.8.2021", ";9.00 suomi;12.30 IT", "A;L;P"), cohort="syksy")
    assert plan.added()["sessions"] == 2


def test_a_person_in_two_rows_counts_once_or_is_refused(autumn: Office) -> None:
    plan = autumn.bring(wide("30.8.2021", "A;L", "A;L"), cohort="syksy")
    assert plan.added()["marks"] == 1
    (problem,) = autumn.check(wide("31.8.2021", "A;L", "B;L", "A;P"), create=True, cohort="syksy").findings.problems
    assert (problem.code, problem.place.row) == ("twice_different", 4)
    assert "row 2 of register.csv" in problem.text()


def test_a_row_without_a_person_is_refused(autumn: Office) -> None:
    assert autumn.refuse(wide("30.8.2021", ";L", "A;P"), cohort="syksy") == [(2, "Osallistuja", "empty")]
    assert autumn.refuse(wide("30.8.2021", ";9.00", ";L", "A;P"), cohort="syksy") == [(3, "Osallistuja", "empty")]


def test_the_cohort_must_be_named_and_is_guessed_aloud(autumn: Office) -> None:
    for name, guess in (("lasnaolo-SYKSY.csv", True), ("lasnaolo.csv", False)):
        plan = autumn.check(wide("30.8.2021", ";9.00 suomi", "A;L", "C;L", name=name))
        assert where(plan.findings.problems)[0] == (None, None, "cohort_not_named")
        assert ("Is it syksy?" in plan.findings.problems[0].text()) is guess
        # The rest of the file is looked at all the same.
        assert codes(plan.findings.problems) == {"cohort_not_named", "activity_unknown", "participant_unknown"}


def test_a_file_name_that_speaks_of_another_cohort_is_pointed_out(autumn: Office) -> None:
    autumn.bring(people("C", cohort="kevät", enrolled_on="2022-01-17"))
    plan = autumn.bring(wide("17.1.2022", "C;L", name="lasnaolo-syksy.csv"), cohort="kevät")
    assert codes(plan.findings.notices) == {"cohort_of_name_differs"}
    longer = autumn.bring(wide("18.1.2022", "C;L", name="lasnaolo-kevät-2.csv"), cohort="kevät")
    assert longer.findings.notices == []


def test_a_wide_register_may_name_its_one_cohort(autumn: Office) -> None:
    register = file("kohortti;osallistuja;30.8.2021", "syksy;A;L", "syksy;B;P")
    assert autumn.bring(register).added()["marks"] == 2
    mixed = file("kohortti;osallistuja;31.8.2021", "syksy;A;L", "kevät;B;P")
    assert (3, "kohortti", "wide_cohorts_differ") in autumn.refuse(mixed)
