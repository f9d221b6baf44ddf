"""What people do with registers: mark, cancel and restore a session, note and withdraw an absence told beforehand."""

from datetime import date, datetime

from sqlalchemy import Connection, Engine

from callbacks.fields import FieldReader, as_id
from callbacks.register_state import register_state
from callbacks.register_words import refused_text
from dashboard.actions import Done, Fields, MeanwhileError, UnfitError
from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.register_taking import LONGEST, NOTICES, REASONS, STATUSES, Change, Entry, Verdict
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from db.commands.errors import RefusedError, StaleError
from db.commands.notices import NewNotice, record_notice, withdraw_notice
from db.commands.register import record_marks
from db.commands.sessions import cancel_session, restore_session
from db.engine import writing
from db.queries.register_taking import sheet


def mark(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Write marks of one session.

    Args:
        engine, scope, now: as everywhere.
        fields: ``session``; ``account``, whose marks they are; ``enrolments``; and for each of these ``<id>-base`` with
            the version seen, and ``<id>-status`` and so on as in :class:`Entry`, or no status to clear the mark.

    Returns:
        As data, ``verdicts`` by enrolment, and the ``state`` of the register after it.
    """
    read = FieldReader(fields)
    session_id, account = read.id("session"), read.id("account")
    changes = [_change(read, enrolment) for enrolment in dict.fromkeys(read.texts("enrolments"))]
    read.check()
    if account != (scope.account_id or 0):
        raise UnfitError(_("Somebody else marked this in this tab, and it was not sent. Only they can send it."))
    today = local_day(now)
    try:
        with writing(engine) as connection:
            verdicts = record_marks(connection, scope, session_id, changes, now, today)
            state = _state(connection, scope, session_id, now)
    except RefusedError as refused:
        raise UnfitError(refused_text(refused, today)) from refused
    differing = sum(verdict is Verdict.DIFFERS for verdict in verdicts.values())
    data = {"verdicts": {str(enrolment): verdict for enrolment, verdict in verdicts.items()}, "state": state}
    return Done(_meanwhile(differing), data=data)


def _change(read: FieldReader, enrolment: str) -> Change:
    base = read.id(f"{enrolment}-base")
    status = read.choice(f"{enrolment}-status", STATUSES)
    entry = None
    if status:
        values = {
            "minutes_late": read.number(f"{enrolment}-minutes_late", low=1, high=LONGEST),
            "left_early": read.number(f"{enrolment}-left_early", low=1, high=LONGEST),
            "notice": read.choice(f"{enrolment}-notice", NOTICES) or None,
            "excused": read.tick(f"{enrolment}-excused"),
            "reason": read.choice(f"{enrolment}-reason", REASONS) or None,
        }
        try:
            entry = Entry(status, **values)  # type: ignore[arg-type]
        except ValueError:
            read.refuse(f"{enrolment}-status", _("This mark contradicts itself."))
    return Change(as_id(enrolment), base, entry)


def _state(connection: Connection, scope: Scope, session_id: int, now: datetime) -> dict[str, object]:
    register = sheet(connection, scope, session_id)
    if register is None:
        raise ForbiddenError
    return register_state(register, scope, now)


def _meanwhile(differing: int) -> str:
    if not differing:
        return ""
    return ngettext(
        "A colleague marked one person otherwise meanwhile. Both marks are kept: choose in the register.",
        "A colleague marked %(num)d people otherwise meanwhile. Both marks are kept: choose in the register.",
        differing,
    )


def cancel(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Cancel a session that was not held; one with marks only when it is asked for a second time."""
    read = FieldReader(fields)
    session_id, version, with_marks = read.id("session"), read.id("version"), read.text("with_marks") == "1"
    read.check()
    try:
        with writing(engine) as connection:
            cancel_session(connection, scope, session_id, version, now, with_marks=with_marks)
    except RefusedError as refused:
        num = refused.values["num"]
        raise MeanwhileError(
            ngettext(
                "This register has %(num)d mark. It stays in the history and counts nowhere while the session is "
                "cancelled.",
                "This register has %(num)d marks. They stay in the history and count nowhere while the session is "
                "cancelled.",
                num,
            ),
            seen={"with_marks": "1"},
            again=_("Cancel it all the same"),
        ) from refused
    except StaleError as stale:
        raise _changed(stale, _("Cancel it all the same")) from stale
    return Done(_("The session is cancelled. It can be restored here."))


def restore(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Take a cancelled session back."""
    read = FieldReader(fields)
    session_id, version = read.id("session"), read.id("version")
    read.check()
    try:
        with writing(engine) as connection:
            restore_session(connection, scope, session_id, version)
    except StaleError as stale:
        raise _changed(stale, _("Restore it all the same")) from stale
    return Done(_("The session is restored, and its marks count again."))


def _changed(stale: StaleError, again: str) -> MeanwhileError:
    seen = {"version": str(stale.current["version"])}
    return MeanwhileError(_("A colleague changed this session in between."), seen=seen, again=again)


def notice(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Note that somebody will be absent."""
    read = FieldReader(fields)
    enrolment = read.id("enrolment")
    if not enrolment:
        read.refuse("enrolment", _("Whose absence is it?"))
    first = read.day("first_day", required=True)
    last = read.day("last_day") or first
    excused, reason = read.tick("excused"), read.choice("reason", REASONS) or None
    read.check()
    assert first is not None
    assert last is not None
    _record(engine, scope, NewNotice(enrolment, first, last, excused, reason), now, local_day(now))
    return Done(_("Noted. The register of those days will suggest it."))


def _record(engine: Engine, scope: Scope, new: NewNotice, now: datetime, today: date) -> None:
    try:
        with writing(engine) as connection:
            record_notice(connection, scope, new, now, today)
    except RefusedError as refused:
        field = {"past": "first_day", "backwards": "last_day", "not-there": "first_day"}[refused.code]
        sentence = refused_text(refused, today)
        raise UnfitError(_("Not saved yet. What you chose is still here."), {field: sentence}) from refused


def withdraw(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Withdraw a notice."""
    read = FieldReader(fields)
    notice_id = read.id("notice")
    read.check()
    with writing(engine) as connection:
        withdraw_notice(connection, scope, notice_id, now)
    return Done(_("The notice is withdrawn. Marks that were made with it stay."))
