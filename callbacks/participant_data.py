"""What the page of one person reads, in the one transaction that also writes down who read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from callbacks.filters import read_filters, selection
from callbacks.links import Links
from callbacks.support_data import SupportData, opened, read_support
from dashboard.domain.access import Scope
from dashboard.domain.follow_up import FollowUpItem
from dashboard.domain.measures import Counts
from dashboard.domain.modules import ModuleCell
from dashboard.domain.participant import Contact, Need, OwnSession, Person
from dashboard.domain.selection import Selection
from dashboard.domain.support.standing import Step
from dashboard.i18n import current_language
from dashboard.views import Filters, Option
from db.queries.activities import activity_names
from db.queries.cohorts import CohortRow, cohorts
from db.queries.decisions import decisions
from db.queries.follow_up import follow_up_items
from db.queries.measures import By, measures
from db.queries.modules import ModuleRow, module_cells, module_rows
from db.queries.participant import own_sessions
from db.queries.participant_support import contacts, needs


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, for what, and what they may choose from: known before any person is.

    ``opened`` is the prompt whose evidence is shown.
    """

    scope: Scope
    filters: Filters
    cohorts: Mapping[str, CohortRow]
    activities: Mapping[str, str]
    now: datetime | None
    opened: str = ""

    @property
    def selection(self) -> Selection:
        """The question that the filters ask, of whatever cohorts the person was in."""
        return replace(selection(self.filters), cohorts=())

    @property
    def today(self) -> date:
        """The day that the page speaks of."""
        return self.selection.today(self.now)

    @property
    def links(self) -> Links:
        """Where things lead."""
        return Links(self.scope, self.filters, tuple(self.cohorts.values()))


@dataclass(frozen=True, slots=True)
class PersonData:
    """Everything about the person that the page shows; measures by cohort code, lists of all their cohorts.

    ``sessions`` follow the period and the activity that were chosen, as measures do; ``restricted`` the period alone.
    ``steps`` are those about prompts, latest first; ``support`` is what rules say of everyone in these cohorts now.
    """

    request: Request
    person: Person
    measures: Mapping[str, Counts]
    sessions: Sequence[OwnSession]
    restricted: Sequence[OwnSession]
    modules: Sequence[ModuleCell]
    module_rows: Mapping[str, ModuleRow]
    follow_ups: Sequence[FollowUpItem]
    needs: Sequence[Need]
    contacts: Sequence[Contact]
    steps: Sequence[Step]
    support: SupportData

    @property
    def today(self) -> date:
        """The day that the page speaks of."""
        return self.request.today

    @property
    def cohorts(self) -> list[CohortRow]:
        """The person's cohorts, by start."""
        return [self.request.cohorts[code] for code in self.person.cohorts]

    def activity(self, code: str) -> str:
        """Name of an activity."""
        return self.request.activities.get(code, code)


def read_request(connection: Connection, scope: Scope, params: Mapping[str, object], now: datetime | None) -> Request:
    """The filters of the address; those that say nothing about one person are kept for the pages that come after."""
    every = cohorts(connection, scope)
    activities = activity_names(connection, scope, current_language())
    filters = read_filters(
        params,
        [Option(cohort.code, cohort.name) for cohort in every],
        [Option(code, name) for code, name in activities.items()],
        with_activity=True,
    )
    known = {cohort.code: cohort for cohort in every}
    return Request(scope, replace(filters, with_cohorts=False), known, activities, now, opened(params))


def read_person(connection: Connection, request: Request, person: Person) -> PersonData:
    """Read everything about a person."""
    scope, now = request.scope, request.now
    asked = replace(request.selection, cohorts=person.cohorts)
    whole = replace(asked, counting_only=False, activity=None)
    as_of = Selection(cohorts=person.cohorts, as_of=asked.as_of)
    sessions = own_sessions(connection, scope, person, whole, now)
    return PersonData(
        request=request,
        person=person,
        measures={
            group.cohort: group.counts
            for group in measures(connection, scope, asked, By.PARTICIPANT, now)
            if group.key == person.code
        },
        sessions=[one for one in sessions if not one.restricted and asked.activity in (None, one.activity)],
        restricted=[one for one in sessions if one.restricted],
        modules=[cell for cell in module_cells(connection, scope, as_of, now) if cell.participant == person.code],
        module_rows={row.code: row for row in module_rows(connection, scope, as_of, current_language())},
        follow_ups=[item for item in follow_up_items(connection, scope, as_of, now) if item.participant == person.code],
        needs=needs(connection, scope, person, as_of, now),
        contacts=contacts(connection, scope, person, as_of, now),
        steps=_steps(connection, request, person, as_of),
        support=read_support(connection, scope, request.filters, request.cohorts, now, as_of),
    )


def _steps(connection: Connection, request: Request, person: Person, as_of: Selection) -> list[Step]:
    """What is stored about a person's prompts stays readable, also when they object to them now."""
    found = decisions(connection, request.scope, as_of, request.now, participant_id=person.id, with_objecting=True)
    every = (step for steps in found.values() for step in steps)
    return sorted(every, key=lambda step: (step.decided_at, step.id), reverse=True)
