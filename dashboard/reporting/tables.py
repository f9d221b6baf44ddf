"""Tables of persons with the names of a report, protected, and as the ledger keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.domain.disclosure import Profile, SafeTable
from dashboard.domain.disclosure.ledger import Release, of_groups, of_one_group
from dashboard.domain.disclosure.protect import Protected, protect
from dashboard.domain.disclosure.tables import Axis, CountTable
from dashboard.domain.report import Measure, PersonTable
from dashboard.i18n import gettext as _
from dashboard.reporting.request import ReportRequest
from dashboard.reporting.words import column_name, everybody, group_name, persons, table_title

Names = Mapping[str, str]
"""Names of cohorts by code."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a report: whom it is of, and what may leave the house.

    Attributes:
        persons: the division it was made of; stays here.
        protected: the safe table, with the reasons for what is withheld.
        release: what the ledger would keep of it.
    """

    persons: PersonTable
    protected: Protected
    release: Release

    @property
    def safe(self) -> SafeTable:
        """What may leave."""
        return self.protected.safe


def part(table: PersonTable, request: ReportRequest, names: Names, release_name: str) -> Part:
    """Protect one division of people."""
    protected = protect(count_table(table, names), request.profile)
    return Part(table, protected, ledger_entry(table, protected, request, release_name))


def lies_down(table: PersonTable) -> bool:
    """Whether categories are the rows: of one group, that reads better, and a part can be withheld by itself."""
    return len(table.groups) == 1 and table.measure is not Measure.NEEDS


def count_table(table: PersonTable, names: Names) -> CountTable:
    """A division of people by groups of known size, in the words of the language in force."""
    categories = [column_name(category) for category in table.categories]
    if lies_down(table):
        [counts] = table.counts
        cells = [[count] for count in counts]
        of_one = CountTable.of(
            table_title(table), categories, [persons()], cells, total=everybody(), sensitive=_side(table, Axis.ROWS)
        )
        return of_one.knowing()
    groups = [group_name(group, names) for group in table.groups]
    made = CountTable.of(
        table_title(table), groups, categories, table.counts, total=everybody(), sensitive=_side(table, Axis.COLUMNS)
    )
    return replace(made, row_heading=_("Cohort")).knowing(Axis.ROWS)


def _side(table: PersonTable, axis: Axis) -> Axis | None:
    return axis if table.measure.sensitive else None


def ledger_entry(table: PersonTable, protected: Protected, request: ReportRequest, name: str) -> Release:
    """What is kept of a table: answers by their slugs, since two reports may be in two languages."""
    measure = measure_key(table, request)
    if lies_down(table):
        group, slugs = table.members(0), [frozenset({category}) for category in table.categories]
        made = of_one_group(name, measure, protected, group)
        inner = protected.table.inner_rows
        # The margin is the group's size, which everybody knows.
        statements = tuple(
            replace(made.statements[row], answers=answer) for row, answer in zip(inner, slugs, strict=True)
        )
        return replace(made, statements=statements)
    made = of_groups(name, measure, protected, [table.members(row) for row in range(len(table.groups))])
    slug = {column_name(category): category for category in table.categories}
    return replace(
        made,
        statements=tuple(
            replace(statement, answers=frozenset(slug[answer] for answer in statement.answers))
            for statement in made.statements
        ),
    )


def measure_key(table: PersonTable, request: ReportRequest) -> str:
    """What two releases have to share to be held against each other."""
    if not table.measure.of_period:
        return table.key
    return f"{table.key}:{request.start or ''}:{request.end or ''}"


def public_table(
    title: str, groups: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[int]]
) -> CountTable:
    """A table of what everybody may know: sizes of cohorts, hours offered."""
    made = CountTable.of(title, groups, columns, cells, total=everybody())
    return replace(made, row_heading=_("Cohort"), public=frozenset(made.positions()))


def published(table: CountTable, profile: Profile) -> SafeTable:
    """A table of public facts as a safe table."""
    return protect(table, profile).safe
