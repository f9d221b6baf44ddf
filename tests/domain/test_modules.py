"""Modules against the plan: what counts say, and how cohorts in different weeks are added up."""

import pytest

from dashboard.domain.modules import (
    CohortSteps,
    ModuleCounts,
    ModuleState,
    Step,
    figures,
    reached,
    state,
    still_planned,
    total,
)

DONE_IN_TIME = Step("completed", entered=1, planned=2, completed=2, pairs=3)
NOT_YET = Step("not_started", entered=1, planned=4, completed=None, pairs=2)
AHEAD = Step("completed", entered=1, planned=8, completed=3, pairs=1)
JOINED_LATE = Step("in_progress", entered=3, planned=3, completed=None, pairs=1)
EXEMPT = Step("exempt", entered=1, planned=2, completed=None, pairs=1)
NO_WEEK = Step("not_started", entered=1, planned=None, completed=None, pairs=4)
STEPS = (DONE_IN_TIME, NOT_YET, AHEAD, JOINED_LATE, EXEMPT, NO_WEEK)


def test_what_is_done_ahead_makes_up_for_what_is_open() -> None:
    counts = ModuleCounts(assigned=10, completed=5, in_progress=2, planned=5, planned_done=3)
    assert (counts.open, counts.ahead, counts.against_plan, counts.not_started) == (2, 2, 0, 3)


def test_nothing_has_no_rate() -> None:
    assert figures(ModuleCounts())["completion"] is None
    assert figures(ModuleCounts(exempt=3))["completion"] is None
    assert ModuleCounts().against_plan == 0


@pytest.mark.parametrize(("assigned", "there"), [(5, False), (6, True)])
def test_an_interval_needs_six(assigned: int, there: bool) -> None:
    assert (ModuleCounts(assigned=assigned, completed=3).completion_interval is not None) is there


def test_all_cohorts_are_sums() -> None:
    one, other = ModuleCounts(4, 1, 1, 1, 3, 1), ModuleCounts(6, 5, 0, 2, 4, 4)
    assert total([one, other]) == ModuleCounts(10, 6, 1, 3, 7, 5)


def test_not_started_is_for_later_until_its_week_has_come() -> None:
    assert state("not_started", planned=False) is ModuleState.LATER
    assert state("not_started", planned=True) is ModuleState.NOT_STARTED
    assert state("in_progress", planned=False) is ModuleState.IN_PROGRESS


def test_a_cohort_week_by_week() -> None:
    cohort = CohortSteps("syksy", week=4, weeks=10, steps=STEPS)
    assert cohort.at(1) == ModuleCounts(assigned=10, exempt=1)
    assert cohort.at(2) == ModuleCounts(assigned=10, completed=3, exempt=1, planned=3, planned_done=3)
    assert cohort.at(3) == ModuleCounts(assigned=11, completed=4, in_progress=1, exempt=1, planned=4, planned_done=3)
    assert cohort.at(4) == ModuleCounts(assigned=11, completed=4, in_progress=1, exempt=1, planned=6, planned_done=3)


def test_each_cohort_counts_up_to_its_own_week_and_stays_there() -> None:
    first = CohortSteps("first", week=4, weeks=10, steps=(DONE_IN_TIME, NOT_YET))
    second = CohortSteps("second", week=2, weeks=10, steps=(DONE_IN_TIME, NOT_YET))
    to_come = CohortSteps("to come", week=None, weeks=10, steps=(DONE_IN_TIME,))
    weeks = reached([first, second, to_come])
    assert [counts.planned for counts in weeks.values()] == [0, 6, 6, 8]
    assert weeks[4] == first.at(4) + second.at(2), "the last week holds where everyone is now"


def test_nobody_has_reached_anything_before_the_start() -> None:
    assert reached([CohortSteps("to come", week=None, weeks=10)]) == {}
    assert reached([]) == {}


def test_the_plan_to_come_is_that_of_cohorts_in_the_same_week() -> None:
    short = CohortSteps("short", week=2, weeks=4, steps=(NOT_YET,))
    assert still_planned([short]) == {2: 0, 3: 0, 4: 2}
    assert still_planned([short, CohortSteps("other", week=2, weeks=5, steps=(DONE_IN_TIME,))]) == {
        2: 3,
        3: 3,
        4: 5,
        5: 5,
    }
    assert still_planned([short, CohortSteps("ahead", week=3, weeks=4, steps=(NOT_YET,))]) == {}
    assert still_planned([CohortSteps("to come", week=None, weeks=4)]) == {}
