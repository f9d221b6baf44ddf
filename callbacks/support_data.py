"""What the support page reads: prompts of the day and of a week before, and what people did about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy import Connection

from callbacks.filters import query_string, read_filters, selection
from callbacks.links import Links
from dashboard.domain.access import Role, Scope
from dashboard.domain.selection import Selection
from dashboard.domain.support import Facts, Mark, Parameters, Prompt, State, all_prompts, compare
from dashboard.domain.support.outcome import Outcome, outcome
from dashboard.domain.support.rules import PersonPrompt
from dashboard.domain.support.standing import Standing, Step, Task, standing, tasks
from dashboard.i18n import current_language
from dashboard.ids import Support as Ids
from dashboard.views import Filters, Option
from db.queries.activities import activity_names
from db.queries.cohorts import CohortRow, cohorts
from db.queries.decisions import decisions, marks_around
from db.queries.modules import module_rows
from db.queries.objections import Objection, objections
from db.queries.support import support_facts
from db.queries.support_settings import parameters
from db.queries.team import Member, team

WEEK = timedelta(days=7)
_LONGEST = 60
SUPPORT = "/support"


@dataclass(frozen=True, slots=True)
class Said:
    """One prompt of the day: what is said, whether it is new since a week before, and how it stands."""

    prompt: Prompt
    new: bool
    standing: Standing


@dataclass(frozen=True)
class SupportData:
    """Everything that the page shows.

    Attributes:
        said: the prompts of each enrolment of which a rule speaks, in the order of their prompts.
        resolved: prompts of a week before that are no longer so.
        marks: every expected mark of the enrolments about which there are steps.
        opened: the prompt whose evidence is shown: enrolment and key with a hyphen between; empty for none.
        doing: the form that is open: its name and what it is about with a hyphen between; empty for none.
        page, about: the page on which the cards stand, and what it is about, by parameter of its address.
    """

    scope: Scope
    filters: Filters
    today: date
    cohorts: Mapping[str, CohortRow]
    activities: Mapping[str, str]
    modules: Mapping[str, str]
    settings: Mapping[str, Parameters]
    facts: Mapping[int, Facts]
    said: Mapping[int, Sequence[Said]]
    resolved: Sequence[PersonPrompt]
    steps: Mapping[int, Sequence[Step]]
    marks: Mapping[int, Sequence[Mark]]
    members: Mapping[int, Sequence[Member]]
    objections: Sequence[Objection]
    opened: str = ""
    doing: str = ""
    page: str = SUPPORT
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        """Whether anything can be done: not about a day that was."""
        return self.filters.as_of is None

    @property
    def many(self) -> bool:
        """Whether there may be so many people that a form is drawn only once it is asked for."""
        return self.page == SUPPORT

    @property
    def coordinates(self) -> bool:
        """Whether the one who asks is a coordinator."""
        return self.scope.role is Role.COORDINATOR

    @property
    def before(self) -> date:
        """The day that today is compared with."""
        return self.today - WEEK

    @property
    def links(self) -> Links:
        """Where things lead."""
        return Links(self.scope, self.filters, tuple(self.cohorts.values()))

    def address(self, **params: str) -> str:
        """The page again, with another prompt's evidence (``open``) or another form (``do``) opened; empty closes."""
        opened = {"open": self.opened, "do": self.doing} | params
        return f"{self.page}{query_string(self.filters, **self.about, **opened)}"

    def form_address(self, form: str) -> str:
        """The page again with a form opened, or closed where it is open."""
        return self.address(do="" if self.doing == form else form)

    def task_address(self, decision_id: int) -> str:
        """Where one can say what came of a decision."""
        return f"{'' if self.page == SUPPORT else SUPPORT}#{Ids.task(decision_id)}"

    @cached_property
    def tasks(self) -> list[Task]:
        """Every decision with what became of it, in their order."""
        return tasks((step for steps in self.steps.values() for step in steps), self.today)

    def outcome(self, task: Task) -> Outcome:
        """What was counted before and after a decision."""
        decision = task.decision
        return outcome(self.marks.get(decision.enrolment_id, ()), decision.decided_on, self.today)


def opened(params: Mapping[str, object], name: str = "open") -> str:
    """What an address opens: the evidence of a prompt, or with ``do`` a form; empty for nothing."""
    value = params.get(name, "")
    return value if isinstance(value, str) and len(value) <= _LONGEST and value.isprintable() else ""


def read_request(
    connection: Connection, scope: Scope, params: Mapping[str, object]
) -> tuple[Filters, Mapping[str, CohortRow]]:
    """The filters of the address, and the cohorts that the asker may choose from."""
    every = {cohort.code: cohort for cohort in cohorts(connection, scope)}
    options = [Option(cohort.code, cohort.name) for cohort in every.values()]
    return replace(read_filters(params, options, ()), with_period=False), every


def read_support(
    connection: Connection,
    scope: Scope,
    filters: Filters,
    every: Mapping[str, CohortRow],
    now: datetime | None,
    asked: Selection | None = None,
) -> SupportData:
    """Read everything; ``asked`` is another question than the filters', for the page of one person."""
    asked = asked or selection(filters).without_period()
    today = asked.today(now)
    settings = parameters(connection, scope, asked)
    facts = support_facts(connection, scope, asked, now)
    compared = compare(
        all_prompts(facts, settings, today),
        _prompts_before(connection, scope, asked, settings, today - WEEK),
        today,
    )
    steps = decisions(connection, scope, asked, now)
    said: dict[int, list[Said]] = {}
    for (one, prompt), state in compared:
        if state is not State.RESOLVED:
            how = standing(prompt, steps.get(one.enrolment_id, ()), today)
            said.setdefault(one.enrolment_id, []).append(Said(prompt, state is State.NEW, how))
    language = current_language()
    return SupportData(
        scope=scope,
        filters=filters,
        today=today,
        cohorts=every,
        activities=activity_names(connection, scope, language),
        modules={row.code: row.name for row in module_rows(connection, scope, asked, language)},
        settings=settings,
        facts={one.enrolment_id: one for one in facts},
        said=said,
        resolved=[one for one, state in compared if state is State.RESOLVED],
        steps=steps,
        marks=marks_around(connection, scope, asked, steps.keys(), now),
        members=team(connection, scope),
        objections=objections(connection, scope, asked, now) if scope.role is Role.COORDINATOR else (),
    )


def _prompts_before(
    connection: Connection, scope: Scope, asked: Selection, settings: Mapping[str, Parameters], day: date
) -> list[PersonPrompt]:
    return all_prompts(support_facts(connection, scope, replace(asked, as_of=day)), settings, day)
