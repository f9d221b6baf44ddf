"""A spring that people left: one person a way in which follow-ups go. Counted by hand in ``tests/db``.

| | left | at the exit | 28-day status, due 5 June | six-month status, due 7 November |
| --- | --- | --- | --- | --- |
| A | 8 May | employed | done 3 June, employed | planned |
| B | 8 May | education | not reached, closed 20 June | planned |
| C | 8 May | nobody noted | declined, nobody noted when | - |
| D | 8 May | job searching | planned | cancelled |
| E | 8 May | inactive | done 10 July, employed | - |
| F | 10 June | education | due 8 July, done 28 June, education | an agreed call instead, due 10 July |
| G | 8 May | "kotona" | - | - |
| H | still here | | | |

Kaisa sees to all of it but the call, which nobody does.

Needs: A language found on 2 March and met on 20 March, and housing on 16 March; B language on 9 March, met on 1 June,
after the last week; C well-being on 27 February, before the first, met on 15 June; D everyday management on 6 April.
Feedback on safety: 3, 4, 4, 5, 5, 5 on 2 April, on the group 2 and 4, and a rating that is missing.
"""

from datetime import date
from typing import Any

from tests.support.world import World

STARTS, LEFT, LEFT_LATER = date(2026, 3, 2), date(2026, 5, 8), date(2026, 6, 10)
FIRST, SECOND = date(2026, 6, 5), date(2026, 11, 7)


def spring(world: World, cohort: str = "kevät") -> None:
    """Tell the story."""
    world.cohort(cohort, STARTS, name="Spring")
    destinations = {"A": "employed", "B": "education", "C": None, "D": "job_searching", "E": "inactive", "G": "kotona"}
    for person, destination in destinations.items():
        world.enrol(cohort, person, STARTS, LEFT, destination)
    world.enrol(cohort, "F", STARTS, LEFT_LATER, "education")
    world.enrol(cohort, "H", STARTS)
    kaisa: dict[str, Any] = {"owner_id": world.account("Kaisa")}
    done: dict[str, Any] = {"status": "done", **kaisa}
    world.follow_up(cohort, "A", "28_days", FIRST, done_on=date(2026, 6, 3), outcome="employed", **done)
    world.follow_up(cohort, "A", "6_months", SECOND, **kaisa)
    world.follow_up(cohort, "B", "28_days", FIRST, "not_reached", closed_on=date(2026, 6, 20), **kaisa)
    world.follow_up(cohort, "B", "6_months", SECOND, **kaisa)
    world.follow_up(cohort, "C", "28_days", FIRST, "declined", **kaisa)
    world.follow_up(cohort, "D", "28_days", FIRST, **kaisa)
    world.follow_up(cohort, "D", "6_months", SECOND, "cancelled", **kaisa)
    world.follow_up(cohort, "E", "28_days", FIRST, done_on=date(2026, 7, 10), outcome="employed", **done)
    early: dict[str, Any] = {"done_on": date(2026, 6, 28), "outcome": "education"}
    world.follow_up(cohort, "F", "28_days", date(2026, 7, 8), **early, **done)
    world.follow_up(cohort, "F", "other", date(2026, 7, 10))


def needs(world: World, cohort: str = "kevät") -> None:
    """Tell what they needed."""
    world.need(cohort, "A", "language", STARTS, date(2026, 3, 20))
    world.need(cohort, "A", "housing", date(2026, 3, 16))
    world.need(cohort, "B", "language", date(2026, 3, 9), date(2026, 6, 1))
    world.need(cohort, "C", "well_being", date(2026, 2, 27), date(2026, 6, 15))
    world.need(cohort, "D", "everyday_management", date(2026, 4, 6))


def feedback(world: World, cohort: str = "kevät") -> None:
    """Tell what they said."""
    for rating in (3, 4, 4, 5, 5, 5):
        world.feedback(cohort, date(2026, 4, 2), "safety", rating)
    world.feedback(cohort, date(2026, 4, 2), "group", 2, "Joskus olimme vain kaksi.")
    world.feedback(cohort, date(2026, 5, 7), "group", 4, "Pienessä ryhmässä uskaltaa puhua.")
    world.feedback(cohort, date(2026, 5, 7), "group", None, " ")
    world.feedback(cohort, date(2026, 5, 7), "content", 4, "Sopimuksista <b>enemmän</b>.")
