"""How follow-ups stand by cohort, and the signs for it; each person's days since the exit are in ``since_exit``."""

from collections.abc import Mapping, Sequence

from dashboard.domain.follow_up import FollowUpCounts, Standing
from dashboard.domain.register import Shown
from dashboard.figures.links import leading, leading_rows
from dashboard.figures.style import Figure, bar, layout, plain, rate_text
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
    names = [plain(name) for name, _counts in cohorts]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "name": standing_name(standing),
                "y": names,
                "x": [getattr(counts, standing) for _name, counts in cohorts],
                "marker": bar(sign),
                "hovertemplate": f"%{{y}}: %{{x}} {standing_name(standing)}<extra></extra>",
                **leading(links),
            }
            for standing, sign in SIGNS.items()
            if any(getattr(counts, standing) for _name, counts in cohorts)
        ],
        "layout": layout(
            barmode="stack",
            bargap=0.45,
            margin={"l": 8, "r": 100, "t": 8, "b": 44},
            xaxis={
                "rangemode": "tozero",
                "fixedrange": True,
                "zeroline": False,
                "showgrid": True,
                "nticks": 6,
                "tickformat": "d",
                "title": {"text": _("follow-ups")},
            },
            yaxis={
                "autorange": "reversed",
                "automargin": True,
                "fixedrange": True,
                "type": "category",
                "ticksuffix": "  ",
            },
            annotations=[
                {
                    "text": rate_text(counts.reached, counts.done, counts.due),
                    "x": 1,
                    "xref": "paper",
                    "xanchor": "left",
                    "xshift": 8,
                    "y": name,
                    "showarrow": False,
                    "align": "left",
                }
                for name, (_name, counts) in zip(names, cohorts, strict=True)
            ],
            **leading_rows(links),
        ),
    }
