"""What people do about support prompts: steps that are only ever added, each with its audit row.

Two people may write about the same prompt at the same moment. Whoever comes second is shown what the first one wrote
(StaleError), and may then add their own words to it: nobody's are lost. The words themselves never go into the audit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.follow_up import Kind
from dashboard.domain.selection import Selection
from dashboard.domain.support.prompt import Rule
from dashboard.domain.support.standing import Step, StepKind, Worked
from db.commands.audit import record
from db.commands.enrolments import Enrolled, enrolment_to_write
from db.commands.errors import RefusedError, StaleError
from db.queries.decisions import decisions
from db.queries.team import team
from db.schema import PromptDecision

_STATUSES = (Kind.FIRST, Kind.SECOND)


@dataclass(frozen=True, slots=True)
class PromptKey:
    """Which prompt of an enrolment; ``about`` tells T1's two statuses apart."""

    rule: str
    about: str | None = None

    @property
    def known(self) -> bool:
        """Whether a rule can say it."""
        if self.rule == Rule.FOLLOW_UP:
            return self.about in _STATUSES
        return self.about is None and self.rule in tuple(Rule)


def acknowledge(
    connection: Connection,
    scope: Scope,
    enrolment_id: int,
    prompts: Sequence[PromptKey],
    now: datetime,
    *,
    review_id: int | None = None,
) -> list[int]:
    """Say that somebody has looked at prompts of one enrolment; gives the ids of the steps.

    Raises:
        ForbiddenError: the enrolment is none of the writer's business.
        RefusedError: ``no-such-prompt``.
    """
    enrolled = _person(connection, scope, enrolment_id, prompts, now)
    values = {"kind": StepKind.ACKNOWLEDGED, "review_id": review_id}
    ids = [_add(connection, scope, enrolled, prompt, now, **values) for prompt in prompts]
    _record(connection, scope, "acknowledge", enrolled, ids[0], rules=_signs(prompts))
    return ids


def snooze(
    connection: Connection,
    scope: Scope,
    enrolment_id: int,
    prompts: Sequence[PromptKey],
    until: date,
    reason: str,
    now: datetime,
    *,
    seen: int,
    review_id: int | None = None,
) -> list[int]:
    """Put prompts of one enrolment off until a day, on which they come back; gives the ids of the steps.

    Args:
        until: a day after today.
        reason: why; it is shown wherever the prompt is.
        seen: id of the latest step that the writer has seen, 0 for none.

    Raises:
        ForbiddenError: the enrolment is none of the writer's business.
        RefusedError: ``no-such-prompt``, ``no-text``, ``not-ahead``.
        StaleError: somebody has written about one of the prompts since; ``steps`` are theirs, ``version`` the latest.
    """
    enrolled = _person(connection, scope, enrolment_id, prompts, now)
    _need_text(reason)
    if until <= local_day(now):
        raise RefusedError("not-ahead", day=local_day(now))
    _need_seen(connection, scope, enrolled, prompts, seen, now)
    values = {"kind": StepKind.SNOOZED, "snoozed_until": until, "text": reason, "review_id": review_id}
    ids = [_add(connection, scope, enrolled, prompt, now, **values) for prompt in prompts]
    _record(connection, scope, "snooze", enrolled, ids[0], rules=_signs(prompts), until=until.isoformat())
    return ids


def decide(
    connection: Connection,
    scope: Scope,
    enrolment_id: int,
    prompts: Sequence[PromptKey],
    text: str,
    now: datetime,
    *,
    owner_id: int | None,
    due_on: date | None,
    seen: int,
    review_id: int | None = None,
) -> int:
    """Decide what is done, who sees to it and by when; gives the id of the decision.

    One decision often answers several prompts of a person. It is kept once, for the first of them, and the others are
    acknowledged by it.

    Args:
        prompts: what it answers, the one that it is kept for first.
        owner_id: an account that may see the cohort.
        due_on: today or later.
        seen: id of the latest step that the writer has seen, 0 for none.

    Raises:
        ForbiddenError: the enrolment is none of the writer's business.
        RefusedError: ``no-such-prompt``, ``no-text``, ``no-such-owner``, ``past``.
        StaleError: somebody has written about one of the prompts since; ``steps`` are theirs, ``version`` the latest.
    """
    enrolled = _person(connection, scope, enrolment_id, prompts, now)
    _need_text(text)
    if due_on is not None and due_on < local_day(now):
        raise RefusedError("past", day=local_day(now))
    if owner_id is not None and owner_id not in _owners(connection, scope, enrolled):
        raise RefusedError("no-such-owner")
    _need_seen(connection, scope, enrolled, prompts, seen, now)
    values = {"kind": StepKind.DECIDED, "text": text, "owner_id": owner_id, "due_on": due_on, "review_id": review_id}
    first, *others = prompts
    decision = _add(connection, scope, enrolled, first, now, **values)
    for prompt in others:
        _add(connection, scope, enrolled, prompt, now, kind=StepKind.ACKNOWLEDGED, review_id=review_id)
    detail = {"owner_id": owner_id, "due_on": due_on.isoformat() if due_on else None}
    _record(connection, scope, "decide", enrolled, decision, rules=_signs(prompts), **detail)
    return decision


