"""What people do on the page of one cohort's plan: its timetable, breaks, and the sessions that these make."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

from callbacks.fields import FieldReader
from callbacks.planning_change import change_text
from callbacks.planning_data import cohort_href
from callbacks.refusals import in_words
from dashboard.actions import Done, Fields, MeanwhileError
from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.timetable_change import Change
from dashboard.i18n import format_clock, format_day, format_weekday
from dashboard.i18n import gettext as _
from db.commands import timetable
from db.commands.errors import StaleError
from db.commands.timetable import SlotValues
from db.commands.timetable_apply import apply_timetable
from db.engine import reading, writing
from db.queries.cohorts import cohorts

LONGEST_WEEK = 104


def slot(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """A weekly session: new, or changed."""
    read = FieldReader(fields)
    slot_id, activity, module = read.id("id"), read.id("activity"), read.id("module")
    weekday = read.number("weekday", low=1, high=7, required=True)
    begins, ends = read.clock("starts_at", required=True), read.clock("ends_at", required=True)
    from_week = read.number("from_week", low=1, high=LONGEST_WEEK)
    to_week = read.number("to_week", low=1, high=LONGEST_WEEK)
    read.check()
    assert weekday is not None  # required fields that are none were refused
    assert begins is not None
    assert ends is not None
    values = SlotValues(activity, module or None, weekday, begins, ends, from_week, to_week)
    with in_words({"individual": "activity"}, _their_slot), writing(engine) as connection:
        if slot_id:
            timetable.change_slot(connection, scope, slot_id, read.id("version"), values)
        else:
            timetable.add_slot(connection, scope, read.id("cohort"), values)
    return Done(_("It is in the timetable. Sessions change when you apply it."))


def slot_remove(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """A weekly session goes out of the timetable."""
    read = FieldReader(fields)
    with in_words(theirs=_their_slot), writing(engine) as connection:
        timetable.remove_slot(connection, scope, read.id("id"), read.id("version"))
    return Done(_("Taken out of the timetable. Sessions change when you apply it."))


def break_add(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Days without sessions."""
    read = FieldReader(fields)
    first, last = read.day("first_day", required=True), read.day("last_day")
    read.check()
    assert first is not None  # a required day that is none was refused
    where = {"ends-before-start": "last_day", "outside-cohort": "first_day"}
    with in_words(where), writing(engine) as connection:
        timetable.add_break(connection, scope, read.id("cohort"), first, last or first)
    return Done(_("The break is kept. Sessions change when you apply the timetable."))


def break_remove(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """A break is taken back."""
    read = FieldReader(fields)
    with in_words(), writing(engine) as connection:
        timetable.remove_break(connection, scope, read.id("id"), read.id("version"))
    return Done(_("Taken back. Sessions change when you apply the timetable."))


def since(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Show what applying the timetable from another day on would do."""
    read = FieldReader(fields)
    day, cohort_id = read.day("since", required=True), read.id("cohort")
    read.check()
    assert day is not None  # a required day that is none was refused
    with reading(engine) as connection:
        code = _code(connection, scope, cohort_id)
    go = cohort_href(code, since=day.isoformat())
    return Done(_("From %(day)s on.", day=format_day(day)), go=go)


def apply(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Do what was shown, all of it at once."""
    read = FieldReader(fields)
    day, cohort_id, seen = read.day("since", required=True), read.id("cohort"), read.text("seen")
    read.check()
    assert day is not None  # a required day that is none was refused
    try:
        with writing(engine) as connection:
            change = apply_timetable(connection, scope, cohort_id, day, seen)
    except StaleError as stale:
        raise _overtaken(stale.current["change"]) from stale
    return Done(_("Done: %(what)s.", what=change_text(change)))


def _overtaken(change: Change) -> MeanwhileError:
    return MeanwhileError(
        _("Something was written since this was shown, so nothing is done yet. Now it would be this:"),
        theirs=(f"{change_text(change)}.",),
        seen={"seen": change.fingerprint},
        again=_("Do this"),
    )


def _code(connection: Connection, scope: Scope, cohort_id: int) -> str:
    if not scope.plans:
        raise ForbiddenError
    found = next((one.code for one in cohorts(connection, scope) if one.id == cohort_id), None)
    if found is None:
        raise ForbiddenError
    return found


def _their_slot(row: Mapping[str, Any]) -> tuple[str, ...]:
    times = f"{format_clock(row['starts_at'])}–{format_clock(row['ends_at'])}"
    return (f"{format_weekday(row['weekday'] - 1, long=True)} {times}",)


ACTIONS = {
    "slot": slot,
    "slot_remove": slot_remove,
    "break": break_add,
    "break_remove": break_remove,
    "since": since,
    "apply": apply,
}
