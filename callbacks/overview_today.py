"""What waits to be done today: people whom a rule speaks of, follow-ups, registers, cohorts about to begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from callbacks.links import Links
from callbacks.lists import not_taken_lines
from dashboard.domain.follow_up import FollowUpCounts
from dashboard.domain.register import HeldSession
from dashboard.domain.support import Rule
from dashboard.domain.support.rules import PersonPrompt
from dashboard.i18n import format_day, ngettext
from dashboard.i18n import gettext as _
from dashboard.prompt_words import sentence
from dashboard.views import Line, LineList
from db.queries.cohorts import CohortRow

MOST = 9
MOST_PEOPLE = 5
"""People come first, and leave room for what else waits."""
SOON = 14
"""Days ahead at which a cohort that is to begin is worth a line."""

_TASKS = frozenset({Rule.FOLLOW_UP, Rule.REGISTER})
"""Follow-ups and registers have lines of their own."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the list is made of; sessions and prompts are empty for who sees aggregates only."""

    cohorts: Sequence[CohortRow]
    follow_ups: Mapping[str, FollowUpCounts]
    not_taken: Sequence[HeldSession]
    prompts: Sequence[PersonPrompt]


def support_prompts(prompts: Sequence[PersonPrompt]) -> list[PersonPrompt]:
    """The prompts that are about supporting a person, in their order."""
    return [one for one in prompts if one[1].rule not in _TASKS]


def prompt_badge(prompts: Sequence[PersonPrompt], cohort: str) -> str:
    """For how many people of a cohort a rule speaks; nothing where it is none."""
    people = {facts.code for facts, _prompt in prompts if facts.cohort == cohort}
    return ngettext("%(num)d support need", "%(num)d support needs", len(people)) if people else ""


def today_list(waiting: Waiting, today: date, activities: Mapping[str, str], links: Links) -> LineList:
    """The card, people first; cut where it would be too long for one look, and says how much more there is."""
    prompts = _prompt_lines(waiting.prompts, links)
    others = [
        *_follow_up_lines(waiting, links),
        *not_taken_lines(
            waiting.not_taken, {cohort.code: cohort.name for cohort in waiting.cohorts}, activities, links, today
        ),
        *_beginning_lines(waiting.cohorts, today),
    ]
    shown = [*prompts[:MOST_PEOPLE], *others][:MOST]
    number = len(prompts) + len(others)
    more = number - len(shown)
    return LineList(
        key="today",
        title=_("Today") if links.filters.as_of is None else _("On %(day)s", day=format_day(today)),
        note=ngettext("%(num)d thing waits to be done", "%(num)d things wait to be done", number) if number else "",
        lines=tuple(shown),
        empty=_("Nothing is overdue and every register is taken."),
        more=ngettext("and %(num)d more", "and %(num)d more", more) if more > 0 else "",
    )


def _prompt_lines(prompts: Sequence[PersonPrompt], links: Links) -> list[Line]:
    """A line a person: their code and the first sentence about them; it leads to all that is said, and what to do."""
    first: dict[tuple[str, str], PersonPrompt] = {}
    for facts, prompt in prompts:
        first.setdefault((facts.cohort, facts.code), (facts, prompt))
    return [
        Line(facts.code, sentence(prompt), _("support"), links.support(facts.enrolment_id))
        for facts, prompt in first.values()
    ]


def _follow_up_lines(waiting: Waiting, links: Links) -> list[Line]:
    overdue = {code: counts.overdue for code, counts in waiting.follow_ups.items() if counts.overdue}
    return [
        Line(
            label=cohort.name,
            text=ngettext("%(num)d follow-up is overdue.", "%(num)d follow-ups are overdue.", overdue[cohort.code]),
            badge=_("follow-up"),
            href=links.follow_up(cohort.code),
        )
        for cohort in waiting.cohorts
        if cohort.code in overdue
    ]


def _beginning_lines(cohorts: Sequence[CohortRow], today: date) -> list[Line]:
    return [
        Line(cohort.name, _("Begins on %(day)s.", day=format_day(cohort.starts_on)), _("ahead"))
        for cohort in cohorts
        if 0 < (cohort.starts_on - today).days <= SOON
    ]