def mark_done(
    connection: Connection, scope: Scope, decision_id: int, now: datetime, *, review_id: int | None = None
) -> None:
    """Say that a decision was carried out. Saying so twice changes nothing.

    Raises:
        ForbiddenError: there is no such decision, or it is none of the writer's business.
    """
    enrolled, decision = _decision(connection, scope, decision_id)
    said = select(PromptDecision.id).where(
        PromptDecision.decision_id == decision_id, PromptDecision.kind == StepKind.DONE
    )
    if connection.scalar(said.limit(1)) is not None:
        return
    key = PromptKey(decision.rule, decision.about)
    values = {"kind": StepKind.DONE, "decision_id": decision_id, "review_id": review_id}
    step = _add(connection, scope, enrolled, key, now, **values)
    _record(connection, scope, "done", enrolled, step, rules=[decision.rule], decision_id=decision_id)


def review_again(
    connection: Connection,
    scope: Scope,
    decision_id: int,
    worked: Worked,
    text: str,
    now: datetime,
    *,
    seen: int,
    review_id: int | None = None,
) -> None:
    """Answer whether a decision worked; ``text`` may be empty.

    Raises:
        ForbiddenError: there is no such decision, or it is none of the writer's business.
        StaleError: somebody has written about the prompt since; ``steps`` are theirs, ``version`` the latest.
    """
    enrolled, decision = _decision(connection, scope, decision_id)
    key = PromptKey(decision.rule, decision.about)
    _need_seen(connection, scope, enrolled, [key], seen, now)
    values = {"kind": StepKind.REVIEWED, "worked": worked, "text": text or None, "decision_id": decision_id}
    step = _add(connection, scope, enrolled, key, now, **values, review_id=review_id)
    detail = {"decision_id": decision_id, "worked": worked.value}
    _record(connection, scope, "review-decision", enrolled, step, rules=[decision.rule], **detail)


def _person(
    connection: Connection, scope: Scope, enrolment_id: int, prompts: Sequence[PromptKey], now: datetime
) -> Enrolled:
    """Who it is about. Of somebody who objects to prompts there are none: as if they did not exist."""
    enrolled = enrolment_to_write(connection, scope, enrolment_id)
    if enrolled.objected_on is not None and enrolled.objected_on <= local_day(now):
        raise ForbiddenError
    if not prompts or len(set(prompts)) < len(prompts) or not all(prompt.known for prompt in prompts):
        raise RefusedError("no-such-prompt")
    return enrolled


def _decision(connection: Connection, scope: Scope, decision_id: int) -> tuple[Enrolled, Any]:
    query = select(PromptDecision.enrolment_id, PromptDecision.rule, PromptDecision.about).where(
        PromptDecision.id == decision_id, PromptDecision.kind == StepKind.DECIDED
    )
    row = connection.execute(query).one_or_none()
    if row is None or not scope.sees_persons:
        raise ForbiddenError
    return enrolment_to_write(connection, scope, row.enrolment_id), row


def _owners(connection: Connection, scope: Scope, enrolled: Enrolled) -> set[int]:
    return {member.id for member in team(connection, scope).get(enrolled.cohort_id, ())}


def _need_text(text: str) -> None:
    if not text.strip():
        raise RefusedError("no-text")


def _need_seen(
    connection: Connection,
    scope: Scope,
    enrolled: Enrolled,
    prompts: Iterable[PromptKey],
    seen: int,
    now: datetime,
) -> None:
    """Refuse where a colleague has written about one of the prompts since the writer looked."""
    of_person = decisions(connection, scope, Selection(), now, participant_id=enrolled.participant_id)
    keys = {(prompt.rule, prompt.about) for prompt in prompts}
    steps = [step for step in of_person.get(enrolled.id, ()) if (step.rule, step.about) in keys]
    theirs: tuple[Step, ...] = tuple(step for step in steps if step.id > seen)
    if theirs:
        raise StaleError(steps=theirs, version=max(step.id for step in theirs))


def _add(
    connection: Connection, scope: Scope, enrolled: Enrolled, prompt: PromptKey, now: datetime, **values: Any
) -> int:
    about = {"enrolment_id": enrolled.id, "rule": prompt.rule, "about": prompt.about}
    row = {**about, "decided_at": now, "decided_by": scope.account_id, **values}
    return int(connection.execute(insert(PromptDecision).values(row).returning(PromptDecision.id)).scalar_one())


def _record(connection: Connection, scope: Scope, action: str, enrolled: Enrolled, step: int, **detail: Any) -> None:
    detail = {"participant": enrolled.participant, **detail}
    record(connection, scope.account_id, action, "prompt_decision", step, detail)


def _signs(prompts: Iterable[PromptKey]) -> list[str]:
    return [prompt.rule if prompt.about is None else f"{prompt.rule} {prompt.about}" for prompt in prompts]
