"""A report before it goes out: its tables, what each withholds and why, and what went out before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.disclosure.ledger import Conflict, conflicts
from dashboard.domain.disclosure.tables import CountTable
from dashboard.domain.report import person_tables
from dashboard.i18n import gettext as _
from dashboard.i18n import using_language
from dashboard.reporting.request import ReportRequest
from dashboard.reporting.tables import Part, part, public_table
from dashboard.reporting.words import persons
from db.queries.activities import activity_names
from db.queries.cohorts import CohortRow, cohorts
from db.queries.esf import FundedProgramme, funded_programmes
from db.queries.releases import ledger, report_texts
from db.queries.report import hours_offered, report_people


@dataclass(frozen=True, slots=True)
class Candidate:
    """One table, and why it may not go out beside earlier releases; empty if it may."""

    part: Part
    conflicts: tuple[Conflict, ...]

    @property
    def tells_something(self) -> bool:
        """Whether it publishes more than what everybody knows."""
        table, reasons = self.part.protected.table, self.part.protected.reasons
        return any(position not in table.public and position not in reasons for position in table.positions())

    @property
    def goes_out(self) -> bool:
        """Whether it is in the files."""
        return not self.conflicts and self.tells_something


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that a report is made of, in its language.

    Attributes:
        request: what was asked for.
        programme: whose report it is.
        cohorts: those that are told of, by code.
        sizes: how many people are told of in each cohort; nobody in two.
        facts: tables of what everybody may know.
        candidates: tables of persons, whether or not they go out.
        texts: the paragraphs that people wrote, by section.
        seen: the latest release that it was held against.
    """

    request: ReportRequest
    programme: FundedProgramme
    cohorts: Mapping[str, CohortRow]
    sizes: Mapping[str, int]
    facts: tuple[CountTable, ...]
    candidates: tuple[Candidate, ...]
    texts: Mapping[str, str]
    seen: int

    @property
    def persons(self) -> int:
        """How many people it is about."""
        return sum(self.sizes.values())


def read_draft(connection: Connection, scope: Scope, request: ReportRequest, now: datetime) -> Draft:
    """Make the draft of a report from one state of the data.

    Raises:
        ForbiddenError: the asker makes no reports, or there is no such programme or cohort.
    """
    selection = request.selection
    known = {cohort.code: cohort for cohort in cohorts(connection, scope, selection)}
    programme = next(iter(funded_programmes(connection, scope, selection)), None)
    if not scope.makes_reports or programme is None or set(known) != set(request.cohorts):
        raise ForbiddenError
    people = report_people(connection, scope, selection, now)
    entered = Counter(person.cohort for person in people)
    sizes = {cohort: entered[cohort] for cohort in request.cohorts if entered[cohort]}
    before = ledger(connection, scope, request.programme)
    texts = report_texts(connection, scope, request.programme, request.language)
    with using_language(request.language):
        names = {code: cohort.name for code, cohort in known.items()}
        parts = [
            part(table, request, names, _("this report"))
            for table in person_tables(people, request.groups, request.measures)
        ]
        return Draft(
            request=request,
            programme=programme,
            cohorts=known,
            sizes=sizes,
            facts=_facts(connection, scope, request, names, sizes, now),
            candidates=tuple(Candidate(one, conflicts(one.release, before.entries)) for one in parts),
            texts={section: text for section, (text, _version) in texts.items() if text.strip()},
            seen=before.latest,
        )


def _facts(
    connection: Connection,
    scope: Scope,
    request: ReportRequest,
    names: Mapping[str, str],
    sizes: Mapping[str, int],
    now: datetime,
) -> tuple[CountTable, ...]:
    """How many took part in each cohort, and what they were offered: public, so never taken together."""
    if not sizes:
        return ()
    called = [names[cohort] for cohort in sizes]
    tables = [public_table(_("Participants"), called, [persons()], [[size] for size in sizes.values()])]
    hours = hours_offered(connection, scope, request.selection, now)
    activities = {
        code: name
        for code, name in activity_names(connection, scope, request.language).items()
        if any((cohort, code) in hours for cohort in sizes)
    }
    if activities:
        cells = [[hours.get((cohort, code), 0) for code in activities] for cohort in sizes]
        tables.append(public_table(_("Hours of group work offered"), called, list(activities.values()), cells))
    return tuple(tables)
