"""What the agenda of a weekly review is made of, read in a handful of statements however many cohorts there are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from dashboard.domain.access import Scope
from dashboard.domain.follow_up import FollowUpItem, Kind, Standing
from dashboard.domain.measures import Counts
from dashboard.domain.modules import ModuleCounts
from dashboard.domain.register import HeldSession
from dashboard.domain.review import Chase, Check, CohortWeek, Material, Registers, Settled, Talk, Week, Who, to_look_at
from dashboard.domain.selection import Selection
from dashboard.domain.support import Facts, Parameters, Rule, State, all_prompts, compare
from dashboard.domain.support.outcome import outcome
from dashboard.domain.support.rules import PersonPrompt
from dashboard.domain.support.standing import Step, Task, standing, tasks
from db.queries.cohorts import CohortRow, cohorts
from db.queries.decisions import Steps, decisions, marks_around
from db.queries.follow_up import planned
from db.queries.measures import By, measures
from db.queries.modules import modules
from db.queries.register import sessions_standing_out
from db.queries.review_subjects import people
from db.queries.support import support_facts
from db.queries.support_settings import parameters
from db.schema import Account

AHEAD = timedelta(days=7)
"""Follow-ups that are due before the next review are talked about in this one."""

REGISTERS = timedelta(days=28)
"""Registers that are older than this are left to the attendance page: nobody remembers who came."""

_SEVEN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which review the agenda is asked for.

    Attributes:
        programme: its code.
        since: the day of the review before it.
        started_at, review_id: null before it has begun.
        carried: keys that the review before carried over.
        touched: what the meeting has said something of.
    """

    programme: str
    since: date
    started_at: datetime | None = None
    review_id: int | None = None
    carried: Collection[str] = frozenset()
    touched: Mapping[str, Settled] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An agenda's material, and what its prompts were computed from: facts by enrolment, settings by cohort."""

    material: Material
    facts: Mapping[int, Facts]
    settings: Mapping[str, Parameters]
    steps: Steps


@dataclass(frozen=True, slots=True)
class Changed:
    """The prompts of a day compared with those of an earlier one, each in its order, resolved ones last."""

    prompts: Sequence[tuple[PersonPrompt, State]]
    facts: Sequence[Facts]
    settings: Mapping[str, Parameters]


def known(connection: Connection, scope: Scope, asked: Asked, now: datetime) -> Known:
    """Everything that may be on the agenda, as far as the asker may see it.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    selection = Selection(programme=asked.programme)
    today = selection.today(now)
    changed = changed_prompts(connection, scope, selection, asked.since, now)
    every = cohorts(connection, scope, selection)
    steps = decisions(connection, scope, selection, now)
    talks = [_talk(asked, one, state, steps, today) for one, state in changed.prompts if state is not State.RESOLVED]
    material = Material(
        today=today,
        since=asked.since,
        talks=talks,
        checks=_checks(connection, scope, asked, steps, now),
        chases=_chases(connection, scope, selection, today),
        registers=_registers(connection, scope, every, talks, now),
        cohorts=cohort_weeks(connection, scope, every, today - _SEVEN + timedelta(days=1), now),
        carried=asked.carried,
        touched=asked.touched or {},
    )
    return Known(material, {one.enrolment_id: one for one in changed.facts}, changed.settings, steps)


def changed_prompts(connection: Connection, scope: Scope, selection: Selection, since: date, now: datetime) -> Changed:
    """What the rules say on a selection's day, and what they said on an earlier one.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    settings = parameters(connection, scope, selection)
    today = selection.today(now)
    facts = support_facts(connection, scope, selection, now)
    before = support_facts(connection, scope, replace(selection, as_of=since), now)
    compared = compare(all_prompts(facts, settings, today), all_prompts(before, settings, since), today)
    return Changed(compared, facts, settings)


def cohort_weeks(
    connection: Connection, scope: Scope, every: Sequence[CohortRow], first: date, now: datetime
) -> list[CohortWeek]:
    """Seven days from a day on beside the seven before them, of cohorts that run in them; modules as of their ends."""
    last, before = first + _SEVEN - timedelta(days=1), first - timedelta(days=1)
    recent = [cohort for cohort in every if cohort.starts_on <= last and cohort.ends_on >= first - _SEVEN]
    codes = tuple(cohort.code for cohort in recent)
    if not codes:
        return []
    this = _counts(connection, scope, Selection(codes, first, last, counting_only=True), now)
    earlier = _counts(connection, scope, Selection(codes, first - _SEVEN, before, counting_only=True), now)
    whole = _counts(connection, scope, Selection(codes, end=last, counting_only=True), now)
    done = _modules(connection, scope, Selection(codes, as_of=min(last, Selection().today(now))), now)
    done_earlier = _modules(connection, scope, Selection(codes, as_of=before), now)
    return [
        CohortWeek(
            cohort.id,
            cohort.code,
            Week(this[cohort.code], done[cohort.code]),
            Week(earlier[cohort.code], done_earlier[cohort.code]),
            whole[cohort.code],
        )
        for cohort in recent
    ]


