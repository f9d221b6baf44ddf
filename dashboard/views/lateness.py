"""The lateness page, as one value."""

from dataclasses import dataclass

from dashboard.views.base import Chart, Page


@dataclass(frozen=True, slots=True)
class LatenessView(Page):
    """The lateness page; ``people`` is null for a reader who sees aggregates only."""

    weekly: Chart | None = None
    minutes: Chart | None = None
    people: Chart | None = None
    notice: Chart | None = None
    timetable: Chart | None = None
    by_activity: Chart | None = None
