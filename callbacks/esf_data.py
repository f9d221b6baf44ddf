"""What the page of the funder's forms and indicators reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from callbacks.links import Links
from dashboard.domain.access import Scope
from dashboard.domain.esf import FormCounts, FormItem, FormKind
from dashboard.domain.selection import Selection
from dashboard.views import Filters
from db.queries.cohorts import CohortRow
from db.queries.esf import Completeness, FundedProgramme, completeness, funded_programmes
from db.queries.esf_forms import form_counts, form_items
from db.queries.team import Member, team


@dataclass(frozen=True, slots=True)
class Data:
    """What the page read, as of ``today``.

    Attributes:
        cohorts: the chosen ones, by start.
        programmes: every one that the asker may see.
        counts: forms by cohort code.
        waiting: forms that somebody has to ask for; empty for who sees aggregates only, as are the next two.
        people: what is held of everybody.
        members: who can ask for a form, by id of the cohort.
        live: whether the page speaks of now, so that something can be written down.
    """

    today: date
    live: bool
    filters: Filters
    scope: Scope
    cohorts: Sequence[CohortRow]
    programmes: Sequence[FundedProgramme]
    counts: Mapping[str, Mapping[FormKind, FormCounts]]
    waiting: Sequence[FormItem]
    people: Sequence[Completeness]
    members: Mapping[int, tuple[Member, ...]]
    links: Links

    @property
    def names(self) -> dict[str, str]:
        """Cohort code to name."""
        return {cohort.code: cohort.name for cohort in self.cohorts}

    @property
    def ids(self) -> dict[str, int]:
        """Cohort code to id."""
        return {cohort.code: cohort.id for cohort in self.cohorts}

    def total(self, kind: FormKind) -> FormCounts:
        """The forms of a kind, of all chosen cohorts."""
        return sum((row[kind] for row in self.counts.values()), FormCounts())


def read_esf(
    connection: Connection, scope: Scope, filters: Filters, every: Sequence[CohortRow], asked: Selection, today: date
) -> Data:
    """Read everything for one who may see figures."""
    persons = scope.sees_persons
    as_of = Selection(cohorts=asked.cohorts, as_of=today)
    return Data(
        today=today,
        live=asked.as_of is None,
        filters=filters,
        scope=scope,
        cohorts=[cohort for cohort in every if not asked.cohorts or cohort.code in asked.cohorts],
        programmes=funded_programmes(connection, scope, Selection()),
        counts=form_counts(connection, scope, as_of),
        waiting=form_items(connection, scope, as_of, waiting=True) if persons else (),
        people=completeness(connection, scope, as_of) if persons else (),
        members=team(connection, scope) if persons else {},
        links=Links(scope, filters, every),
    )
