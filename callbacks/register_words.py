"""What registers say in words: where one stands, a mark in a line, a notice, why something cannot be written."""

from datetime import date, datetime

from callbacks.mark_words import minutes_text, reason_text
from callbacks.words import day_text
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.register_taking import Entry, Notice, Stage
from dashboard.figures.style import status_name
from dashboard.i18n import format_clock, format_period, pgettext
from dashboard.i18n import gettext as _
from db.commands.errors import RefusedError


def stage_text(stage: Stage, recorded: int, expected: int) -> str:
    """Where a register stands, in a word or by its counts."""
    if stage is Stage.CANCELLED:
        return _("cancelled")
    if stage is Stage.NOBODY:
        return _("nobody is expected")
    if stage is Stage.AHEAD:
        return _("not yet")
    return _("%(recorded)d of %(expected)d", recorded=recorded, expected=expected)


def clock_text(starts_at: datetime, ends_at: datetime) -> str:
    """From when to when, in local time: ``9.00–12.00``."""
    start, end = (format_clock(moment.astimezone(HELSINKI)) for moment in (starts_at, ends_at))
    return f"{start}–{end}"


def moment_text(moment: datetime, today: date) -> str:
    """When something was written: the time of day, with the day where that is another."""
    local = moment.astimezone(HELSINKI)
    clock = format_clock(local)
    return clock if local.date() == today else f"{day_text(local.date(), today)} {clock}"


def entry_text(entry: Entry | None) -> str:
    """A mark in a line, with its minutes and its reason."""
    if entry is None:
        return _("no mark")
    after = _("told afterwards") if entry.notice == "after" else ""
    minutes = minutes_text(entry.minutes_late, entry.left_early)
    reason = reason_text(entry.reason) if entry.reason != "unknown" else ""
    return ", ".join(part for part in (status_name(entry.shown), minutes, after, reason) if part)


def days_text(notice: Notice, today: date) -> str:
    """On which days somebody will be absent, and why where it is known."""
    if notice.first_day == notice.last_day:
        days = day_text(notice.first_day, today)
    else:
        days = format_period(notice.first_day, notice.last_day)
    excused = _("excused") if notice.excused else ""
    reason = reason_text(notice.reason) if notice.reason not in (None, "unknown") else ""
    return ", ".join(part for part in (days, excused, reason) if part)


def told_text(notice: Notice, today: date) -> str:
    """What stands beside somebody who told beforehand that they will not come."""
    day = day_text(notice.recorded_at.astimezone(HELSINKI).date(), today)
    if notice.reason in (None, "unknown"):
        return _("told on %(day)s", day=day)
    return _("told on %(day)s: %(reason)s", day=day, reason=short_reason(notice.reason))


def short_reason(reason: str | None) -> str:
    """A coarse reason in a word, where there is little room."""
    return {
        "official": pgettext("reason in a word", "authority"),
        "health": pgettext("reason in a word", "health"),
        "care": pgettext("reason in a word", "care"),
        "work_or_study": pgettext("reason in a word", "work or study"),
        "other": pgettext("reason in a word", "other"),
    }.get(reason or "", "")


def refused_text(refused: RefusedError, today: date) -> str:
    """Why a mark or a notice cannot be written."""
    if refused.code == "not-yet":
        day = day_text(refused.values["day"], today)
        return _("This register opens on %(day)s. Until then, absences that are told beforehand can be noted.", day=day)
    return {
        "cancelled": _(
            "This session was cancelled meanwhile. The marks are kept here; restore the session to send them."
        ),
        "past": _("A notice is about today or later days; correct the register of a day that is over."),
        "backwards": _("The last day is before the first one."),
        "not-there": _("This person does not take part on those days."),
    }[refused.code]
