"""What is written down where it is seen: progress, follow-ups, needs, feedback. Who may is decided by the commands."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from callbacks.entering_forms import LONGEST_COMMENT, status_name
from callbacks.fields import FieldReader
from callbacks.refusals import in_words
from dashboard.actions import Done, Fields
from dashboard.domain.access import Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.modules import ModuleState
from dashboard.domain.needs import Category, Theme
from dashboard.figures.modules import state_name
from dashboard.i18n import format_day, format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import category_name
from db.commands import feedback, follow_ups, needs, progress
from db.commands.follow_ups import Settlement
from db.engine import writing
from db.schema.programme import PROGRESS
from db.schema.support import FOLLOW_UP_STATUSES

MOST_AT_ONCE = 100


class _Chosen:
    """The row that a form is about, with the version that was seen: ``12.3``, or ``12.5.3`` where two ids make it."""

    def __init__(self, read: FieldReader) -> None:
        numbers = _numbers(read.text("chosen", required=True))
        if len(numbers) < 2:
            read.refuse("chosen", _("This is not one of the choices."))
        self.ids, self.version = numbers[:-1], (numbers or [0])[-1]
        newer = _numbers(read.text("seen"))
        if newer[:-1] == self.ids and newer:
            self.version = newer[-1]

    def seen(self, version: int) -> str:
        """The same row with another version, for the form to be sent again knowingly."""
        return ".".join(map(str, [*self.ids, version]))


def _numbers(text: str) -> list[int]:
    parts = text.split(".") if text else []
    return [int(part) for part in parts] if all(_is_number(part) for part in parts) else []


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _ids(read: FieldReader, name: str) -> list[int]:
    return [int(text) for text in read.texts(name, most=MOST_AT_ONCE) if _is_number(text)]


def record_progress(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """How far one person is with a module."""
    read, today = FieldReader(fields), local_day(now)
    chosen, status = _Chosen(read), read.choice("status", PROGRESS, required=True)
    day = read.day("day")
    if len(chosen.ids) != 2:
        read.refuse("chosen", _("This is not one of the choices."))
    read.check()
    enrolment, module = chosen.ids
    with in_words(theirs=_their_progress, seen=chosen.seen, field="seen"), writing(engine) as connection:
        progress.record_progress(
            connection, scope, enrolment, module, chosen.version, status, day if status == "completed" else None, today
        )
    return Done(_("Written down: %(state)s.", state=_progress_text(status, day)))


def complete(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """A module that people of a cohort completed."""
    read, today = FieldReader(fields), local_day(now)
    day, people = read.day("day", required=True), _ids(read, "chosen")
    read.check()
    assert day is not None  # a required day that is none was refused
    with in_words(), writing(engine) as connection:
        done = progress.complete_for_cohort(connection, scope, read.id("cohort"), read.id("module"), people, day, today)
    said = ngettext("%(num)d person completed it.", "%(num)d people completed it.", len(done.now))
    said = said if done.now else _("Nothing is changed.")
    before = _("As before: %(codes)s.", codes=format_list(done.before)) if done.before else ""
    away = _("Not enrolled on that day: %(codes)s.", codes=format_list(done.away)) if done.away else ""
    return Done(" ".join(part for part in (said, before, away) if part))


def settle(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """What came of a follow-up."""
    read, today = FieldReader(fields), local_day(now)
    chosen, status = _Chosen(read), read.choice("status", FOLLOW_UP_STATUSES, required=True)
    day, outcome = read.day("day"), read.choice("outcome", tuple(Outcome))
    read.check()
    said = Settlement(status, day, Outcome(outcome) if outcome else None)
    with in_words(theirs=_their_follow_up, seen=chosen.seen, field="seen"), writing(engine) as connection:
        follow_ups.settle(connection, scope, chosen.ids[0], chosen.version, said, today)
    return Done(_("Written down: %(status)s.", status=status_name(status)))


def replan(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Another day or another colleague; what is left empty stays as it was."""
    read = FieldReader(fields)
    chosen, due_on, owner = _Chosen(read), read.day("due_on"), read.id("owner")
    read.check()
    with in_words(theirs=_their_follow_up, seen=chosen.seen, field="seen"), writing(engine) as connection:
        day = follow_ups.plan_anew(connection, scope, chosen.ids[0], chosen.version, due_on, owner or None)
    return Done(_("The follow-up is due on %(day)s.", day=format_day(day)))


