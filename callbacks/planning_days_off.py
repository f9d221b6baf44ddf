"""The days on which a cohort does not meet: public holidays by name, breaks, nights that lack a time."""

from datetime import date

from callbacks.planning_cohort_data import CohortData
from callbacks.words import day_text
from dashboard.domain.timetable import Off
from dashboard.i18n import format_period
from dashboard.i18n import gettext as _
from dashboard.views.forms import Control, Field, Form, Panel, Row
from db.queries.timetable import BreakRow


def days_off(data: CohortData) -> Panel:
    """Public holidays on which something would be held, breaks, and nights that lack a time."""
    rows = [*_holidays(data), *(_break(data, row) for row in data.breaks)]
    return Panel(
        title=_("Days without sessions") if rows else _("Every week is whole"),
        note=_("Public holidays are known; breaks are the cohort's own."),
        rows=tuple(row for _day, row in sorted(rows, key=lambda one: one[0])),
        empty=_("No public holiday falls on a day of the timetable."),
        forms=(_break_form(data),) if data.can_plan else (),
    )


def _holidays(data: CohortData) -> list[tuple[date, Row]]:
    found: dict[date, str] = {}
    for skipped in data.plan.skipped:
        if skipped.off is Off.HOLIDAY:
            found[skipped.day] = skipped.name
        elif skipped.off is Off.UNREAL:
            found[skipped.day] = _("the clocks go forward over it")
    return [(day, Row(f"off-{day}", day_text(day, data.today), name)) for day, name in found.items()]


def _break(data: CohortData, row: BreakRow) -> tuple[date, Row]:
    first, last = row.days.first, row.days.last
    when = day_text(first, data.today) if first == last else format_period(first, last)
    remove = Form(
        slot=f"break-{row.id}-remove",
        action="planning_cohort/break_remove",
        submit=_("Take back"),
        hidden={"id": row.id, "version": row.version},
        about=when,
    )
    return first, Row(f"break-{row.id}", when, _("break"), forms=(remove,) if data.can_plan else ())


def _break_form(data: CohortData) -> Form:
    first, last = data.cohort.starts_on, data.cohort.ends_on
    return Form(
        slot="break-new",
        action="planning_cohort/break",
        submit=_("Add the break"),
        hidden={"cohort": data.cohort.id},
        opens=_("Add a break"),
        fields=(
            Field(Control.DAY, "first_day", _("First day"), required=True, low=first, high=last),
            Field(Control.DAY, "last_day", _("Last day"), hint=_("Empty: one day."), low=first, high=last),
        ),
    )
