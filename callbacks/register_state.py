"""The register of one session as ``assets/52-register.js`` draws it: plain values, for the page and after each save.

Nothing of a person but their code and what the register says of them; the browser keeps what is not sent yet by the
numbers of session and enrolment alone.
"""

from datetime import date, datetime
from typing import Any

from callbacks.register_words import moment_text, told_text
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI, local_day
from dashboard.domain.register_taking import Expected, Sheet
from dashboard.i18n import format_clock


def register_state(sheet: Sheet, scope: Scope, now: datetime) -> dict[str, Any]:
    """The state of a register.

    Returns:
        ``session``, ``account`` (whose marks may be sent), ``stamp`` (which grows with the data, so that an older state
        is known as such), ``open`` (whether marks can be written), ``at`` (the time of day in words), and ``people``.
    """
    today = local_day(now)
    return {
        "session": sheet.session_id,
        "account": scope.account_id or 0,
        "stamp": sheet.stamp,
        "open": sheet.takes_marks(today),
        "at": format_clock(now.astimezone(HELSINKI)),
        "people": [_person(person, scope, today) for person in sheet.people],
    }


def _person(person: Expected, scope: Scope, today: date) -> dict[str, Any]:
    mark, notice = person.stored, person.notice
    return {
        "enrolment": person.enrolment_id,
        "code": person.participant,
        "version": mark.version if mark else 0,
        "entry": mark.entry.plain() if mark else None,
        "by": mark.by if mark and mark.account_id != scope.account_id else None,
        "at": moment_text(mark.recorded_at, today) if mark else "",
        "told": {"entry": notice.entry.plain(), "text": told_text(notice, today)} if notice else None,
    }
