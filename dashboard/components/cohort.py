"""The card of a cohort: where it is in its weeks, its headline rate, and a few facts."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.facts import fact_list
from dashboard.components.sparkline import sparkline
from dashboard.views import CohortCard


def cohort_cards(cards: tuple[CohortCard, ...]) -> list[Component]:
    """One card a cohort."""
    return [_card(card) for card in cards]


def _card(card: CohortCard) -> Component:
    name = html.A(card.name, href=card.href, className="panel-link") if card.href else card.name
    heading: list[Component] = [html.H2(name, className="panel-title")]
    if card.badge:
        heading.append(html.Span(card.badge, className="badge-soft"))
    return html.Li(
        [
            html.Div(heading, className="cohort-heading"),
            html.P(card.when, className="panel-note"),
            _progress(card),
            _figure(card),
            fact_list(card.facts) if card.facts else None,
        ],
        className="panel cohort",
    )


def _progress(card: CohortCard) -> Component:
    share = f"{100 * min(1.0, max(0.0, card.progress)):.1f}%"
    bar = html.Span(className="progress-done", style={"width": share})
    named = {"aria-label": card.progress_label}
    return html.Div(bar, className="progress-weeks", role="img", **named)


def _figure(card: CohortCard) -> Component:
    if card.figure:
        rate = html.Strong(card.figure, className="figure-rate")
    else:
        rate = html.Span("–", className="figure-rate figure-none", **{"aria-hidden": "true"})
    line = sparkline(card.sparkline, card.sparkline_summary) if card.sparkline else None
    return html.Div([html.P([rate, " ", html.Span(card.counts, className="figure-counts")]), line], className="figure")
