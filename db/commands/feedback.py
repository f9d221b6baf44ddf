"""What people say of the coaching: a sheet of ratings at once, and words; nobody's name or code belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, insert

from dashboard.domain.access import Scope
from dashboard.domain.needs import Theme
from db.commands.audit import record
from db.commands.errors import RefusedError
from db.commands.session_rules import LONGEST_AFTER, cohort_to_plan
from db.schema import Feedback

RATINGS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of feedback: ratings by theme, 1 to 5, and words about one theme."""

    given_on: date
    ratings: Mapping[Theme, int] = field(default_factory=dict)
    comment: str = ""
    about: Theme = Theme.OTHER


def record_feedback(connection: Connection, scope: Scope, cohort_id: int, sheet: Sheet, today: date) -> int:
    """Write down a sheet, a row for each theme; gives how many. The words go with the theme that they are about.

    Raises:
        ForbiddenError: the writer does not work with the cohort.
        RefusedError: ``nothing-said``; ``outside-cohort`` with the ``first`` and the ``last`` day.
    """
    cohort = cohort_to_plan(connection, scope, cohort_id)
    last = min(today, cohort.ends_on + LONGEST_AFTER)
    if not cohort.starts_on <= sheet.given_on <= last:
        raise RefusedError("outside-cohort", first=cohort.starts_on, last=last)
    if not all(rating in RATINGS for rating in sheet.ratings.values()):
        raise ValueError("a rating is from 1 to 5")
    themes = [theme for theme in Theme if theme in sheet.ratings or (sheet.comment and theme is sheet.about)]
    if not themes:
        raise RefusedError("nothing-said")
    rows = [
        {
            "cohort_id": cohort_id,
            "given_on": sheet.given_on,
            "theme": theme.value,
            "rating": sheet.ratings.get(theme),
            "comment": sheet.comment if sheet.comment and theme is sheet.about else None,
        }
        for theme in themes
    ]
    connection.execute(insert(Feedback), rows)
    detail = {"given_on": sheet.given_on.isoformat(), "answers": len(rows), "comment": bool(sheet.comment)}
    record(connection, scope.account_id, "feedback", "cohort", cohort_id, detail)
    return len(rows)
