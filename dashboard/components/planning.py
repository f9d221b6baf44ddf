"""What the planning pages are drawn of: programmes with their cohorts, and the week of a timetable."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import parts
from dashboard.components.form_views import form_views, rows_of
from dashboard.components.parts import Parts
from dashboard.views.forms import At, Panel, Row
from dashboard.views.planning import PlannedCohort, ProgrammePanels, Timetable, Weekday


def programme(found: ProgrammePanels, at: At | None) -> Component:
    """A programme with everything in it."""
    named = {"aria-labelledby": f"{found.key}-title"}
    cohorts: Component = html.P(found.empty, className="empty")
    if found.cohorts:
        cohorts = html.Ul([_cohort(one) for one in found.cohorts], className="planned-cohorts")
    return html.Section(
        [
            html.H2(found.title, className="section-title", id=f"{found.key}-title"),
            html.P(found.note, className="panel-note"),
            cohorts,
            *form_views(found.forms, at),
            html.Div(
                [_contents(found.activities, at), _contents(found.modules, at)], className="panels programme-contents"
            ),
        ],
        className="card-section programme",
        key=found.key,
        **named,
    )


def _cohort(one: PlannedCohort) -> Component:
    facts = html.Ul([html.Li(fact) for fact in one.facts], className="planned-facts")
    return html.Li(
        [
            html.H3(html.A(one.name, href=one.href, id=one.key), className="panel-title"),
            html.P(one.when, className="panel-note"),
            facts,
        ],
        className="panel planned-cohort",
    )


def _contents(found: Panel, at: At | None) -> Component:
    return html.Section(
        [
            html.H3(found.title, className="panel-title"),
            html.P(found.note, className="panel-note"),
            *rows_of(found, at),
            *form_views(found.forms, at),
        ],
        className="panel half",
    )


def timetable(slot: str, found: Timetable | None, at: At | None) -> Component:
    """The card with the week; null hides it."""
    now = timetable_parts(slot, found, at)
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(
        [
            html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
            html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
            html.Div(**parts.of(now, f"{slot}-week")),
            html.Div(className="plan-forms", **parts.of(now, f"{slot}-forms")),
        ],
        className="panel",
        **named,
        **parts.of(now, slot),
    )


def timetable_parts(slot: str, found: Timetable | None, at: At | None) -> Parts:
    """What changes within it."""
    return {
        (slot, "hidden"): found is None,
        (f"{slot}-title", "children"): found.title if found else "",
        (f"{slot}-note", "children"): found.note if found else "",
        (f"{slot}-week", "children"): _week(found, at) if found else [],
        (f"{slot}-forms", "children"): form_views(found.forms, at) if found else [],
    }


def _week(found: Timetable, at: At | None) -> list[Component]:
    if not found.days:
        return [html.P(found.empty, className="empty")]
    return [html.Ol([_weekday(day, at) for day in found.days], className="week-plan")]


def _weekday(day: Weekday, at: At | None) -> Component:
    slots: list[Component] = (
        [html.Ul([_slot(row, at) for row in day.slots], className="week-slots")] if day.slots else []
    )
    return html.Li([html.H3(day.name, className="weekday-name"), *slots], className="weekday")


def _slot(row: Row, at: At | None) -> Component:
    said = [html.Span(row.label, className="slot-time"), html.Span(row.text, className="slot-what")]
    return html.Li([*said, *form_views(row.forms, at)], className="week-slot", key=row.key)
