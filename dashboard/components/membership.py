"""The card of a person's time in a cohort: their measures, with counts and intervals."""

from dash import html
from dash.development.base_component import Component

from dashboard.views import Measure, MembershipCard


def membership_cards(cards: tuple[MembershipCard, ...]) -> list[Component]:
    """One card a cohort."""
    return [_card(card) for card in cards]


def _card(card: MembershipCard) -> Component:
    name = html.A(card.name, href=card.href) if card.href else card.name
    return html.Section(
        [
            html.H2(name, className="panel-title"),
            html.P(card.when, className="panel-note"),
            html.Dl([_measure(one) for one in card.measures], className="measures"),
        ],
        className="panel membership",
    )


def _measure(one: Measure) -> Component:
    if one.figure:
        rate: Component = html.Strong(one.figure, className="figure-rate")
    else:
        rate = html.Span("–", className="figure-rate figure-none", **{"aria-hidden": "true"})
    return html.Div(
        [
            html.Dt(one.label),
            html.Dd(
                [
                    html.Span([rate, " ", html.Span(one.counts, className="figure-counts")], className="measure-rate"),
                    html.Span(one.note, className="measure-note"),
                ]
            ),
        ],
        className="measure",
    )
