"""A cohort's timetable: the week, with what can be done about each of its sessions."""

from datetime import time

from callbacks.planning_cohort_data import CohortData, week_text
from dashboard.domain.timetable import Slot
from dashboard.i18n import format_clock, format_weekday, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import Option
from dashboard.views.forms import Control, Field, Form, Row
from dashboard.views.planning import Timetable, Weekday
from db.queries.timetable import SlotRow


def timetable(data: CohortData) -> Timetable:
    """The week, Monday to Friday, and the weekend where something is held then."""
    busy = {row.slot.weekday for row in data.slots}
    days = tuple(
        Weekday(
            format_weekday(weekday - 1, long=True),
            tuple(_slot(data, row) for row in data.slots if row.slot.weekday == weekday),
        )
        for weekday in range(1, 8)
        if weekday <= 5 or weekday in busy
    )
    title = ngettext("%(num)d session every week", "%(num)d sessions every week", len(data.slots))
    if not data.can_plan:
        empty = _("There is no timetable yet.")
    elif not data.activities(individual=False):
        empty = _("Begin with an activity for the whole cohort, on the page of the programme.")
    else:
        empty = _("Add what the cohort does every week; the sessions are made of it.")
    return Timetable(
        title=title if data.slots else _("No timetable yet"),
        note=_("Changing the timetable changes no session yet: what it would do is shown, and done when you say so.")
        if data.can_plan and data.slots
        else "",
        days=days if data.slots else (),
        empty=empty,
        forms=(_slot_form(data, None),) if data.can_plan and data.activities(individual=False) else (),
    )


def _slot(data: CohortData, row: SlotRow) -> Row:
    slot = row.slot
    notes = [data.plans.module(slot.module_id), week_text(slot.from_week, slot.to_week, data.cohort.weeks)]
    what = data.plans.activity(slot.activity_id)
    forms: tuple[Form, ...] = ()
    if data.can_plan:
        about = f"{what}, {format_weekday(slot.weekday - 1, long=True)}"
        remove = Form(
            slot=f"slot-{slot.id}-remove",
            action="planning_cohort/slot_remove",
            submit=_("Take out of the timetable"),
            hidden={"id": slot.id, "version": row.version},
            about=about,
        )
        forms = (_slot_form(data, row, about), remove)
    return Row(
        key=f"slot-row-{slot.id}",
        label=f"{format_clock(slot.begins)}–{format_clock(slot.ends)}",
        text=", ".join([what, *(note for note in notes if note)]),
        forms=forms,
    )


def _slot_form(data: CohortData, row: SlotRow | None, about: str = "") -> Form:
    slot = row.slot if row else Slot(0, 0, None, 1, time(9), time(12))
    weekdays = tuple(Option(str(day + 1), format_weekday(day, long=True)) for day in range(7))
    activities = data.activities(individual=False)
    return Form(
        slot=f"slot-{slot.id}" if row else "slot-new",
        action="planning_cohort/slot",
        submit=_("Keep it in the timetable") if row else _("Add to the timetable"),
        hidden={"id": slot.id, "version": row.version} if row else {"cohort": data.cohort.id},
        opens=_("Change") if row else _("Add a weekly session"),
        about=about,
        fields=(
            Field(
                Control.SELECT,
                "activity",
                _("Activity"),
                str(slot.activity_id) if row else activities[0].value,
                options=activities,
                required=True,
            ),
            Field(Control.SELECT, "weekday", _("Weekday"), str(slot.weekday), options=weekdays, required=True),
            _clock("starts_at", _("Begins"), slot.begins),
            _clock("ends_at", _("Ends"), slot.ends),
            Field(
                Control.SELECT,
                "module",
                _("Module"),
                str(slot.module_id or ""),
                options=data.modules,
                nothing=_("each session's own, or none"),
            ),
            Field(Control.NUMBER, "from_week", _("From week"), slot.from_week, low=1, high=data.cohort.weeks),
            Field(
                Control.NUMBER,
                "to_week",
                _("To week"),
                slot.to_week,
                hint=_("Empty: in every week, also in those after the last one."),
                low=1,
                high=data.cohort.weeks,
            ),
        ),
    )


def _clock(name: str, label: str, value: time) -> Field:
    return Field(Control.CLOCK, name, label, value.isoformat("minutes"), required=True)
