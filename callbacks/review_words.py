"""What the weekly review says of its sections, of how far it is, and of a cohort's week."""

from callbacks.modules_words import plan_text
from callbacks.words import attendance_text, commitment_text, lateness_text
from dashboard.domain.measures import Counts
from dashboard.domain.modules import ModuleCounts
from dashboard.domain.review import CohortWeek, ItemState, Section
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.views.review import Comparison


def section_name(section: Section) -> str:
    """Why items are on the agenda."""
    return {
        Section.CARRIED: _("Left over from last time"),
        Section.UNSEEN: _("Nobody has looked yet"),
        Section.NEW: _("New since the last review"),
        Section.DECISIONS: _("Decided: is it done, did it work?"),
        Section.FOLLOW_UPS: _("Follow-ups"),
        Section.REGISTERS: _("Registers not taken"),
        Section.COHORTS: _("The week in figures"),
        Section.SETTLED: _("No longer so"),
    }[section]


def section_count(section: Section, number: int) -> str:
    """How many items a section has, for before a review begins."""
    if section in (Section.REGISTERS, Section.COHORTS):
        return ngettext("%(num)d cohort", "%(num)d cohorts", number)
    return ngettext("%(num)d person", "%(num)d people", number)


def state_name(state: ItemState) -> str:
    """What has become of an item; nothing while it is open."""
    return {
        ItemState.OPEN: "",
        ItemState.DONE: _("dealt with"),
        ItemState.CARRIED: _("carried over"),
    }[state]


def week_captions() -> tuple[str, ...]:
    """The headings above a cohort's week."""
    return "", _("Last 7 days"), _("The 7 days before"), _("Since it began")


def week_rows(week: CohortWeek) -> tuple[Comparison, ...]:
    """A cohort's week beside the one before it; rates with their counts."""
    this, last = week.this, week.last
    return (
        Comparison(
            _("Attendance"),
            attendance_text(this.counts),
            attendance_text(last.counts),
            attendance_text(week.so_far),
        ),
        Comparison(
            _("There, or told beforehand"),
            commitment_text(this.counts),
            commitment_text(last.counts),
            commitment_text(week.so_far),
        ),
        Comparison(
            _("Late, of the times there"),
            lateness_text(this.counts),
            lateness_text(last.counts),
            lateness_text(week.so_far),
        ),
        Comparison(_("Marks recorded"), _recorded(this.counts), _recorded(last.counts), _recorded(week.so_far)),
        Comparison(_("Modules done, of those planned"), _modules(this.modules), _modules(last.modules)),
    )


def _recorded(counts: Counts) -> str:
    return f"{counts.recorded}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{counts.expected}" if counts.expected else "–"


def _modules(counts: ModuleCounts) -> str:
    if not counts.planned:
        return "–"
    return f"{counts.completed}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{counts.planned}, {plan_text(counts)}"
