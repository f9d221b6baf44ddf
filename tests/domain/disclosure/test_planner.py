"""What to say instead, and when: cohorts of 4, 6, 6 and 6, of whom 3, 5, 6 and 2 completed."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.domain.disclosure import Profile
from dashboard.domain.disclosure.ledger import Group, Release
from dashboard.domain.disclosure.planner import Cohort, Grouping, Wish, groupings, nearest, plan
from dashboard.domain.disclosure.protect import protect
from dashboard.domain.disclosure.tables import CountTable, yes_and_no

SIZES, COMPLETED = (4, 6, 6, 6), (3, 5, 6, 2)
CODES = ("spring 1", "autumn 1", "spring 2", "autumn 2")
ENDS = (date(2021, 6, 4), date(2021, 12, 17), date(2022, 6, 3), date(2022, 12, 16))
PROGRAMME = [Cohort(*cohort) for cohort in zip(CODES, SIZES, ENDS, strict=True)]
ANSWERS = ("completed", "not completed")
PERSONS: list[Group] = [
    frozenset(range(4)),
    frozenset(range(4, 10)),
    frozenset(range(10, 16)),
    frozenset(range(16, 22)),
]


def wish(completed: tuple[int, ...] = COMPLETED) -> Wish:
    """How many completed, by cohort, for a funder."""

    def table(grouping: Grouping) -> CountTable:
        names = [" + ".join(CODES[at] for at in group) for group in grouping]
        counts = [sum(completed[at] for at in group) for group in grouping]
        return yes_and_no("Completed", names, counts, [sum(SIZES[at] for at in group) for group in grouping], ANSWERS)

    return Wish(PERSONS, table, Profile.FUNDER, "new", "completed")


def release(grouping: Grouping, completed: tuple[int, ...] = COMPLETED) -> Release:
    wished = wish(completed)
    return wished.release(grouping, protect(wished.table(grouping), Profile.FUNDER))


class TestGroupings:
    def test_begin_with_each_by_itself_and_end_with_all_together(self) -> None:
        found = list(groupings(SIZES))
        assert found[0] == ((0,), (1,), (2,), (3,))
        assert found[-1] == ((0, 1, 2, 3),)
        assert len(found) == len(set(found)) == 8

    def test_pool_the_smallest_first(self) -> None:
        assert list(groupings(SIZES))[1:5] == [
            ((0, 1), (2,), (3,)),
            ((0,), (1,), (2, 3)),
            ((0,), (1, 2), (3,)),
            ((0, 1), (2, 3)),
        ]


class TestTheNearestTable:
    def test_pools_what_follows_each_other_until_nothing_is_withheld(self) -> None:
        """Of the ten of the first year eight completed, which leaves two: it cannot stand alone."""
        offers = nearest(wish())
        assert [offer.grouping for offer in offers] == [((0, 1, 2, 3),)]
        assert offers[0].protected.safe.cells == ((16, 6, 22),)

    def test_leaves_apart_what_can_stand_alone(self) -> None:
        offers = nearest(wish((2, 3, 3, 3)))
        assert [offer.grouping for offer in offers] == [((0, 1), (2,), (3,)), ((0, 1), (2, 3))]

    def test_is_none_where_even_all_together_would_single_somebody_out(self) -> None:
        assert nearest(wish((4, 6, 6, 5))) == ()

    def test_heeds_what_went_out_before(self) -> None:
        """When somebody had not yet joined, the groups were smaller by one."""
        before = release(((0, 1), (2, 3)), (2, 3, 3, 3))
        assert nearest(wish((2, 3, 3, 3)), [before])
        smaller = [replace(said, group=said.group - {21}) for said in before.statements]
        assert nearest(wish((2, 3, 3, 3)), [replace(before, statements=tuple(smaller))]) == ()

    def test_is_asked_only_where_something_may_be_withheld(self) -> None:
        with pytest.raises(ValueError, match="eura"):
            nearest(replace(wish(), profile=Profile.EURA))


class TestThePlan:
    def test_tells_of_two_cohorts_and_then_of_all_four(self) -> None:
        first, last = plan(PROGRAMME, k=5)
        assert (first.day, first.cohorts, first.persons) == (ENDS[1], CODES[:2], 10)
        assert (last.day, last.cohorts, last.added, last.persons) == (ENDS[3], CODES, CODES[2:], 22)

    def test_tells_more_often_where_fewer_are_enough(self) -> None:
        assert [step.persons for step in plan(PROGRAMME, k=3)] == [10, 16, 22]

    def test_would_rather_tell_of_the_whole_programme_than_earlier_of_a_part(self) -> None:
        assert [step.cohorts for step in plan(PROGRAMME[:3], k=5)] == [CODES[:3]]

    def test_is_empty_for_a_programme_that_is_too_small(self) -> None:
        assert plan(PROGRAMME[:1], k=3) == ()
        assert plan([], k=3) == ()

    def test_goes_on_from_what_was_released(self) -> None:
        """After a release about the first three, only six more would come with the fourth."""
        steps = plan(PROGRAMME, k=5, released=[frozenset(CODES[:3])])
        assert [step.cohorts for step in steps] == [CODES[:3]]

    def test_cohorts_that_end_together_are_told_of_together(self) -> None:
        twins = [Cohort("a", 6, ENDS[0]), Cohort("b", 6, ENDS[0]), Cohort("c", 12, ENDS[1])]
        assert [step.added for step in plan(twins, k=3)] == [("a", "b"), ("c",)]
