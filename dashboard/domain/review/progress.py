"""How far the meeting is with its agenda."""

from datetime import date, timedelta
from enum import StrEnum

from dashboard.domain.review.items import CohortWeek, Item, ItemKind, Person, Registers
from dashboard.domain.support.prompt import Rule

FIRST = timedelta(days=7)
"""How far back the first review of a programme looks."""


class ItemState(StrEnum):
    """What became of an item; one that the meeting did not reach is open until it ends, and then carried over."""

    OPEN = "open"
    DONE = "done"
    CARRIED = "carried"


def state_of(item: Item, said: ItemState | None) -> ItemState:
    """How far the meeting is with an item.

    Args:
        said: what somebody has said of it. While nobody has, it is dealt with as soon as a step was taken about
            everything that put it on the agenda.
    """
    if said is None or said is ItemState.OPEN:
        return ItemState.DONE if _all_answered(item) else ItemState.OPEN
    return said


def kind_of(item: Item) -> ItemKind:
    """What an item is about, in the words of the table."""
    subject = item.subject
    if isinstance(subject, Registers):
        return ItemKind.REGISTER
    if isinstance(subject, CohortWeek):
        return ItemKind.COHORT
    if not isinstance(subject, Person):
        return ItemKind.PROMPT if subject.who else ItemKind.COHORT
    if any(talk.prompt.rule is not Rule.FOLLOW_UP for talk in subject.waiting):
        return ItemKind.PROMPT
    return ItemKind.DECISION if subject.checks else ItemKind.FOLLOW_UP


def first_since(held_on: date, last: date | None) -> date:
    """The day that a review looks back to: that of the last one that was closed, or a week ago."""
    return held_on - FIRST if last is None else last


def _all_answered(item: Item) -> bool:
    subject = item.subject
    if not isinstance(subject, Person) or subject.chases:
        return False
    talked = all(talk.steps_now for talk in subject.waiting)
    return talked and all(check.steps_now for check in subject.checks)