def plan(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """One more follow-up."""
    read = FieldReader(fields)
    kind, due_on = read.choice("kind", tuple(Kind), required=True), read.day("due_on", required=True)
    owner = read.id("owner")
    read.check()
    assert due_on is not None  # a required day that is none was refused
    with in_words(), writing(engine) as connection:
        follow_ups.add_follow_up(connection, scope, read.id("who"), Kind(kind), due_on, owner or None)
    return Done(_("Planned for %(day)s.", day=format_day(due_on)))


def give(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Several follow-ups that one colleague sees to."""
    read = FieldReader(fields)
    chosen = _ids(read, "chosen")
    read.text("owner", required=True)
    read.check()
    with in_words(), writing(engine) as connection:
        given = follow_ups.give_to(connection, scope, chosen, read.id("owner"))
    return Done(ngettext("%(num)d follow-up changed hands.", "%(num)d follow-ups changed hands.", given))


def record_needs(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """What one person needs."""
    read, today = FieldReader(fields), local_day(now)
    day = read.day("day", required=True)
    found = [Category(text) for text in read.texts("chosen") if text in set(Category)]
    read.check()
    assert day is not None  # a required day that is none was refused
    with in_words(), writing(engine) as connection:
        new = needs.record_needs(connection, scope, read.id("who"), found, day, today)
    known = [category_name(category) for category in found if category not in new]
    said = _("Written down: %(needs)s.", needs=format_list([category_name(one) for one in new])) if new else ""
    before = _("Known already: %(needs)s.", needs=format_list(known)) if known else ""
    return Done(" ".join(part for part in (said, before) if part))


def meet(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """When a need was met."""
    read, today = FieldReader(fields), local_day(now)
    chosen, day = _Chosen(read), read.day("day")
    read.check()
    with in_words(theirs=_their_need, seen=chosen.seen, field="seen"), writing(engine) as connection:
        needs.meet_need(connection, scope, chosen.ids[0], chosen.version, day, today)
    return Done(_("Met on %(day)s.", day=format_day(day)) if day else _("It is open again."))


def record_feedback(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """One sheet of feedback."""
    read, today = FieldReader(fields), local_day(now)
    day = read.day("day", required=True)
    ratings = {theme: read.number(f"rating_{theme.value}", low=1, high=5) for theme in Theme}
    comment, about = read.text("comment", most=LONGEST_COMMENT), read.choice("about", tuple(Theme))
    read.check()
    assert day is not None  # a required day that is none was refused
    given = {theme: rating for theme, rating in ratings.items() if rating is not None}
    sheet = feedback.Sheet(day, given, comment, Theme(about) if about else Theme.OTHER)
    with in_words(), writing(engine) as connection:
        answers = feedback.record_feedback(connection, scope, read.id("cohort"), sheet, today)
    return Done(ngettext("The sheet is kept: %(num)d answer.", "The sheet is kept: %(num)d answers.", answers))


def _progress_text(status: str, day: date | None) -> str:
    said = state_name(ModuleState(status))
    return f"{said} {format_day(day)}" if status == "completed" and day else said


def _their_progress(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (_progress_text(row["status"], row["completed_on"]),)


def _their_follow_up(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (_("%(status)s, due %(day)s", status=status_name(row["status"]), day=format_day(row["due_on"])),)


def _their_need(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (_("met on %(day)s", day=format_day(row["met_on"])) if row["met_on"] else _("not met yet"),)


FOLLOW_UP = {"follow_up": settle, "follow_up_replan": replan, "follow_up_plan": plan}
NEEDS = {"needs": record_needs, "met": meet}

ON_MODULES = {"complete": complete}
ON_FOLLOW_UP = {**FOLLOW_UP, "follow_up_give": give}
ON_NEEDS = {**NEEDS, "feedback": record_feedback}
ON_PARTICIPANT = {"progress": record_progress, **FOLLOW_UP, **NEEDS}
