"""The sentence of each support prompt: what was seen, and what one could do next. Calm, with counts, never a score."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.domain.follow_up import Kind
from dashboard.domain.support import Prompt, Rule
from dashboard.i18n import format_day, format_percent, ngettext
from dashboard.i18n import gettext as _

Values = Mapping[str, Any]


def sentence(prompt: Prompt) -> str:
    """What a prompt says to a colleague, in the language in force."""
    return _SENTENCES[prompt.rule](prompt.values)


def _low_attendance(values: Values) -> str:
    return _(
        "Attended %(attended)d of %(of)d countable sessions; likely below %(share)s.",
        attended=values["attended"],
        of=values["of"],
        share=format_percent(values["share"]),
    )


def _recent_drop(values: Values) -> str:
    return _("Missed %(missed)d of the last %(of)d.", missed=values["num"], of=values["of"])


def _run_of_absences(values: Values) -> str:
    return ngettext(
        "Missed one, on %(day)s.",
        "Missed %(num)d in a row, since %(day)s.",
        values["num"],
        day=format_day(values["day"]),
    )


def _silent_absences(values: Values) -> str:
    return ngettext(
        "An absence without notice: call today.",
        "%(num)d absences in a row without notice: call today.",
        values["num"],
    )


def _notice_habit(values: Values) -> str:
    return ngettext(
        "An absence without notice: agree on a way to tell us.",
        "%(num)d absences without notice: agree on a way to tell us.",
        values["num"],
    )


def _lateness(values: Values) -> str:
    return _("Late %(late)d of %(of)d: talk about timing or travel.", late=values["num"], of=values["of"])


def _guidance_missed(values: Values) -> str:
    if values["num"] == 2:
        return _("Guidance missed twice: rebook.")
    return ngettext("Guidance missed once: rebook.", "Guidance missed %(num)d times in a row: rebook.", values["num"])


def _behind_plan(values: Values) -> str:
    return ngettext(
        "%(done)d of %(num)d planned module done.",
        "%(done)d of %(num)d planned modules done.",
        values["num"],
        done=values["done"],
    )


def _many_excused(values: Values) -> str:
    return _("Excused %(excused)d of %(of)d: offer a catch-up.", excused=values["num"], of=values["of"])


def _no_contact(values: Values) -> str:
    return ngettext(
        "No contact for a day: follow the safety plan.",
        "No contact for %(num)d days: follow the safety plan.",
        values["num"],
    )


def _follow_up(values: Values) -> str:
    day = format_day(values["day"])
    if values["kind"] is Kind.FIRST and values["overdue"]:
        return _("28-day status was due %(day)s.", day=day)
    if values["kind"] is Kind.FIRST:
        return _("28-day status due %(day)s.", day=day)
    if values["overdue"]:
        return _("6-month status was due %(day)s.", day=day)
    return _("6-month status due %(day)s.", day=day)


def _register(values: Values) -> str:
    return ngettext(
        "A mark is missing: the picture is incomplete.",
        "%(num)d marks missing: the picture is incomplete.",
        values["num"],
    )


_SENTENCES: Mapping[Rule, Callable[[Values], str]] = {
    Rule.LOW_ATTENDANCE: _low_attendance,
    Rule.RECENT_DROP: _recent_drop,
    Rule.RUN_OF_ABSENCES: _run_of_absences,
    Rule.SILENT_ABSENCES: _silent_absences,
    Rule.NOTICE_HABIT: _notice_habit,
    Rule.LATENESS: _lateness,
    Rule.GUIDANCE_MISSED: _guidance_missed,
    Rule.BEHIND_PLAN: _behind_plan,
    Rule.MANY_EXCUSED: _many_excused,
    Rule.NO_CONTACT: _no_contact,
    Rule.FOLLOW_UP: _follow_up,
    Rule.REGISTER: _register,
}
