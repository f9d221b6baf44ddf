"""What people do about single sessions of a cohort: planned, changed, cancelled, held after all, removed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from callbacks.fields import FieldReader
from callbacks.refusals import in_words
from dashboard.actions import Done, Fields
from dashboard.domain.access import Scope
from dashboard.i18n import format_clock, format_day, format_list, format_short_day, ngettext
from dashboard.i18n import gettext as _
from db.commands import session_plans, sessions
from db.commands.session_rules import SessionValues
from db.engine import writing
from db.queries.session_plans import SessionPlan


def add(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """A session of all, or meetings with one person."""
    read = FieldReader(fields)
    values, until = _values(read), read.day("until")
    read.check()
    assert values is not None  # fields that make none were refused
    person = read.id("who")
    with in_words({"individual": "activity"}), writing(engine) as connection:
        added, left_out = session_plans.add_sessions(
            connection, scope, read.id("cohort"), values, person or None, until
        )
    said = ngettext("%(num)d session is planned.", "%(num)d sessions are planned.", len(added))
    return Done(" ".join([said, _left_out(left_out)]).strip())


def _left_out(days: list[date]) -> str:
    if not days:
        return ""
    named = format_list([format_short_day(day) for day in days])
    return _("Left out, as a holiday or a break: %(days)s.", days=named)


def change(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Another time, or other contents."""
    read = FieldReader(fields)
    values = _values(read)
    read.check()
    assert values is not None  # fields that make none were refused
    with in_words({"individual": "activity"}, _theirs), writing(engine) as connection:
        session_plans.change_session(connection, scope, read.id("id"), read.id("version"), values)
    return Done(_("The session is kept as you said."))


def cancel(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """It is not held."""
    read = FieldReader(fields)
    with in_words(), writing(engine) as connection:
        sessions.cancel_session(connection, scope, read.id("id"), read.id("version"), now)
    return Done(_("Cancelled. It can be held after all as long as you wish."))


def restore(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """It is held after all."""
    read = FieldReader(fields)
    with in_words(), writing(engine) as connection:
        sessions.restore_session(connection, scope, read.id("id"), read.id("version"))
    return Done(_("It is held after all."))


def remove(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """It was planned by mistake."""
    read = FieldReader(fields)
    with in_words(theirs=_theirs), writing(engine) as connection:
        session_plans.remove_session(connection, scope, read.id("id"), read.id("version"))
    return Done(_("Removed. What it was stands in the log."))


def cancel_day(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Nothing is held on a day."""
    read = FieldReader(fields)
    day = read.day("day", required=True)
    read.check()
    assert day is not None  # a required day that is none was refused
    with in_words(), writing(engine) as connection:
        cancelled, stayed = session_plans.cancel_day(connection, scope, read.id("cohort"), day, now)
    said = ngettext("%(num)d session is cancelled.", "%(num)d sessions are cancelled.", cancelled)
    kept = ngettext("%(num)d with marks stays.", "%(num)d with marks stay.", stayed) if stayed else ""
    return Done(f"{format_day(day)}: {said} {kept}".strip())


def _values(read: FieldReader) -> SessionValues | None:
    activity, module = read.id("activity"), read.id("module")
    day = read.day("day", required=True)
    begins, ends = read.clock("starts_at", required=True), read.clock("ends_at", required=True)
    if day is None or begins is None or ends is None:
        return None
    return SessionValues(activity, module or None, day, begins, ends)


def _theirs(current: Mapping[str, Any]) -> tuple[str, ...]:
    plan: SessionPlan = current["session"]
    begins = plan.content.starts_at.astimezone(plan.timezone)
    return (f"{format_day(plan.content.local_date)} {format_clock(begins)}",)


ACTIONS = {
    "session_add": add,
    "session": change,
    "session_cancel": cancel,
    "session_restore": restore,
    "session_remove": remove,
    "cancel_day": cancel_day,
}
