"""The long register: words, rules of a mark, days and times, the same mark twice."""

import pytest

from tests.db.imports.office import LONG, Office, codes, file, long, people, where

ROW = "syksy,A,2021-08-30,9:00,12:00,ryhmä,,{}"


@pytest.fixture
def autumn(office: Office) -> Office:
    """An office whose cohort "syksy" of A and B runs from 30.8.2021 to 7.11.2021."""
    office.bring(people("A", "B"))
    return office


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        ("present,,,,", ("present", None, None, 0, None)),
        ("Läsnä,,,ei,", ("present", None, None, 0, None)),
        ("närvarande,,,,", ("present", None, None, 0, None)),
        ("late,15,none,no,", ("late", 15, "none", 0, None)),
        ('myöhässä,"15,0",ennen,,', ("late", 15, "before", 0, None)),
        ("LATE,,,,", ("late", None, "unknown", 0, None)),
        ("absent,,before,yes,official", ("absent", None, "before", 1, "official")),
        ("poissa,,jälkeen,kyllä,terveys", ("absent", None, "after", 1, "health")),
        ("poissa,,ei,ei,ei tietoa", ("absent", None, "none", 0, "unknown")),
        ("absent,,,1,work or study", ("absent", None, "unknown", 1, "work_or_study")),
        ("frånvarande,,före,ja,vård", ("absent", None, "before", 1, "care")),
        ("absent,,unknown,0,muu", ("absent", None, "unknown", 0, "other")),
    ],
)
def test_words_in_three_languages(autumn: Office, cells: str, mark: tuple[object, ...]) -> None:
    autumn.bring(long(ROW.format(cells)))
    assert autumn.marks() == [("A", "2021-08-30", *mark)]


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        (",,,,", [("status", "empty")]),
        ("here,,,,", [("status", "word_unknown")]),
        ("present,5,before,yes,health", [
            ("minutes_late", "minutes_not_late"),
            ("notice", "notice_on_present"),
            ("excused", "excused_not_absent"),
            ("reason", "reason_not_absent"),
        ]),
        ("present,,unknown,,", [("notice", "notice_on_present")]),
        ("late,0,,,", [("minutes_late", "minutes_range")]),
        ("late,-5,,,", [("minutes_late", "minutes_range")]),
        ("late,999,,,", [("minutes_late", "minutes_range")]),
        ("late,ten,,,", [("minutes_late", "number_form")]),
        ("late,1e1,,,", [("minutes_late", "number_form")]),
        ("late,5,,yes,", [("excused", "excused_not_absent")]),
        ("absent,5,,,", [("minutes_late", "minutes_not_late")]),
        ("absent,,maybe,perhaps,because", [
            ("notice", "word_unknown"), ("excused", "word_unknown"), ("reason", "word_unknown"),
        ]),
    ],
)  # fmt: skip
def test_what_no_mark_can_be_is_refused_by_cell(autumn: Office, cells: str, problems: list[tuple[str, str]]) -> None:
    assert autumn.refuse(long(ROW.format("present,,,,"), ROW.format(cells))) == [(3, *problem) for problem in problems]


def test_part_of_a_minute_is_rounded_and_said(autumn: Office) -> None:
    plan = autumn.bring(file(LONG.replace(",", ";"), "syksy;A;2021-08-30;;;;;late;12,5;;;"))
    assert where(plan.findings.notices) == [(2, "minutes_late", "number_rounded")]
    assert autumn.marks()[0][3] == 13


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("05/01/2026", "date_form"),
        ("2021-8-30", "date_form"),
        ("30.8.21", "date_form"),
        ("30.8.", "date_form"),
        ("2021-08-30 09:00", "date_form"),
        ("٣٠.٨.٢٠٢١", "date_form"),
        ("31.2.2021", "date_unreal"),
        ("29.2.2027", "date_unreal"),
        ("0.1.2021", "date_unreal"),
        ("2021-13-01", "date_unreal"),
        ("30.8.1900", "date_far"),
        ("1.1.2099", "date_far"),
        ("00001", "date_far"),
        ("99999", "date_far"),
    ],
)
def test_days_are_iso_or_finnish_and_real(autumn: Office, day: str, code: str) -> None:
    assert autumn.refuse(long(f"syksy,A,{day},,,,,present,,,,")) == [(2, "date", code)]


