"""People in short: a letter a mark, so that a story of forty sessions fits on a line.

``.`` present, ``l`` late by 15 minutes, ``m`` late by 14, ``u`` late by an unknown time, ``b`` absent with notice
before, ``a`` with notice after, ``x`` without notice, ``?`` absent and notice unknown, ``e`` an excused absence,
``-`` not recorded.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from dashboard.domain.support import Facts, Mark, Parameters, Prompt, prompts_for

MONDAY = date(2026, 8, 31)
PARAMETERS = Parameters()

_LETTERS: dict[str, dict[str, Any]] = {
    ".": {},
    "l": {"status": "late", "minutes_late": 15, "notice": "none"},
    "m": {"status": "late", "minutes_late": 14, "notice": "none"},
    "u": {"status": "late", "notice": "unknown"},
    "b": {"status": "absent", "notice": "before"},
    "a": {"status": "absent", "notice": "after"},
    "x": {"status": "absent", "notice": "none"},
    "?": {"status": "absent", "notice": "unknown"},
    "e": {"status": "absent", "notice": "none", "excused": True},
    "-": {"status": None},
}


def marks(letters: str, first: date = MONDAY, **values: Any) -> list[Mark]:
    """One mark each day but at weekends."""
    days = (first + timedelta(days=day) for day in range(2 * len(letters) + 7))
    working = (day for day in days if day.weekday() < 5)
    return [Mark(day, **{**_LETTERS[letter], **values}) for letter, day in zip(letters, working, strict=False)]


def person(given: str | Iterable[Mark], **values: Any) -> Facts:
    """Somebody of a ten-week cohort with these marks; they are put in time order."""
    made = marks(given) if isinstance(given, str) else given
    facts: dict[str, Any] = {
        "enrolment_id": 1,
        "code": "K7P2",
        "cohort": "syksy",
        "enrolled_on": MONDAY,
        "exited_on": None,
        "starts_on": MONDAY,
        "ends_on": MONDAY + timedelta(weeks=10, days=-1),
        "weeks": 10,
        "marks": tuple(sorted(made, key=lambda mark: mark.date)),
    }
    return Facts(**facts | values)


def prompts(facts: Facts, today: date | None = None) -> dict[str, Prompt]:
    """The prompts by rule, as of a day or of the last mark's."""
    found = prompts_for(facts, PARAMETERS, today or facts.marks[-1].date)
    return {prompt.rule.value: prompt for prompt in found}
