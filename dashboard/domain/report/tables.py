"""People divided by group and category: the tables of a report, with the persons behind each cell.

Within a table every person of a group is in exactly one category, so that groups add up to their size. Needs are a
table for each category of service: somebody may need several.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from dashboard.domain.esf.records import AgeBand, Education, Labour
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.needs import Category
from dashboard.domain.report.facts import ReportPerson

LEAST_SESSIONS = 6
"""Below so many countable sessions nothing is said of somebody's attendance, as everywhere."""
HIGH, MIDDLE = 0.80, 0.50
"""The levels of attendance: from four fifths, from half, and below."""

Cohorts: TypeAlias = tuple[str, ...]


class Measure(StrEnum):
    """What people are divided by."""

    GENDER = "gender"
    AGE = "age"
    LABOUR = "labour"
    EDUCATION = "education"
    STAYING = "staying"
    ATTENDANCE = "attendance"
    COMPLETION = "completion"
    OUTCOME_28_DAYS = "outcome_28_days"
    OUTCOME_6_MONTHS = "outcome_6_months"
    NEEDS = "needs"

    @property
    def sensitive(self) -> bool:
        """Whether nobody may learn that all of a group, or none, are of a kind: of all but the usual background."""
        return self not in {Measure.GENDER, Measure.AGE, Measure.LABOUR, Measure.EDUCATION}

    @property
    def of_period(self) -> bool:
        """Whether it is counted anew in each period, so that two periods tell nothing of each other."""
        return self is Measure.ATTENDANCE


@dataclass(frozen=True, slots=True)
class Group:
    """Cohorts that are reported as one; ``cohorts`` are their codes."""

    cohorts: Cohorts

    @property
    def key(self) -> str:
        """What it is known by in the ledger."""
        return "+".join(self.cohorts)


@dataclass(frozen=True, slots=True)
class PersonTable:
    """One table, before anything is withheld.

    Attributes:
        measure: what people are divided by.
        about: the category of service, for needs; else empty.
        groups: its rows.
        categories: its columns, as slugs, in the order in which they are read.
        persons: who is in each cell, by row and column.
    """

    measure: Measure
    about: str
    groups: tuple[Group, ...]
    categories: tuple[str, ...]
    persons: tuple[tuple[frozenset[int], ...], ...]

    @property
    def key(self) -> str:
        """What its measure is known by in the ledger."""
        return f"{self.measure}:{self.about}" if self.about else self.measure.value

    @property
    def counts(self) -> tuple[tuple[int, ...], ...]:
        """How many persons each cell has."""
        return tuple(tuple(len(cell) for cell in row) for row in self.persons)

    def members(self, row: int) -> frozenset[int]:
        """Everybody of a group."""
        return frozenset().union(*self.persons[row])


Divide: TypeAlias = Callable[[ReportPerson], str]


def person_tables(
    people: Sequence[ReportPerson], groups: Sequence[Group], measures: Iterable[Measure]
) -> list[PersonTable]:
    """The tables of a report, in the order of the measures; those on needs by category, of services that anybody needs.

    Args:
        people: everybody who is reported on.
        groups: cohorts to be reported as one, without overlaps; people of other cohorts are left out, and so are
            groups that nobody is in yet.

    Raises:
        ValueError: a cohort is in two groups.
    """
    cohorts = [cohort for group in groups for cohort in group.cohorts]
    if len(cohorts) != len(set(cohorts)):
        raise ValueError("a cohort is in two groups")
    there = {person.cohort for person in people}
    groups = [group for group in groups if there & set(group.cohorts)]
    tables = []
    for measure in measures if groups else ():
        if measure is Measure.NEEDS:
            needed = {need.category for person in people for need in person.needs if person.cohort in cohorts}
            tables += [_table(measure, people, groups, _by_need(one), one) for one in Category if one in needed]
        else:
            tables.append(_table(measure, people, groups, _DIVIDE[measure]))
    return tables


def sessions_by_person(people: Sequence[ReportPerson], group: Group) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """How many countable sessions each person of a group attended, and how many they missed: what a sum is made of."""
    own = [person for person in people if person.cohort in group.cohorts]
    return (
        {person.id: person.attended for person in own},
        {person.id: person.countable - person.attended for person in own},
    )


