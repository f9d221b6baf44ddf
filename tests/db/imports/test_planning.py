"""Files held against the database: what is unknown, what differs, which programme, in which order."""

import itertools
from collections import Counter

import pytest

from tests.db.imports.office import Office, codes, file, long, people, where, wide

MARK = "syksy,A,2021-08-30,9:00,12:00,ryhmä,OIK,{}"


@pytest.fixture
def autumn(office: Office) -> Office:
    """The cohort "syksy" with O01 and Å02, its group and the module OIK."""
    office.bring(people("O01", "Å02"), long("syksy,O01,2021-08-30,,,ryhmä,OIK,present,,,,"))
    return office


@pytest.mark.parametrize(
    ("row", "column", "suggestion"),
    [
        ("syksy,O02,2021-08-31,,,ryhmä,OIK,present,,,,", "participant", "Å02"),
        ("syksy,o01,2021-08-31,,,ryhmä,OIK,present,,,,", "participant", "O01"),
        ("syksy,XYZ,2021-08-31,,,ryhmä,OIK,present,,,,", "participant", None),
        ("sykksy,O01,2021-08-31,,,ryhmä,OIK,present,,,,", "cohort", "syksy"),
        ("syksy,O01,2021-08-31,,,ryhma,OIK,present,,,,", "activity", "ryhmä"),
        ("syksy,O01,2021-08-31,,,ryhmä,OlK,present,,,,", "module", "OIK"),
    ],
)
def test_an_unknown_code_is_refused_with_the_nearest(
    autumn: Office, row: str, column: str, suggestion: str | None
) -> None:
    (problem,) = autumn.check(long(row)).findings.problems
    assert (problem.code, problem.place.row, problem.place.column) == (f"{column}_unknown", 2, column)
    assert (f"Did you mean {suggestion}?" in problem.text()) is (suggestion is not None)


def test_every_row_with_an_unknown_code_is_listed(autumn: Office) -> None:
    rows = [f"syksy,C,2021-09-0{day},,,ryhmä,,present,,,," for day in (1, 2, 3)]
    assert autumn.refuse(long(*rows), create=False) == [
        (row, "participant", "participant_unknown") for row in (2, 3, 4)
    ]


def test_suggestions_end_before_they_take_long(autumn: Office) -> None:
    rows = [f"syksy,O01{number:03d},2021-09-01,,,ryhmä,,present,,,," for number in range(300)]
    problems = autumn.check(long(*rows)).findings.problems
    assert len(problems) == 300
    assert sum("Did you mean" in problem.text() for problem in problems) == 100


def test_a_sheet_that_names_no_cohort_says_so_once(autumn: Office) -> None:
    marks = file("participant,date,status", "O01,2021-08-31,present", "C,2021-08-31,present", name="syksy.csv")
    plan = autumn.check(marks, file("participant,enrolled_on", "O01,2021-08-31", "Å02,2021-08-31"))
    assert where(plan.findings.problems) == [
        (None, None, "cohort_not_named"),
        (None, None, "cohort_not_named"),
        (3, "participant", "participant_unknown"),
    ]
    assert plan.findings.problems[1].text().endswith("Is it syksy?")


def test_nothing_is_created_in_an_empty_database_unless_asked_for(office: Office) -> None:
    plan = office.check(long(MARK.format("present,,,,")))
    assert Counter(problem.code for problem in plan.findings.problems) == Counter(
        ["no_programme", "cohort_unknown", "participant_unknown", "activity_unknown", "module_unknown"]
    )


def test_what_is_new_and_known_in_other_case_is_pointed_out(autumn: Office) -> None:
    plan = autumn.bring(people("o01", enrolled_on="2021-08-31"))
    assert where(plan.findings.notices) == [(2, None, "created_near")]


