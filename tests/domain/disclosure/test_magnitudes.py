"""What persons add up to, such as absences: nobody's own is to be guessed from the sum."""

import pytest

from dashboard.domain.disclosure import Kind, Profile
from dashboard.domain.disclosure.dominance import Contributions
from dashboard.domain.disclosure.magnitudes import MagnitudeTable
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.protect import protect_magnitudes


def absences(*groups: list[int]) -> MagnitudeTable:
    """A row for each group with what each of its persons adds."""
    numbers = iter(range(1000))
    amounts = [[{next(numbers): amount for amount in group}] for group in groups]
    names = [f"group {number}" for number in range(len(groups))]
    return MagnitudeTable.of("Absences", names, ("absences",), amounts, "absences")


@pytest.mark.parametrize(
    ("amounts", "few", "dominated"),
    [
        ([18, 3, 2, 1], True, True),  # 3 < 3.6
        ([20, 1, 1, 1, 1, 0], False, True),  # 3 < 4
        ([8, 6, 6, 4], True, False),  # 10 >= 1.6, but four persons
        ([10, 1, 1, 1, 0], False, False),  # exactly 2
        ([0, 0, 0, 0, 0], False, False),
        ([], True, False),
    ],
)
def test_the_largest_has_to_be_hidden_by_the_others(amounts: list[int], few: bool, dominated: bool) -> None:
    contributions = Contributions.of(amounts)
    assert (contributions.few(5), contributions.dominated()) == (few, dominated)


def test_nobody_adds_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="nothing or more"):
        Contributions.of([3, -1])


def test_a_sum_that_is_withheld_cannot_be_had_by_subtraction() -> None:
    """The first has one person who stands out; the smallest of the others hides it in turn."""
    table = absences([20, 1, 1, 1, 1, 0], [5, 5, 4, 4, 3], [9, 9, 9, 8, 8], [7, 7, 6, 6, 6])
    protected = protect_magnitudes(table, Profile.FUNDER, 5)
    assert protected.safe.cells == ((None,), (None,), (43,), (32,), (120,))
    assert protected.reasons == {(0, 0): Reason.DOMINANT, (1, 0): Reason.SECONDARY}
    assert (protected.safe.kind, protected.safe.unit) == (Kind.MAGNITUDES, "absences")


def test_of_four_persons_nothing_is_told_though_none_stands_out() -> None:
    assert protect_magnitudes(absences([8, 6, 6, 4]), Profile.PUBLIC).safe.cells == ((None,), (None,))


def test_a_person_in_two_cells_of_a_row_is_one_person_of_its_sum() -> None:
    """Five persons each in two activities: ten amounts, but one person with 22 of 26."""
    mornings, evenings = {0: 11, 1: 1, 2: 0, 3: 0, 4: 0}, {0: 11, 1: 1, 2: 1, 3: 1, 4: 0}
    table = MagnitudeTable.of("Minutes", ("all",), ("mornings", "evenings"), [[mornings, evenings]], "minutes")
    assert table.contributions[0, 2] == Contributions((22, 2, 1, 1, 0))
    assert table.primary(5)[0, 2] is Reason.DOMINANT


def test_sums_are_rounded_for_the_public() -> None:
    table = absences([9, 9, 9, 8, 8], [7, 7, 6, 6, 6])
    assert protect_magnitudes(table, Profile.PUBLIC).safe.cells == ((45,), (30,), (75,))


def test_exact_sums_are_for_the_funder_s_own_system() -> None:
    table = absences([18, 3, 2, 1])
    assert protect_magnitudes(table, Profile.EURA).safe.cells == ((24,), (24,))
