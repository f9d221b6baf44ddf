"""What people did about support prompts, in bulk, and the marks around a decision."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.selection import Selection
from dashboard.domain.support import Mark
from dashboard.domain.support.standing import Step, StepKind, Worked
from db.queries.expected import visible_cohorts
from db.queries.support import does_not_object, marks_by_enrolment
from db.schema import Account, Cohort, Enrolment, Participant, Programme, PromptDecision

Steps = dict[int, tuple[Step, ...]]

_WORKED = {answer.value: answer for answer in Worked}  # the database holds any word there


def decisions(
    connection: Connection,
    scope: Scope,
    selection: Selection,
    now: datetime | None = None,
    *,
    participant_id: int | None = None,
    with_objecting: bool = False,
) -> Steps:
    """Every step about a prompt that was taken by the selection's moment, by enrolment, oldest first; one statement.

    The selection's cohorts, programme and as-of date matter.

    Args:
        connection, scope, selection, now: as everywhere.
        participant_id: of this person alone.
        with_objecting: also of people who object to prompts on the day; what is stored about them is history, and
            nothing more is made of it.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    owner, author = aliased(Account), aliased(Account)
    query = (
        select(
            PromptDecision.id,
            PromptDecision.enrolment_id,
            PromptDecision.rule,
            PromptDecision.about,
            PromptDecision.kind,
            PromptDecision.decided_at,
            PromptDecision.text,
            PromptDecision.owner_id,
            owner.display_name.label("owner"),
            PromptDecision.due_on,
            PromptDecision.snoozed_until,
            PromptDecision.worked,
            PromptDecision.decision_id,
            PromptDecision.review_id,
            author.display_name.label("author"),
            Participant.code.label("participant"),
            Cohort.code.label("cohort"),
        )
        .select_from(PromptDecision)
        .join(Enrolment, Enrolment.id == PromptDecision.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .outerjoin(owner, owner.id == PromptDecision.owner_id)
        .outerjoin(author, author.id == PromptDecision.decided_by)
        .where(*visible_cohorts(scope, selection.without_period()), PromptDecision.decided_at <= selection.moment(now))
        .order_by(PromptDecision.decided_at, PromptDecision.id)
    )
    if participant_id is not None:
        query = query.where(Participant.id == participant_id)
    if not with_objecting:
        query = query.where(does_not_object(selection.today(now)))
    found: dict[int, list[Step]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        answered = {"kind": StepKind(row["kind"]), "worked": _WORKED.get(row["worked"])}
        found[row["enrolment_id"]].append(Step(**{**row, **answered}))
    return {enrolment: tuple(steps) for enrolment, steps in found.items()}


def marks_around(
    connection: Connection,
    scope: Scope,
    selection: Selection,
    enrolments: Collection[int],
    now: datetime | None = None,
) -> dict[int, tuple[Mark, ...]]:
    """Every expected mark of some enrolments, for ``dashboard.domain.support.outcome``; also of who has left since.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    if not enrolments:
        return {}
    chosen = Enrolment.id.in_(enrolments)
    return marks_by_enrolment(connection, scope, selection, selection.moment(now), chosen)
