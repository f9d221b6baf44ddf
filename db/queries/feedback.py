"""What people say of the coaching: ratings counted, comments without whose they are."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.needs import Ratings, Theme
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Cohort, Feedback, Programme


def ratings(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> dict[tuple[str, Theme], Ratings]:
    """Answers by cohort code and theme, of those given in the period of a selection and by its day."""
    query = (
        select(Cohort.code, Feedback.theme, Feedback.rating, func.count().label("answers"))
        .join(Cohort, Cohort.id == Feedback.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*_given(scope, selection, now), Feedback.rating.is_not(None))
        .group_by(Cohort.code, Feedback.theme, Feedback.rating)
    )
    counts: dict[tuple[str, Theme], dict[int, int]] = defaultdict(dict)
    for row in connection.execute(query):
        counts[row.code, Theme(row.theme)][row.rating] = row.answers
    return {key: Ratings(found) for key, found in counts.items()}


def comments(
    connection: Connection, scope: Scope, selection: Selection, now: datetime | None = None
) -> list[tuple[Theme, str]]:
    """What was written, by theme and then by the alphabet, so that the order tells nothing of who or when.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(Feedback.theme, Feedback.comment)
        .join(Cohort, Cohort.id == Feedback.cohort_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(*_given(scope, selection, now), Feedback.comment.is_not(None))
    )
    order = list(Theme)
    written = [(Theme(row.theme), row.comment.strip()) for row in connection.execute(query)]
    return sorted(((theme, text) for theme, text in written if text), key=lambda one: (order.index(one[0]), one[1]))


def _given(scope: Scope, selection: Selection, now: datetime | None) -> list[ColumnElement[bool]]:
    conditions: list[Any] = [*visible_cohorts(scope, selection), Feedback.given_on <= selection.today(now)]
    if selection.start is not None:
        conditions.append(Feedback.given_on >= selection.start)
    if selection.end is not None:
        conditions.append(Feedback.given_on <= selection.end)
    return conditions
