"""A few facts below each other, each with its name."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import parts
from dashboard.components.parts import Parts
from dashboard.i18n import gettext as _
from dashboard.views import Fact


def fact_list(facts: tuple[Fact, ...]) -> Component:
    """The facts alone."""
    return html.Dl([_fact(fact) for fact in facts], className="facts")


def fact_card(slot: str, facts: tuple[Fact, ...]) -> Component:
    """The card of a session with facts; none hide it."""
    now = fact_card_parts(slot, facts)
    named = {"aria-labelledby": f"{slot}-title"}
    title = html.H2(_("This session"), className="panel-title", id=f"{slot}-title")
    content = html.Div(**parts.of(now, f"{slot}-lines"))
    return html.Section([title, content], className="panel", **named, **parts.of(now, slot))


def fact_card_parts(slot: str, facts: tuple[Fact, ...]) -> Parts:
    """What changes within the card."""
    return {
        (slot, "hidden"): not facts,
        (f"{slot}-lines", "children"): [fact_list(facts)] if facts else [],
    }


def _fact(fact: Fact) -> Component:
    value = html.A(fact.value, href=fact.href) if fact.href else fact.value
    label = [fact.label, html.Span(f" {fact.note}", className="fact-note")] if fact.note else fact.label
    return html.Div([html.Dt(label), html.Dd(value)], className="fact")
