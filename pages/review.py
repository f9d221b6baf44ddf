"""The page of the weekly review: before it begins, and while it is held; it is stepped through with the keyboard."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import components
from dashboard.components import Parts
from dashboard.components import review as shown
from dashboard.components.parts import marks_of, of
from dashboard.i18n import gettext as _
from dashboard.ids import Review as Ids
from dashboard.views.review import ReviewView


def title() -> str:
    """Name of the page, in the navigation and in the browser's tab."""
    return _("Weekly review")


def layout(view: ReviewView) -> Component:
    """Draw the page."""
    now = parts(view)
    live = {"data-live-every": "2000"}
    return html.Div(
        [
            *components.page_head(Ids.HEAD, view),
            html.Div(className="panels", **of(now, Ids.START)),
            html.Div(
                [
                    html.Div(className="review-tools", **of(now, Ids.TOOLS)),
                    html.Div([_agenda(now), _talk(now)], className="review-panels"),
                    _keys(),
                ],
                className="review-open",
                **of(now, Ids.MEETING),
            ),
            dcc.Store(id=Ids.DRAWN, data=marks_of(now)),
        ],
        className="review-page",
        **live,
    )


def parts(view: ReviewView) -> Parts:
    """What changes on the page when somebody steps or writes."""
    note = view.note
    return {
        **components.page_head_parts(Ids.HEAD, view),
        (Ids.START, "children"): shown.start(view.start),
        (Ids.START, "hidden"): view.start is None,
        (Ids.MEETING, "hidden"): view.tools is None,
        (Ids.MEETING, "data-on-wall"): "yes" if view.tools and view.tools.on_wall else "no",
        (Ids.TOOLS, "children"): shown.tools(view.tools),
        (Ids.AGENDA, "children"): shown.agenda(view.agenda),
        (Ids.ITEM, "children"): shown.item(view.item),
        (Ids.FORMS, "children"): shown.item_forms(view.item),
        (Ids.MOVES, "children"): shown.moves(view.moves),
        (Ids.NOTE, "hidden"): note is None,
        (Ids.NOTE, "data-item"): note.item if note else "",
        (Ids.NOTE, "data-text"): note.text if note else "",
        (Ids.NOTE, "data-version"): str(note.version) if note else "0",
        (Ids.NOTE, "data-by"): note.by if note else "",
    }


def _agenda(now: Parts) -> Component:
    """The list beside the item; on narrow screens it is closed until it is asked for."""
    named = {"aria-label": _("Agenda")}
    summary = html.Summary(_("Agenda"), className="agenda-summary", disable_n_clicks=True)
    return html.Nav(
        html.Details([summary, html.Div(**of(now, Ids.AGENDA))], open=True, className="agenda", disable_n_clicks=True),
        **named,
    )


def _talk(now: Parts) -> Component:
    named = {"aria-label": _("What is talked about")}
    return html.Section(
        [
            html.Div(**of(now, Ids.ITEM)),
            _note(now),
            html.Div(className="item-forms", **of(now, Ids.FORMS)),
            html.Div(className="item-moves", **of(now, Ids.MOVES)),
            _hint(),
        ],
        className="panel item-panel",
        **named,
    )


def _note(now: Parts) -> Component:
    """Where one types what is said; it is kept as one goes and appears on the other screens (48-review-note.js)."""
    words = {
        "data-saved": _("Kept."),
        "data-saving": _("Keeping…"),
        "data-away": _("Not kept yet: the connection is away. It is tried again by itself."),
        "data-theirs": _("%(name)s wrote here a moment ago.", name="{name}"),
    }
    hidden = {"aria-hidden": "true"}
    return html.Div(
        [
            html.Label(
                [_("Notes, seen by everybody in the review"), html.Kbd("E", **hidden)],
                htmlFor=Ids.NOTE_TEXT,
                className="form-label",
            ),
            html.Textarea(id=Ids.NOTE_TEXT, className="form-control", rows=3, maxLength=4000),
            html.P(
                _("Codes only, no names. What is agreed on becomes a decision with “Decide”."), className="field-hint"
            ),
            html.Div(className="note-status", role="status", **words),
            html.Div(className="note-conflict", role="alert"),
        ],
        className="item-note",
        **of(now, Ids.NOTE),
    )


def _hint() -> Component:
    """The keys that one needs first."""
    keys = (("← →", _("step")), ("E", _("note")), ("D", _("decide")), ("X", _("dealt with")), ("?", _("all keys")))
    said = [part for sign, words in keys for part in (html.Kbd(sign), f" {words} ")]
    return html.P(said, className="item-hint")


def _keys() -> Component:
    """What the keys do, one key away; and a switch, since single letters get into the way of some people's tools."""
    rows = [
        ("→ · N · J", _("next item")),
        ("← · P · K", _("item before")),
        ("E", _("write a note; Esc leaves it")),
        ("D", _("decide")),
        ("S", _("seen")),
        ("L", _("put off until later")),
        ("C", _("record a contact")),
        ("W", _("did it work?")),
        ("V", _("where this comes from")),
        ("X", _("dealt with, and on to the next one that is open")),
        ("O", _("carry over")),
        ("M", _("meeting mode: codes are hidden, letters are large")),
        ("F", _("full screen")),
        ("Esc Esc", _("cover the screen at once, on any page; the same again shows it")),
        ("?", _("these keys")),
    ]
    listed = [html.Div([html.Dt(html.Kbd(keys)), html.Dd(words)]) for keys, words in rows]
    switch = {"data-review": "letters", "aria-pressed": "true"}
    return html.Details(
        [
            html.Summary(_("Keys"), className="button quiet", disable_n_clicks=True),
            html.Div(
                [
                    html.Dl(listed),
                    html.P(
                        html.Button(
                            _("Single letters do something"),
                            type="button",
                            className="button quiet",
                            disable_n_clicks=True,
                            **switch,
                        )
                    ),
                    html.P(
                        _(
                            "In meeting mode this page holds no codes. Other pages do, and are covered until you ask "
                            "for them. What somebody says aloud, or types as a name, no program can hide."
                        ),
                        className="panel-note",
                    ),
                ],
                className="disclosed",
            ),
        ],
        className="disclosure review-keys",
        disable_n_clicks=True,
    )
