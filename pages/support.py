"""The support page: people whom nobody has looked at first, then what is under way, and what has passed."""

from dash import html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components import support as cards
from dashboard.i18n import gettext as _
from dashboard.ids import Support as Ids
from dashboard.views.support import SupportView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Support")


def layout(view: SupportView) -> Component:
    """Draw the page."""
    now = parts(view)
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(
                [
                    html.Div(
                        [
                            cards.card_list(Ids.WAITING, view.waiting, hint=True),
                            cards.card_list(Ids.TASKS, view.tasks),
                            cards.card_list(Ids.LOOKED, view.looked),
                        ],
                        className="support-people",
                    ),
                    html.Div(
                        [
                            cards.task_list(Ids.DECISIONS, view.decisions),
                            components.line_list(Ids.RESOLVED, view.resolved),
                            cards.objection_list(Ids.OBJECTIONS, view.objections),
                            html.P(
                                html.A(_("What the rules look at"), href="/support/settings"),
                                className="panel-note",
                                id=Ids.RULES,
                                hidden=now[Ids.RULES, "hidden"],
                            ),
                        ],
                        className="support-aside",
                    ),
                ],
                className="support-panels",
            ),
        ]
    )


def parts(view: SupportView) -> Parts:
    """What changes on the page when a filter does, or when somebody has written."""
    return {
        **components.page_head_parts(Ids.HEAD, view),
        **cards.card_list_parts(Ids.WAITING, view.waiting),
        **cards.card_list_parts(Ids.TASKS, view.tasks),
        **cards.card_list_parts(Ids.LOOKED, view.looked),
        **cards.task_list_parts(Ids.DECISIONS, view.decisions),
        **components.line_list_parts(Ids.RESOLVED, view.resolved),
        **cards.objection_list_parts(Ids.OBJECTIONS, view.objections),
        (Ids.RULES, "hidden"): not view.settings_href,
    }
