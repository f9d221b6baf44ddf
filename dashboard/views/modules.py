"""The modules page, as one value."""

from dataclasses import dataclass

from dashboard.views.base import Chart, LineList, Page
from dashboard.views.forms import At, Panel


@dataclass(frozen=True, slots=True)
class ModulesView(Page):
    """The modules page; ``matrix`` and ``enter`` are null for a reader who sees aggregates only."""

    matrix: Chart | None = None
    plan: Chart | None = None
    still_open: LineList | None = None
    by_cohort: Chart | None = None
    at: At | None = None
    enter: Panel | None = None
