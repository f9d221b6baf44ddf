"""How people stood on leaving and six months later: the last that is known in time, and unknown where nothing is."""

from datetime import date, timedelta

import pytest

from dashboard.domain.esf.records import Event, EventKind, Record, Stay
from dashboard.domain.esf.results import Result, Status, after_six_months, on_leaving
from dashboard.domain.follow_up import Kind, Outcome
from tests.domain.esf.people import DAY_28, DAY_183, LATER, LEFT, STARTS, day, event, heard, person

K, E, S = Kind, EventKind, Status


def leaving(record: Record, today: date = LATER) -> Result | None:
    known = record.as_of(today)
    assert known is not None
    return on_leaving(known, today)


def later(record: Record, today: date = LATER) -> Result | None:
    known = record.as_of(today)
    assert known is not None
    return after_six_months(known, today)


class TestOnLeaving:
    @pytest.mark.parametrize(
        ("events", "status"),
        [
            ([event(E.JOB_SEARCHING, 0), event(E.EMPLOYED, 20)], S.EMPLOYED),
            ([event(E.EMPLOYED, 10), event(E.UNEMPLOYED, 27)], S.JOB_SEARCHING),
            ([event(E.EMPLOYED, 28)], S.EMPLOYED),
            ([event(E.EMPLOYED, 29)], None),
            ([event(E.JOB_SEARCHING, 5), event(E.EMPLOYED, 29)], S.JOB_SEARCHING),
            ([event(E.EMPLOYED, -7)], S.EMPLOYED),
            ([event(E.EMPLOYED, 3), event(E.INACTIVE, 12)], S.INACTIVE),
            ([event(E.IMPROVED, 12)], S.EMPLOYED),
            ([event(E.EDUCATION, 4)], None),
            ([], None),
        ],
    )
    def test_the_last_thing_by_day_28_counts(self, events: list[Event], status: Status | None) -> None:
        result = leaving(person(1, *events))
        assert result is not None
        assert result.status is status
        # Whatever order they were written down in.
        assert leaving(person(1, *reversed(events))) == result

    def test_of_two_things_on_one_day_the_one_written_down_later_counts(self) -> None:
        both = event(E.JOB_SEARCHING, 3), event(E.EMPLOYED, 3)
        assert leaving(person(1, *both)) == Result(S.EMPLOYED, in_education=False, qualified=False)
        assert leaving(person(1, *reversed(both))) == Result(S.JOB_SEARCHING, in_education=False, qualified=False)

    def test_what_was_noted_at_the_exit_counts_until_something_else_is_known(self) -> None:
        there = person(1, event(E.EMPLOYED, -3), destination=Outcome.JOB_SEARCHING)
        assert leaving(there) == Result(S.JOB_SEARCHING, in_education=False, qualified=False)
        job = person(1, event(E.EMPLOYED, 2), destination=Outcome.JOB_SEARCHING)
        assert leaving(job) == Result(S.EMPLOYED, in_education=False, qualified=False)

    def test_a_follow_up_that_was_done_late_asks_how_it_was_on_day_28(self) -> None:
        late = person(1, event(E.JOB_SEARCHING, 10), heard=(heard(K.FIRST, 60, Outcome.EMPLOYED),))
        result = leaving(late)
        assert result is not None
        assert result.status is S.EMPLOYED
        # The event of day 28 itself is exact, the answer was given afterwards.
        exact = person(1, event(E.UNEMPLOYED, 28), heard=(heard(K.FIRST, 60, Outcome.EMPLOYED),))
        result = leaving(exact)
        assert result is not None
        assert result.status is S.JOB_SEARCHING

    @pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, None])
    def test_a_follow_up_that_brought_nothing_to_light_takes_nothing_away(self, outcome: Outcome | None) -> None:
        asked = person(1, event(E.EMPLOYED, 10), heard=(heard(K.FIRST, 20, outcome),))
        result = leaving(asked)
        assert result is not None
        assert result.status is S.EMPLOYED
        assert leaving(person(heard=(heard(K.FIRST, 20, outcome),))) == Result()

    def test_other_follow_ups_do_not_tell_of_it(self) -> None:
        call, half_year = heard(K.OTHER, 20, Outcome.EMPLOYED), heard(K.SECOND, 20, Outcome.EMPLOYED)
        assert leaving(person(heard=(call, half_year))) == Result()

    def test_education_and_a_qualification_stand_beside_work(self) -> None:
        all_three = person(1, event(E.QUALIFICATION, -1), event(E.EDUCATION, 7), event(E.EMPLOYED, 20))
        assert leaving(all_three) == Result(S.EMPLOYED, in_education=True, qualified=True)

    def test_in_education_is_known_not_to_be_work_or_search(self) -> None:
        result = leaving(person(destination=Outcome.EDUCATION))
        assert result == Result(S.OTHER, in_education=True, qualified=False)
        assert result is not None
        assert (result.employed, result.searching) == (False, False)

    def test_nothing_known_is_unknown_in_everything(self) -> None:
        result = leaving(person())
        assert result == Result(None, None, None, None)
        assert result is not None
        assert (result.employed, result.searching) == (None, None)

    def test_a_qualification_alone_does_not_tell_the_rest(self) -> None:
        assert leaving(person(1, event(E.QUALIFICATION, 2))) == Result(None, in_education=None, qualified=True)

    def test_before_the_exit_there_is_no_result(self) -> None:
        assert leaving(person(1, event(E.EMPLOYED, -10)), LEFT - timedelta(days=1)) is None
        assert leaving(person(left=None)) is None

    def test_until_day_28_the_unknown_is_too_early_to_count(self) -> None:
        assert leaving(person(), day(27)) is None
        assert leaving(person(), DAY_28) == Result()

    def test_what_is_known_early_counts_and_may_change(self) -> None:
        record = person(1, event(E.EMPLOYED, 5), event(E.UNEMPLOYED, 25))
        early, over = leaving(record, day(10)), leaving(record, DAY_28)
        assert early is not None
        assert over is not None
        assert (early.status, over.status) == (S.EMPLOYED, S.JOB_SEARCHING)


