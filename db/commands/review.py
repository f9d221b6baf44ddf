"""Holding a weekly review: begin it, write into its items, say what became of them, close it with its minutes.

A review is its programme's: whoever works with one of its cohorts takes part in it, and writes about their own cohorts'
items. Closed, it never changes again. What was typed goes into no audit row.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from random import SystemRandom
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.review import About, ItemKind, ItemState, first_since, parse_key
from db.commands.audit import record
from db.commands.errors import RefusedError, StaleError
from db.queries.review import ReviewRow, closed_reviews, open_review, programmes
from db.queries.review_subjects import subjects
from db.schema import Account, Participant, Programme, Review, ReviewAlias, ReviewItem

LONGEST_NOTE = 4000


_KINDS = {About.PERSON: ItemKind.PROMPT, About.REGISTER: ItemKind.REGISTER, About.COHORT: ItemKind.COHORT}
"""What an item is taken to be about until its review is closed."""


def start_review(connection: Connection, scope: Scope, programme: str, now: datetime) -> ReviewRow:
    """Begin today's review of a programme, or join the one that is open; one a day and programme.

    Raises:
        ForbiddenError: the asker works with no cohort of the programme.
        RefusedError: ``closed-today``: today's review was held and closed.
    """
    found = next((one for one in programmes(connection, scope) if one.code == programme), None)
    if found is None:
        raise ForbiddenError
    # The programme's row is the lock, so that two who press at once find themselves in one review.
    connection.execute(select(Programme.id).where(Programme.id == found.id).with_for_update())
    review = open_review(connection, scope, programme)
    if review is not None:
        return review
    held_on = local_day(now)
    last = next(iter(closed_reviews(connection, scope, programme)), None)
    if last is not None and last.held_on >= held_on:
        raise RefusedError("closed-today", day=last.held_on)
    values = {
        "programme_id": found.id,
        "held_on": held_on,
        "since": first_since(held_on, last.held_on if last else None),
        "started_at": now,
        "started_by": scope.account_id,
    }
    review_id = connection.execute(insert(Review).values(values).returning(Review.id)).scalar_one()
    record(connection, scope.account_id, "start-review", "review", review_id, {"held_on": held_on.isoformat()})
    review = open_review(connection, scope, programme)
    assert review is not None
    return review


def review_to_write(connection: Connection, scope: Scope, review_id: int) -> ReviewRow:
    """The open review, locked until the transaction is over, so that nothing slips in while it is being closed.

    Raises:
        ForbiddenError: there is none, or the asker works with no cohort of its programme.
        RefusedError: ``closed``: it has ended.
    """
    query = (
        select(Programme.code, Review.closed_at, Review.held_on)
        .join(Programme, Programme.id == Review.programme_id)
        .where(Review.id == review_id)
        .with_for_update(of=Review)
    )
    row = connection.execute(query).one_or_none()
    if row is None or row.code not in {one.code for one in programmes(connection, scope)}:
        raise ForbiddenError
    if row.closed_at is not None:
        raise RefusedError("closed", day=row.held_on)
    review = open_review(connection, scope, row.code)
    if review is None or review.id != review_id:
        raise ForbiddenError
    return review


def write_note(
    connection: Connection, scope: Scope, review: ReviewRow, key: str, text: str, now: datetime, *, version: int
) -> int:
    """Keep what is being typed into an item; gives the version of its words.

    Args:
        review: from :func:`review_to_write`, in this transaction.
        version: of the words that the writer has seen; 0 where there were none yet.

    Raises:
        ForbiddenError: it is about nothing that the writer works with.
        RefusedError: ``too-long``.
        StaleError: somebody else has written since; ``note`` is theirs, with ``by`` and ``version``.
    """
    if len(text) > LONGEST_NOTE:
        raise RefusedError("too-long", most=LONGEST_NOTE)
    _need_own(connection, scope, review, key)
    stored = _stored(connection, review, key)
    current = stored.note or "" if stored else ""
    latest = int(stored.version) if stored else 0
    if text == current:
        return latest
    if latest != version:
        raise StaleError(note=current, by=stored.display_name if stored else None, version=latest)
    _write(connection, scope, review, key, now, note=text, version=latest + 1)
    if stored is None or stored.written_by != scope.account_id:
        # Once a writer, not once a word: what is typed is kept every second or so.
        record(connection, scope.account_id, "write-item", "review", review.id, {"item": key})
    return latest + 1


def set_state(
    connection: Connection, scope: Scope, review: ReviewRow, key: str, state: ItemState, now: datetime
) -> None:
    """Say that an item was dealt with, is carried over, or is open again. Saying so twice changes nothing.

    Args:
        review: from :func:`review_to_write`, in this transaction.

    Raises:
        ForbiddenError: it is about nothing that the writer works with.
    """
    _need_own(connection, scope, review, key)
    stored = _stored(connection, review, key)
    if (ItemState(stored.state) if stored else ItemState.OPEN) is not state:
        _write(connection, scope, review, key, now, state=state)
        record(connection, scope.account_id, "set-item", "review", review.id, {"item": key, "state": state.value})


def close_review(
    connection: Connection, scope: Scope, review: ReviewRow, minutes: Mapping[str, Any], now: datetime
) -> None:
    """End a review and freeze its minutes; the aliases of its wall are forgotten.

    Args:
        review: from :func:`review_to_write`, in this transaction.
        minutes: of the whole programme, codes only: ``items``, each with ``key``, ``kind``, ``state`` and ``cohort``,
            and ``cohorts``.

    Raises:
        ForbiddenError: the asker may not end it, see :func:`may_close`.
    """
    if not may_close(scope, review):
        raise ForbiddenError
    for item in minutes["items"]:
        _write(connection, scope, review, item["key"], now, state=ItemState(item["state"]), kind=ItemKind(item["kind"]))
    closing = {"closed_at": now, "closed_by": scope.account_id, "minutes": dict(minutes)}
    connection.execute(update(Review).where(Review.id == review.id).values(**closing, version=Review.version + 1))
    connection.execute(delete(ReviewAlias).where(ReviewAlias.review_id == review.id))
    counted = Counter(item["state"] for item in minutes["items"])
    record(connection, scope.account_id, "close-review", "review", review.id, dict(counted))


def may_close(scope: Scope, review: ReviewRow) -> bool:
    """Whether the asker may end a review: a coordinator, or the coach who began it."""
    if scope.role is Role.COORDINATOR:
        return True
    return scope.role is Role.COACH and scope.account_id is not None and scope.account_id == review.started_by_id


def give_aliases(connection: Connection, scope: Scope, review: ReviewRow, codes: Iterable[str]) -> None:
    """Give a number to each of these people who has none on the wall of a review, in an order that says nothing.

    Args:
        review: from :func:`review_to_write`, in this transaction.
        codes: of people in the programme; others are left out.
    """
    programme = select(Review.programme_id).where(Review.id == review.id).scalar_subquery()
    taken = select(ReviewAlias.participant_id).where(ReviewAlias.review_id == review.id)
    query = select(Participant.id).where(
        Participant.programme_id == programme, Participant.code.in_(set(codes)), Participant.id.not_in(taken)
    )
    new = list(connection.scalars(query))
    if not new:
        return
    SystemRandom().shuffle(new)
    last = connection.scalar(select(func.max(ReviewAlias.number)).where(ReviewAlias.review_id == review.id)) or 0
    rows = [
        {"review_id": review.id, "participant_id": person, "number": number}
        for number, person in enumerate(new, start=last + 1)
    ]
    connection.execute(insert(ReviewAlias), rows)
    record(connection, scope.account_id, "alias", "review", review.id, {"people": len(new)})


def _need_own(connection: Connection, scope: Scope, review: ReviewRow, key: str) -> None:
    if key not in subjects(connection, scope, review.programme, [key]):
        raise ForbiddenError


def _stored(connection: Connection, review: ReviewRow, key: str) -> Any:
    query = (
        select(ReviewItem.note, ReviewItem.state, ReviewItem.version, ReviewItem.written_by, Account.display_name)
        .outerjoin(Account, Account.id == ReviewItem.written_by)
        .where(ReviewItem.review_id == review.id, ReviewItem.key == key)
    )
    return connection.execute(query).one_or_none()


def _write(connection: Connection, scope: Scope, review: ReviewRow, key: str, now: datetime, **values: Any) -> None:
    """Change the row of an item, or make it; the review's lock keeps two writers apart."""
    where = ReviewItem.review_id == review.id, ReviewItem.key == key
    written = {"written_at": now, "written_by": scope.account_id, **values}
    if connection.execute(update(ReviewItem).where(*where).values(written)).rowcount == 0:
        reference = parse_key(key)
        assert reference is not None
        # A row that is made for its state alone holds no words yet.
        first = {"review_id": review.id, "key": key, "kind": _KINDS[reference.about], "version": 0, **written}
        connection.execute(insert(ReviewItem).values(first))
