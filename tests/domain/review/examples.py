"""Prompts, decisions and follow-ups in short, for stories about an agenda."""

from datetime import date, datetime, timedelta
from typing import Any

from dashboard.domain.calendar import HELSINKI
from dashboard.domain.follow_up import FollowUpItem, Kind, Standing
from dashboard.domain.measures import Counts
from dashboard.domain.modules import ModuleCounts
from dashboard.domain.register import HeldSession
from dashboard.domain.review import Chase, Check, CohortWeek, Item, Material, Registers, Talk, Week, Who, agenda
from dashboard.domain.support import Prompt, Rule
from dashboard.domain.support.outcome import Outcome, Tally
from dashboard.domain.support.standing import Step, StepKind, standing, tasks

TODAY = date(2026, 11, 20)
"""A Friday; the review before it was a week ago."""
SINCE = TODAY - timedelta(days=7)
PEOPLE = {code: number for number, code in enumerate(("A", "B", "C", "D", "E"), start=1)}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def who(code: str, cohort: str = "syksy") -> Who:
    return Who(PEOPLE[code], code, cohort)


def step(code: str, kind: StepKind, on: date, number: int = 1, rule: str = "R3", **values: Any) -> Step:
    """One step at one in the afternoon of a day."""
    moment = datetime(on.year, on.month, on.day, 13, tzinfo=HELSINKI)
    given = {"about": None, "decided_at": moment, **values}
    return Step(id=number, enrolment_id=PEOPLE[code], rule=rule, kind=kind, **given)


def talk(
    code: str,
    rule: str = "R3",
    since: date = SINCE,
    *steps: Step,
    new: bool = False,
    now: tuple[Step, ...] = (),
    **values: Any,
) -> Talk:
    """A prompt; ``steps`` were taken before the review began, ``now`` in it; other values are the sentence's."""
    prompt = Prompt(Rule(rule), since, values, ())
    before, after = (standing(prompt, taken, TODAY) for taken in (steps, (*steps, *now)))
    return Talk(who(code), prompt, before, after, new)


def status(code: str, due: date, *steps: Step, kind: Kind = Kind.FIRST) -> Talk:
    """A status that T1 asks for."""
    return talk(code, "T1", due - timedelta(days=7), *steps, kind=kind, day=due, overdue=due < TODAY)


def check(code: str, *steps: Step, now: tuple[Step, ...] = ()) -> Check:
    """A decision, with what was said of it before the review and in it."""
    [before], [after] = tasks(steps, TODAY), tasks((*steps, *now), TODAY)
    nothing = Outcome(Tally(), Tally(), 0)
    return Check(who(code), before, after, nothing, seen=max(each.id for each in (*steps, *now)))


def chase(code: str, due: date, kind: Kind = Kind.OTHER, number: int = 1) -> Chase:
    standing = Standing.OVERDUE if due <= TODAY else Standing.UPCOMING
    return Chase(who(code), number, FollowUpItem("syksy", code, kind, due, standing, None, None, None))


def registers(cohort: str = "syksy", number: int = 1, *withheld: str) -> Registers:
    moment = datetime(2026, 11, 18, 9, tzinfo=HELSINKI)
    one = HeldSession(1, cohort, "suomi", moment.date(), moment, True, None, 5, 0, 0, 0)
    return Registers(number, cohort, (one,), withheld)


def week(cohort: str = "syksy", number: int = 1) -> CohortWeek:
    empty = Week(Counts(), ModuleCounts())
    return CohortWeek(number, cohort, empty, empty, Counts())


def material(**values: Any) -> Material:
    return Material(TODAY, SINCE, **values)


def agenda_of(**values: Any) -> list[Item]:
    return agenda(material(**values))


def said(items: list[Item]) -> list[tuple[str, str]]:
    """Section and person, or cohort, of each item."""
    return [(item.section.value, item.who.code if item.who else item.cohort) for item in items]
