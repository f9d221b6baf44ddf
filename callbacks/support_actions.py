"""What people do on the support page: seen, put off, decided, done, did it work, contacts, objections.

Who may do it is decided by the commands. What they refuse is said in words here.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from callbacks.fields import FieldReader
from callbacks.support_words import step_line
from dashboard.actions import Done, Fields, MeanwhileError, UnfitError
from dashboard.domain.access import Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.participant import Channel
from dashboard.domain.support.standing import Step, StepKind, Worked
from dashboard.i18n import format_day
from dashboard.i18n import gettext as _
from db.commands import contacts, objections, support
from db.commands.errors import RefusedError, StaleError
from db.commands.support import PromptKey
from db.engine import writing
from db.queries.participant import enrolled_person

LONGEST_TEXT = 500
LONGEST_SNOOZE = timedelta(weeks=8)
"""Longer than that is forgotten rather than put off."""
LATEST_DUE = timedelta(weeks=26)

Meeting = Callable[[Connection], int | None]
"""The weekly review in which something is said: its id, asked for in the transaction that writes."""


def alone(_connection: Connection) -> None:
    """Said in no meeting."""


def acknowledge(engine: Engine, scope: Scope, fields: Fields, now: datetime, meeting: Meeting = alone) -> Done:
    """Somebody has looked at it."""
    read = FieldReader(fields)
    enrolment, prompts = read.id("enrolment"), _prompts(read)
    read.check()
    try:
        with writing(engine) as connection:
            support.acknowledge(connection, scope, enrolment, prompts, now, review_id=meeting(connection))
    except RefusedError as refused:
        raise _unfit(refused) from refused
    return Done(_("Noted that you have looked at it."))


def snooze(engine: Engine, scope: Scope, fields: Fields, now: datetime, meeting: Meeting = alone) -> Done:
    """Put off until a day, with a reason."""
    read, today = FieldReader(fields), local_day(now)
    enrolment, prompts, seen = read.id("enrolment"), _prompts(read), read.id("seen")
    until = read.day("until", required=True, earliest=today + timedelta(days=1), latest=today + LONGEST_SNOOZE)
    reason = read.text("reason", required=True, most=LONGEST_TEXT)
    read.check()
    assert until is not None  # a required day that is none was refused
    try:
        with writing(engine) as connection:
            said_in = meeting(connection)
            support.snooze(connection, scope, enrolment, prompts, until, reason, now, seen=seen, review_id=said_in)
    except RefusedError as refused:
        raise _unfit(refused) from refused
    except StaleError as stale:
        raise _meanwhile(stale) from stale
    return Done(_("Put off until %(day)s; it comes back by itself.", day=format_day(until)))


def decide(engine: Engine, scope: Scope, fields: Fields, now: datetime, meeting: Meeting = alone) -> Done:
    """A decision: what, who, by when."""
    read, today = FieldReader(fields), local_day(now)
    enrolment, prompts, seen = read.id("enrolment"), _prompts(read), read.id("seen")
    text = read.text("text", required=True, most=LONGEST_TEXT)
    read.text("owner", required=True)
    due_on = read.day("due_on", required=True, earliest=today, latest=today + LATEST_DUE)
    read.check()
    owner = read.id("owner")
    try:
        with writing(engine) as connection:
            said_in = meeting(connection)
            support.decide(
                connection,
                scope,
                enrolment,
                prompts,
                text,
                now,
                owner_id=owner,
                due_on=due_on,
                seen=seen,
                review_id=said_in,
            )
    except RefusedError as refused:
        raise _unfit(refused) from refused
    except StaleError as stale:
        raise _meanwhile(stale) from stale
    return Done(_("Decided. It is kept under the decisions until it is done."))


def done(engine: Engine, scope: Scope, fields: Fields, now: datetime, meeting: Meeting = alone) -> Done:
    """A decision was carried out."""
    with writing(engine) as connection:
        support.mark_done(connection, scope, FieldReader(fields).id("decision"), now, review_id=meeting(connection))
    return Done(_("Done. In a few weeks one can say whether it worked."))


def review(engine: Engine, scope: Scope, fields: Fields, now: datetime, meeting: Meeting = alone) -> Done:
    """Did it work?"""
    read = FieldReader(fields)
    decision, seen = read.id("decision"), read.id("seen")
    worked = read.choice("worked", tuple(Worked), required=True)
    text = read.text("text", most=LONGEST_TEXT)
    read.check()
    try:
        with writing(engine) as connection:
            said_in = meeting(connection)
            support.review_again(connection, scope, decision, Worked(worked), text, now, seen=seen, review_id=said_in)
    except StaleError as stale:
        raise _meanwhile(stale) from stale
    return Done(_("Noted. It stays in the history of the person."))


def contact(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """A contact with the person, or an attempt at one."""
    read = FieldReader(fields)
    enrolment, day = read.id("enrolment"), read.day("day", required=True, latest=local_day(now))
    channel = read.choice("channel", tuple(Channel), required=True)
    reached = read.choice("reached", ("yes", "no"), required=True)
    read.check()
    assert day is not None  # a required day that is none was refused
    try:
        with writing(engine) as connection:
            contacts.record_contact(connection, scope, enrolment, day, Channel(channel), reached == "yes", now)
    except RefusedError as refused:
        raise _unfit(refused) from refused
    return Done(_("The contact is recorded."))


def objects(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """A participant wants no prompts."""
    enrolment = FieldReader(fields).id("enrolment")
    with writing(engine) as connection:
        person_id, code = enrolled_person(connection, scope, enrolment)
        objections.object_to_prompts(connection, scope, person_id, now)
    return Done(_("Nothing is computed about %(code)s from now on.", code=code))


def withdraw(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """They have changed their mind."""
    with writing(engine) as connection:
        objections.withdraw_objection(connection, scope, FieldReader(fields).id("participant"))
    return Done(_("Prompts are computed again."))


def _prompts(read: FieldReader) -> list[PromptKey]:
    """Which prompts a form is about: ticked boxes, or one hidden field with commas."""
    keys = [key for text in read.texts("prompts") for key in text.split(",") if key]
    if not keys:
        read.refuse("prompts", _("Please say what it is about."))
    return [PromptKey(rule, about or None) for rule, _colon, about in (key.partition(":") for key in keys)]


def _unfit(refused: RefusedError) -> UnfitError:
    """A refusal in words, beside the field that it is about."""
    day = format_day(refused.values["day"]) if "day" in refused.values else ""
    field, sentence = {
        "no-such-prompt": ("prompts", _("This is not one of the choices.")),
        "no-text": ("text", _("Please fill this in.")),
        "not-ahead": ("until", _("After %(day)s, please.", day=day)),
        "past": ("due_on", _("Not before %(day)s, please.", day=day)),
        "no-such-owner": ("owner", _("This account does not work with the cohort.")),
        "before-entry": ("day", _("Not before %(day)s, please.", day=day)),
        "ahead": ("day", _("Not after %(day)s, please.", day=day)),
    }[refused.code]
    return UnfitError(_("Not saved yet. What you typed is still here."), {field: sentence})


def _meanwhile(stale: StaleError) -> MeanwhileError:
    """A colleague was quicker: their words, and the way to keep both.

    That they have also seen other things goes without saying where they decided something.
    """
    steps: tuple[Step, ...] = stale.current["steps"]
    said = [step for step in steps if step.kind is not StepKind.ACKNOWLEDGED] or steps
    return MeanwhileError(
        _("A colleague wrote about this while you did. Your words are still here, and can be kept beside theirs."),
        # One answer to several prompts is several steps, and said once.
        tuple(dict.fromkeys(step_line(step) for step in said)),
        {"seen": str(stale.current["version"])},
        _("Keep both"),
    )


ACTIONS = {
    "acknowledge": acknowledge,
    "snooze": snooze,
    "decide": decide,
    "done": done,
    "review": review,
    "contact": contact,
    "object": objects,
    "withdraw": withdraw,
}
