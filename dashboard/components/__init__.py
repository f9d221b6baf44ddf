"""Pure builders of what the pages show: a view's value in, components out. One subject a file."""

from dashboard.components.chart import chart_card, chart_parts, graph_config
from dashboard.components.cohort import cohort_cards
from dashboard.components.lists import line_list, line_list_parts
from dashboard.components.page import page_head, page_head_parts
from dashboard.components.parts import Parts
from dashboard.components.status import status_glyph, status_legend

__all__ = [
    "Parts",
    "chart_card",
    "chart_parts",
    "cohort_cards",
    "graph_config",
    "line_list",
    "line_list_parts",
    "page_head",
    "page_head_parts",
    "status_glyph",
    "status_legend",
]
