"""The minutes of a weekly review, as they are read and printed."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.review import comparison_table
from dashboard.i18n import gettext as _
from dashboard.views.review import MinutesItem, MinutesView


def minutes(view: MinutesView) -> list[Component]:
    """Everything but the headline; nothing where there are no minutes."""
    if not view.facts:
        return []
    return [
        _items(_("What was gone through"), view.dealt, _("Nothing was gone through.")),
        *([_items(_("Carried over to the next review"), view.carried, "")] if view.carried else []),
        *(
            html.Section(
                [html.H2(one.name, className="panel-title"), comparison_table(view.captions, one.rows)],
                className="panel",
            )
            for one in view.cohorts
        ),
        html.Footer([html.P(fact, className="panel-note") for fact in view.facts]),
    ]


def print_button() -> Component:
    """Prints the page, or keeps it as a PDF, whichever the browser is asked for."""
    named = {"data-print": ""}
    return html.Button(
        _("Print, or keep as PDF"), type="button", className="button quiet", disable_n_clicks=True, **named
    )


def _items(title: str, items: tuple[MinutesItem, ...], empty: str) -> Component:
    content = (
        html.Ul([_item(one) for one in items], className="minutes-items") if items else html.P(empty, className="empty")
    )
    return html.Section([html.H2(title, className="panel-title"), content], className="panel")


def _item(one: MinutesItem) -> Component:
    heading: list[Component | str] = [html.Strong(one.label)]
    if one.where:
        heading += [" ", html.Span(one.where, className="panel-note")]
    return html.Li(
        [
            html.P(heading, className="minutes-heading"),
            html.Div(
                [
                    *(html.P(said, className="minutes-said") for said in one.said),
                    *(html.P(step, className="minutes-step") for step in one.steps),
                    *([html.P(one.note, className="minutes-note")] if one.note else []),
                ]
            ),
        ],
        className="minutes-item",
    )
