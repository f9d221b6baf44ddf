"""Weekly reviews as they are kept: which are open or closed, what was said of each item, and who is called what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import aliased

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.review import ItemState
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.queries.review_subjects import subjects
from db.schema import Account, Cohort, Enrolment, Participant, Programme, Review, ReviewAlias, ReviewItem


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme whose reviews the asker may hold."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review; ``started_by`` and ``closed_by`` are display names, null for the command line.

    ``started_by_id`` is the account that began it; ``closed_at`` is null while it is open.
    """

    id: int
    programme: str
    held_on: date
    since: date
    started_at: datetime
    started_by: str | None
    started_by_id: int | None
    closed_at: datetime | None
    closed_by: str | None


@dataclass(frozen=True, slots=True)
class SaidItem:
    """What was said of one item; as it is made, nobody has said anything.

    ``written_by`` is the display name of who did so last, null for the command line; ``version`` grows with each word.
    """

    state: ItemState = ItemState.OPEN
    note: str = ""
    version: int = 0
    written_at: datetime | None = None
    written_by: str | None = None


def programmes(connection: Connection, scope: Scope) -> list[ProgrammeRow]:
    """The programmes with a cohort that the asker works with, by code.

    Raises:
        ForbiddenError: the asker sees aggregates only, or no figures at all.
    """
    query = (
        select(Programme.id, Programme.code, Programme.name)
        .where(Programme.id.in_(select(Cohort.programme_id).where(*_cohorts(scope))))
        .order_by(Programme.code)
    )
    return [ProgrammeRow(**row) for row in connection.execute(query).mappings()]


def open_review(connection: Connection, scope: Scope, programme: str) -> ReviewRow | None:
    """The review of a programme that is going on; null where there is none.

    Raises:
        ForbiddenError: the asker sees aggregates only, or no figures at all.
    """
    query = _reviews(scope, programme).where(Review.closed_at.is_(None)).order_by(Review.held_on.desc()).limit(1)
    row = connection.execute(query).mappings().one_or_none()
    return ReviewRow(**row) if row else None


def closed_reviews(connection: Connection, scope: Scope, programme: str) -> list[ReviewRow]:
    """The reviews of a programme that were closed, latest first.

    Raises:
        ForbiddenError: the asker sees aggregates only, or no figures at all.
    """
    query = _reviews(scope, programme).where(Review.closed_at.is_not(None)).order_by(Review.held_on.desc())
    return [ReviewRow(**row) for row in connection.execute(query).mappings()]


def minutes(connection: Connection, scope: Scope, programme: str, held_on: date) -> Mapping[str, Any] | None:
    """The frozen minutes of the review of a day, with what is about the asker's cohorts; null where there are none.

    Raises:
        ForbiddenError: the asker sees aggregates only, or no figures at all.
    """
    own = {row.code for row in connection.execute(select(Cohort.code, Programme.id).where(*_cohorts(scope)))}
    query = (
        select(Review.minutes)
        .join(Programme, Programme.id == Review.programme_id)
        .where(*_of(scope, programme), Review.held_on == held_on, Review.closed_at.is_not(None))
    )
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        return None
    return {**found, **{part: [one for one in found[part] if one["cohort"] in own] for part in ("items", "cohorts")}}


def said_items(connection: Connection, scope: Scope, review: ReviewRow) -> dict[str, SaidItem]:
    """What was said of the items of a review that are about the asker's cohorts, by key.

    Raises:
        ForbiddenError: the asker sees aggregates only, or no figures at all.
    """
    query = (
        select(
            ReviewItem.key,
            ReviewItem.state,
            ReviewItem.note,
            ReviewItem.version,
            ReviewItem.written_at,
            Account.display_name,
        )
        .outerjoin(Account, Account.id == ReviewItem.written_by)
        .where(ReviewItem.review_id == review.id)
    )
    rows = list(connection.execute(query))
    own = subjects(connection, scope, review.programme, [row.key for row in rows])
    return {
        row.key: SaidItem(ItemState(row.state), row.note or "", row.version, row.written_at, row.display_name)
        for row in rows
        if row.key in own
    }


def aliases(connection: Connection, scope: Scope, review: ReviewRow) -> dict[str, int]:
    """The number that stands for each code on the wall of a review, as far as it was given out and may be seen.

    Raises:
        ForbiddenError: the asker sees aggregates only, or no figures at all.
    """
    query = (
        select(Participant.code, ReviewAlias.number)
        .join(Participant, Participant.id == ReviewAlias.participant_id)
        .where(ReviewAlias.review_id == review.id, Participant.id.in_(_participants(scope, review.programme)))
    )
    return {row.code: row.number for row in connection.execute(query)}


def codes(connection: Connection, scope: Scope, programme: str) -> frozenset[str]:
    """The codes in a programme that the asker may see: what must not be read on a wall, wherever somebody typed it.

    Raises:
        ForbiddenError: the asker sees aggregates only, or no figures at all.
    """
    query = select(Participant.code).where(Participant.id.in_(_participants(scope, programme)))
    return frozenset(connection.scalars(query))


def _participants(scope: Scope, programme: str) -> Select[Any]:
    own = select(Cohort.id).where(*_cohorts(scope), Programme.code == programme)
    return select(Enrolment.participant_id).where(Enrolment.cohort_id.in_(own))


def _reviews(scope: Scope, programme: str) -> Any:
    starter, closer = aliased(Account), aliased(Account)
    return (
        select(
            Review.id,
            Programme.code.label("programme"),
            Review.held_on,
            Review.since,
            Review.started_at,
            starter.display_name.label("started_by"),
            Review.started_by.label("started_by_id"),
            Review.closed_at,
            closer.display_name.label("closed_by"),
        )
        .join(Programme, Programme.id == Review.programme_id)
        .outerjoin(starter, starter.id == Review.started_by)
        .outerjoin(closer, closer.id == Review.closed_by)
        .where(*_of(scope, programme))
    )


def _of(scope: Scope, programme: str) -> Iterable[Any]:
    """A review is a programme's: whoever works with one of its cohorts takes part."""
    return Programme.code == programme, Programme.id.in_(select(Cohort.programme_id).where(*_cohorts(scope)))


def _cohorts(scope: Scope) -> list[Any]:
    if not scope.sees_persons:
        raise ForbiddenError
    return visible_cohorts(scope, Selection())
