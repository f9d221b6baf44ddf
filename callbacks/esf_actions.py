"""What people write down for the funder: forms, backgrounds, events. Who may do it is decided by the commands."""

from datetime import datetime

from sqlalchemy import Engine

from callbacks.fields import FieldReader
from dashboard.actions import Done, Fields, MeanwhileError, UnfitError
from dashboard.domain.access import Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.esf import Background, EventKind, FormKind
from dashboard.domain.esf.records import AgeBand, Answer, Education, Gender, Labour, Question
from dashboard.esf_words import answer_name, band_name, form_name, question_name
from dashboard.i18n import format_day, format_list
from dashboard.i18n import gettext as _
from db.commands import esf, esf_forms
from db.commands.errors import RefusedError, StaleError
from db.engine import writing


def form(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """How a form stands: signed, not to be had, who asks for it."""
    read, today = FieldReader(fields), local_day(now)
    enrolment, kind = read.id("enrolment"), read.choice("kind", tuple(FormKind), required=True)
    signed_on, due_on, owner = read.day("signed_on", latest=today), read.day("due_on"), read.id("owner")
    reason, seen = read.text("reason", most=esf_forms.LONGEST_REASON), read.text("seen")
    read.check()
    change = esf_forms.FormChange(enrolment, FormKind(kind), signed_on, reason, owner or None, due_on, seen)
    try:
        with writing(engine) as connection:
            esf_forms.record_form(connection, scope, change, today)
    except RefusedError as refused:
        raise _unfit(refused) from refused
    except StaleError as stale:
        raise _form_meanwhile(stale) from stale
    return Done(_("Written down: the %(form)s.", form=form_name(change.kind)))


def background(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """What somebody said of themselves at entry; what was not asked stays empty."""
    read = FieldReader(fields)
    person, seen = read.id("participant"), read.text("seen")
    gender, age = read.choice("gender", tuple(Gender)), read.choice("age_band", tuple(AgeBand))
    labour, education = read.choice("labour_status", tuple(Labour)), read.choice("education_band", tuple(Education))
    answers = {question: read.choice(question.value, tuple(Answer)) for question in Question}
    read.check()
    said = Background(
        gender=Gender(gender) if gender else None,
        age=AgeBand(age) if age else None,
        labour=Labour(labour) if labour else None,
        education=Education(education) if education else None,
        answers={question: Answer(answer) for question, answer in answers.items() if answer},
    )
    try:
        with writing(engine) as connection:
            esf.record_background(connection, scope, person, said, seen)
    except StaleError as stale:
        raise MeanwhileError(
            _("A colleague changed this meanwhile. Nothing of yours is saved yet."),
            theirs=(background_text(stale.current["background"]),),
            seen={"seen": stale.current["seen"]},
            again=_("Save mine all the same"),
        ) from stale
    return Done(_("The background is written down."))


def event(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Something that happened to a person's place in working life."""
    read, today = FieldReader(fields), local_day(now)
    enrolment, kind = read.id("enrolment"), read.choice("kind", tuple(EventKind), required=True)
    happened_on = read.day("happened_on", required=True, latest=today)
    read.check()
    assert happened_on is not None  # a required day that is none was refused
    try:
        with writing(engine) as connection:
            esf.record_event(connection, scope, enrolment, EventKind(kind), happened_on, today)
    except RefusedError as refused:
        raise _unfit(refused) from refused
    return Done(_("Written down."))


def remove_event(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Take away an event that was written down by mistake."""
    read = FieldReader(fields)
    event_id, version = read.id("event"), read.id("version")
    read.check()
    try:
        with writing(engine) as connection:
            esf.remove_event(connection, scope, event_id, version)
    except StaleError as stale:
        raise MeanwhileError(_("A colleague changed this meanwhile. Look at it again, please.")) from stale
    return Done(_("Taken away again."))


def background_text(said: Background) -> str:
    """A background in one sentence: what is known, then what was answered."""
    bands = [band_name(one) for one in (said.gender, said.age, said.labour, said.education) if one]
    answers = [f"{question_name(question)}: {answer_name(answer)}" for question, answer in said.answers.items()]
    return format_list([*bands, *answers]) if bands or answers else _("nothing is known")


def _form_meanwhile(stale: StaleError) -> MeanwhileError:
    now = stale.current
    if now["signed_on"]:
        theirs = _("Signed on %(day)s", day=format_day(now["signed_on"]))
    elif now["reason"]:
        theirs = _("It cannot be had: %(reason)s", reason=now["reason"])
    elif now["due_on"]:
        theirs = _("Not signed, due %(day)s", day=format_day(now["due_on"]))
    else:
        theirs = _("Not signed")
    owner = _("%(owner)s asks for it", owner=now["owner"]) if now["owner"] else _("Nobody asks for it yet")
    return MeanwhileError(
        _("A colleague changed this meanwhile. Nothing of yours is saved yet."),
        theirs=(f"{theirs}. {owner}",),
        seen={"seen": now["seen"]},
        again=_("Save mine all the same"),
    )


def _unfit(refused: RefusedError) -> UnfitError:
    """A refusal in words, beside the field that it is about."""
    day = format_day(refused.values["day"]) if "day" in refused.values else ""
    entered = _("Not before %(day)s, please: that is when they entered.", day=day)
    still_to_come = _("This day is still to come.")
    field, sentence = {
        "not-left": ("signed_on", _("They have not left yet; an exit form comes after that.")),
        "signed-later": ("signed_on", still_to_come),
        "before-entry": ("signed_on", entered),
        "happened-before-entry": ("happened_on", entered),
        "due-before": ("due_on", _("Not before %(day)s, please: that is when it begins to be asked for.", day=day)),
        "start-has-no-reason": ("reason", _("Without a signed start form there is no record to keep.")),
        "signed-and-reason": ("reason", _("It is signed: leave either the day or the reason empty.")),
        "no-such-owner": ("owner", _("This colleague cannot see this cohort.")),
        "later": ("happened_on", still_to_come),
        "already": ("happened_on", _("This is written down already, on the same day.")),
    }[refused.code]
    return UnfitError(
        _("Not saved yet: one thing needs another look. What you typed is still here."), {field: sentence}
    )
