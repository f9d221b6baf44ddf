"""What a mark says in words: minutes, notice, reason; nothing here knows a database."""

from dashboard.domain.access import Role, Scope
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext


def minutes_text(late: int | None, left_early: int | None) -> str:
    """How much of the session was missed by who came; nothing where it is not known, or nothing was."""
    said = []
    if late:
        said.append(ngettext("%(num)d min late", "%(num)d min late", late))
    if left_early:
        said.append(ngettext("left %(num)d min early", "left %(num)d min early", left_early))
    return ", ".join(said)


def notice_text(notice: str | None) -> str:
    """When the team was told; nothing for who was on time."""
    return {
        "before": _("told before"),
        "after": _("told afterwards"),
        "none": _("not told"),
        "unknown": _("not known whether told"),
    }.get(notice or "", "")


def reason_text(reason: str | None) -> str:
    """The coarse reason of an absence, for those who work with the cohort."""
    return {
        "official": _("authority or criminal proceedings"),
        "health": _("health"),
        "care": _("care of someone"),
        "work_or_study": _("work or study"),
        "other": _("another reason"),
        "unknown": _("not known"),
    }.get(reason or "", "")


def visible_to(scope: Scope) -> str:
    """Who else sees what is not for everybody's eyes, said to one of those who do."""
    if scope.role is Role.COORDINATOR:
        return _("Visible to you and the coach of the cohort only.")
    return _("Visible to you and the coordinator only.")