@pytest.mark.parametrize("day", ["2021-08-30", "30.8.2021", "30.08.2021", "30. 8. 2021", "44438"])
def test_days_in_the_forms_that_are_read(autumn: Office, day: str) -> None:
    plan = autumn.bring(long(f"syksy,A,{day},,,,,present,,,,"))
    assert autumn.marks()[0][1] == "2021-08-30"
    assert codes(plan.findings.notices) == ({"date_of_serial"} if day == "44438" else set())


def test_a_leap_day_is_a_day(office: Office) -> None:
    office.bring(long("kevät,A,29.2.2028,,,,,present,,,,"))
    assert office.rows("SELECT local_date FROM session") == [("2028-02-29",)]


def test_times_in_the_forms_that_are_read_and_not(autumn: Office) -> None:
    rows = [f"syksy,A,2021-08-{day},{start},,,,present,,,," for day, start in
            ((30, "9"), (31, "9.30"))]  # fmt: skip
    autumn.bring(long(*rows))
    assert [row[0][11:16] for row in autumn.rows("SELECT starts_at FROM session ORDER BY 1")] == ["06:00", "06:30"]
    for start in ("24:00", "9:60", "nine", "9:0"):
        assert autumn.refuse(long(f"syksy,A,2021-08-30,{start},,,,present,,,,")) == [(2, "start", "time_form")]


def test_an_end_before_the_start_is_refused(autumn: Office) -> None:
    for start, end in (("12:00", "9:00"), ("9:00", "9:00"), ("", "8:00")):
        row = f"syksy,A,2021-08-30,{start},{end},,,present,,,,"
        assert autumn.refuse(long(row)) == [(2, "end", "end_before_start")]


def test_a_time_that_the_clocks_leave_out_is_refused(office: Office) -> None:
    rows = ("kevät,A,2026-03-29,03:30,05:00,,,present,,,,", "kevät,A,2026-03-29,02:30,03:30,,,present,,,,")
    assert office.refuse(long(*rows)) == [(2, "start", "time_unreal"), (3, "end", "time_unreal")]


def test_a_time_that_comes_twice_is_the_first_and_said(office: Office) -> None:
    plan = office.bring(long("syksy,A,2026-10-25,03:30,,,,present,,,,"))
    assert where(plan.findings.notices) == [(2, "start", "time_twice")]
    assert office.rows("SELECT starts_at, ends_at FROM session") == [("2026-10-25 00:30:00", "2026-10-25 03:30:00")]


def test_a_session_may_span_the_hour_that_comes_twice(office: Office) -> None:
    rows = ("syksy,A,2026-10-25,02:30,04:30,,,present,,,,", "syksy,A,2026-10-25,03:45,03:15,IT,,present,,,,")
    office.bring(long(*rows))
    assert office.rows("SELECT starts_at, ends_at FROM session ORDER BY 1") == [
        ("2026-10-24 23:30:00", "2026-10-25 02:30:00"),
        ("2026-10-25 00:45:00", "2026-10-25 01:15:00"),
    ]


def test_the_same_mark_twice_counts_once_where_equal(autumn: Office) -> None:
    row = ROW.format("late,5,none,,")
    plan = autumn.bring(long(row, row), long(row, name="again.csv"))
    assert plan.added()["marks"] == 1


