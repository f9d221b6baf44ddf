"""Who stands behind each count: for disclosure control, which decides what of it may leave the house.

Nothing here may be shown or exported as it is. A table goes through ``dashboard.domain.disclosure`` first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.esf.counting import GENDERS, Request, Standing, gender_of
from dashboard.domain.esf.indicators import Indicator
from dashboard.domain.esf.records import Record

Persons = frozenset[int]


@dataclass(frozen=True, slots=True)
class Grouping:
    """How a table divides people: into ``groups``, in the order listed; ``of`` names nobody's group with null."""

    groups: tuple[str, ...]
    of: Callable[[Record], str | None]


def by_cohort(cohorts: Sequence[str]) -> Grouping:
    """By cohort code. Everybody is in one alone, the one of these that they entered first; others are left out."""
    order = {cohort: place for place, cohort in enumerate(cohorts)}
    return Grouping(tuple(cohorts), lambda record: record.cohort_of(order))


def by_gender() -> Grouping:
    """By gender, with a group for those of whom it is not known."""
    return Grouping(GENDERS, gender_of)


@dataclass(frozen=True, slots=True)
class IndicatorPersons:
    """The persons behind one indicator.

    Attributes:
        indicator: which; ``special`` says that its zeros and its unanimity tell of a person too.
        groups: per group the persons of each standing. Everybody has one group and one standing, so that the sum over
            groups is the total, and the sum over standings is everyone whom the indicator is asked of.
    """

    indicator: Indicator
    groups: Mapping[str, Mapping[Standing, Persons]]

    def counts(self) -> dict[str, dict[Standing, int]]:
        """How many there are of each."""
        return {
            group: {standing: len(persons) for standing, persons in row.items()} for group, row in self.groups.items()
        }

    def persons(self, *standings: Standing) -> Persons:
        """Everyone of these standings in all groups; without one, everyone whom the indicator is asked of."""
        wanted = standings or tuple(Standing)
        return frozenset(person for row in self.groups.values() for one in wanted for person in row[one])


def indicator_counts(records: Iterable[Record], request: Request, grouping: Grouping) -> tuple[IndicatorPersons, ...]:
    """The persons behind every indicator that can be answered.

    Args:
        records: of one programme.
        request: what is counted.
        grouping: how each table divides them; who is in no group is left out.
    """
    grouped = [(grouping.of(case.record), case) for case in request.cases(records)]
    tables = []
    for indicator in request.indicators:
        if not indicator.answerable:
            continue
        rows: dict[str, dict[Standing, set[int]]] = {
            group: {one: set() for one in Standing} for group in grouping.groups
        }
        for group, case in grouped:
            standing = request.standing(indicator, case)
            if group is not None and standing is not None:
                rows[group][standing].add(case.record.person)
        frozen = {group: {one: frozenset(found) for one, found in row.items()} for group, row in rows.items()}
        tables.append(IndicatorPersons(indicator, frozen))
    return tuple(tables)
