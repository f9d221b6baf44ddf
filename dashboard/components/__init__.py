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
from dashboard.components.page_link import page_link, page_link_parts
from dashboard.components.parts import Parts
from dashboard.components.register_sheet import (
    cancel_form,
    cancel_parts,
    register_sheet,
    register_sheet_parts,
    restore_form,
)
from dashboard.components.registers import (
    notice_card,
    notice_card_parts,
    notice_form,
    notice_form_parts,
    register_list,
    register_list_parts,
)
from dashboard.components.status import status_glyph, status_legend

__all__ = [
    "Parts",
    "cancel_form",
    "cancel_parts",
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
    "notice_card",
    "notice_card_parts",
    "notice_form",
    "notice_form_parts",
    "page_head",
    "page_head_parts",
    "page_link",
    "page_link_parts",
    "register_list",
    "register_list_parts",
    "register_sheet",
    "register_sheet_parts",
    "restore_form",
    "status_glyph",
    "status_legend",
]
