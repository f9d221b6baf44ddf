"""T1 follow-up task, T2 register: what the team has to do, rather than what was seen of a person."""

from datetime import date, timedelta

from dashboard.domain.follow_up import Kind
from dashboard.domain.support.facts import Facts, Mark, between
from dashboard.domain.support.parameters import Parameters
from dashboard.domain.support.prompt import Prompt, Rule, since_day


def first_status(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """T1: the 28-day status; reminded of from day 21 after the exit, overdue from day 29."""
    return _status(facts, today, Kind.FIRST, parameters.first_remind, parameters.first_due, parameters.first_due)


def second_status(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """T1: the 6-month status; due within two weeks of day 183 after the exit, overdue after that."""
    due, window = parameters.second_due, parameters.second_window
    return _status(facts, today, Kind.SECOND, due - window, due, due + window)


def _status(facts: Facts, today: date, kind: Kind, opens: int, due: int, closes: int) -> Prompt | None:
    """Speaks until every follow-up of the kind is settled, and also where nobody ever planned one."""
    tasks = tuple(task for task in facts.follow_ups if task.kind is kind)
    settled = tasks and all(task.settled_on is not None and task.settled_on <= today for task in tasks)
    if facts.exited_on is None or settled:
        return None
    days = (today - facts.exited_on).days
    if days < opens:
        return None
    due_on = facts.exited_on + timedelta(days=due)
    return Prompt(
        Rule.FOLLOW_UP,
        facts.exited_on + timedelta(days=opens),
        {"kind": kind, "day": due_on, "overdue": days > closes},
        tasks,
    )


def register_missing(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """T2: so many marks of the last three weeks are unrecorded that the rules about them would mislead.

    Only activities that count are looked at: a meeting with a psychologist makes no picture incomplete.
    """
    unrecorded = _missing(facts, parameters, today)
    if not unrecorded:
        return None
    since = since_day(facts, today, lambda day: bool(_missing(facts, parameters, day)))
    return Prompt(Rule.REGISTER, since, {"num": len(unrecorded)}, unrecorded)


def _missing(facts: Facts, parameters: Parameters, day: date) -> tuple[Mark, ...]:
    """The unrecorded marks of the last weeks where they are too many, otherwise none."""
    first = day - timedelta(days=parameters.missing_days - 1)
    expected = between(facts.counting, first, day)
    unrecorded = tuple(mark for mark in expected if mark.status is None)
    few = len(unrecorded) < parameters.missing_marks and len(unrecorded) < parameters.missing_share * len(expected)
    return () if few else unrecorded
