"""What who plans does about people: entries by code, corrected first days, exits with what follows, taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from callbacks.fields import FieldReader
from callbacks.planning_people import LONGEST_CODES
from callbacks.refusals import in_words, looks_like_names
from dashboard.actions import Done, Fields
from dashboard.domain.access import Scope
from dashboard.domain.follow_up import Outcome
from dashboard.i18n import format_day, format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import kind_name
from db.commands import enrolling
from db.commands.errors import RefusedError
from db.engine import writing

MOST_AT_ONCE = 30
LONGEST_CODE = 40


def enrol(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """People begin, by code."""
    read = FieldReader(fields)
    text, day = read.text("codes", required=True, most=LONGEST_CODES), read.day("day", required=True)
    codes = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(codes) > MOST_AT_ONCE:
        read.refuse("codes", _("At most %(num)d at once, please.", num=MOST_AT_ONCE))
    if any(len(code) > LONGEST_CODE or "," in code for code in codes):
        read.refuse("codes", _("A code is short, and has no comma in it."))
    read.check()
    assert day is not None  # a required day that is none was refused
    with in_words():
        try:
            with writing(engine) as connection:
                before = enrolling.enrol(
                    connection, scope, read.id("cohort"), codes, day, sure=read.text("sure") == "yes"
                )
        except RefusedError as refused:
            if refused.code == "code-name":
                raise looks_like_names(refused) from refused
            raise
    said = _("Enrolled: %(codes)s.", codes=format_list(codes))
    known = _("Known from another cohort: %(codes)s.", codes=format_list(before)) if before else ""
    return Done(f"{said} {known}".strip())


def entry(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """The first day was another one."""
    read = FieldReader(fields)
    day = read.day("day", required=True)
    read.check()
    assert day is not None  # a required day that is none was refused
    with in_words(theirs=_theirs), writing(engine) as connection:
        enrolling.change_entry(connection, scope, read.id("id"), read.id("version"), day)
    return Done(_("The first day is %(day)s.", day=format_day(day)))


def leave(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Somebody leaves, and is followed up."""
    read = FieldReader(fields)
    day = read.day("day", required=True)
    destination = read.choice("destination", tuple(Outcome), required=True)
    owner = read.id("owner")
    read.check()
    assert day is not None  # a required day that is none was refused
    with in_words(theirs=_theirs), writing(engine) as connection:
        left = enrolling.record_exit(
            connection, scope, read.id("id"), read.id("version"), day, Outcome(destination), owner or None
        )
    planned = [f"{kind_name(kind)} {format_day(due)}" for kind, due in left.follow_ups.items()]
    said = [_("The last day is %(day)s.", day=format_day(day))]
    said += [_("Planned: %(follow_ups)s.", follow_ups=format_list(planned))] if planned else []
    if left.meetings:
        said.append(
            ngettext("%(num)d meeting after it was removed.", "%(num)d meetings after it were removed.", left.meetings)
        )
    return Done(" ".join(said))


def take_back(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Somebody has not left after all."""
    read = FieldReader(fields)
    with in_words(theirs=_theirs), writing(engine) as connection:
        cancelled = enrolling.take_back_exit(connection, scope, read.id("id"), read.id("version"), now)
    said = ngettext(
        "The exit is taken back; %(num)d open follow-up is cancelled with it.",
        "The exit is taken back; %(num)d open follow-ups are cancelled with it.",
        cancelled,
    )
    return Done(said if cancelled else _("The exit is taken back."))


def _theirs(row: Mapping[str, Any]) -> tuple[str, ...]:
    said = [_("since %(day)s", day=format_day(row["enrolled_on"]))]
    if row["exited_on"] is not None:
        said.append(_("left %(day)s", day=format_day(row["exited_on"])))
    return (", ".join(said),)


ACTIONS = {"enrol": enrol, "entry": entry, "exit": leave, "exit_back": take_back}
