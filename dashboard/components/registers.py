"""Sessions with where their registers stand, in rows large enough for a thumb; and absences told beforehand."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms, parts
from dashboard.components.parts import Parts
from dashboard.domain.register_taking import Stage
from dashboard.i18n import gettext as _
from dashboard.views import NoticeCard, NoticeForm, NoticeLine, Option, RegisterLine, RegisterList

_SIGNS = {Stage.TAKEN: "✓", Stage.CANCELLED: "–"}


def register_list(slot: str, rows: RegisterList | None, *, closed: bool = False, size: str = "") -> Component:
    """The card; null hides it. A closed one opens by its title, for what is not for everybody's eyes."""
    now = register_list_parts(slot, rows)
    title = html.H2(className="panel-title", **parts.of(now, f"{slot}-title"))
    note = {"className": "panel-note", **parts.of(now, f"{slot}-note")}
    content = html.Div(**parts.of(now, f"{slot}-lines"))
    whole = parts.of(now, slot)
    if closed:
        summary = html.Summary([title, html.Span(**note)], disable_n_clicks=True)
        return html.Details([summary, content], className="panel closed-list", disable_n_clicks=True, **whole)
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section([title, html.P(**note), content], className=f"panel {size}".rstrip(), **named, **whole)


def register_list_parts(slot: str, rows: RegisterList | None) -> Parts:
    """What changes within the card."""
    return {
        (slot, "hidden"): rows is None,
        (f"{slot}-title", "children"): rows.title if rows else "",
        (f"{slot}-note", "children"): rows.note if rows else "",
        (f"{slot}-lines", "children"): _lines(rows) if rows else [],
    }


def _lines(rows: RegisterList) -> list[Component]:
    if not rows.lines:
        return [html.P(rows.empty, className="empty")] if rows.empty else []
    listed: list[Component] = [html.Ul([_line(line) for line in rows.lines], className="registers")]
    if rows.more:
        listed.append(html.P(rows.more, className="panel-note more"))
    return listed


def _line(line: RegisterLine) -> Component:
    hidden = {"aria-hidden": "true"}
    sign = _SIGNS.get(line.stage)
    said = [html.Span(f"{sign} ", **hidden), line.said] if sign else line.said
    row = [
        html.Span(line.when, className="register-when"),
        html.Span(line.what, className="register-what"),
        html.Span(said, className=f"register-stage stage-{line.stage.value}"),
    ]
    return html.Li(html.A(row, href=line.href, className="register-row"))


def notice_card(slot: str, card: NoticeCard | None) -> Component:
    """The card of the notices that hold, with the form for another one."""
    now = notice_card_parts(slot, card)
    form = card.form if card else None
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(
        [
            html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
            html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
            html.Div(**parts.of(now, f"{slot}-lines")),
            notice_form(slot, form),
        ],
        className="panel",
        **named,
        **parts.of(now, slot),
    )


def notice_card_parts(slot: str, card: NoticeCard | None) -> Parts:
    """What changes within the card."""
    return {
        (slot, "hidden"): card is None,
        (f"{slot}-title", "children"): card.title if card else "",
        (f"{slot}-note", "children"): card.note if card else "",
        (f"{slot}-lines", "children"): _notices(slot, card) if card else [],
        **notice_form_parts(slot, card.form if card else None),
    }


def _notices(slot: str, card: NoticeCard) -> list[Component]:
    if not card.lines:
        return [html.P(card.empty, className="empty")]
    return [html.Ul([_notice(slot, line) for line in card.lines], className="lines")]


def _notice(slot: str, line: NoticeLine) -> Component:
    withdraw = forms.one_button(
        f"{slot}-{line.notice_id}",
        "register/withdraw",
        _("Withdraw"),
        hidden={"notice": line.notice_id},
        about=f"{line.who}, {line.said}",
    )
    row = [html.Span(line.who, className="line-label"), html.Span(line.said, className="line-text"), withdraw]
    return html.Li(row, className="line")


def notice_form(slot: str, form: NoticeForm | None) -> Component:
    """The form by which an absence is noted beforehand, behind a button; null hides it."""
    now = notice_form_parts(slot, form)
    own = f"{slot}-new"
    people = form.people if form else ()
    today = form.today if form else None
    fields = [
        forms.select_field(
            own,
            "enrolment",
            _("Who"),
            people,
            value=people[0].value if len(people) == 1 else "",
            required=True,
            nothing=_choose(people),
        ),
        forms.day_field(own, "first_day", _("First day"), value=today, earliest=today, required=True),
        forms.day_field(own, "last_day", _("Last day"), earliest=today, hint=_("Empty: one day.")),
        forms.tick_field(own, "excused", "", [Option("yes", _("Excused"))]),
        forms.select_field(own, "reason", _("Reason"), form.reasons if form else (), nothing=_("not known")),
    ]
    opened = forms.disclosure(
        _("Note an absence told beforehand"), [forms.form(own, "register/notice", fields, submit=_("Note it"))]
    )
    return html.Div(opened, className="notice-form", **parts.of(now, f"{slot}-form"))


def notice_form_parts(slot: str, form: NoticeForm | None) -> Parts:
    """What changes of the form."""
    people = form.people if form else ()
    nobody = [{"label": _choose(people), "value": ""}] if _choose(people) else []
    listed = [{"label": one.label, "value": one.value} for one in people]
    return {
        (f"{slot}-form", "hidden"): form is None,
        (f"{slot}-new-enrolment", "options"): nobody + listed,
    }


def _choose(people: tuple[Option, ...]) -> str:
    """What stands where nobody is chosen; where there is one person, it is about them."""
    return "" if len(people) == 1 else _("choose")
