"""An example of modules against the plan, small enough to be counted by hand.

One cohort from Monday 30.8.2021, ten weeks, five modules. As of Sunday 10.10.2021, the end of week 6:

| | OIK, week 2 | HAK, week 4 | URA, week 6 | IDE, week 8 | VAP, no week |
| --- | --- | --- | --- | --- | --- |
| A | 9.9., week 2 | 24.9., week 4 | in progress | 1.10., week 5: ahead | not started |
| B, leaves 24.9. | 16.9., week 3 | not started | not started | not started | not started |
| C, joins 13.9., week 3 | exempt | (15.10.: later) | not started | not started | not started |

- assigned 14: 15 less the exempt one. Completed 4, in progress 1. Completion 4/14, Wilson 95 % 0.117 .. 0.546.
- planned by week 6: OIK for A and B, HAK and URA for all three: 8. Done of these 3: A OIK and HAK, B OIK. Open 5:
  A URA; B HAK and URA; C HAK and URA. Ahead of the plan 1: A IDE. Against the plan 4 - 8 = -4.
"""

from datetime import date

from tests.support.world import World

START = date(2021, 8, 30)
AS_OF = date(2021, 10, 10)
PLAN = {"OIK": 2, "HAK": 4, "URA": 6, "IDE": 8, "VAP": None}


def module_example(world: World, cohort: str = "syksy") -> None:
    """Put the example into a world."""
    for module, week in PLAN.items():
        world.module(module, week)
    world.cohort(cohort, START)
    world.enrol(cohort, "A", START)
    world.enrol(cohort, "B", START, date(2021, 9, 24))
    world.enrol(cohort, "C", date(2021, 9, 13))
    world.progress(cohort, "A", "OIK", date(2021, 9, 9))
    world.progress(cohort, "A", "HAK", date(2021, 9, 24))
    world.progress(cohort, "A", "URA", "in_progress")
    world.progress(cohort, "A", "IDE", date(2021, 10, 1))
    world.progress(cohort, "A", "VAP", "not_started")
    world.progress(cohort, "B", "OIK", date(2021, 9, 16))
    world.progress(cohort, "C", "OIK", "exempt")
    world.progress(cohort, "C", "HAK", date(2021, 10, 15))
