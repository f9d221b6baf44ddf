"""What the page of one cohort's plan reads, once, with the words that its parts share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from callbacks.planning_data import Plans, read_plans
from dashboard.domain.access import Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.selection import Selection
from dashboard.domain.timetable import Course, Plan, make_plan
from dashboard.domain.timetable_change import Change, compare
from dashboard.i18n import current_language, format_clock
from dashboard.i18n import gettext as _
from dashboard.views import Option
from db.queries.members import Member, members
from db.queries.planning import CohortPlan, ProgrammePlan
from db.queries.session_plans import SessionPlan, session_plans
from db.queries.team import team
from db.queries.timetable import BreakRow, SlotRow, break_rows, cohort_course, existing_sessions, slot_rows


@dataclass(frozen=True, slots=True)
class CohortData:
    """One cohort.

    Attributes:
        change: what applying the timetable would do to the sessions ``since`` a day.
        sessions: those that have not ended; opened is the one whose forms are in sight.
        owners: who can be asked to see to something.
    """

    plans: Plans
    cohort: CohortPlan
    programme: ProgrammePlan
    course: Course
    slots: Sequence[SlotRow]
    breaks: Sequence[BreakRow]
    plan: Plan
    change: Change
    since: date
    sessions: Sequence[SessionPlan]
    people: Sequence[Member]
    owners: tuple[Option, ...]
    every: bool
    opened: int

    @property
    def can_plan(self) -> bool:
        """Whether the asker changes more than single sessions."""
        return self.plans.scope.plans

    @property
    def today(self) -> date:
        """The local day."""
        return self.plans.today

    def activities(self, *, individual: bool) -> tuple[Option, ...]:
        """What sessions can be of: for one person, or for all."""
        return tuple(
            Option(str(one.id), one.name(current_language()))
            for one in self.plans.activities_of(self.programme.id)
            if one.individual is individual
        )

    @property
    def modules(self) -> tuple[Option, ...]:
        """What sessions can serve."""
        found = self.plans.modules_of(self.programme.id)
        return tuple(Option(str(one.id), one.name(current_language())) for one in found)

    def what(self, activity_id: int, module_id: int | None) -> str:
        """An activity, with the module that it serves."""
        named = [self.plans.activity(activity_id), self.plans.module(module_id)]
        return ": ".join(name for name in named if name)

    def times(self, begins: datetime, ends: datetime) -> str:
        """From when until when, on the programme's clock: ``9.00–12.00``."""
        local = [format_clock(moment.astimezone(self.course.timezone)) for moment in (begins, ends)]
        return "–".join(local)


def read_cohort(connection: Connection, scope: Scope, params: Mapping[str, object], now: datetime) -> CohortData | None:
    """The cohort that an address names; null where there is none that the asker works with.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    plans = read_plans(connection, scope, now)
    cohort = next((one for one in plans.cohorts if one.code == params.get("cohort")), None)
    if cohort is None:
        return None
    course = cohort_course(connection, scope, cohort.id, current_language())
    plan, since = make_plan(course), first_day(params.get("since"), cohort, local_day(now))
    return CohortData(
        plans=plans,
        cohort=cohort,
        programme=next(one for one in plans.programmes if one.id == cohort.programme_id),
        course=course,
        slots=slot_rows(connection, scope, cohort.id),
        breaks=break_rows(connection, scope, cohort.id),
        plan=plan,
        change=compare(plan, existing_sessions(connection, scope, cohort.id), since),
        since=since,
        sessions=session_plans(connection, scope, cohort_id=cohort.id, now=now),
        people=members(connection, scope, Selection(cohorts=(cohort.code,))),
        owners=tuple(Option(str(one.id), one.name) for one in team(connection, scope).get(cohort.id, ())),
        every=params.get("sessions") == "all",
        opened=_number(params.get("session")),
    )


def first_day(text: object, cohort: CohortPlan, today: date) -> date:
    """From which day on a timetable is applied: the one asked for, else from today, at the earliest the first one."""
    try:
        asked = date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        asked = None
    return max(asked or today, cohort.starts_on)


def _number(text: object) -> int:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= 18 else 0


def week_text(from_week: int | None, to_week: int | None, weeks: int) -> str:
    """In which weeks, where not in all: ``weeks 2–5``."""
    first, last = from_week or 1, to_week or weeks
    if (first, last) == (1, weeks):
        return ""
    if first == last:
        return _("week %(week)d", week=first)
    return _("weeks %(first)d–%(last)d", first=first, last=last)
