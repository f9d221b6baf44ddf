"""The follow-up page, as one value."""

from dataclasses import dataclass

from dashboard.views.base import Chart, LineList, Page
from dashboard.views.forms import At, Form


@dataclass(frozen=True, slots=True)
class FollowUpView(Page):
    """The follow-up page; ``timeline`` is null for a reader who sees aggregates only."""

    statuses: Chart | None = None
    waiting: LineList | None = None
    timeline: Chart | None = None
    outcomes: Chart | None = None
    at: At | None = None
    forms: tuple[Form, ...] = ()
