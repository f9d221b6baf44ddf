"""A link from one page to the page that goes with it, above what the page shows."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import parts
from dashboard.components.parts import Parts


def page_link(slot: str, text: str, href: str, *, look: str = "button quiet") -> Component:
    """The link; no address hides it."""
    return html.A(text, className=look, **parts.of(page_link_parts(slot, href), slot))


def page_link_parts(slot: str, href: str) -> Parts:
    """What changes of it."""
    return {(slot, "href"): href, (slot, "hidden"): not href}
