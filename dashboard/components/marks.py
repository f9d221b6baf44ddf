"""Everybody's mark in one session, as a table: a sign with its word, minutes, notice, reason."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import parts
from dashboard.components.parts import Parts
from dashboard.components.status import status_glyph
from dashboard.i18n import gettext as _
from dashboard.views import MarkLine, MarkTable


def mark_table(slot: str, table: MarkTable | None) -> Component:
    """The card; null hides it."""
    now = mark_table_parts(slot, table)
    children = [
        html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
        html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
        html.Div(className="marks", **parts.of(now, f"{slot}-lines")),
    ]
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(children, className="panel", **named, **parts.of(now, slot))


def mark_table_parts(slot: str, table: MarkTable | None) -> Parts:
    """What changes within the card."""
    return {
        (slot, "hidden"): table is None,
        (f"{slot}-title", "children"): table.title if table else "",
        (f"{slot}-note", "children"): table.note if table else "",
        (f"{slot}-lines", "children"): _table(table) if table else [],
    }


def _table(table: MarkTable) -> list[Component]:
    if not table.lines:
        return [html.P(table.empty, className="empty")] if table.empty else []
    wanted = {
        _("Participant"): [_participant(line) for line in table.lines],
        _("Mark"): [_status(line) for line in table.lines],
        _("Minutes"): [line.minutes for line in table.lines],
        _("Notice"): [line.notice for line in table.lines],
        _("Reason"): [line.reason for line in table.lines],
    }
    # A column in which nobody has anything is left out.
    columns = {heading: cells for heading, cells in wanted.items() if any(cells)}
    # On a phone, rows are laid out as lines: the roles say that it is a table all the same.
    head = html.Tr([html.Th(heading, scope="col", role="columnheader") for heading in columns], role="row")
    rows = [
        html.Tr([_cell(cell, first=number == 0) for number, cell in enumerate(row)], role="row")
        for row in zip(*columns.values(), strict=True)
    ]
    sections = [html.Thead(head, role="rowgroup"), html.Tbody(rows, role="rowgroup")]
    return [html.Table(sections, role="table", className="data-table mark-table")]


def _cell(content: Component | str, *, first: bool) -> Component:
    return html.Th(content, scope="row", role="rowheader") if first else html.Td(content, role="cell")


def _participant(line: MarkLine) -> Component | str:
    return html.A(line.participant, href=line.href) if line.href else line.participant


def _status(line: MarkLine) -> Component:
    return html.Span([status_glyph(line.shown), line.status], className="mark-status")
