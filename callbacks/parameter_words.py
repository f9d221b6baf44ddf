"""What the parameters of the support rules are called, as questions of a form ask for them."""

from dashboard.i18n import gettext as _


def parameter_label(name: str) -> str:
    """A parameter in plain words."""
    return {
        "low_share": _("Low is attendance below, in percent"),
        "low_certainty": _("How likely it must be, in percent"),
        "low_from": _("From so many sessions on"),
        "low_prior_attended": _("Sessions attended to begin with"),
        "low_prior_absent": _("Sessions missed to begin with"),
        "low_clear_last": _("It passes by the latest so many sessions"),
        "low_clear_absences": _("if so many of them at most are missed"),
        "drop_absences": _("Sessions missed"),
        "drop_last": _("of the latest so many"),
        "drop_from": _("From so many sessions on"),
        "run_absences": _("Sessions missed in a row"),
        "silent_absences": _("Sessions missed in a row without notice"),
        "notice_absences": _("Absences without notice"),
        "notice_last": _("among the latest so many sessions"),
        "late_times": _("Times late"),
        "late_last": _("of the latest so many times there"),
        "late_minutes": _("Late is so many minutes or more"),
        "late_from": _("From so many times there on"),
        "guidance_missed": _("Individual meetings missed in a row"),
        "plan_behind": _("Modules fewer done than planned"),
        "plan_share": _("At most so many of the planned ones done, in percent"),
        "plan_least": _("With so many modules planned"),
        "plan_from_week": _("From programme week on"),
        "excused_times": _("Excused absences"),
        "excused_last": _("among the latest so many recorded sessions"),
        "quiet_days": _("Days without a sign"),
        "quiet_expected": _("Sessions expected in them"),
        "first_remind": _("Days after the exit from which the first status is asked for"),
        "first_due": _("Days after the exit on which it is due"),
        "second_due": _("Days after the exit on which the second status is due"),
        "second_window": _("Days before and after that on which it may be asked for"),
        "missing_marks": _("Marks missing"),
        "missing_share": _("or that share of them, in percent"),
        "missing_days": _("in the last so many days"),
    }[name]
