"""What the follow-up page reads, and what its parts ask of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from callbacks.links import Links
from dashboard.domain.access import Scope
from dashboard.domain.follow_up import FollowUpCounts, FollowUpItem, Leaver, Outcomes, Point, add
from dashboard.views import Filters
from dashboard.views.forms import Form
from db.queries.cohorts import CohortRow


@dataclass(frozen=True, slots=True)
class Data:
    """What the page read, as of ``today``.

    Attributes:
        counts: by cohort code.
        outcomes: of all chosen cohorts together.
        leavers, items: who has left, and every follow-up; empty for who sees aggregates only, and where there are too
            many people for one picture.
        waiting: open follow-ups that are overdue or due soon; empty for who sees aggregates only.
    """

    today: date
    filters: Filters
    scope: Scope
    cohorts: Sequence[CohortRow]
    counts: Mapping[str, FollowUpCounts]
    outcomes: Mapping[Point, Outcomes]
    leavers: Sequence[Leaver]
    items: Sequence[FollowUpItem]
    waiting: Sequence[FollowUpItem]
    links: Links
    forms: Sequence[Form]

    @property
    def total(self) -> FollowUpCounts:
        """All chosen cohorts."""
        return add(self.counts.values())

    @property
    def names(self) -> dict[str, str]:
        """Cohort code to name."""
        return {cohort.code: cohort.name for cohort in self.cohorts}

    @property
    def single(self) -> bool:
        """Whether one cohort is shown."""
        return len(self.cohorts) == 1
