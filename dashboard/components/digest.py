"""The sheet of a week: figures above, what there is to talk about below, in two columns."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.lists import lines_of
from dashboard.components.minutes import print_button
from dashboard.components.review import comparison_table
from dashboard.i18n import gettext as _
from dashboard.views import LineList
from dashboard.views.digest import DigestSection, DigestView


def sheet(view: DigestView) -> list[Component]:
    """Everything but the headline; nothing for who reads none."""
    if not view.week:
        return []
    return [
        html.P(
            [
                html.A([_sign("←"), _("Week before")], href=view.previous, className="button quiet step"),
                *(
                    [html.A([_("Week after"), _sign("→")], href=view.next, className="button quiet step")]
                    if view.next
                    else []
                ),
                print_button(),
            ],
            className="page-buttons",
        ),
        html.Div(
            [
                *(
                    html.Section(
                        [html.H2(one.name, className="panel-title"), comparison_table(view.captions, one.rows)],
                        className="sheet-cohort",
                    )
                    for one in view.cohorts
                ),
                html.Div([_section(section) for section in view.sections], className="sheet-columns"),
                html.P(view.note, className="panel-note"),
            ],
            className="panel sheet",
        ),
    ]


def _section(section: DigestSection) -> Component:
    lines = LineList("", section.title, "", section.lines, section.empty, section.more)
    return html.Section([html.H2(section.title, className="panel-title"), *lines_of(lines)], className="sheet-section")


def _sign(sign: str) -> Component:
    hidden = {"aria-hidden": "true"}
    return html.Span(sign, **hidden)
