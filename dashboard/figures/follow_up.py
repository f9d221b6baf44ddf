"""How follow-ups stand by cohort, and the signs for it; each person's days since the exit are in ``since_exit``."""

from collections.abc import Mapping, Sequence

from dashboard.domain.follow_up import FollowUpCounts, Standing
from dashboard.domain.register import Shown
from dashboard.figures.stacked import Part, stacked
from dashboard.figures.style import Figure, rate_text
from dashboard.i18n import gettext as _

EARLY = "early"
"""Closed before it came due, in whatever way."""

SIGNS: Mapping[str, Shown] = {
    Standing.DONE: Shown.PRESENT,
    Standing.NOT_REACHED: Shown.UNTOLD,
    Standing.DECLINED: Shown.EXCUSED,
    Standing.OVERDUE: Shown.LATE,
    EARLY: Shown.TOLD,
    Standing.UPCOMING: Shown.UNRECORDED,
}
"""The register's sign for each standing, in the order in which they are stacked and explained."""


def standing_name(standing: str) -> str:
    """What a standing is called."""
    return {
        Standing.DONE: _("done"),
        Standing.NOT_REACHED: _("not reached"),
        Standing.DECLINED: _("declined"),
        Standing.OVERDUE: _("overdue"),
        EARLY: _("closed before its day"),
        Standing.UPCOMING: _("still to come"),
    }[standing]


def statuses(cohorts: Sequence[tuple[str, FollowUpCounts]], *, links: Sequence[str] = ()) -> Figure:
    """How the follow-ups of each cohort stand, as stacked bars, with the share reached beside them.

    Args:
        cohorts: names with their counts, first on top.
        links: where each of them leads.
    """
    return stacked(
        [name for name, _counts in cohorts],
        [
            Part(standing_name(standing), sign, [getattr(counts, standing) for _name, counts in cohorts])
            for standing, sign in SIGNS.items()
        ],
        [rate_text(counts.reached, counts.done, counts.due) for _name, counts in cohorts],
        axis=_("follow-ups"),
        links=links,
    )
