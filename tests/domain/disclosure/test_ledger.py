"""A release is held against everything that went out before: cohorts of 4, 6, 6 and 6 persons."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from dashboard.domain.disclosure import Profile
from dashboard.domain.disclosure.ledger import (
    Conflict,
    Group,
    Release,
    Statement,
    Trouble,
    conflicts,
    of_groups,
    of_one_group,
)
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.protect import protect
from dashboard.domain.disclosure.tables import CountTable, yes_and_no

COHORT: Mapping[int, Group] = {
    1: frozenset(range(4)),
    2: frozenset(range(4, 10)),
    3: frozenset(range(10, 16)),
    4: frozenset(range(16, 22)),
}
YES, NO = frozenset({"yes"}), frozenset({"no"})


def persons(*cohorts: int) -> Group:
    return frozenset[int]().union(*(COHORT[cohort] for cohort in cohorts))


def said(name: str, group: Group, yes: int, k: int = 5, measure: str = "completed") -> Release:
    """A release of two numbers, whatever the other rules say of them: so many of a group, and the others not."""
    statements = (Statement(group, YES, yes), Statement(group, NO, len(group) - yes))
    return Release(name, measure, k, statements)


SPRING = said("spring report", persons(1, 2), 8)


class TestPersonsDetermined:
    def test_everybody_in_the_third_cohort_would_be(self) -> None:
        """8 of 10, then 14 of 16: all six who came in between completed."""
        found = conflicts(said("autumn report", persons(1, 2, 3), 14), [SPRING])
        assert found == (Conflict(Trouble.DETERMINED, ("spring report",)),)

    def test_nobody_is_by_all_four_together(self) -> None:
        """8 of 10, then 16 of 22: 8 of the twelve others."""
        assert conflicts(said("last report", persons(1, 2, 3, 4), 16), [SPRING]) == ()

    def test_the_releases_named_are_those_that_it_takes(self) -> None:
        """18 of all, 8 of the first two and 4 of the third leave 6 for the six of the fourth."""
        everybody, again = said("everybody", persons(1, 2, 3, 4), 18), replace(SPRING, name="again")
        found = conflicts(said("new", persons(3), 4), [everybody, SPRING, again])
        assert found == (Conflict(Trouble.DETERMINED, ("everybody", "again")),)


class TestGroupsThatDifferByFew:
    def test_are_refused(self) -> None:
        """6 enrolled, 5 present; then one has left: 5 enrolled, 5 present."""
        before, after = persons(2), persons(2) - {4}
        found = conflicts(said("after", after, 5, k=3), [said("before", before, 5, k=3)])
        assert found == (Conflict(Trouble.DIFFERENCE, ("before",)),)

    @pytest.mark.parametrize(("joined", "trouble"), [(0, False), (1, True), (2, True), (3, False)])
    def test_by_the_threshold(self, joined: int, trouble: bool) -> None:
        later = persons(2) | frozenset(range(100, 100 + joined))
        found = conflicts(said("later", later, 3 + (joined + 1) // 2, k=3), [said("before", persons(2), 3, k=3)])
        assert (Trouble.DIFFERENCE in {conflict.trouble for conflict in found}) == trouble

    def test_by_the_stricter_threshold_of_both(self) -> None:
        later = persons(2) | {100, 101, 102}
        assert conflicts(said("later", later, 5, k=3), [said("public", persons(2), 3, k=5)])

    def test_are_also_those_that_overlap(self) -> None:
        found = conflicts(said("new", persons(2, 3), 6), [SPRING])
        assert found == (Conflict(Trouble.DIFFERENCE, ("spring report",)),)


class TestTheSameGroupLater:
    @pytest.mark.parametrize(("yes", "trouble"), [(7, True), (8, False), (9, True), (3, False)])
    def test_a_few_who_changed_would_stand_alone(self, yes: int, trouble: bool) -> None:
        found = conflicts(said("later", persons(1, 2), yes), [SPRING])
        assert found == ((Conflict(Trouble.CHANGE, ("spring report",)),) if trouble else ())

    def test_what_has_changed_since_is_no_fact_about_today(self) -> None:
        """8 of 10 became 3 of 10: with that, the old number says nothing about who is in the third cohort."""
        now = said("now", persons(1, 2), 3)
        assert conflicts(said("new", persons(1, 2, 3), 9), [SPRING, now])[0].earlier == ("now",)


class TestWithheldCells:
    """Each cohort's number was withheld, the programme's 16 of 22 was not; then the first two together."""

    by_cohort = of_groups(
        "by cohort",
        "completed",
        protect(yes_and_no("", "1234", (3, 5, 6, 2), (4, 6, 6, 6), ("yes", "no")), Profile.FUNDER, 5),
        [COHORT[cohort] for cohort in (1, 2, 3, 4)],
    )

    def test_must_not_be_narrowed_by_a_later_release(self) -> None:
        """Of the first two together two did not complete, so of the four in the first at least two did."""
        found = conflicts(SPRING, [self.by_cohort])
        assert found == (Conflict(Trouble.NARROWED, ("by cohort",)),)

    def test_nor_by_an_earlier_one(self) -> None:
        assert conflicts(self.by_cohort, [SPRING]) == (Conflict(Trouble.NARROWED, ("spring report",)),)

    def test_are_narrowed_by_the_rules_alone_where_everybody_gave_one_of_the_answers(self) -> None:
        """Of four persons one to four said yes and as many no; a laxer threshold then tells that it was two and two."""
        withheld = (Statement(COHORT[1], YES, None, Reason.SMALL), Statement(COHORT[1], NO, None, Reason.SMALL))
        strict, lax = (Release(f"of {k}", "completed", k, withheld) for k in (5, 3))
        assert conflicts(lax, [strict]) == (Conflict(Trouble.NARROWED, ("of 5",)),)

    def test_tell_at_least_which_answers_there_were(self) -> None:
        """Nobody of the first two said "other", so the six who did later are the six of the third."""
        kept = Reason.ALL_BUT_TOTAL
        old = Release("old", "completed", 5, tuple(Statement(persons(1, 2), one, None, kept) for one in (YES, NO)))
        others = Statement(persons(1, 2, 3), frozenset({"other"}), 6)
        withheld = tuple(Statement(persons(1, 2, 3), one, None, kept) for one in (YES, NO))
        new = Release("new", "completed", 5, (others, *withheld))
        assert conflicts(new, [old]) == (Conflict(Trouble.DETERMINED, ("old",)),)

    def test_are_as_wide_as_before_when_the_same_goes_out_again(self) -> None:
        assert conflicts(replace(self.by_cohort, name="again"), [self.by_cohort]) == ()


class TestWhatIsHeldAgainstWhat:
    def test_a_withdrawn_release_stays_known(self) -> None:
        withdrawn = replace(SPRING, withdrawn=True)
        assert conflicts(said("new", persons(1, 2, 3), 14), [withdrawn])[0].earlier == ("spring report",)

    def test_another_measure_is_another_matter(self) -> None:
        assert conflicts(said("new", persons(1, 2, 3), 14, measure="in work"), [SPRING]) == ()
        assert conflicts(SPRING, []) == ()

    def test_where_time_runs_out_it_is_refused(self) -> None:
        found = conflicts(said("new", persons(1, 2, 3, 4), 16), [SPRING], seconds=0)
        assert found == (Conflict(Trouble.UNDECIDED, ("spring report",)),)

    def test_what_one_release_tells_alone_is_not_held_against_it(self) -> None:
        """Nobody was absent: harmless, and decided when it went out."""
        all_there = said("all there", persons(1, 2), 10)
        assert conflicts(replace(all_there, name="again"), [all_there]) == ()


class TestReleases:
    def test_of_groups_leave_out_what_everybody_knows(self) -> None:
        protected = protect(yes_and_no("", ("a", "b"), (3, 8), (10, 12), ("yes", "no")), Profile.FUNDER)
        release = of_groups("new", "completed", protected, [persons(1, 2), persons(3, 4)])
        assert release.k == 3
        assert release.statements[0] == Statement(persons(1, 2), YES, 3)
        assert release.statements[-1] == Statement(persons(1, 2, 3, 4), NO, 11)
        assert len(release.statements) == 6

    def test_of_one_group_name_answers_by_both_sides(self) -> None:
        table = CountTable.of("", ("women", "men"), ("work", "study"), [[5, 1], [6, 9]])
        release = of_one_group("new", "status", protect(table, Profile.FUNDER), persons(1, 2, 3, 4))
        by_answers = {statement.answers: statement for statement in release.statements}
        assert by_answers[frozenset({"women / study"})].reason is Reason.SMALL
        assert by_answers[frozenset({"women / study"})].number is None
        assert by_answers[frozenset({"women / work", "women / study", "men / work", "men / study"})].number == 21
        assert by_answers.keys() >= {
            frozenset({"women / work", "men / work"}),
            frozenset({"men / work", "men / study"}),
        }

    def test_of_exact_figures_there_are_none(self) -> None:
        protected = protect(yes_and_no("", ("a", "b"), (3, 8), (10, 12), ("yes", "no")), Profile.EURA)
        with pytest.raises(ValueError, match="exact"):
            of_groups("new", "completed", protected, [persons(1, 2), persons(3, 4)])
