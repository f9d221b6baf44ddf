"""The weekly review: what it will be about, its agenda, the item that is talked about, and what can be done with it."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms
from dashboard.components.facts import fact_list
from dashboard.components.lists import lines_of
from dashboard.components.support import support_card, task_line
from dashboard.components.support_forms import person_forms
from dashboard.domain.review import ItemState
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.views import LineList
from dashboard.views.review import Comparison, Entry, Group, ItemView, Moves, StartView, Tools

_HIDDEN = {"aria-hidden": "true"}


def start(view: StartView | None) -> list[Component]:
    """Before a review: its sections in counts, the button that begins it, the minutes of those before it."""
    if view is None:
        return []
    counts = fact_list(view.counts) if view.counts else html.P(_("There is nothing just now."), className="empty")
    begin = forms.form("begin-review", "review/start", [], submit=_("Begin the review"), hidden=_programme(view))
    content = [] if view.closed else [html.P(view.note, className="panel-note"), counts, begin]
    others = [html.Li(html.A(one.label, href=one.value)) for one in view.programmes]
    return [
        html.Section(
            [
                html.H2(view.title, className="panel-title"),
                *content,
                html.P(html.A(_("The week on one sheet, to print"), href="/digest", className="button quiet")),
                *([html.P(_("Other programmes"), className="panel-note"), html.Ul(others)] if others else []),
            ],
            className="panel half",
        ),
        *([_list_panel(view.earlier, "panel half")] if view.earlier else []),
    ]


def _programme(view: StartView) -> dict[str, str | int]:
    return {"programme": view.programme}


def _list_panel(lines: LineList, css: str) -> Component:
    note = [html.P(lines.note, className="panel-note")] if lines.note else []
    title = [html.H2(lines.title, className="panel-title")] if lines.title else []
    return html.Section([*title, *note, html.Div(lines_of(lines))], className=css)


def tools(view: Tools | None) -> list[Component]:
    """Above an open review: how far it is, meeting mode, the whole screen, the cover, the keys, and its end."""
    if view is None:
        return []
    return [
        _progress(view),
        html.Div(
            [
                _wall(view),
                _button(_("Full screen"), "F", "fullscreen"),
                _button(_("Cover the screen"), "", "cover"),
                *([_close(view)] if view.may_close else []),
            ],
            className="review-buttons",
        ),
    ]


def _progress(view: Tools) -> Component:
    share = f"{100 * view.done / view.total:.1f}%" if view.total else "100%"
    said = _("%(done)d of %(all)d gone through", done=view.done, all=view.total)
    named = {"aria-label": said}
    bar = html.Span(className="progress-done", style={"width": share})
    return html.Div(bar, className="progress-weeks", role="img", **named)


def _wall(view: Tools) -> Component:
    words = _("Show codes again") if view.on_wall else _("Meeting mode")
    named = {"data-wall": "off" if view.on_wall else "on"}
    return html.A([words, _key("M")], href=view.wall_href, className="button quiet", **named)


def _button(words: str, key: str, act: str) -> Component:
    named = {"data-review": act}
    content = [words, _key(key)] if key else words
    return html.Button(content, type="button", className="button quiet", disable_n_clicks=True, **named)


def _key(sign: str) -> Component:
    return html.Kbd(sign, **_HIDDEN)


def _close(view: Tools) -> Component:
    left = ngettext(
        "%(num)d item has not been dealt with: it comes first in the next review.",
        "%(num)d items have not been dealt with: they come first in the next review.",
        view.left,
    )
    content = [
        html.P(left if view.left else _("Everything has been dealt with."), className="panel-note"),
        html.P(_("The minutes are kept as they are now and never change."), className="panel-note"),
        forms.form(
            "review-close",
            "review/close",
            [],
            submit=_("Close the review"),
            hidden={"review": view.review, "mode": "meeting" if view.on_wall else ""},
        ),
    ]
    return forms.disclosure(_("Close…"), content)


def agenda(groups: tuple[Group, ...]) -> list[Component]:
    """The agenda beside the item: every item with what has become of it."""
    return [
        html.Section(
            [html.H2(group.title, className="agenda-title"), html.Ol([_entry(one) for one in group.entries])],
            className="agenda-group",
        )
        for group in groups
    ]


def _entry(entry: Entry) -> Component:
    current = {"aria-current": "step"} if entry.current else {}
    said = [html.Span(entry.said, className="agenda-said")] if entry.said else []
    link = html.A(
        [
            html.Span(className=f"agenda-sign agenda-{entry.state}", **_HIDDEN),
            html.Span(entry.label, className="agenda-label"),
            *said,
            html.Span(entry.what, className="agenda-what"),
        ],
        href=entry.href,
        className="agenda-entry",
        **current,
    )
    return html.Li(link)


def item(view: ItemView | None) -> list[Component]:
    """The item, large; the forms about it stand apart, so that they stay while this is drawn anew."""
    if view is None:
        return [html.P(_("There is nothing on the agenda. The review can be closed."), className="panel empty")]
    left = [html.P([html.Strong(_("Last time")), " ", view.left], className="decided")] if view.left else []
    content = [
        html.P(view.section, className="item-section"),
        *([html.P(view.beside, className="item-beside")] if view.beside else []),
        *([support_card(view.card)] if view.card else [_heading(view)]),
        *([html.Ul([task_line(task) for task in view.tasks], className="task-lines")] if view.tasks else []),
        *(_list_panel(lines, "item-list") for lines in view.lists),
        *([comparison_table(view.captions, view.rows)] if view.rows else []),
        *left,
    ]
    return [html.Div(content, className="item-body")]


def _heading(view: ItemView) -> Component:
    text = [html.P(view.text, className="panel-note")] if view.text else []
    return html.Div([html.H3(view.title, className="person-code"), *text])


def comparison_table(captions: tuple[str, ...], rows: tuple[Comparison, ...]) -> Component:
    """A cohort's week beside the one before it."""
    shown = captions if any(row.so_far for row in rows) else captions[:-1]
    head = html.Thead(html.Tr([html.Th(caption, scope="col") if caption else html.Td() for caption in shown]))
    body = [
        html.Tr(
            [
                html.Th(row.label, scope="row"),
                *(html.Td(value) for value in (row.this, row.last, row.so_far)[: len(shown) - 1]),
            ]
        )
        for row in rows
    ]
    scrolls = {"tabIndex": "0", "role": "region", "aria-label": captions[1]}
    return html.Div(
        html.Table([head, html.Tbody(body)], className="data-table week-table"), className="week-scroll", **scrolls
    )


