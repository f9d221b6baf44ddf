"""What is withheld for its own sake, with a threshold of five."""

from dataclasses import replace

import pytest

from dashboard.domain.disclosure import Position
from dashboard.domain.disclosure.primary import Reason, primary
from dashboard.domain.disclosure.tables import Axis, CountTable, MarginError, yes_and_no

FEW, SMALL, COMPLEMENT, UNANIMOUS = Reason.FEW, Reason.SMALL, Reason.COMPLEMENT, Reason.UNANIMOUS


def one_way(*counts: int, sensitive: bool = False) -> CountTable:
    names = [f"answer {number}" for number in range(len(counts))]
    side = Axis.ROWS if sensitive else None
    return CountTable.of("", names, ("persons",), [[count] for count in counts], sensitive=side)


def reasons(table: CountTable) -> dict[Position, Reason]:
    return dict(primary(table, k=5))


def test_fewer_than_five_persons_in_all_are_not_told_of_at_all() -> None:
    assert reasons(one_way(3, 1)) == {(0, 0): FEW, (1, 0): FEW, (2, 0): FEW}
    assert reasons(one_way(0, 0)) == {(0, 0): FEW, (1, 0): FEW, (2, 0): FEW}


def test_one_to_four_persons_are_withheld_and_nobody_is_not() -> None:
    assert reasons(one_way(0, 1, 4, 5, 20)) == {(1, 0): SMALL, (2, 0): SMALL}


def test_a_number_that_leaves_one_to_four_persons_out_is_withheld() -> None:
    """Of 24, 20 gave one answer: so four gave another, whatever it was."""
    assert reasons(one_way(20, 2, 2)) == {(0, 0): COMPLEMENT, (1, 0): SMALL, (2, 0): SMALL}
    assert reasons(one_way(20, 3, 2)) == {(1, 0): SMALL, (2, 0): SMALL}


@pytest.mark.parametrize("yes", range(25))
def test_a_share_needs_five_on_both_sides(yes: int) -> None:
    told = not reasons(one_way(yes, 24 - yes, sensitive=True))
    assert told == (5 <= yes <= 24 - 5)


def test_nobody_and_everybody_say_the_same_of_each_for_a_sensitive_question() -> None:
    assert reasons(one_way(0, 9, 9, sensitive=True)) == {(0, 0): UNANIMOUS}
    assert reasons(one_way(0, 18, sensitive=True)) == {(0, 0): UNANIMOUS, (1, 0): UNANIMOUS}
    assert reasons(one_way(0, 18)) == {}


def test_the_complement_is_taken_along_rows_and_along_columns() -> None:
    table = CountTable.of("", ("a", "b"), ("x", "y"), [[30, 4], [20, 30]])
    assert reasons(table) == {(0, 1): SMALL, (0, 0): COMPLEMENT, (1, 1): COMPLEMENT}


def test_margins_are_cells_like_others() -> None:
    table = CountTable.of("", ("a", "b"), ("x", "y"), [[2, 2], [20, 20]])
    assert reasons(table)[0, 2] is SMALL
    assert reasons(table)[1, 2] is COMPLEMENT


class TestGroupsOfKnownSize:
    def test_what_everybody_knows_has_no_reason(self) -> None:
        table = yes_and_no("", ("a", "b", "c"), (2, 10, 10), (4, 20, 20), ("yes", "no"))
        assert set(reasons(table)) == {(0, 0), (0, 1)}

    def test_a_group_of_four_is_not_told_of_even_when_the_question_is_harmless(self) -> None:
        table = yes_and_no("", ("a", "b", "c"), (4, 10, 9), (4, 20, 20), ("yes", "no"), sensitive=False)
        assert reasons(table) == {(0, 0): SMALL, (0, 1): FEW}

    def test_of_an_empty_group_nothing_is_given_away(self) -> None:
        table = yes_and_no("", ("a", "b"), (0, 10), (0, 20), ("yes", "no"))
        assert reasons(table) == {}

    def test_unanimity_is_along_the_answers_only(self) -> None:
        """That all who said yes are of one cohort is no more than that nobody of the others did."""
        table = yes_and_no("", ("a", "b"), (10, 0), (20, 20), ("yes", "no"))
        assert reasons(table) == {(1, 0): UNANIMOUS, (1, 1): UNANIMOUS}


class TestTables:
    def test_margins_that_are_missing_are_added_last(self) -> None:
        table = CountTable.of("", ("a", "b"), ("x", "y"), [[1, 2], [3, 4]], total="sum")
        assert (table.rows, table.columns) == (("a", "b", "sum"), ("x", "y", "sum"))
        assert table.cells == ((1, 2, 3), (3, 4, 7), (4, 6, 10))

    def test_margins_may_stand_anywhere(self) -> None:
        cells = [[6, 4, 10], [2, 1, 3], [4, 3, 7]]
        table = CountTable.of("", ("all", "a", "b"), ("x", "y", "all"), cells, total_row=0, total_column=2)
        assert (table.grand, table.inner_rows, table.inner_columns) == ((0, 2), (1, 2), (0, 1))

    def test_one_row_has_a_total_to_its_right_alone(self) -> None:
        table = CountTable.of("", ("a",), ("x", "y"), [[1, 2]])
        assert (table.cells, table.total_row, table.grand) == (((1, 2, 3),), None, (0, 2))
        assert table.knowing(Axis.ROWS).public == {(0, 2)}

    def test_margins_that_do_not_add_up_are_named(self) -> None:
        cells = [[1, 2, 4], [3, 4, 7], [4, 6, 10]]
        with pytest.raises(MarginError) as raised:
            CountTable.of("", ("a", "b", "all"), ("x", "y", "all"), cells, total_row=2, total_column=2)
        assert raised.value.wrong == (((0, 2), 4, 3), ((2, 2), 10, 11))

    @pytest.mark.parametrize(
        ("rows", "cells", "total_row"),
        [(("a",), [[-1]], None), (("a", "b"), [[1]], None), (("a",), [[1, 2]], None), (("all",), [[1]], 0)],
        ids=["negative", "too few rows", "too many columns", "nothing but a margin"],
    )
    def test_other_tables_are_refused(
        self, rows: tuple[str, ...], cells: list[list[int]], total_row: int | None
    ) -> None:
        with pytest.raises(ValueError, match=r"negative|as many|no margins"):
            CountTable.of("", rows, ("x",), cells, total_row=total_row)

    def test_both_sides_may_be_known(self) -> None:
        table = CountTable.of("", ("a", "b"), ("x", "y"), [[9, 9], [9, 9]])
        assert table.knowing(Axis.COLUMNS).public == {(2, 0), (2, 1), (2, 2)}
        assert replace(table, sensitive=Axis.ROWS).lines(Axis.ROWS) == (
            ((2, 0), ((0, 0), (1, 0))),
            ((2, 1), ((0, 1), (1, 1))),
            ((2, 2), ((0, 2), (1, 2))),
        )