def test_someone_known_but_not_enrolled_there(autumn: Office) -> None:
    autumn.bring(people("P9", cohort="kevät", enrolled_on="2022-01-17"))
    register = wide("18.1.2022", "O01;L")
    assert autumn.refuse(register, cohort="kevät", create=False) == [(2, "Osallistuja", "not_enrolled")]
    plan = autumn.bring(register, cohort="kevät")
    assert where(plan.findings.notices) == [(2, "Osallistuja", "enrolled_also")]
    assert "syksy" in plan.findings.notices[0].text()
    assert autumn.rows("SELECT enrolled_on FROM enrolment ORDER BY id DESC LIMIT 1") == [("2022-01-17",)]


def test_a_mark_that_differs_is_a_change_only_when_asked_for(both_offices: Office) -> None:
    office = both_offices
    office.bring(long(MARK.format("late,10,none,,")), people("A", "B"))
    office.bring(long("syksy,B,2021-08-30,9:00,12:00,ryhmä,OIK,present,,,,"))
    new = long(MARK.format("absent,,before,yes,health"), "syksy,B,2021-08-30,9:00,12:00,ryhmä,OIK,present,,,,")
    before = office.everything()
    (problem,) = office.check(new).findings.problems
    assert (problem.code, problem.place.row, problem.place.column) == ("differs", 2, "status")
    assert "late 10 min, notice none" in problem.text()
    assert "absent, notice before, excused, reason health" in problem.text()
    assert office.everything() == before

    plan = office.bring(new, update=True)
    assert (plan.added()["marks"], plan.changed()["marks"], plan.unchanged_counts()["marks"]) == (0, 1, 1)
    assert where(plan.findings.notices) == [(2, "status", "changed")]
    assert [row[:1] + row[2:5] for row in office.marks()] == [
        ("A", "absent", None, "before"),
        ("B", "present", None, None),
    ]
    assert office.rows("SELECT version FROM mark ORDER BY id") == [(2,), (1,)]
    (detail,) = [row[-1] for row in office.everything()["audit"]][-1:]
    assert detail["changed"] == [
        {
            "kind": "marks",
            "id": office.rows("SELECT min(id) FROM mark")[0][0],
            "old": {"status": "late", "minutes_late": 10, "notice": "none", "excused": False, "reason": None}
            | {"left_early_minutes": None},
        }
    ]


def test_leaving_early_goes_when_someone_turns_out_to_have_been_absent(office: Office) -> None:
    office.bring(long(MARK.format("present,,,,")))
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE mark SET left_early_minutes = 20")
    assert office.bring(long(MARK.format("present,,,,"))).unchanged_counts()["marks"] == 1
    office.bring(long(MARK.format("absent,,,,")), update=True)
    assert office.rows("SELECT status, left_early_minutes FROM mark") == [("absent", None)]


def test_what_a_file_has_no_column_for_stays_as_it_is_stored(office: Office) -> None:
    office.bring(long(MARK.format("absent,,before,,health")))
    register = wide("30.8.2021", ";9.00 ryhmä", "A;PI")
    assert office.bring(register, cohort="syksy").unchanged_counts()["marks"] == 1
    short = file("cohort,participant,date,activity,status", "syksy,A,2021-08-30,ryhmä,absent")
    assert office.bring(short).unchanged_counts()["marks"] == 1
    office.bring(wide("30.8.2021", ";9.00 ryhmä", "A;H"), cohort="syksy", update=True)
    assert office.marks() == [("A", "2021-08-30", "absent", None, "unknown", 1, "health")]
    office.bring(wide("30.8.2021", ";9.00 ryhmä", "A;L"), cohort="syksy", update=True)
    assert office.marks() == [("A", "2021-08-30", "present", None, None, 0, None)]


