"""What the modules page reads, once, and the sums that its charts share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from callbacks.entering import module_forms
from callbacks.filters import read_filters, selection
from callbacks.links import Links
from callbacks.person_rows import MOST_PEOPLE
from dashboard.domain.access import Scope
from dashboard.domain.modules import CohortSteps, ModuleCell, ModuleCounts, total
from dashboard.i18n import current_language
from dashboard.views import Filters, Option
from dashboard.views.forms import Form
from db.engine import reading
from db.queries.cohorts import CohortRow, cohorts
from db.queries.measures import By
from db.queries.modules import ModuleGroup, ModuleRow, module_cells, module_rows, module_steps, modules


@dataclass(frozen=True, slots=True)
class ModulesData:
    """What the page read.

    Attributes:
        modules: one for each code, in the order of the plan: what cohorts of several programmes share stands once.
        counts: by cohort code and module code.
        people, cells: single persons; empty where there are too many for a picture, null for who may not see them.
    """

    filters: Filters
    scope: Scope
    links: Links
    cohorts: Sequence[CohortRow]
    rows: Sequence[ModuleRow]
    counts: Mapping[tuple[str, str], ModuleCounts]
    steps: Sequence[CohortSteps]
    people: Sequence[ModuleGroup] | None
    cells: Sequence[ModuleCell] | None
    forms: Sequence[Form]

    @property
    def single(self) -> bool:
        """Whether one cohort is shown."""
        return len(self.cohorts) == 1

    @property
    def total(self) -> ModuleCounts:
        """Everything that was asked for, added up."""
        return total(self.counts.values())

    @property
    def modules(self) -> list[ModuleRow]:
        """One module for each code, as the programme names it that has it first."""
        found: dict[str, ModuleRow] = {}
        for row in self.rows:
            found.setdefault(row.code, row)
        return list(found.values())

    def planned_week(self, cohort: CohortRow, module: str) -> int | None:
        """The week by which a cohort's programme plans a module."""
        weeks = {row.code: row.planned_week for row in self.rows if row.programme == cohort.programme}
        return weeks.get(module)


def enrolled(counts: Mapping[tuple[str, str], ModuleCounts]) -> int:
    """How many enrolments the counts are of: those of any module of their cohort."""
    by_cohort = {cohort: each.assigned + each.exempt for (cohort, _module), each in counts.items()}
    return sum(by_cohort.values())


def read(engine: Engine, scope: Scope, params: Mapping[str, object], now: datetime | None) -> ModulesData:
    """Everything that the page shows, as the asker may see it."""
    with reading(engine) as connection:
        every = cohorts(connection, scope)
        filters = read_filters(params, [Option(cohort.code, cohort.name) for cohort in every], ())
        asked = selection(filters)
        counts = {
            (group.cohort, str(group.key)): group.counts for group in modules(connection, scope, asked, By.MODULE, now)
        }
        single_persons = scope.sees_persons and enrolled(counts) <= MOST_PEOPLE
        nobody = () if scope.sees_persons else None
        chosen = [cohort for cohort in every if not asked.cohorts or cohort.code in asked.cohorts]
        return ModulesData(
            filters=filters,
            scope=scope,
            links=Links(scope, filters, every),
            cohorts=chosen,
            rows=module_rows(connection, scope, asked, current_language()),
            counts=counts,
            steps=module_steps(connection, scope, asked, now),
            people=modules(connection, scope, asked, By.PARTICIPANT, now) if single_persons else nobody,
            cells=module_cells(connection, scope, asked, now) if single_persons else nobody,
            forms=module_forms(connection, scope, asked, chosen, asked.today(now)),
        )
