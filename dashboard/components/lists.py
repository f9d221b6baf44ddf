"""A card with a short list of what one may want to deal with."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import parts
from dashboard.components.parts import Parts
from dashboard.views import Line, LineList


def line_list(slot: str, lines: LineList | None, *, size: str = "", below: Sequence[Component] = ()) -> Component:
    """The card; null hides it. `slot` is its id, from ``dashboard.ids``; `size` is as a chart's; `below` is beneath."""
    now = line_list_parts(slot, lines)
    children = [
        html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
        html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
        html.Div(**parts.of(now, f"{slot}-lines")),
        *below,
    ]
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(children, className=f"panel {size}".rstrip(), **named, **parts.of(now, slot))


def line_list_parts(slot: str, lines: LineList | None) -> Parts:
    """What changes within the card of a list."""
    return {
        (slot, "hidden"): lines is None,
        (f"{slot}-title", "children"): lines.title if lines else "",
        (f"{slot}-note", "children"): lines.note if lines else "",
        (f"{slot}-lines", "children"): lines_of(lines) if lines else [],
    }


def lines_of(lines: LineList) -> list[Component]:
    """The list itself, or what is said instead."""
    if not lines.lines:
        return [html.P(lines.empty, className="empty")] if lines.empty else []
    listed: list[Component] = [html.Ul([_line(line) for line in lines.lines], className="lines")]
    if lines.more:
        listed.append(html.P(lines.more, className="panel-note more"))
    return listed


def _line(line: Line) -> Component:
    label: Component | str = line.label
    if line.href and not line.badge:
        label = html.A(line.label, href=line.href)
    children: list[Component] = [
        html.Span(label, className="line-label"),
        html.Span(line.text, className="line-text"),
    ]
    if line.badge:
        children.append(_badge(line))
    return html.Li(children, className="line")


def _badge(line: Line) -> Component:
    """What to do, or what kind of thing it is; a link says for the ear what it is about."""
    if not line.href:
        return html.Span(line.badge, className="badge-soft")
    about = html.Span(f": {line.label} {line.text}", className="visually-hidden")
    return html.A([line.badge, about], href=line.href, className="badge-soft")
