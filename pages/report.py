"""The funder report: what goes out as it goes out, what does not and why, and the files."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components import report as cards
from dashboard.components.parts import of
from dashboard.i18n import gettext as _
from dashboard.ids import Report as Ids
from dashboard.views.report import ReportView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Funder report")


def layout(view: ReportView) -> Component:
    """Draw the page."""
    now = parts(view)
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    html.Div(className="report-parts", **of(now, Ids.PREVIEWS)),
                    html.Div(
                        [
                            _panel(
                                Ids.GOES,
                                _("What goes out"),
                                [html.Div(**of(now, Ids.FACTS)), _texts_link()],
                            ),
                            _panel(
                                Ids.FILES,
                                _("Files"),
                                [html.Div(**of(now, Ids.JOB)), cards.make_form(Ids.MAKE, view.make), _ledger_link()],
                            ),
                            components.line_list(Ids.PLAN, view.plan),
                        ],
                        className="report-aside",
                    ),
                ],
                className="report-panels",
                **of(now, Ids.PANELS),
            ),
        ]
    )


def _panel(slot: str, name: str, content: list[Component]) -> Component:
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(
        [html.H2(name, className="panel-title", id=f"{slot}-title"), *content], className="panel", **named
    )


def _texts_link() -> Component:
    return html.P(html.A(_("Write the words of the report"), href="/report/texts"), className="panel-note more")


def _ledger_link() -> Component:
    return html.P(html.A(_("What went out before"), href="/ledger"), className="panel-note more")


def parts(view: ReportView) -> Parts:
    """What changes on the page when a filter does, or when files are on their way."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        (Ids.PANELS, "hidden"): not view.facts,
        **cards.preview_parts(Ids.PREVIEWS, view.previews, view.language),
        **cards.fact_parts(Ids.FACTS, view.facts),
        **cards.make_parts(Ids.MAKE, view.make),
        **cards.job_parts(Ids.JOB, view.job),
        **components.line_list_parts(Ids.PLAN, view.plan),
    }
