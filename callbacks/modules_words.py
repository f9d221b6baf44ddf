"""What the modules page says of counts; nothing here knows a database."""

from dashboard.domain.modules import ModuleCounts
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext


def plan_text(counts: ModuleCounts) -> str:
    """Completed less planned, in words."""
    gap = counts.against_plan
    if gap < 0:
        return ngettext("%(num)d behind the plan", "%(num)d behind the plan", -gap)
    if gap > 0:
        return ngettext("%(num)d ahead of the plan", "%(num)d ahead of the plan", gap)
    return _("as planned")


def done_text(counts: ModuleCounts) -> str:
    """How many of those planned by now are done, as a headline."""
    if not counts.planned:
        return _("No module is planned to be done yet")
    if not counts.open:
        return ngettext("The one planned module is done", "All %(num)d planned modules are done", counts.planned)
    return ngettext(
        "%(done)d of %(num)d planned module is done",
        "%(done)d of %(num)d planned modules are done",
        counts.planned,
        done=counts.planned_done,
    )


def week_counts_text(week: int, counts: ModuleCounts) -> str:
    """One programme week, for those who hear a chart."""
    return _(
        "Week %(week)d: %(done)d done, %(planned)d planned.", week=week, done=counts.completed, planned=counts.planned
    )


def sentence(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]