def _table(
    measure: Measure, people: Sequence[ReportPerson], groups: Sequence[Group], divide: Divide, about: str = ""
) -> PersonTable:
    categories = CATEGORIES[measure]
    rows = []
    for group in groups:
        own = [(person.id, divide(person)) for person in people if person.cohort in group.cohorts]
        rows.append(tuple(frozenset(id for id, found in own if found == category) for category in categories))
    return PersonTable(measure, about, tuple(groups), categories, tuple(rows))


def _staying(person: ReportPerson) -> str:
    if person.stayed is None:
        return "under_way"
    return "stayed" if person.stayed else "left_early"


def _attendance(person: ReportPerson) -> str:
    if person.countable < LEAST_SESSIONS:
        return "too_few"
    share = person.attended / person.countable
    return "high" if share >= HIGH else "middle" if share >= MIDDLE else "low"


def _completion(person: ReportPerson) -> str:
    return "all_done" if person.modules and person.modules_done >= person.modules else "not_all_done"


def _outcome(kind: Kind) -> Divide:
    def divide(person: ReportPerson) -> str:
        found = person.outcomes.get(kind)
        if found in {Outcome.EMPLOYED, Outcome.EDUCATION}:
            return "work_or_study"
        return "not_known" if found in {None, Outcome.UNKNOWN} else "neither"

    return divide


def _gender(person: ReportPerson) -> str:
    return person.background.gender or "not_known"


def _age(person: ReportPerson) -> str:
    age = person.background.age
    if age is None:
        return "not_known"
    return {AgeBand.FROM_30: "30_54", AgeBand.FROM_55: "55_and_over"}.get(age, "under_30")


def _labour(person: ReportPerson) -> str:
    labour = person.background.labour
    if labour is None:
        return "not_known"
    unemployed = {Labour.UNEMPLOYED, Labour.LONG_TERM_UNEMPLOYED}
    return "unemployed" if labour in unemployed else "employed" if labour is Labour.EMPLOYED else "inactive"


def _education(person: ReportPerson) -> str:
    education = person.background.education
    if education is None:
        return "not_known"
    return {Education.ISCED_3_4: "isced_3_4", Education.ISCED_5_8: "isced_5_8"}.get(education, "isced_0_2")


def _by_need(category: Category) -> Divide:
    def divide(person: ReportPerson) -> str:
        return "needed" if any(need.category is category for need in person.needs) else "not_needed"

    return divide


_OUTCOMES = ("work_or_study", "neither", "not_known")

CATEGORIES: Mapping[Measure, tuple[str, ...]] = {
    Measure.GENDER: ("female", "male", "other", "not_known"),
    Measure.AGE: ("under_30", "30_54", "55_and_over", "not_known"),
    Measure.LABOUR: ("unemployed", "inactive", "employed", "not_known"),
    Measure.EDUCATION: ("isced_0_2", "isced_3_4", "isced_5_8", "not_known"),
    Measure.STAYING: ("stayed", "left_early", "under_way"),
    Measure.ATTENDANCE: ("high", "middle", "low", "too_few"),
    Measure.COMPLETION: ("all_done", "not_all_done"),
    Measure.OUTCOME_28_DAYS: _OUTCOMES,
    Measure.OUTCOME_6_MONTHS: _OUTCOMES,
    Measure.NEEDS: ("needed", "not_needed"),
}
"""The columns of each table: everybody is in exactly one. They are coarse: of four people, a fine one tells nothing."""

_DIVIDE: Mapping[Measure, Divide] = {
    Measure.GENDER: _gender,
    Measure.AGE: _age,
    Measure.LABOUR: _labour,
    Measure.EDUCATION: _education,
    Measure.STAYING: _staying,
    Measure.ATTENDANCE: _attendance,
    Measure.COMPLETION: _completion,
    Measure.OUTCOME_28_DAYS: _outcome(Kind.FIRST),
    Measure.OUTCOME_6_MONTHS: _outcome(Kind.SECOND),
}
