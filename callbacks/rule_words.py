"""The rules of support prompts in plain words, with the parameters that a programme has set."""

from collections.abc import Callable, Mapping

from dashboard.domain.support import Parameters, Rule
from dashboard.i18n import format_percent, ngettext
from dashboard.i18n import gettext as _


def rule_text(rule: Rule, parameters: Parameters) -> str:
    """When a rule speaks, as its programme has set it."""
    return _TEXTS[rule](parameters)


def counted_note(rule: Rule) -> str:
    """What is left out of what a rule counts."""
    if rule in _OTHER:
        return ""
    if rule is Rule.MANY_EXCUSED:
        return _("Cancelled sessions and meetings that do not count for attendance are left out.")
    return _("Excused absences, cancelled sessions and meetings that do not count for attendance are left out.")


_OTHER = frozenset({Rule.BEHIND_PLAN, Rule.FOLLOW_UP})


def _low_attendance(p: Parameters) -> str:
    clears = ngettext(
        "It also passes when the last %(last)d hold at most %(num)d absence.",
        "It also passes when the last %(last)d hold at most %(num)d absences.",
        p.low_clear_absences,
        last=p.low_clear_last,
    )
    says = _(
        "From %(first)d sessions on: attendance is likely below %(share)s, with a probability of at least "
        "%(certainty)s. Everyone begins as if they had come to %(attended)d of %(of)d.",
        first=p.low_from,
        share=format_percent(p.low_share),
        certainty=format_percent(p.low_certainty),
        attended=p.low_prior_attended,
        of=p.low_prior_attended + p.low_prior_absent,
    )
    return f"{says} {clears}"


def _recent_drop(p: Parameters) -> str:
    return _(
        "From %(first)d sessions on: at least %(absences)d of the last %(last)d missed.",
        first=p.drop_from,
        absences=p.drop_absences,
        last=p.drop_last,
    )


def _run_of_absences(p: Parameters) -> str:
    return ngettext(
        "The latest session missed.", "The latest %(num)d sessions or more missed in a row.", p.run_absences
    )


def _silent_absences(p: Parameters) -> str:
    return ngettext(
        "The latest session missed without notice.",
        "The latest %(num)d sessions or more missed in a row without notice.",
        p.silent_absences,
    )


def _notice_habit(p: Parameters) -> str:
    return _(
        "At least %(absences)d absences without notice among the last %(last)d sessions.",
        absences=p.notice_absences,
        last=p.notice_last,
    )


def _lateness(p: Parameters) -> str:
    return _(
        "From %(first)d times there on: late by %(minutes)d minutes or more at least %(times)d times of the last "
        "%(last)d times there.",
        first=p.late_from,
        minutes=p.late_minutes,
        times=p.late_times,
        last=p.late_last,
    )


def _guidance_missed(p: Parameters) -> str:
    return ngettext(
        "The latest individual meeting missed.",
        "The latest %(num)d individual meetings or more missed in a row.",
        p.guidance_missed,
    )


def _behind_plan(p: Parameters) -> str:
    return _(
        "From week %(week)d on and with at least %(least)d modules planned by then: at least %(behind)d fewer done "
        "than planned, and at most %(share)s of them done.",
        week=p.plan_from_week,
        least=p.plan_least,
        behind=p.plan_behind,
        share=format_percent(p.plan_share),
    )


def _many_excused(p: Parameters) -> str:
    return _(
        "At least %(times)d excused absences among the last %(last)d recorded sessions.",
        times=p.excused_times,
        last=p.excused_last,
    )


def _no_contact(p: Parameters) -> str:
    return _(
        "For %(days)d days or more nobody has seen or reached the person and they have told of no absence, while at "
        "least %(expected)d sessions expected them.",
        days=p.quiet_days,
        expected=p.quiet_expected,
    )


def _follow_up(p: Parameters) -> str:
    return _(
        "The first status from day %(remind)d after the exit, overdue after day %(due)d; the second one around day "
        "%(second)d, %(window)d days before or after it.",
        remind=p.first_remind,
        due=p.first_due,
        second=p.second_due,
        window=p.second_window,
    )


def _register(p: Parameters) -> str:
    return _(
        "Of the marks expected in the last %(days)d days, at least %(marks)d or %(share)s are missing. What is said of "
        "attendance, lateness and modules waits until they are there.",
        days=p.missing_days,
        marks=p.missing_marks,
        share=format_percent(p.missing_share),
    )


_TEXTS: Mapping[Rule, Callable[[Parameters], str]] = {
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
