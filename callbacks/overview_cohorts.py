"""Which cohorts the overview shows where a programme has more than anyone reads at a glance."""

from collections.abc import Sequence
from datetime import date

from dashboard.i18n import gettext as _
from dashboard.views import Filters
from db.queries.cohorts import CohortRow

MOST = 12
"""So many cohorts still fit on one page, as cards and as lines of a chart; whoever wants others chooses them."""


def shown_cohorts(
    cohorts: Sequence[CohortRow], filters: Filters, front: CohortRow | None, today: date
) -> Sequence[CohortRow]:
    """The cohorts to show, in their order: the chosen ones, or all, or the nearest in time of too many.

    Args:
        cohorts: in the order of their start.
        filters: of the page.
        front: the cohort that the page speaks of first, which is always among them.
        today: the day that the page speaks of.
    """
    if filters.chosen_cohorts or len(cohorts) <= MOST:
        return cohorts

    def distance(cohort: CohortRow) -> tuple[bool, int, int]:
        # Where many are running, the latest of them.
        return cohort is not front, _days_away(cohort, today), -cohort.starts_on.toordinal()

    nearest = {cohort.code for cohort in sorted(cohorts, key=distance)[:MOST]}
    return [cohort for cohort in cohorts if cohort.code in nearest]


def left_out(shown: Sequence[CohortRow], every: Sequence[CohortRow]) -> str:
    """How many are shown of how many, and where the others are; nothing where all are shown."""
    if len(shown) == len(every):
        return ""
    return _(
        "Shown are the %(shown)d cohorts nearest in time, of %(every)d; choose others under Cohorts.",
        shown=len(shown),
        every=len(every),
    )


def _days_away(cohort: CohortRow, today: date) -> int:
    """Days until it begins or since it ended; none while it is running."""
    return max((cohort.starts_on - today).days, (today - cohort.ends_on).days, 0)