def item_forms(view: ItemView | None) -> list[Component]:
    """What can be done about the person of an item."""
    if view is None or view.ask is None:
        return []
    return [html.Div(person_forms("review-ask", view.ask, view.title), className="card-actions")]


def moves(view: Moves | None) -> list[Component]:
    """On to another item, and what is said of this one."""
    if view is None:
        return []
    after = view.next_open or view.next
    said = [html.Span(view.said, className="badge-soft")] if view.said else []
    return [
        _step(_("Back"), view.previous, "previous", "←"),
        *_states(view, after),
        *said,
        *([_button(_("Everything is gone through: close…"), "", "close")] if view.finished else []),
        _step(_("Next"), view.next, "next", "→"),
    ]


def _states(view: Moves, after: str) -> list[Component]:
    """While it is open: dealt with, or carried over; both lead to the next one that is open. Else: go on, or undo."""
    hidden: dict[str, str | int] = {"item": view.item, "next": after}
    if view.state is not ItemState.OPEN:
        again = {**hidden, "state": ItemState.OPEN.value, "next": ""}
        onward = {"data-step": "open"}
        link = (
            [html.A(_("Next open item"), href=view.next_open, className="button", **onward)] if view.next_open else []
        )
        return [*link, forms.one_button("review-open", "review/state", _("Open again"), hidden=again)]
    done, carry = ({**hidden, "state": state.value} for state in (ItemState.DONE, ItemState.CARRIED))
    return [
        forms.form("review-done", "review/state", [], submit=_("Dealt with, next"), hidden=done),
        forms.one_button("review-carry", "review/state", _("Carry over"), hidden=carry),
    ]


def _step(words: str, href: str, step: str, sign: str) -> Component:
    named = {"data-step": step}
    content = (
        [html.Span(sign, **_HIDDEN), " ", words] if step == "previous" else [words, " ", html.Span(sign, **_HIDDEN)]
    )
    if not href:
        return html.Span(content, className="button quiet step is-off", **{"aria-disabled": "true", **named})
    return html.A(content, href=href, className="button quiet step", **named)
