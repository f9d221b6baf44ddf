"""The attendance page, as one value."""

from dataclasses import dataclass

from dashboard.views.base import Chart, LineList, Page


@dataclass(frozen=True, slots=True)
class AttendanceView(Page):
    """The attendance page; ``grid`` is null for a reader who sees aggregates only."""

    grid: Chart | None = None
    weekly: Chart | None = None
    by_activity: Chart | None = None
    commitment: Chart | None = None
    nearly_empty: LineList | None = None
    not_taken: LineList | None = None
