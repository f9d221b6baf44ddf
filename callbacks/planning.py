"""The planning page: programmes with their cohorts, what they do, and what they teach by which week."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Engine

from callbacks.opening import reader_at
from callbacks.planning_data import Plans, cohort_href, read_plans
from callbacks.planning_forms import activity_form, cohort_form, module_form, programme_form
from callbacks.words import cohort_when
from dashboard.domain.access import Scope
from dashboard.i18n import current_language, format_list, format_period, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS
from dashboard.views.forms import Panel, Row
from dashboard.views.planning import PlannedCohort, PlanningView, ProgrammePanels
from db.engine import reading
from db.queries.planning import ActivityPlan, CohortPlan, ModulePlan, ProgrammePlan


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> PlanningView:
    """The page as the asker may see it; forms are for who plans."""
    if scope is None:
        return PlanningView(headline="")
    if not scope.sees_persons:
        return PlanningView(headline=_("Planning is for those who work with the cohorts"), filters=NO_FILTERS)
    with reading(engine) as connection:
        plans = read_plans(connection, scope, now or datetime.now(UTC))
    return PlanningView(
        headline=_headline(plans),
        lead=_lead(plans),
        filters=NO_FILTERS,
        at=reader_at("/planning", params),
        programmes=tuple(_programme(plans, programme) for programme in plans.programmes),
        forms=(programme_form(None),) if scope.plans else (),
    )


def _headline(plans: Plans) -> str:
    if not plans.cohorts:
        return _("Nothing is planned yet")
    running = [one for one in plans.cohorts if one.starts_on <= plans.today <= one.ends_on]
    coming = [one for one in plans.cohorts if one.starts_on > plans.today]
    under_way = (
        ngettext("%(num)d cohort is under way", "%(num)d cohorts are under way", len(running))
        if running
        else _("No cohort is under way")
    )
    ahead = ngettext("%(num)d is to begin", "%(num)d are to begin", len(coming)) if coming else _("none is to begin")
    return _("%(running)s, %(coming)s", running=under_way, coming=ahead)


def _lead(plans: Plans) -> str:
    if plans.cohorts:
        without = [one.name for one in plans.cohorts if one.ends_on >= plans.today and not one.ahead]
        missing = _("Without a session ahead: %(cohorts)s.", cohorts=format_list(without)) if without else ""
        own = "" if plans.scope.plans else _("Sessions can be planned by coaches; all else by coordinators.")
        return " ".join(part for part in (missing, own) if part)
    if not plans.scope.plans:
        return _("Your account works with no cohort yet: a coordinator can give you one.")
    if not plans.programmes:
        return _("Begin with the programme: its name and how many weeks its cohorts have.")
    return _("Make the first cohort; activities and modules can come before or after it.")


def _programme(plans: Plans, programme: ProgrammePlan) -> ProgrammePanels:
    said = [ngettext("cohorts of %(num)d week", "cohorts of %(num)d weeks", programme.weeks)]
    said += [programme.funding] if programme.funding else []
    said += [_("project %(code)s", code=programme.project_code)] if programme.project_code else []
    can = plans.scope.plans
    return ProgrammePanels(
        key=f"programme-{programme.id}",
        title=programme.name,
        note=", ".join(said),
        cohorts=tuple(_cohort(plans, one) for one in reversed(plans.cohorts_of(programme.id))),
        empty=_("No cohort yet."),
        activities=_activities(plans, programme),
        modules=_modules(plans, programme),
        forms=(cohort_form(programme, None), programme_form(programme)) if can else (),
    )


def _cohort(plans: Plans, cohort: CohortPlan) -> PlannedCohort:
    people = (
        _("%(people)d of %(places)d places taken", people=cohort.people, places=cohort.places)
        if cohort.places
        else ngettext("%(num)d person", "%(num)d people", cohort.people)
    )
    stayed = ngettext("%(num)d person stayed to the end", "%(num)d people stayed to the end", cohort.people)
    ahead = (
        ngettext("%(num)d session ahead", "%(num)d sessions ahead", cohort.ahead)
        if cohort.ahead
        else _("no session ahead")
    )
    weekly = (
        ngettext("%(num)d weekly session", "%(num)d weekly sessions", cohort.slots)
        if cohort.slots
        else _("no timetable")
    )
    return PlannedCohort(
        key=f"planned-{cohort.id}",
        name=cohort.name,
        when=f"{cohort_when(cohort, plans.today)}, {format_period(cohort.starts_on, cohort.ends_on)}",
        facts=(people, ahead, weekly) if cohort.ends_on >= plans.today else (stayed,),
        href=cohort_href(cohort.code),
    )


def _activities(plans: Plans, programme: ProgrammePlan) -> Panel:
    found = plans.activities_of(programme.id)
    return Panel(
        title=ngettext("%(num)d activity", "%(num)d activities", len(found)) if found else _("No activities yet"),
        note=_("What sessions are of."),
        rows=tuple(_activity(plans, one) for one in found),
        empty=_("A timetable needs at least one."),
        forms=(activity_form(programme.id, None),) if plans.scope.plans else (),
    )


def _activity(plans: Plans, activity: ActivityPlan) -> Row:
    said = [ngettext("%(num)d minute", "%(num)d minutes", activity.default_minutes)]
    said += [_("for one person")] if activity.individual else []
    said += [] if activity.counts_for_attendance else [_("does not count for attendance")]
    said += [_("restricted")] if activity.restricted else []
    return Row(
        key=f"row-activity-{activity.id}",
        label=activity.name(current_language()),
        text=", ".join(said),
        forms=(activity_form(activity.programme_id, activity),) if plans.scope.plans else (),
    )


def _modules(plans: Plans, programme: ProgrammePlan) -> Panel:
    found = plans.modules_of(programme.id)
    return Panel(
        title=ngettext("%(num)d module", "%(num)d modules", len(found)) if found else _("No modules yet"),
        note=_("In the order of the plan."),
        rows=tuple(_module(plans, programme, one) for one in found),
        empty=_("Modules are what everybody learns, each by its week."),
        forms=(module_form(programme, None),) if plans.scope.plans else (),
    )


def _module(plans: Plans, programme: ProgrammePlan, module: ModulePlan) -> Row:
    week = _("by week %(week)d", week=module.planned_week) if module.planned_week else _("no week planned")
    return Row(
        key=f"row-module-{module.id}",
        label=module.name(current_language()),
        text=week,
        forms=(module_form(programme, module),) if plans.scope.plans else (),
    )
