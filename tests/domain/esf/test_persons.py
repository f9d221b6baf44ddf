"""Who stands behind each count: everybody once, in one group and one standing."""

from datetime import date

from dashboard.domain.esf.counting import Request, Standing, worksheet
from dashboard.domain.esf.persons import by_cohort, by_gender, indicator_counts
from dashboard.domain.esf.records import IndicatorSet, Record, Stay
from tests.domain.esf.people import LATER, LEFT, STARTS
from tests.domain.esf.test_counting import SEVEN

REQUEST = Request(IndicatorSet.ESF_PLUS, LATER)
YES, NO, UNKNOWN = Standing.COUNTED, Standing.NOT_COUNTED, Standing.UNKNOWN


def test_by_cohort_whoever_came_back_is_where_they_came_first() -> None:
    tables = {table.indicator.code: table for table in indicator_counts(SEVEN, REQUEST, by_cohort(["kevät", "syksy"]))}
    assert tables["EECO02"].groups == {
        "kevät": {YES: {2, 3, 5}, NO: {1, 4, 6}, UNKNOWN: set()},
        "syksy": {YES: {7}, NO: set(), UNKNOWN: set()},
    }
    assert tables["EECR04"].groups["kevät"] == {YES: {1, 4, 5}, NO: {2}, UNKNOWN: {3}}
    assert tables["EECR04"].counts()["syksy"] == {YES: 0, NO: 0, UNKNOWN: 0}
    assert tables["EECR04"].persons() == {1, 2, 3, 4, 5}
    assert tables["EECR04"].persons(YES, UNKNOWN) == {1, 3, 4, 5}


def test_of_the_chosen_cohorts_alone() -> None:
    (total, *_rest) = indicator_counts(SEVEN, REQUEST, by_cohort(["syksy"]))
    # Number 6 belongs to the autumn where the spring is not asked for.
    assert total.groups == {"syksy": {YES: {6, 7}, NO: set(), UNKNOWN: set()}}


def test_two_entries_on_one_day_are_decided_by_the_order_asked_for() -> None:
    twice = Record(9, (Stay("kevät", STARTS, LEFT), Stay("aamu", STARTS, LEFT)))
    (total, *_rest) = indicator_counts([twice], REQUEST, by_cohort(["aamu", "kevät"]))
    assert total.groups["aamu"][YES] == {9}
    (total, *_rest) = indicator_counts([twice], REQUEST, by_cohort(["kevät", "aamu"]))
    assert total.groups["kevät"][YES] == {9}


def test_by_gender() -> None:
    (total, *_rest) = indicator_counts(SEVEN, REQUEST, by_gender())
    assert {group: row[YES] for group, row in total.groups.items()} == {
        "female": {1, 3, 6},
        "male": {2, 7},
        "other": {4},
        "not_known": {5},
    }


def test_what_cannot_be_answered_has_no_table() -> None:
    codes = [table.indicator.code for table in indicator_counts(SEVEN, REQUEST, by_gender())]
    assert "EECO13" not in codes
    assert len(codes) == len(REQUEST.indicators) - 1


def test_the_sums_are_those_of_the_worksheet() -> None:
    for which in IndicatorSet:
        request = Request(which, date(2026, 6, 5))
        exact = {row.indicator.code: row.total for row in worksheet(SEVEN, request).rows}
        for table in indicator_counts(SEVEN, request, by_cohort(["kevät", "syksy"])):
            cell = exact[table.indicator.code]
            assert len(table.persons(YES)) == cell.counted
            assert len(table.persons(UNKNOWN)) == cell.unknown
            assert len(table.persons()) == cell.out_of


def test_somebody_of_no_chosen_cohort_is_left_out() -> None:
    (total, *_rest) = indicator_counts(SEVEN, REQUEST, by_cohort(["toinen"]))
    assert total.persons() == frozenset()
