"""The start and exit forms that there should be, and how each stands on a day."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Select, String, and_, case, func, literal, or_, select, union_all

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.esf import DUE_AFTER, FormCounts, FormItem, FormKind, FormStanding
from dashboard.domain.esf.seen import seen
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.queries.sql import days_between
from db.schema import Account, Cohort, Enrolment, EsfForm, Participant, Programme


def form_counts(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> dict[str, dict[FormKind, FormCounts]]:
    """How many forms of each cohort stand how, by cohort code; a cohort that nobody has entered is not there.

    The period of the selection is not looked at, so that nothing overdue drops out of sight.
    """
    f = _forms(scope, selection, selection.today(now)).subquery("forms").c
    query = select(f.cohort, f.kind, f.standing, func.count().label("number")).group_by(f.cohort, f.kind, f.standing)
    counted: dict[str, dict[FormKind, FormCounts]] = defaultdict(lambda: {kind: FormCounts() for kind in FormKind})
    for row in connection.execute(query):
        counted[row.cohort][FormKind(row.kind)] += FormCounts(**{row.standing: row.number})
    return dict(counted)


def form_items(
    connection: Connection,
    scope: Scope,
    selection: Selection,
    now: datetime | None = None,
    *,
    waiting: bool = False,
    participant_id: int | None = None,
) -> list[FormItem]:
    """Forms one by one: those past their day first, then by day, cohort and person.

    Args:
        connection, scope, selection, now: as everywhere; the period is not looked at.
        waiting: only those that somebody still has to ask for.
        participant_id: only those of one person.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    f = _forms(scope, selection, selection.today(now)).subquery("forms").c
    query = select(f, Account.display_name.label("owner")).outerjoin_from(
        f.kind.table, Account, Account.id == f.owner_id
    )
    if waiting:
        query = query.where(f.standing.in_((FormStanding.OVERDUE, FormStanding.OPEN)))
    if participant_id is not None:
        query = query.where(f.participant_id == participant_id)
    items = [_item(row) for row in connection.execute(query)]
    return sorted(items, key=_order)


def _order(item: FormItem) -> tuple[Any, ...]:
    return item.standing is not FormStanding.OVERDUE, item.due_on, item.cohort, item.participant, item.kind


def _item(row: Any) -> FormItem:
    kind = FormKind(row.kind)
    return FormItem(
        enrolment_id=row.enrolment_id,
        cohort=row.cohort,
        participant=row.participant,
        kind=kind,
        since=row.since,
        due_on=row.due_on or row.since + DUE_AFTER[kind],
        standing=FormStanding(row.standing),
        seen=seen(row.signed_on, row.reason, row.owner_id, row.due_on),
        signed_on=row.signed_on,
        reason=row.reason,
        owner_id=row.owner_id,
        owner=row.owner,
    )


def _forms(scope: Scope, selection: Selection, today: date) -> Any:
    """One row a form that there should be: a start form of everyone who entered, an exit form of everyone who left."""
    return union_all(*(_kind(scope, selection, today, kind) for kind in FormKind))


def _kind(scope: Scope, selection: Selection, today: date, kind: FormKind) -> Select[Any]:
    since = Enrolment.enrolled_on if kind is FormKind.START else Enrolment.exited_on
    signed = EsfForm.signed_on <= today
    reason = EsfForm.missing_reason if kind is FormKind.EXIT else literal(None, String)
    late = or_(
        EsfForm.due_on < today,
        and_(EsfForm.due_on.is_(None), days_between(since, literal(today, Date)) > DUE_AFTER[kind].days),
    )
    standing = case(
        (signed, literal(FormStanding.SIGNED.value, String)),
        (reason.is_not(None), literal(FormStanding.EXPLAINED.value, String)),
        (late, literal(FormStanding.OVERDUE.value, String)),
        else_=literal(FormStanding.OPEN.value, String),
    )
    return (
        select(
            Enrolment.id.label("enrolment_id"),
            Participant.id.label("participant_id"),
            Cohort.code.label("cohort"),
            Participant.code.label("participant"),
            literal(kind.value, String).label("kind"),
            since.label("since"),
            EsfForm.due_on,
            standing.label("standing"),
            case((signed, EsfForm.signed_on)).label("signed_on"),
            reason.label("reason"),
            EsfForm.owner_id,
        )
        .select_from(Enrolment)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .outerjoin(EsfForm, and_(EsfForm.enrolment_id == Enrolment.id, EsfForm.kind == kind.value))
        .where(*visible_cohorts(scope, selection), since <= today)
    )
