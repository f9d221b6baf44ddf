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
    return html.Div([*components.page_head(Ids.HEAD, view), html.Div(_panels(view), id=Ids.PANELS)])


def parts(view: SupportView) -> Parts:
    """What changes on the page when a filter does, or when somebody has written.

    All of it at once: every property that is written costs the browser a look at every component of the page.
    """
    return {**components.page_head_parts(Ids.HEAD, view), (Ids.PANELS, "children"): _panels(view)}


def _panels(view: SupportView) -> list[Component]:
    if not view.settings_href:
        return []
    people = [
        cards.card_list(Ids.WAITING, view.waiting, hint=True),
        cards.card_list(Ids.TASKS, view.tasks),
        cards.card_list(Ids.LOOKED, view.looked),
    ]
    beside = [
        cards.task_list(Ids.DECISIONS, view.decisions),
        components.line_list(Ids.RESOLVED, view.resolved),
        cards.objection_list(Ids.OBJECTIONS, view.objections),
        html.P(html.A(_("What the rules look at"), href=view.settings_href), className="panel-note"),
    ]
    columns = [html.Div(people, className="support-people"), html.Div(beside, className="support-aside")]
    return [html.Div(columns, className="support-panels")]