def _talk(asked: Asked, one: PersonPrompt, state: State, steps: Steps, today: date) -> Talk:
    facts, prompt = one
    own = steps.get(facts.enrolment_id, ())
    return Talk(
        who=Who(facts.enrolment_id, facts.code, facts.cohort),
        prompt=prompt,
        before=standing(prompt, _before(asked, own), today),
        standing=standing(prompt, own, today),
        new=state is State.NEW,
    )


def _before(asked: Asked, steps: Sequence[Step]) -> list[Step]:
    """The steps that were taken before the review began."""
    if asked.started_at is None:
        return list(steps)
    return [step for step in steps if step.decided_at < asked.started_at and step.review_id != asked.review_id]


def _checks(connection: Connection, scope: Scope, asked: Asked, steps: Steps, now: datetime) -> list[Check]:
    selection = Selection(programme=asked.programme)
    today = selection.today(now)
    waiting: list[tuple[Task, Task]] = []
    for own in steps.values():
        after = {task.decision.id: task for task in tasks(own, today)}
        before = tasks(_before(asked, own), today)
        waiting += [(task, after[task.decision.id]) for task in before if to_look_at(task, today)]
    enrolments = {task.decision.enrolment_id for task, _now in waiting}
    marks = marks_around(connection, scope, selection, enrolments, now)
    who = people(connection, scope, asked.programme, enrolments)
    return [
        Check(
            who=who[task.decision.enrolment_id],
            before=task,
            task=current,
            outcome=outcome(marks.get(task.decision.enrolment_id, ()), task.decision.decided_on, today),
            seen=max(step.id for step in steps[task.decision.enrolment_id] if _same_prompt(step, task.decision)),
        )
        for task, current in waiting
    ]


def _same_prompt(one: Step, other: Step) -> bool:
    return (one.rule, one.about) == (other.rule, other.about)


def _chases(connection: Connection, scope: Scope, selection: Selection, today: date) -> list[Chase]:
    f = planned(scope, selection, today).subquery("planned").c
    query = (
        select(f.id, f.enrolment_id, f.cohort, f.participant, f.kind, f.due_on, f.standing, Account.display_name)
        .outerjoin_from(f.id.table, Account, Account.id == f.owner_id)
        .where(f.standing.in_((Standing.OVERDUE, Standing.UPCOMING)), f.due_on <= today + AHEAD)
        .order_by(f.due_on, f.cohort, f.participant, f.id)
    )
    return [
        Chase(
            who=Who(row.enrolment_id, row.participant, row.cohort),
            id=row.id,
            item=FollowUpItem(
                row.cohort,
                row.participant,
                Kind(row.kind),
                row.due_on,
                Standing(row.standing),
                None,
                None,
                row.display_name,
            ),
        )
        for row in connection.execute(query)
    ]


def _registers(
    connection: Connection, scope: Scope, every: Sequence[CohortRow], talks: Sequence[Talk], now: datetime
) -> list[Registers]:
    codes = tuple(cohort.code for cohort in every)
    if not codes:
        return []
    missing: dict[str, list[HeldSession]] = defaultdict(list)
    lately = Selection(codes, start=Selection().today(now) - REGISTERS, counting_only=True)
    for session in sessions_standing_out(connection, scope, lately, now):
        if session.not_taken:
            missing[session.cohort].append(session)
    withheld: dict[str, list[str]] = defaultdict(list)
    for talk in talks:
        if talk.prompt.rule is Rule.REGISTER:
            withheld[talk.who.cohort].append(talk.who.code)
    return [
        Registers(cohort.id, cohort.code, tuple(missing[cohort.code]), tuple(sorted(withheld[cohort.code])))
        for cohort in every
        if missing[cohort.code]
    ]


def _counts(connection: Connection, scope: Scope, selection: Selection, now: datetime) -> dict[str, Counts]:
    return {group.cohort: group.counts for group in measures(connection, scope, selection, By.COHORT, now)}


def _modules(connection: Connection, scope: Scope, selection: Selection, now: datetime) -> dict[str, ModuleCounts]:
    return {group.cohort: group.counts for group in modules(connection, scope, selection, now=now)}
