"""The filter bar: cohorts, period, as-of date, and an activity where a page has one.

What is chosen stands in the URL. ``assets/43-filters.js`` writes a choice there and hands the parameters to the page's
callback; the callback's answer changes what the chips say and nothing else here, so an open popover stays open.
"""

from collections.abc import Sequence
from datetime import date

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components import parts
from dashboard.components.parts import Parts
from dashboard.head_ids import HeadIds
from dashboard.i18n import format_day, format_list, format_period, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import Choice, Filters, Option

ALL = "all"
"""Value of a select that stands for no filter."""

_SEARCHED = 12  # cohorts in a list that is searched rather than read
_EARLIEST = "2000-01-01"  # a year still being typed is no date yet


def filter_bar(ids: HeadIds, filters: Filters) -> Component:
    """The chips with their popovers, and a line for each value of the URL that could not be used."""
    now = filter_parts(ids, filters)
    chips = [
        _cohorts(ids, filters, now),
        _period(ids, filters, now),
        _as_of(ids, filters, now),
        _activity(ids, filters, now),
        _measure(ids, filters, now),
        *(_own(ids, choice, now) for choice in filters.choices),
    ]
    clear = {"data-filter-action": "clear"}
    chips.append(
        html.Button(
            _("Clear filters"),
            type="button",
            className="action",
            disable_n_clicks=True,
            **clear,
            **parts.of(now, ids.clear),
        )
    )
    named = {"aria-label": _("Filters"), "data-filters": ids.query}
    return html.Section(
        [
            dcc.Store(id=ids.query),
            html.Div(chips, className="chips"),
            html.Div(className="notices", **parts.of(now, ids.notices)),
        ],
        className="filter-bar",
        hidden=not filters.any,
        **named,
    )


def filter_parts(ids: HeadIds, filters: Filters) -> Parts:
    """What changes within the bar."""
    labels: dict[str, tuple[str, object]] = {
        ids.cohorts: (_cohorts_label(filters), filters.with_cohorts and filters.chosen_cohorts),
        ids.start: (
            _period_label(filters.start, filters.end),
            filters.with_period and (filters.start or filters.end),
        ),
        ids.as_of: (_as_of_label(filters.as_of), filters.as_of),
        ids.activity: (_activity_label(filters), filters.with_activity and filters.chosen_activity),
        ids.measure: (_measure_label(filters), filters.measures and filters.chosen_measure),
    }
    for choice in filters.choices:
        labels[ids.own(choice.param)] = (choice.text, choice.changed)
    texts = {(ids.label(control), "children"): text for control, (text, _chosen) in labels.items()}
    marks = {
        (ids.label(control), "className"): "chosen" if chosen else "" for control, (_text, chosen) in labels.items()
    }
    return {
        **texts,
        **marks,
        (ids.clear, "hidden"): not any(chosen for _text, chosen in labels.values()),
        (ids.notices, "children"): [_notice(text) for text in filters.notices],
    }


def _cohorts(ids: HeadIds, filters: Filters, now: Parts) -> Component:
    boxes = dbc.Checklist(
        id=ids.cohorts,
        options=[{"label": option.label, "value": option.value} for option in filters.cohorts],
        value=list(filters.chosen_cohorts),
    )
    param = {"data-param": "cohorts", "data-list": ""}
    content = html.Fieldset(
        [html.Legend(_("Cohorts")), *_search(ids, filters), html.Div(boxes, className="choices", **param)]
    )
    hint = html.P(_("None checked: all of them."), className="panel-note")
    return _chip(ids.label(ids.cohorts), now, [content, hint], hidden=not filters.with_cohorts)


def _search(ids: HeadIds, filters: Filters) -> list[Component]:
    """A field that narrows a long list of cohorts; ``assets/43-filters.js`` does it."""
    if len(filters.cohorts) <= _SEARCHED:
        return []
    name = f"{ids.cohorts}-search"
    field = dbc.Input(id=name, type="search", autocomplete="off")
    return [html.Div([dbc.Label(_("Search"), html_for=name), field], className="narrowing")]


def _period(ids: HeadIds, filters: Filters, now: Parts) -> Component:
    presets = [("whole", _("Whole programme")), ("month", _("Last 4 weeks")), ("week", _("This week"))]
    content = html.Fieldset(
        [
            html.Legend(_("Period")),
            html.Div([_shortcut(value, label) for value, label in presets], className="shortcuts"),
            html.Div(
                [
                    _day(ids.start, "from", _("From"), filters.start),
                    _day(ids.end, "to", _("To"), filters.end),
                ],
                className="days",
            ),
        ]
    )
    return _chip(ids.label(ids.start), now, [content], hidden=not filters.with_period)


