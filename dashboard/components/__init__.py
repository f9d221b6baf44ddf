"""Pure builders of what the pages show: a view's value in, components out. One subject a file."""

from dashboard.components.chart import chart_card, chart_parts, graph_config
from dashboard.components.closed_list import closed_list, closed_list_parts
from dashboard.components.cohort import cohort_cards
from dashboard.components.facts import fact_card, fact_card_parts
from dashboard.components.job_progress import job_progress
from dashboard.components.lists import line_list, line_list_parts
from dashboard.components.marks import mark_table, mark_table_parts
from dashboard.components.membership import membership_cards
from dashboard.components.page import page_head, page_head_parts
from dashboard.components.parts import Parts
from dashboard.components.status import status_glyph, status_legend

__all__ = [
    "Parts",
    "chart_card",
    "chart_parts",
    "closed_list",
    "closed_list_parts",
    "cohort_cards",
    "fact_card",
    "fact_card_parts",
    "graph_config",
    "job_progress",
    "line_list",
    "line_list_parts",
    "mark_table",
    "mark_table_parts",
    "membership_cards",
    "page_head",
    "page_head_parts",
    "status_glyph",
    "status_legend",
]
