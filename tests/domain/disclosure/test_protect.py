"""Profiles, rounding, shares and intervals of what goes out."""

import subprocess
import sys

import pytest

from dashboard.domain.disclosure import Kind, Profile, SafeTable, Terms, terms
from dashboard.domain.disclosure.intervals import intervals
from dashboard.domain.disclosure.protect import protect, shares
from dashboard.domain.disclosure.rounding import rounded, unrounded
from dashboard.domain.disclosure.tables import Axis, CountTable, yes_and_no

COHORTS = yes_and_no("Completed", ("spring", "autumn"), (7, 16), (22, 31), ("yes", "no"))


def safe(table: CountTable, profile: Profile = Profile.FUNDER) -> SafeTable:
    return protect(table, profile).safe


class TestProfiles:
    def test_say_how_many_persons_and_how_exact(self) -> None:
        assert terms(Profile.FUNDER) == Terms(3)
        assert terms(Profile.PUBLIC) == Terms(5, rounding=5)
        assert terms(Profile.EURA) == Terms(None)

    def test_can_be_made_stricter_and_never_laxer(self) -> None:
        assert terms(Profile.FUNDER, 5) == Terms(5)
        for profile, k in ((Profile.PUBLIC, 4), (Profile.FUNDER, 2), (Profile.EURA, 3), (Profile.INTERNAL, 3)):
            with pytest.raises(ValueError, match="k of profile"):
                terms(profile, k)

    def test_what_stays_in_the_house_is_no_safe_table(self) -> None:
        with pytest.raises(ValueError, match="InternalTable"):
            protect(COHORTS, Profile.INTERNAL)

    def test_the_funder_s_own_system_gets_everything(self) -> None:
        table = yes_and_no("Completed", ("spring", "autumn"), (1, 6), (4, 6), ("yes", "no"))
        assert safe(table, Profile.EURA).cells == table.cells
        assert safe(table, Profile.EURA).k is None


class TestRounding:
    @pytest.mark.parametrize("base", [3, 5, 10])
    def test_is_to_the_nearest_and_says_what_it_can_have_been(self, base: int) -> None:
        for number in range(40):
            shown = rounded(number, base)
            least, most = unrounded(shown, base)
            assert abs(shown - number) * 2 <= base
            assert [n for n in range(60) if rounded(n, base) == shown] == list(range(least, most + 1))

    def test_is_for_the_public_and_spares_what_everybody_knows(self) -> None:
        assert safe(COHORTS, Profile.PUBLIC).cells == ((5, 15, 22), (15, 15, 31), (25, 30, 53))
        assert safe(COHORTS, Profile.PUBLIC).rounded_to == 5
        assert safe(COHORTS).cells == COHORTS.cells


class TestShares:
    def test_are_of_the_row_where_both_numbers_are_published(self) -> None:
        table = yes_and_no("Completed", ("spring", "autumn"), (3, 13), (4, 18), ("yes", "no"))
        found = shares(safe(table))
        assert found.columns == ("yes", "no")
        assert found.cells[0] == found.cells[1] == (None, None)
        assert found.cells[2] == pytest.approx((16 / 22, 6 / 22))
        assert (found.kind, found.total_rows, found.total_columns) == (Kind.SHARES, (2,), ())

    def test_are_of_rounded_numbers_where_those_are_published(self) -> None:
        assert shares(safe(COHORTS, Profile.PUBLIC)).cells[0] == pytest.approx((5 / 22, 15 / 22))

    def test_are_never_more_than_the_whole(self) -> None:
        """All 13 are shown as 15 of the 13 that everybody knows of."""
        table = yes_and_no("", ("spring", "autumn"), (13, 9), (13, 20), ("yes", "no"), sensitive=False)
        assert shares(safe(table, Profile.PUBLIC)).cells[0] == (1.0, 0.0)

    def test_may_be_of_the_column(self) -> None:
        found = shares(safe(CountTable.of("", ("a", "b"), ("n",), [[6], [18]])), along=Axis.ROWS)
        assert (found.rows, found.cells) == (("a", "b"), ((0.25,), (0.75,)))

    def test_of_nobody_there_are_none(self) -> None:
        table = yes_and_no("", ("empty", "autumn"), (0, 9), (0, 20), ("yes", "no"))
        assert shares(safe(table)).cells[0] == (None, None)

    def test_need_a_whole(self) -> None:
        with pytest.raises(ValueError, match="margin"):
            shares(safe(CountTable.of("", ("a", "b"), ("n",), [[6], [18]])))
        with pytest.raises(ValueError, match="counts"):
            shares(shares(safe(COHORTS)), along=Axis.ROWS)


class TestIntervals:
    def test_have_no_end_where_not_even_the_total_is_told(self) -> None:
        protected = protect(CountTable.of("", ("a", "b"), ("n",), [[1], [1]]), Profile.FUNDER)
        assert intervals(protected) == {(0, 0): (0, None), (1, 0): (0, None), (2, 0): (0, None)}

    def test_are_wider_for_who_sees_rounded_numbers(self) -> None:
        table = CountTable.of("", ("a", "b", "c", "d"), ("n",), [[3], [5], [6], [2]])
        exact, to_five = protect(table, Profile.FUNDER, 5), protect(table, Profile.PUBLIC)
        assert to_five.safe.cells == ((None,), (5,), (5,), (None,), (15,))
        assert intervals(exact)[0, 0] == (0, 5)
        assert intervals(to_five)[0, 0] == (0, 11)  # the total is at most 17, the others at least 3 each

    def test_of_a_table_that_withholds_nothing_there_are_none(self) -> None:
        assert intervals(protect(COHORTS, Profile.FUNDER)) == {}


def test_the_solver_is_loaded_only_when_it_is_needed() -> None:
    """It takes longer to load than most commands to run."""
    code = (
        "import sys, dashboard.domain.disclosure.planner as _; from dashboard.cli import protect as _;"
        "assert not {'scipy', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
