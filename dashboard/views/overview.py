"""The overview, as one value."""

from dataclasses import dataclass
from typing import Any

from dashboard.views.base import Chart, LineList, Page


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a cohort card."""

    label: str
    value: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class CohortCard:
    """A cohort at a glance; ``progress`` is the share of its weeks that are over, 0..1.

    ``figure`` is the headline rate ("79 %") or empty where there are too few sessions yet, ``counts`` its counts, or
    what to say instead. ``sparkline`` is a bare Plotly figure with its meaning in ``sparkline_summary``.
    """

    code: str
    name: str
    when: str
    progress: float
    progress_label: str
    figure: str
    counts: str
    sparkline: dict[str, Any] | None = None
    sparkline_summary: str = ""
    badge: str = ""
    facts: tuple[Fact, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class OverviewView(Page):
    """The overview."""

    cards: tuple[CohortCard, ...] = ()
    comparison: Chart | None = None
    today: LineList | None = None
