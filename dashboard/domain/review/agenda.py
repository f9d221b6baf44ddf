"""The items of a weekly review in their order: a pure function of what is known on its day."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from dashboard.domain.review.items import (
    Chase,
    Check,
    CohortWeek,
    Item,
    Person,
    Registers,
    Section,
    Settled,
    Talk,
    Who,
)
from dashboard.domain.review.keys import About, key_of
from dashboard.domain.support.prompt import Rule
from dashboard.domain.support.rules import rank
from dashboard.domain.support.standing import Progress, Stage, Task, waiting_order

WEEK = timedelta(days=7)
"""How long a decision that has no day is left alone."""

_ORDER = tuple(Section)
_Part = TypeVar("_Part", Talk, Check, Chase)


@dataclass(frozen=True, slots=True)
class Material:
    """What an agenda is made of, as the one who asks may see it.

    Attributes:
        today: the day of the review.
        since: the day of the review before it.
        talks: every prompt, in the order of ``all_prompts``.
        checks: every decision, about whichever prompt.
        chases: follow-ups that are open and due, or due before the next review.
        registers, cohorts: in the order of the cohorts.
        carried: keys that the review before carried over.
        touched: what the meeting has said something of, by key: shown also when it is no longer so.
    """

    today: date
    since: date
    talks: Sequence[Talk] = ()
    checks: Sequence[Check] = ()
    chases: Sequence[Chase] = ()
    registers: Sequence[Registers] = ()
    cohorts: Sequence[CohortWeek] = ()
    carried: Collection[str] = frozenset()
    touched: Mapping[str, Settled] = field(default_factory=dict)


def agenda(material: Material) -> list[Item]:
    """The items of a review in their order.

    Whom the last review carried over first; then people of whom a rule speaks and nobody has looked, those with a new
    prompt, with a decision to look at again, with a follow-up; registers; each cohort's week. A person is one item and
    stands where the first of their prompts does: R10, R4 and R3 lead, then the longest without a look. Never by a
    score, nor by how many prompts somebody has.
    """
    items = [*_people(material)]
    items += [
        Item(key_of(About.REGISTER, one.cohort_id), Section.REGISTERS, one)
        for one in material.registers
        if one.sessions
    ]
    items += [Item(key_of(About.COHORT, one.cohort_id), Section.COHORTS, one) for one in material.cohorts]
    there = {item.key for item in items}
    gone = [(key, settled) for key, settled in sorted(material.touched.items()) if key not in there]
    return [*sorted(items, key=_place), *(Item(key, Section.SETTLED, settled) for key, settled in gone)]


def to_look_at(task: Task, today: date) -> bool:
    """Whether a decision is to be looked at again.

    It is done and nobody has said whether it worked; or its day has come; or it has none and is a week old.
    """
    if task.progress is not Progress.OPEN:
        return task.progress is not Progress.REVIEWED
    return task.decision.due_on is None and task.decision.decided_on <= today - WEEK


def _people(material: Material) -> Iterator[Item]:
    # What registers are missing from is an item of its cohort.
    talks = _by_person(talk for talk in material.talks if talk.prompt.rule is not Rule.REGISTER)
    checks = _by_person(check for check in material.checks if to_look_at(check.before, material.today))
    chases = _by_person(_unspoken(material))
    for who in dict.fromkeys((*talks, *checks, *chases)):
        key = key_of(About.PERSON, who.enrolment_id)
        own = talks.get(who, [])
        carried = key in material.carried and not _dealt_with(own, material.since)
        waiting = sorted((talk for talk in own if carried or _waits(talk)), key=_waiting_place)
        person = Person(
            who=who,
            waiting=tuple(waiting),
            known=tuple(talk for talk in own if talk not in waiting),
            checks=tuple(sorted(checks.get(who, []), key=lambda check: _due(check.before))),
            chases=tuple(sorted(chases.get(who, []), key=lambda chase: (chase.item.due_on, chase.id))),
        )
        section = Section.CARRIED if carried else _section(person)
        if section is not None and (person.waiting or person.checks or person.chases):
            yield Item(key, section, person)


def _by_person(parts: Iterable[_Part]) -> dict[Who, list[_Part]]:
    found: dict[Who, list[_Part]] = {}
    for part in parts:
        found.setdefault(part.who, []).append(part)
    return found


def _unspoken(material: Material) -> Iterator[Chase]:
    """Follow-ups that no prompt speaks of; T1 speaks of the two statuses as soon as they are asked for."""
    spoken = {(talk.who, talk.prompt.about) for talk in material.talks if talk.prompt.rule is Rule.FOLLOW_UP}
    return (chase for chase in material.chases if (chase.who, chase.item.kind.value) not in spoken)


def _dealt_with(talks: Iterable[Talk], since: date) -> bool:
    """Whether somebody has done something about a person between the two reviews: then nothing is left over."""
    return any(step.decided_on > since for talk in talks for step in talk.before.steps)


def _waits(talk: Talk) -> bool:
    """Whether a prompt is to be talked about. A status is until it is settled, unless somebody sees to it."""
    if talk.prompt.rule is Rule.FOLLOW_UP:
        return talk.before.stage not in (Stage.SNOOZED, Stage.DECIDED)
    return talk.before.unseen or talk.new


def _section(person: Person) -> Section | None:
    """Why a person is on the agenda, the first reason that holds; null where there is none."""
    spoken = [talk for talk in person.waiting if talk.prompt.rule is not Rule.FOLLOW_UP]
    reasons = {
        Section.UNSEEN: any(talk.before.unseen for talk in spoken),
        Section.NEW: bool(spoken),
        Section.DECISIONS: bool(person.checks),
        Section.FOLLOW_UPS: bool(person.waiting or person.chases),
    }
    return next((section for section, holds in reasons.items() if holds), None)


def _waiting_place(talk: Talk) -> tuple[int, ...]:
    """Those that nobody has looked at first, as they wait; then by rule and since when."""
    if talk.before.unseen:
        return 0, *waiting_order(talk.prompt, talk.before)
    return 1, rank(talk.prompt.rule), talk.prompt.since.toordinal()


def _place(item: Item) -> tuple[int, int, tuple[int, ...], str, str]:
    """By section, then as it waits, by cohort and code. Cohorts keep the order in which they came."""
    section, subject = _ORDER.index(item.section), item.subject
    if not isinstance(subject, Person):
        return section, 0, (), "", ""
    name = subject.who.cohort, subject.who.code
    if subject.waiting and item.section is not Section.FOLLOW_UPS:
        return section, 0, _waiting_place(subject.waiting[0]), *name
    if subject.checks:
        return section, 1, (_due(subject.checks[0].before).toordinal(),), *name
    return section, 2, (min(_due_days(subject)).toordinal(),), *name


def _due(task: Task) -> date:
    return task.decision.due_on or task.decision.decided_on + WEEK


def _due_days(person: Person) -> Iterator[date]:
    yield from (talk.prompt.values["day"] for talk in person.waiting)
    yield from (chase.item.due_on for chase in person.chases)