def _as_of(ids: HeadIds, filters: Filters, now: Parts) -> Component:
    content = html.Fieldset(
        [
            html.Legend(_("As things stood on")),
            html.Div([_shortcut("now", _("Now"))], className="shortcuts"),
            _day(ids.as_of, "as_of", _("Day"), filters.as_of),
        ]
    )
    hint = html.P(_("Only what had been held and recorded by the end of that day counts."), className="panel-note")
    return _chip(ids.label(ids.as_of), now, [content, hint], hidden=not filters.with_as_of)


def _activity(ids: HeadIds, filters: Filters, now: Parts) -> Component:
    options = [Option(ALL, _("All activities")), *filters.activities]
    content = _choice(ids.activity, "activity", _("Activity"), options, filters.chosen_activity)
    return _chip(ids.label(ids.activity), now, [content], hidden=not filters.with_activity)


def _measure(ids: HeadIds, filters: Filters, now: Parts) -> Component:
    """What the cohorts are compared by: the first needs no word in the URL."""
    options = [Option(ALL, option.label) for option in filters.measures[:1]] + list(filters.measures[1:])
    content = _choice(ids.measure, "measure", _("Compare by"), options, filters.chosen_measure)
    return _chip(ids.label(ids.measure), now, [content], hidden=not filters.measures)


def _own(ids: HeadIds, choice: Choice, now: Parts) -> Component:
    """A filter that this page alone has."""
    component = ids.own(choice.param)
    if not choice.several:
        options = [Option(ALL, choice.options[0].label), *choice.options[1:]]
        content = _choice(component, choice.param, choice.label, options, choice.chosen[0] if choice.changed else None)
        return _chip(ids.label(component), now, [content])
    boxes = dbc.Checklist(
        id=component,
        options=[{"label": option.label, "value": option.value} for option in choice.options],
        value=list(choice.chosen),
    )
    param = {"data-param": choice.param, "data-list": ""}
    fieldset = html.Fieldset([html.Legend(choice.label), html.Div(boxes, className="choices", **param)])
    hint = html.P(_("None checked: all of them."), className="panel-note")
    return _chip(ids.label(component), now, [fieldset, hint])


def _choice(component: str, param: str, label: str, options: Sequence[Option], chosen: str | None) -> Component:
    """One of several, with its label."""
    field = dbc.Select(
        id=component,
        options=[{"label": option.label, "value": option.value} for option in options],
        value=chosen or ALL,
    )
    named = {"data-param": param}
    return html.Div([dbc.Label(label, html_for=component), field], **named)


def _chip(label: str, now: Parts, content: list[Component], *, hidden: bool = False) -> Component:
    """What is chosen, and a popover to choose something else."""
    popover = {"data-popover": ""}
    return html.Details(
        [
            html.Summary(html.Span(**parts.of(now, label)), className="chip-label", disable_n_clicks=True),
            html.Div(content, className="popover-panel"),
        ],
        className="chip",
        hidden=hidden,
        disable_n_clicks=True,
        **popover,
    )


def _day(component: str, param: str, label: str, value: date | None) -> Component:
    field = dbc.Input(id=component, type="date", value=value.isoformat() if value else "", min=_EARLIEST)
    named = {"data-param": param}
    return html.Div([dbc.Label(label, html_for=component), field], className="day", **named)


def _shortcut(value: str, label: str) -> Component:
    does = {"data-filter-action": value}
    return html.Button(label, type="button", className="shortcut", disable_n_clicks=True, **does)


def _notice(text: str) -> Component:
    close = {"data-filter-action": "dismiss", "aria-label": _("Hide this notice")}
    return html.P(
        [html.Span(text), html.Button("×", type="button", className="dismiss", disable_n_clicks=True, **close)],
        className="notice",
    )


def _cohorts_label(filters: Filters) -> str:
    chosen = [option.label for option in filters.cohorts if option.value in filters.chosen_cohorts]
    if not chosen:
        return _("All cohorts")
    if len(chosen) <= 2:
        return format_list(chosen)
    return ngettext("%(num)d cohort", "%(num)d cohorts", len(chosen))


def _period_label(start: date | None, end: date | None) -> str:
    if start and end:
        return format_period(start, end)
    if start:
        return _("From %(day)s", day=format_day(start))
    return _("Until %(day)s", day=format_day(end)) if end else _("Whole programme")


def _as_of_label(as_of: date | None) -> str:
    return _("As of %(day)s", day=format_day(as_of)) if as_of else _("As of now")


def _activity_label(filters: Filters) -> str:
    labels = {option.value: option.label for option in filters.activities}
    return labels.get(filters.chosen_activity or "", _("All activities"))


def _measure_label(filters: Filters) -> str:
    labels = [option.label for option in filters.measures if option.value == filters.chosen_measure]
    chosen = labels or [option.label for option in filters.measures[:1]]
    return _("Compared by: %(measure)s", measure=chosen[0]) if chosen else ""
