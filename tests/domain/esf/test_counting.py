"""The worksheet of a small programme, counted by hand: seven people of two cohorts, by gender, with periods."""

from datetime import date

import pytest

from dashboard.domain.esf.counting import GENDERS, Cell, Request, Worksheet, worksheet
from dashboard.domain.esf.indicators import Timing
from dashboard.domain.esf.records import (
    AgeBand,
    Answer,
    EventKind,
    Gender,
    IndicatorSet,
    Labour,
    Question,
    Record,
    Stay,
)
from dashboard.domain.follow_up import Kind, Outcome
from tests.domain.esf.people import LATER, LEFT, STARTS, background, event, heard, person

E, L, Q = EventKind, Labour, Question
MALE, OTHER = Gender.MALE, Gender.OTHER
SECOND_COHORT = date(2026, 8, 31)

SEVEN = (
    # A woman, inactive, who searched and then found a job; still in it half a year later.
    person(
        1,
        event(E.JOB_SEARCHING, 0),
        event(E.EMPLOYED, 20),
        of=background(L.INACTIVE, Q.FOREIGN_BACKGROUND),
        heard=(heard(Kind.SECOND, 185, Outcome.EMPLOYED),),
    ),
    # A man, unemployed for long and over 54, in education on leaving; not reached later.
    person(
        2,
        of=background(L.LONG_TERM_UNEMPLOYED, Q.DISABILITY, gender=MALE, age=AgeBand.FROM_55),
        destination=Outcome.EDUCATION,
    ),
    # A woman, unemployed, who refused every sensitive question; nothing is known since.
    person(3, of=background(L.UNEMPLOYED, answers=dict.fromkeys(Question, Answer.REFUSED))),
    # Somebody of another gender, employed, with a better job half a year later.
    person(
        4,
        event(E.IMPROVED, 100),
        of=background(L.EMPLOYED, gender=OTHER),
        destination=Outcome.EMPLOYED,
        heard=(heard(Kind.SECOND, 183, Outcome.EMPLOYED),),
    ),
    # A record without gender: incomplete, with a job.
    person(5, event(E.EMPLOYED, 1), of=background(L.UNEMPLOYED, gender=None)),
    # A woman who left in spring, came back in autumn and is still here.
    Record(
        6,
        (Stay("kevät", STARTS, LEFT, Outcome.EMPLOYED), Stay("syksy", SECOND_COHORT)),
        background(L.INACTIVE_NOT_IN_EDUCATION, Q.HOMELESS),
    ),
    # A man of the second cohort, still here.
    Record(7, (Stay("syksy", SECOND_COHORT),), background(L.UNEMPLOYED, gender=MALE, age=AgeBand.FROM_18)),
)


def sheet(
    which: IndicatorSet, today: date = LATER, start: date | None = None, end: date | None = None
) -> tuple[Worksheet, dict[str, Cell]]:
    made = worksheet(SEVEN, Request(which, today, start, end))
    return made, {row.indicator.code: row.total for row in made.rows}


def test_the_whole_programme_by_esf_plus() -> None:
    _made, totals = sheet(IndicatorSet.ESF_PLUS)
    assert totals == {
        "EECO01": Cell(7, 7),
        "EECO02": Cell(4, 7),
        "EECO03": Cell(1, 7),
        "EECO04": Cell(2, 7),
        "EECO05": Cell(1, 7),
        "EECO06": Cell(0, 7),
        "EECO07": Cell(6, 7),
        "EECO08": Cell(1, 7),
        "EECO09": Cell(7, 7),
        "EECO10": Cell(0, 7),
        "EECO11": Cell(0, 7),
        "EECO12": Cell(1, 7, 1),
        "EECO13": Cell(0, 7, 7),
        "EECO14": Cell(1, 7, 1),
        "EECO15": Cell(0, 7, 1),
        "EECO16": Cell(1, 7, 1),
        "EECO17": Cell(0, 7, 1),
        # Five have left: 1 to 5. Only 1 of them came inactive, and has a job instead of searching for one.
        "LEFT": Cell(5, 5),
        "EECR01": Cell(0, 1),
        "EECR02": Cell(1, 5, 1),
        "EECR03": Cell(0, 5, 1),
        "EECR04": Cell(3, 5, 1),
        "EECR05": Cell(2, 5, 3),
        "EECR06": Cell(1, 1),
    }


