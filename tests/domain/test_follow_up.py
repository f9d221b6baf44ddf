"""What a follow-up's standing means, and whom nobody planned to ask."""

from datetime import date, timedelta

import pytest

from dashboard.domain.access import Role, Scope
from dashboard.domain.follow_up import FollowUpCounts, Kind, Leaver, Outcome, Outcomes, Standing, add, figures

EXIT = date(2026, 5, 8)


def test_reached_is_done_of_all_that_came_due() -> None:
    counts = FollowUpCounts(due=8, done=6, not_reached=1, overdue=1, upcoming=3, early=1)
    assert counts.reached == 0.75
    assert counts.planned == 12
    assert counts.reached_interval == pytest.approx((0.409, 0.929), abs=5e-4)
    assert FollowUpCounts(due=5, done=5).reached_interval is None
    assert FollowUpCounts(upcoming=2).reached is None


def test_counts_of_several_cohorts_are_added_and_rates_never_averaged() -> None:
    both = add([FollowUpCounts(due=1, done=1), FollowUpCounts(due=3, overdue=3, upcoming=2, soon=1)])
    assert both == FollowUpCounts(due=4, done=1, overdue=3, upcoming=2, soon=1)
    assert both.reached == 0.25


def test_figures_have_the_agreed_names() -> None:
    assert figures(FollowUpCounts(due=2, done=1, declined=1, upcoming=1)) == {
        "due": 2,
        "done": 1,
        "not_reached": 0,
        "declined": 1,
        "overdue": 0,
        "upcoming": 1,
        "reached": 0.5,
    }


def test_only_what_is_open_still_has_to_be_asked() -> None:
    assert [standing for standing in Standing if standing.open] == [Standing.OVERDUE, Standing.UPCOMING]


@pytest.mark.parametrize(
    ("days", "unplanned"),
    [(27, []), (28, [Kind.FIRST]), (182, [Kind.FIRST]), (183, [Kind.FIRST, Kind.SECOND])],
)
def test_a_status_that_nobody_planned_is_missing_from_its_day_on(days: int, unplanned: list[Kind]) -> None:
    leaver = Leaver("kevät", "A", EXIT, planned=frozenset({Kind.OTHER}))
    assert leaver.unplanned(EXIT + timedelta(days=days)) == unplanned


def test_what_was_planned_is_not_missing() -> None:
    leaver = Leaver("kevät", "A", EXIT, planned=frozenset({Kind.FIRST}))
    assert leaver.unplanned(EXIT + timedelta(days=200)) == [Kind.SECOND]


def test_unknown_is_in_the_denominator_and_nothing_else() -> None:
    found = Outcomes({Outcome.EMPLOYED: 2, Outcome.JOB_SEARCHING: 1, Outcome.UNKNOWN: 3})
    assert (found.asked, found.unknown, found.count(Outcome.EMPLOYED, Outcome.EDUCATION)) == (6, 3, 2)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.COORDINATOR, [True, True, True]),
        (Role.COACH, [True, True, True]),
        (Role.REPORTER, [False, False, True]),
        (Role.AUDITOR, [False, False, False]),
    ],
)
def test_what_came_of_people_is_shown_pooled_from_three_on(role: Role, sees: list[bool]) -> None:
    assert [Scope(1, role).sees_lives(persons) for persons in (0, 2, 3)] == sees
