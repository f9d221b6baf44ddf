"""The rows of grids of people: cohort by cohort, with the cohort's name above where there are several."""

from collections.abc import Sequence

from dashboard.figures.style import plain
from db.queries.cohorts import CohortRow

MOST_PEOPLE = 60
"""More rows than this are no picture any more: choose a cohort."""

Person = tuple[str, str]
"""Cohort code and participant code: a person has a row in each cohort they were in."""


def person_rows(cohorts: Sequence[CohortRow], persons: Sequence[Person]) -> tuple[list[str], dict[Person, int]]:
    """The label of each row, and the row of each person; persons keep their order within their cohort."""
    labels: list[str] = []
    rows: dict[Person, int] = {}
    for cohort in cohorts:
        members = [person for person in persons if person[0] == cohort.code]
        if members and len(cohorts) > 1:
            labels.append(f"<b>{plain(cohort.name)}</b>")
        for person in members:
            rows[person] = len(labels)
            labels.append(plain(person[1]))
    return labels, rows