def test_the_whole_programme_by_esf_leaves_the_incomplete_record_out() -> None:
    made, totals = sheet(IndicatorSet.ESF)
    assert made.incomplete == 1
    assert totals == {
        "TOTAL": Cell(7, 7),
        "CO01": Cell(3, 6),
        "CO02": Cell(1, 6),
        "CO03": Cell(2, 6),
        "CO04": Cell(1, 6),
        "CO05": Cell(1, 6),
        "CO06": Cell(1, 6),
        "CO07": Cell(1, 6),
        "CO08": Cell(1, 6),
        "CO09": Cell(6, 6),
        "CO10": Cell(0, 6),
        "CO11": Cell(0, 6),
        "CO15": Cell(1, 6, 1),
        "CO16": Cell(1, 6, 1),
        "CO17": Cell(0, 6, 1),
        "CO18": Cell(1, 6, 1),
        "CO19": Cell(0, 6, 1),
        "LEFT": Cell(5, 5),
        "CR01": Cell(0, 1),
        "CR02": Cell(1, 4, 1),
        "CR03": Cell(0, 4, 1),
        "CR04": Cell(2, 4, 1),
        # Disadvantaged are 1 and 2; 3 would not say; 4 said no.
        "CR05": Cell(2, 3, 1),
        "CR06": Cell(2, 4, 2),
        "CR07": Cell(1, 1),
        "CR08": Cell(0, 1, 1),
        "CR09": Cell(1, 3, 2),
    }


def test_every_indicator_is_divided_by_gender() -> None:
    made, _totals = sheet(IndicatorSet.ESF_PLUS)
    rows = {row.indicator.code: row.by_gender for row in made.rows}
    assert all(tuple(row) == GENDERS for row in rows.values())
    assert rows["EECO01"] == {
        "female": Cell(3, 3),
        "male": Cell(2, 2),
        "other": Cell(1, 1),
        "not_known": Cell(1, 1),
    }
    assert rows["EECR04"] == {
        "female": Cell(1, 2, 1),
        "male": Cell(0, 1),
        "other": Cell(1, 1),
        "not_known": Cell(1, 1),
    }
    esf, _totals = sheet(IndicatorSet.ESF)
    assert all(row.by_gender["not_known"] == Cell() for row in esf.rows if not row.indicator.whole)


class TestDays:
    def test_before_anybody_came_there_is_nobody(self) -> None:
        made, totals = sheet(IndicatorSet.ESF_PLUS, date(2026, 3, 1))
        assert set(totals.values()) == {Cell()}
        assert (made.incomplete, set(made.early.values())) == (0, {0})

    def test_ten_days_after_the_exit_what_is_known_counts_and_the_rest_is_too_early(self) -> None:
        made, totals = sheet(IndicatorSet.ESF_PLUS, date(2026, 5, 18))
        assert totals["LEFT"] == Cell(6, 6), "nobody has come back yet"
        # Person 1 searches so far, 2 studies, 4, 5 and 6 work; of 3 it is too early to know.
        assert totals["EECR01"] == Cell(1, 2)
        assert totals["EECR04"] == Cell(3, 5)
        assert totals["EECR05"] == Cell()
        assert made.early == {Timing.LEAVING: 1, Timing.SIX_MONTHS: 6}

    def test_from_day_28_on_the_unknown_is_counted_as_unknown(self) -> None:
        made, totals = sheet(IndicatorSet.ESF_PLUS, date(2026, 6, 5))
        assert totals["EECR04"] == Cell(4, 6, 1)
        assert made.early[Timing.LEAVING] == 0

    @pytest.mark.parametrize(
        ("start", "end", "entered", "left", "later"),
        [
            (date(2026, 3, 2), date(2026, 5, 8), 6, 5, 0),
            (date(2026, 3, 3), date(2026, 5, 7), 0, 0, 0),
            (date(2026, 7, 1), date(2026, 12, 31), 1, 0, 5),
            (date(2026, 11, 7), date(2026, 11, 7), 0, 0, 5),
            (date(2026, 11, 8), None, 0, 0, 0),
            (None, date(2026, 3, 2), 6, 0, 0),
        ],
    )
    def test_a_period_counts_entries_exits_and_half_years_in_it(
        self, start: date | None, end: date | None, entered: int, left: int, later: int
    ) -> None:
        _made, totals = sheet(IndicatorSet.ESF_PLUS, LATER, start, end)
        asked = (totals["EECO01"].counted, totals["LEFT"].counted, totals["EECR04"].out_of, totals["EECR05"].out_of)
        assert asked == (entered, left, left, later)
        esf, _totals = sheet(IndicatorSet.ESF, LATER, start, end)
        assert esf.incomplete == (1 if entered == 6 else 0)


def test_who_came_back_counts_once_with_the_first_start() -> None:
    back = Record(1, (Stay("kevät", STARTS, LEFT), Stay("syksy", SECOND_COHORT, date(2026, 11, 6))))
    made = worksheet([back], Request(IndicatorSet.ESF_PLUS, LATER, start=SECOND_COHORT))
    totals = {row.indicator.code: row.total for row in made.rows}
    assert (totals["EECO01"], totals["LEFT"]) == (Cell(0, 0), Cell(1, 1))
    whole = worksheet([back], Request(IndicatorSet.ESF_PLUS, LATER))
    assert {row.indicator.code: row.total for row in whole.rows}["EECO01"] == Cell(1, 1)