def test_the_same_mark_twice_is_refused_where_different_with_both_rows(autumn: Office) -> None:
    rows = (ROW.format("present,,,,"), ROW.format("late,5,,,"))
    (problem,) = autumn.check(long(*rows), create=True).findings.problems
    assert (problem.code, problem.place.row) == ("twice_different", 3)
    assert "row 2 of marks.csv: there present, here late 5 min" in problem.text()
    files = [long(row, name=f"{number}.csv") for number, row in enumerate(rows)]
    (problem,) = autumn.check(*files, create=True).findings.problems
    assert (problem.place.file, problem.place.row) == ("1.csv", 2)
    assert "row 2 of 0.csv" in problem.text()


def test_what_one_file_leaves_out_another_may_add(autumn: Office) -> None:
    short = file("cohort,participant,date,activity,status", "syksy,A,2021-08-30,ryhmä,absent")
    autumn.bring(short, long(ROW.format("absent,,before,yes,health")))
    assert autumn.marks() == [("A", "2021-08-30", "absent", None, "before", 1, "health")]


def test_a_session_that_ends_twice_is_refused_with_both_rows(autumn: Office) -> None:
    rows = ("syksy,A,2021-08-30,9:00,12:00,,OIK,present,,,,", "syksy,B,2021-08-30,9:00,13:00,,HAK,present,,,,")
    plan = autumn.check(long(*rows), create=True)
    assert where(plan.findings.problems) == [(3, "status", "twice_different")] * 2
    assert "there 12:00, here 13:00" in plan.findings.problems[0].text()
    assert "there OIK, here HAK" in plan.findings.problems[1].text()


def test_a_length_that_only_one_row_knows_is_the_sessions(autumn: Office) -> None:
    for rows in (("", "10:00"), ("10:00", "")):
        day = 30 if rows[0] else 31
        autumn.bring(
            long(*(f"syksy,{who},2021-08-{day},9:00,{end},,,present,,,," for who, end in zip("AB", rows, strict=True)))
        )
    assert {row[0][11:16] for row in autumn.rows("SELECT ends_at FROM session")} == {"07:00"}


def test_activities_are_matched_by_any_of_their_names(autumn: Office) -> None:
    autumn.bring(long("syksy,A,2021-08-30,,,ryhmä,,present,,,,"))
    autumn.bring(
        long(
            "syksy,B,2021-08-30,,,Group,,present,,,,",
            "syksy,A,2021-08-31,,,GRUPP,,present,,,,",
            "syksy,A,2021-09-01,,,,,present,,,,",
        ),
        create=False,
    )
    assert autumn.rows("SELECT code, name_fi, name_sv, name_en FROM activity") == [("ryhmä", "Ryhmä", "Grupp", "Group")]
    assert autumn.count("session") == 3


def test_an_activity_of_no_known_kind_is_the_groups_and_three_hours(autumn: Office) -> None:
    autumn.bring(long("syksy,A,2021-08-30,,,Retki,,present,,,,"))
    assert autumn.rows("SELECT code, name_fi, individual, counts_for_attendance, default_minutes FROM activity") == [
        ("Retki", "Retki", 0, 1, 180)
    ]


def test_every_problem_of_every_row_and_file_is_listed(autumn: Office) -> None:
    bad = long("syksy,A,31.2.2021,25:00,,,,here,0,x,w,z", "syksy,C,2021-08-30,,,,,present,,,,", ",,,,,,,present,,,,")
    plan = autumn.check(bad, people("D", enrolled_on="1900-01-01"))
    assert {(problem.place.file, problem.place.row, problem.place.column) for problem in plan.findings.problems} == {
        *(("marks.csv", 2, column) for column in LONG.split(",")[2:] if column not in {"end", "activity", "module"}),
        ("marks.csv", 3, "participant"),
        ("marks.csv", 3, "activity"),
        *(("marks.csv", 4, column) for column in ("cohort", "participant", "date")),
        ("people.csv", 2, "enrolled_on"),
        ("people.csv", 2, None),
    }
