"""The forms of a programme: itself, its cohorts, activities and modules. A new one has a code, which then stays."""

from datetime import date

from dashboard.i18n import LANGUAGE_NAMES
from dashboard.i18n import gettext as _
from dashboard.views import Option
from dashboard.views.forms import Control, Field, Form
from db.queries.planning import ActivityPlan, CohortPlan, ModulePlan, ProgrammePlan

LONGEST_CODE = 40
LONGEST_COHORT = 104  # weeks
LONGEST_SESSION = 1440  # minutes
MOST_PLACES = 200
FUNDS = ("ESF", "ESF+")
TRAITS = ("individual", "counts", "restricted")


def programme_form(programme: ProgrammePlan | None) -> Form:
    """A programme; null: a new one."""
    new = programme is None
    slot = f"programme-{programme.id}" if programme else "programme-new"
    funds = tuple(Option(fund, fund) for fund in FUNDS)
    return Form(
        slot=slot,
        action="planning/programme",
        submit=_("Make the programme") if new else _("Save the programme"),
        hidden={} if programme is None else {"id": programme.id, "version": programme.version},
        opens=_("New programme") if new else _("Change the programme"),
        fields=(
            *([_code(_("It is part of addresses and files, and stays: short, such as ikut."))] if new else []),
            Field(Control.TEXT, "name", _("Name"), programme.name if programme else "", required=True),
            Field(
                Control.NUMBER,
                "weeks",
                _("Weeks of a cohort"),
                programme.weeks if programme else 10,
                hint=_("For cohorts that are made from now on."),
                required=True,
                low=1,
                high=LONGEST_COHORT,
            ),
            Field(
                Control.SELECT,
                "funding",
                _("Fund"),
                (programme.funding or "") if programme else "",
                hint=_("Says which indicators are reported."),
                options=funds,
                nothing=_("none of these"),
            ),
            Field(Control.TEXT, "project_code", _("Project code"), (programme.project_code or "") if programme else ""),
        ),
    )


def cohort_form(programme: ProgrammePlan, cohort: CohortPlan | None) -> Form:
    """A cohort; null: a new one of the programme."""
    new = cohort is None
    slot = f"cohort-{cohort.id}" if cohort else f"cohort-new-{programme.id}"
    return Form(
        slot=slot,
        action="planning/cohort",
        submit=_("Make the cohort") if new else _("Save the cohort"),
        hidden={"programme": programme.id} if cohort is None else {"id": cohort.id, "version": cohort.version},
        opens=_("New cohort") if new else _("Change the cohort"),
        fields=(
            *([_code(_("It is part of addresses and files, and stays: such as 2027-spring."))] if new else []),
            Field(Control.TEXT, "name", _("Name"), cohort.name if cohort else "", required=True),
            _day("starts_on", _("First day"), cohort.starts_on if cohort else None),
            _day("ends_on", _("Last day"), cohort.ends_on if cohort else None),
            Field(
                Control.NUMBER,
                "weeks",
                _("Programme weeks"),
                cohort.weeks if cohort else programme.weeks,
                hint=_("Weeks lost to a break do not count: the last one then goes on to the last day."),
                required=True,
                low=1,
                high=LONGEST_COHORT,
            ),
            Field(Control.NUMBER, "places", _("Places"), cohort.places if cohort else None, low=0, high=MOST_PLACES),
        ),
    )


def activity_form(programme_id: int, activity: ActivityPlan | None) -> Form:
    """An activity; null: a new one of the programme."""
    traits = (
        Option("individual", _("for one person at a time")),
        Option("counts", _("counts for attendance")),
        Option("restricted", _("restricted: seen by the coach concerned and the coordinator only")),
    )
    ticked: tuple[str, ...] = ("counts",)
    if activity:
        has = (activity.individual, activity.counts_for_attendance, activity.restricted)
        ticked = tuple(trait for trait, holds in zip(TRAITS, has, strict=True) if holds)
    return Form(
        slot=f"activity-{activity.id}" if activity else f"activity-new-{programme_id}",
        action="planning/activity",
        submit=_("Save the activity") if activity else _("Make the activity"),
        hidden={"id": activity.id, "version": activity.version} if activity else {"programme": programme_id},
        opens=_("Change") if activity else _("New activity"),
        about=activity.code if activity else "",
        note=_("A change holds for past sessions too, and so for their figures.")
        if activity and activity.sessions
        else "",
        fields=(
            *([] if activity else [_code(_("It is part of files, and stays: short, such as finnish."))]),
            *_names(activity),
            Field(
                Control.NUMBER,
                "minutes",
                _("Usual minutes"),
                activity.default_minutes if activity else 180,
                required=True,
                low=1,
                high=LONGEST_SESSION,
            ),
            Field(Control.TICKS, "traits", _("What kind it is"), ticked, options=traits),
        ),
    )


def module_form(programme: ProgrammePlan, module: ModulePlan | None) -> Form:
    """A module; null: a new one of the programme."""
    return Form(
        slot=f"module-{module.id}" if module else f"module-new-{programme.id}",
        action="planning/module",
        submit=_("Save the module") if module else _("Make the module"),
        hidden={"id": module.id, "version": module.version} if module else {"programme": programme.id},
        opens=_("Change") if module else _("New module"),
        about=module.code if module else "",
        note="" if module else _("Everybody of the programme then has it, also those who have left."),
        fields=(
            *([] if module else [_code(_("It is part of files, and stays: short, such as RIGHTS."))]),
            *_names(module),
            Field(
                Control.NUMBER,
                "week",
                _("Planned week"),
                module.planned_week if module else None,
                hint=_("By the end of which programme week it is to be done."),
                low=1,
                high=LONGEST_COHORT,
            ),
        ),
    )


def _code(hint: str) -> Field:
    return Field(Control.TEXT, "code", _("Code"), "", hint=hint, required=True, most=LONGEST_CODE)


def _day(name: str, label: str, value: date | None) -> Field:
    return Field(Control.DAY, name, label, value, required=True)


def _names(thing: ActivityPlan | ModulePlan | None) -> tuple[Field, ...]:
    """A name in each language, each said in that language."""
    known = {"fi": thing.name_fi, "sv": thing.name_sv, "en": thing.name_en} if thing else {}
    return tuple(
        Field(Control.TEXT, f"name_{code}", _("Name in %(language)s", language=language), known.get(code) or "")
        for code, language in LANGUAGE_NAMES.items()
    )
