"""All rules together: which of them speak for a person, and in which order prompts are shown."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from dashboard.domain.support.attendance import low_attendance, many_excused, recent_drop, run_of_absences
from dashboard.domain.support.contact import no_contact
from dashboard.domain.support.facts import Facts
from dashboard.domain.support.habits import guidance_missed, lateness, notice_habit, silent_absences
from dashboard.domain.support.parameters import DEFAULTS, Parameters
from dashboard.domain.support.plan import behind_plan
from dashboard.domain.support.prompt import Prompt, Rule
from dashboard.domain.support.tasks import first_status, register_missing, second_status

Check: TypeAlias = Callable[[Facts, Parameters, date], Prompt | None]

# R1 to R8, in their order: what missing registers withhold.
WITHHELD: tuple[Check, ...] = (
    low_attendance,
    recent_drop,
    run_of_absences,
    silent_absences,
    notice_habit,
    lateness,
    guidance_missed,
    behind_plan,
)
ALWAYS: tuple[Check, ...] = (many_excused, no_contact)
AFTER_EXIT: tuple[Check, ...] = (first_status, second_status)

_FIRST = (Rule.NO_CONTACT, Rule.SILENT_ABSENCES, Rule.RUN_OF_ABSENCES)
_ALL = tuple(Rule)
_WITHHELD_RULES = frozenset(_ALL[:8])

PersonPrompt: TypeAlias = tuple[Facts, Prompt]


class State(StrEnum):
    """A prompt compared with an earlier day."""

    NEW = "new"
    CONTINUING = "continuing"
    RESOLVED = "resolved"


def prompts_for(facts: Facts, parameters: Parameters, today: date) -> tuple[Prompt, ...]:
    """The prompts for one person as of a day, in the order in which they are shown.

    None for somebody who objects to prompts. R1 to R10 and T2 while the person takes part, T1 after the exit. Where
    too many marks are missing, T2 stands in for R1 to R8.

    Args:
        facts: what was known by the end of ``today``, or by the moment within it that is asked about.
    """
    if facts.objects_on(today):
        return ()
    if facts.open_on(today):
        missing = register_missing(facts, parameters, today)
        checks = ALWAYS if missing else (*WITHHELD, *ALWAYS)
        found = [missing, *(check(facts, parameters, today) for check in checks)]
    else:
        found = [check(facts, parameters, today) for check in AFTER_EXIT]
    return tuple(sorted((prompt for prompt in found if prompt), key=_order))


def all_prompts(people: Iterable[Facts], settings: Mapping[str, Parameters], today: date) -> list[PersonPrompt]:
    """The prompts for many people in the order in which they are shown: R10, R4, R3, then the longest standing first.

    Never by a score: people with several prompts are not listed before others.

    Args:
        people: what is known of each enrolment.
        settings: the parameters of each cohort by its code; a cohort that is not there has the defaults.
    """
    found = [
        (facts, prompt)
        for facts in people
        for prompt in prompts_for(facts, settings.get(facts.cohort, DEFAULTS), today)
    ]
    return sorted(found, key=lambda one: (*_order(one[1]), one[0].cohort, one[0].code))


def compare(
    now: Iterable[PersonPrompt], before: Iterable[PersonPrompt], today: date
) -> list[tuple[PersonPrompt, State]]:
    """The prompts of today as new or continuing, then those of an earlier day that are resolved, each in its order.

    What is only withheld today, since marks are missing, is not called resolved; and nothing is said of somebody who
    has objected since then.
    """
    now, before = list(now), list(before)
    known, current = {_identity(one) for one in before}, {_identity(one) for one in now}
    withheld = {facts.enrolment_id for facts, prompt in now if prompt.rule is Rule.REGISTER}
    standing = [(one, State.CONTINUING if _identity(one) in known else State.NEW) for one in now]
    resolved = [
        (one, State.RESOLVED)
        for one in before
        if _identity(one) not in current
        and not one[0].objects_on(today)
        and not (one[1].rule in _WITHHELD_RULES and one[0].enrolment_id in withheld)
    ]
    return standing + resolved


def _identity(one: PersonPrompt) -> tuple[int, Rule, str | None]:
    """What makes it the same prompt on two days; T1 may speak of both statuses of a person."""
    facts, prompt = one
    return facts.enrolment_id, prompt.rule, prompt.about


def rank(rule: Rule) -> int:
    """Which rules come first, whatever else is known: R10, R4, R3, then all others alike."""
    return _FIRST.index(rule) if rule in _FIRST else len(_FIRST)


def _order(prompt: Prompt) -> tuple[int, date, int]:
    return rank(prompt.rule), prompt.since, _ALL.index(prompt.rule)
