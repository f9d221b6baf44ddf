"""The page of needs and feedback, as one value."""

from dataclasses import dataclass

from dashboard.views.base import Chart, LineList, Page
from dashboard.views.forms import At, Panel


@dataclass(frozen=True, slots=True)
class NeedsView(Page):
    """Needs and feedback; ``by_cohort``, ``comments`` and ``enter`` are null for a reader who sees aggregates only."""

    by_category: Chart | None = None
    by_week: Chart | None = None
    by_cohort: Chart | None = None
    ratings: Chart | None = None
    hours: Chart | None = None
    changes: LineList | None = None
    comments: LineList | None = None
    at: At | None = None
    enter: Panel | None = None
