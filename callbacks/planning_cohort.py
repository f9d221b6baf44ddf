"""The page of one cohort's plan: its timetable and what that would do, its sessions, its people, its days off."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Engine

from callbacks.links import Links
from callbacks.opening import reader_at
from callbacks.planning_change import change_panel, change_text
from callbacks.planning_cohort_data import CohortData, read_cohort
from callbacks.planning_days_off import days_off
from callbacks.planning_forms import cohort_form
from callbacks.planning_people import people_panel
from callbacks.planning_sessions import all_href, sessions_panel
from callbacks.planning_timetable import timetable
from callbacks.words import cohort_when
from dashboard.domain.access import Scope
from dashboard.i18n import format_period, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS
from dashboard.views.planning import PlanningCohortView
from db.engine import reading
from db.queries.cohorts import cohorts
from db.queries.members import used_codes


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> PlanningCohortView:
    """The cohort that the address names, as the asker may see and change it."""
    if scope is None:
        return PlanningCohortView(headline="")
    if not scope.sees_persons:
        return _nothing()
    with reading(engine) as connection:
        data = read_cohort(connection, scope, params, now or datetime.now(UTC))
        if data is None:
            return _nothing()
        used = used_codes(connection, scope) if scope.plans else ()
        links = Links(scope, NO_FILTERS, cohorts(connection, scope))
    return PlanningCohortView(
        headline=_headline(data),
        lead=_lead(data),
        filters=NO_FILTERS,
        at=reader_at("/planning/cohort", params, "cohort", "since", "sessions"),
        timetable=timetable(data),
        change=change_panel(data),
        days_off=days_off(data),
        sessions=sessions_panel(data),
        all_href=all_href(data),
        people=people_panel(data, used, links),
        forms=(cohort_form(data.programme, data.cohort),) if data.can_plan else (),
    )


def _nothing() -> PlanningCohortView:
    """What stands where there is no such cohort for the reader: the same whether there is one or not."""
    return PlanningCohortView(
        headline=_("There is no such cohort"),
        lead=_("The address may have a slip in it, or this is no cohort that your account works with."),
        filters=NO_FILTERS,
    )


def _headline(data: CohortData) -> str:
    ahead = data.cohort.ahead
    planned = ngettext("%(num)d session ahead", "%(num)d sessions ahead", ahead) if ahead else _("no session ahead")
    return _("%(cohort)s: %(planned)s", cohort=data.cohort.name, planned=planned)


def _lead(data: CohortData) -> str:
    when = cohort_when(data.cohort, data.today)
    said = [f"{when[:1].upper()}{when[1:]}, {format_period(data.cohort.starts_on, data.cohort.ends_on)}."]
    if data.can_plan and not data.change.empty:
        said.append(f"{change_text(data.change)}.")
    if not data.can_plan:
        said.append(_("Sessions can be planned by coaches; all else by coordinators."))
    return " ".join(said)