class TestSixMonthsAfter:
    @pytest.mark.parametrize(
        ("events", "outcome", "status"),
        [
            ([], Outcome.EMPLOYED, S.EMPLOYED),
            ([], Outcome.INACTIVE, S.INACTIVE),
            ([event(E.UNEMPLOYED, 100)], Outcome.EMPLOYED, S.EMPLOYED),
            ([event(E.EMPLOYED, 20)], None, None),
            ([event(E.EMPLOYED, 168)], None, None),
            ([event(E.EMPLOYED, 169)], None, S.EMPLOYED),
            ([event(E.EMPLOYED, 183)], None, S.EMPLOYED),
            ([event(E.EMPLOYED, 184)], None, None),
            ([event(E.IMPROVED, 175)], None, S.EMPLOYED),
            ([], None, None),
        ],
    )
    def test_somebody_must_have_asked_by_then(
        self, events: list[Event], outcome: Outcome | None, status: Status | None
    ) -> None:
        result = later(person(1, *events, heard=(heard(K.SECOND, 190, outcome),)))
        assert result is not None
        assert result.status is status

    def test_what_happened_after_an_early_answer_counts(self) -> None:
        early = heard(K.SECOND, 160, Outcome.EMPLOYED)
        changed = later(person(1, event(E.UNEMPLOYED, 165), heard=(early,)))
        assert changed is not None
        assert changed.status is S.JOB_SEARCHING
        before = later(person(1, event(E.UNEMPLOYED, 150), heard=(early,)))
        assert before is not None
        assert before.status is S.EMPLOYED

    def test_it_is_due_on_day_183_or_once_somebody_has_asked(self) -> None:
        assert later(person(), DAY_183 - timedelta(days=1)) is None
        assert later(person(), DAY_183) == Result()
        asked = person(heard=(heard(K.SECOND, 170, Outcome.EMPLOYED),))
        assert later(asked, day(169)) is None
        assert later(asked, day(170)) == Result(S.EMPLOYED, improved=False)
        assert later(person(left=None)) is None

    def test_the_immediate_result_says_nothing_of_it(self) -> None:
        record = person(destination=Outcome.EMPLOYED, heard=(heard(K.FIRST, 28, Outcome.EMPLOYED),))
        assert later(record) == Result()

    @pytest.mark.parametrize(
        ("events", "outcome", "improved"),
        [
            ([event(E.IMPROVED, 100)], Outcome.EMPLOYED, True),
            ([event(E.IMPROVED, -10)], Outcome.EMPLOYED, True),
            ([event(E.IMPROVED, 100)], Outcome.JOB_SEARCHING, False),
            ([event(E.IMPROVED, 100)], None, None),
            ([event(E.IMPROVED, 175)], None, True),
            ([event(E.IMPROVED, 184)], Outcome.EMPLOYED, False),
            ([], Outcome.EMPLOYED, False),
            ([], Outcome.INACTIVE, False),
            ([], None, None),
        ],
    )
    def test_an_improved_situation_is_one_of_somebody_in_work(
        self, events: list[Event], outcome: Outcome | None, improved: bool | None
    ) -> None:
        result = later(person(1, *events, heard=(heard(K.SECOND, 185, outcome),)))
        assert result is not None
        assert result.improved is improved


class TestWhoComesBack:
    FIRST = Stay("kevät", STARTS, LEFT, Outcome.EMPLOYED, (heard(K.FIRST, 28, Outcome.EMPLOYED),))
    AUTUMN, LEFT_AGAIN = date(2026, 8, 31), date(2026, 11, 6)

    def test_has_not_left_while_they_are_here(self) -> None:
        back = Record(1, (self.FIRST, Stay("syksy", self.AUTUMN)))
        assert leaving(back) is None
        assert back.left_on is None
        assert leaving(back, date(2026, 8, 1)) == Result(S.EMPLOYED, in_education=False, qualified=False)

    def test_counts_with_the_last_exit_and_nothing_of_the_first(self) -> None:
        again = Stay("syksy", self.AUTUMN, self.LEFT_AGAIN)
        back = Record(1, (self.FIRST, again), events=(event(E.QUALIFICATION, 1),))
        assert (back.entered_on, back.left_on) == (STARTS, self.LEFT_AGAIN)
        assert leaving(back) == Result()
        searching = Event(self.LEFT_AGAIN, E.JOB_SEARCHING)
        told = Record(1, (again, self.FIRST), events=(searching,))
        assert leaving(told) == Result(S.JOB_SEARCHING, in_education=False, qualified=False)


def test_a_record_as_of_a_day_knows_nothing_later() -> None:
    record = person(
        1, event(E.EMPLOYED, 5), destination=Outcome.EMPLOYED, heard=(heard(K.FIRST, 28, Outcome.EMPLOYED),)
    )
    assert record.as_of(STARTS - timedelta(days=1)) is None
    during = record.as_of(LEFT - timedelta(days=1))
    assert during is not None
    assert (during.stays, during.events) == ((Stay("kevät", STARTS),), ())
    on_the_day = record.as_of(LEFT)
    assert on_the_day is not None
    assert (on_the_day.left_on, on_the_day.last_stay.destination) == (LEFT, Outcome.EMPLOYED)
    assert record.as_of(LATER) == record
