"""R10: nobody has heard from a person."""

from datetime import date, timedelta

from dashboard.domain.support.facts import Facts, Mark, between
from dashboard.domain.support.parameters import Parameters
from dashboard.domain.support.prompt import Prompt, Rule, since_day


def no_contact(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """R10: no sign of a person for a week in which they were expected; shown first.

    A sign is any mark present or late, also with the psychologist, any absence with notice, and any contact in which
    they were reached: somebody who was heard of is not without contact. Expected are sessions that count and from which
    they were not excused; their registers may be missing, since silence is not less of a worry for that.
    """
    if not _is_quiet(facts, parameters, today):
        return None
    return Prompt(
        Rule.NO_CONTACT,
        since_day(facts, today, lambda day: _is_quiet(facts, parameters, day)),
        {"num": (today - _last_sign(facts, today)).days},
        _expected(facts, parameters, today),
    )


def _is_quiet(facts: Facts, parameters: Parameters, day: date) -> bool:
    days = (day - _last_sign(facts, day)).days
    return days >= parameters.quiet_days and len(_expected(facts, parameters, day)) >= parameters.quiet_expected


def _last_sign(facts: Facts, day: date) -> date:
    """The last day by then with a sign of the person; the day before their first where there was none."""
    before = facts.first_day - timedelta(days=1)
    seen = next((mark.date for mark in reversed(facts.marks) if mark.date <= day and _is_sign(mark)), before)
    reached = next((contact for contact in reversed(facts.contacts) if contact <= day), before)
    return max(before, seen, reached)


def _is_sign(mark: Mark) -> bool:
    return mark.attended or (mark.absent and mark.notice in ("before", "after"))


def _expected(facts: Facts, parameters: Parameters, day: date) -> tuple[Mark, ...]:
    first = day - timedelta(days=parameters.quiet_days - 1)
    return tuple(mark for mark in between(facts.counting, first, day) if not mark.excused)
