"""Tables of persons with the names of a report, protected, and as the ledger keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.domain.disclosure import Profile, SafeTable
from dashboard.domain.disclosure.ledger import Release, of_groups
from dashboard.domain.disclosure.protect import Protected, protect
from dashboard.domain.disclosure.tables import Axis, CountTable
from dashboard.domain.report import PersonTable
from dashboard.i18n import gettext as _
from dashboard.reporting.request import ReportRequest
from dashboard.reporting.words import column_name, everybody, group_name, table_title

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


def count_table(table: PersonTable, names: Names) -> CountTable:
    """A division of people by groups of known size, in the words of the language in force."""
    made = CountTable.of(
        table_title(table),
        [group_name(group, names) for group in table.groups],
        [column_name(category) for category in table.categories],
        table.counts,
        total=everybody(),
        sensitive=Axis.COLUMNS if table.measure.sensitive else None,
    )
    return replace(made, row_heading=_("Cohort")).knowing(Axis.ROWS)


def ledger_entry(table: PersonTable, protected: Protected, request: ReportRequest, name: str) -> Release:
    """What is kept of a table: answers by their slugs, since two reports may be in two languages."""
    groups = [table.members(row) for row in range(len(table.groups))]
    release = of_groups(name, measure_key(table, request), protected, groups)
    slugs = {column_name(category): category for category in table.categories}
    statements = tuple(
        replace(statement, answers=frozenset(slugs[answer] for answer in statement.answers))
        for statement in release.statements
    )
    return replace(release, statements=statements)


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
