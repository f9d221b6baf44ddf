"""Tables whose right answers were counted by hand, with a threshold of five."""

import pytest

from dashboard.domain.disclosure import Profile
from dashboard.domain.disclosure.intervals import intervals
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.protect import Protected, protect
from dashboard.domain.disclosure.tables import CountTable, yes_and_no

COHORTS = ("spring 1", "autumn 1", "spring 2", "autumn 2")
COMPLETED, SIZES = (3, 5, 6, 2), (4, 6, 6, 6)


def of_five(table: CountTable) -> Protected:
    return protect(table, Profile.FUNDER, 5)


class TestCohortsOfPublicSize:
    """Hiding only the cells below five is wrong: 5 of 6 shows one who did not complete, and 6 of 6 is unanimous."""

    protected = staticmethod(lambda: of_five(yes_and_no("Completed", COHORTS, COMPLETED, SIZES, ("yes", "no"))))

    def test_every_cohort_is_withheld_and_the_programme_is_told(self) -> None:
        assert self.protected().safe.cells == (
            (None, None, 4),
            (None, None, 6),
            (None, None, 6),
            (None, None, 6),
            (16, 6, 22),
        )

    def test_a_reader_is_left_with_all_that_is_possible(self) -> None:
        found = intervals(self.protected())
        assert found[0, 0] == found[0, 1] == (0, 4)
        assert {found[row, column] for row in (1, 2, 3) for column in (0, 1)} == {(0, 6)}

    def test_why_each_is_withheld(self) -> None:
        reasons = self.protected().reasons
        assert reasons[0, 0] is reasons[0, 1] is Reason.SMALL
        assert (reasons[1, 0], reasons[1, 1]) == (Reason.COMPLEMENT, Reason.SMALL)
        assert reasons[2, 0] is reasons[2, 1] is Reason.UNANIMOUS
        assert Reason.SECONDARY not in reasons.values()


class TestTwoAttributes:
    cells = ((3, 10, 12), (8, 9, 11), (12, 6, 7))
    table = staticmethod(lambda: CountTable.of("Two", ("a", "b", "c"), ("x", "y", "z"), TestTwoAttributes.cells))

    def test_the_cheapest_rectangle_hides_the_small_cell(self) -> None:
        protected = of_five(self.table())
        assert protected.safe.withheld == ((0, 0), (0, 1), (1, 0), (1, 1))
        secondary = [at for at, reason in protected.reasons.items() if reason is Reason.SECONDARY]
        assert secondary == [(0, 1), (1, 0), (1, 1)]
        assert sum(protected.table.at(position) for position in secondary) == 27
        assert protected.safe.cells[3] == (23, 25, 30, 78)

    def test_a_reader_is_left_with_wide_intervals(self) -> None:
        assert intervals(of_five(self.table())) == {
            (0, 0): (0, 11),
            (0, 1): (2, 13),
            (1, 0): (0, 11),
            (1, 1): (6, 17),
        }

    def test_without_the_last_corner_the_small_cell_would_be_known_exactly(self) -> None:
        table = self.table()
        left_in = {(0, 0): Reason.SMALL, (0, 1): Reason.SECONDARY, (1, 0): Reason.SECONDARY}
        protected = of_five(table)
        found = intervals(Protected(protected.safe, table, left_in, protected.terms))
        assert found[0, 0] == (3, 3)


@pytest.mark.parametrize(
    ("counts", "withheld", "interval"),
    [
        ([3, 5, 6, 2], {3, 2}, (0, 5)),
        ([2, 7, 9, 6], {2, 6}, (0, 8)),
        ([4, 7, 9, 4], {4, 7}, (0, 15)),  # hiding both fours is not enough for who knows that each is at most four
        ([1, 7, 9, 1], {1, 7}, (0, 9)),  # both ones would add up to two
    ],
)
def test_one_attribute_with_a_known_total(counts: list[int], withheld: set[int], interval: tuple[int, int]) -> None:
    table = CountTable.of("One", COHORTS, ("persons",), [[count] for count in counts])
    protected = of_five(table)
    assert {table.at(position) for position in protected.safe.withheld} == withheld
    assert protected.safe.cells[4] == (sum(counts),)
    assert set(intervals(protected).values()) == {interval}


def test_what_a_four_person_cohort_can_show_is_its_size() -> None:
    table = yes_and_no("Completed", ("spring 1", "later"), (3, 13), (4, 18), ("yes", "no"))
    assert of_five(table).safe.cells == ((None, None, 4), (None, None, 18), (16, 6, 22))
