"""What every page begins with: its filters, its headline, and the sentence below it."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import parts
from dashboard.components.filters import filter_bar, filter_parts
from dashboard.components.parts import Parts
from dashboard.head_ids import HeadIds
from dashboard.views import Page


def page_head(ids: HeadIds, view: Page) -> list[Component]:
    """The filter bar and the headline; a changed headline is read aloud."""
    now = page_head_parts(ids, view)
    polite = {"aria-live": "polite"}
    headline = html.Header(
        [
            html.H1(className="headline", **parts.of(now, ids.headline)),
            html.P(className="lead-line", **parts.of(now, ids.lead)),
        ],
        className="page-head",
        **polite,
    )
    return [filter_bar(ids, view.filters), headline]


def page_head_parts(ids: HeadIds, view: Page) -> Parts:
    """What changes within it."""
    return {
        (ids.headline, "children"): view.headline,
        (ids.lead, "children"): view.lead,
        **filter_parts(ids, view.filters),
    }