def test_a_sessions_end_and_module_change_only_when_asked_for(office: Office) -> None:
    office.bring(long(MARK.format("present,,,,")))
    new = long("syksy,A,2021-08-30,9:00,13:00,ryhmä,HAK,present,,,,")
    plan = office.check(new, create=True)
    assert codes(plan.findings.problems) == {"differs"}
    assert [problem.text()[:40] for problem in plan.findings.problems] == [
        "Stored is 12:00, here it is 13:00. What ",
        "Stored is OIK, here it is HAK. What is s",
    ]
    plan = office.bring(new, update=True)
    assert (plan.changed()["sessions"], plan.unchanged_counts()["sessions"]) == (1, 0)
    assert office.rows("SELECT s.ends_at, m.code, s.version FROM session s JOIN module m ON m.id = s.module_id") == [
        ("2021-08-30 10:00:00", "HAK", 2)
    ]


def test_a_mark_in_a_cancelled_session_is_pointed_out(office: Office) -> None:
    office.bring(long(MARK.format("present,,,,")), people("B"))
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE session SET cancelled_at = '2021-08-29 10:00:00'")
    rows = ("syksy,B,2021-08-30,,,ryhmä,,present,,,,", MARK.format("present,,,,"))
    plan = office.bring(long(*rows))
    assert where(plan.findings.notices) == [(2, "status", "session_cancelled")]
    assert "at 09:00" in plan.findings.notices[0].text()


def test_the_order_of_files_does_not_matter(office: Office) -> None:
    files = (
        people("A", "B"),
        file("code,name", "OIK,Rights", name="modules.csv"),
        long(MARK.format("present,,,,")),
        wide("30.8.2021;31.8.2021", ";9.00 ryhmä;9.00 suomi", "A;L;P", "B;H;M"),
        file("participant,module,status,completed_on", "B,OIK,kesken,", name="progress.csv"),
        file("participant,kind,due_on", "A,28_days,2021-12-05", name="follow_ups.csv"),
    )
    reports = set()
    for order in itertools.permutations(files):
        plan = office.check(*order, create=True, cohort="syksy")
        assert plan.ok
        reports.add(tuple(plan.added().values()))
    assert reports == {(1, 1, 2, 2, 2, 1, 2, 4, 1, 1)}
    office.bring(*files, cohort="syksy")


def test_all_files_of_one_call_or_none(office: Office) -> None:
    before = office.everything()
    assert office.refuse(people("A"), long(MARK.format("present,5,,,"))) == [(2, "minutes_late", "minutes_not_late")]
    assert office.everything() == before


class TestSeveralProgrammes:
    """One office, two programmes."""

    @pytest.fixture
    def two(self, office: Office) -> Office:
        office.bring(people("A"))
        office.bring(people("A", cohort="kevät", enrolled_on="2022-01-17"), programme="toinen")
        return office

    def test_the_one_with_the_cohort_is_meant(self, two: Office) -> None:
        two.bring(wide("18.1.2022", "A;L"), cohort="kevät")
        assert two.rows(
            "SELECT p.code FROM session s JOIN cohort c ON c.id = s.cohort_id JOIN programme p ON p.id = c.programme_id"
        ) == [("toinen",)]

    def test_otherwise_it_must_be_named(self, two: Office) -> None:
        (problem,) = two.check(people("B", cohort="kesä")).findings.problems
        assert problem.code == "programme_undecided"
        assert "rinnalla, toinen" in problem.text()
        assert two.refuse(people("B", cohort="kesä")) == [(None, None, "programme_undecided")]
        two.bring(people("B", cohort="kesä"), programme="rinnalla")

    def test_cohorts_of_both_do_not_decide_it(self, two: Office) -> None:
        rows = ("syksy,A,2021-08-30,,,,,present,,,,", "kevät,A,2022-01-18,,,,,present,,,,")
        assert two.refuse(long(*rows)) == [(None, None, "programme_undecided")]

    def test_an_unknown_one_is_refused_with_the_nearest(self, two: Office) -> None:
        (problem,) = two.check(people("B"), programme="toinenn").findings.problems
        assert problem.code == "programme_unknown"
        assert "Did you mean toinen?" in problem.text()
