"""The forms about one person on the support page: seen, decide, put off, contact, no prompts wanted."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms
from dashboard.i18n import gettext as _
from dashboard.views import Option
from dashboard.views.support import Ask, TaskLine

_SNOOZE = timedelta(weeks=8)
_DUE = timedelta(weeks=1)
_LATEST_DUE = timedelta(weeks=26)


def person_forms(
    slot: str, ask: Ask, code: str, *, links: Mapping[str, str] | None = None, doing: str = ""
) -> list[Component]:
    """Everything that one can do about a person, each behind a button of its own.

    Args:
        slot: of the person's card.
        ask: what the forms need.
        code: whom they are about, for the ear.
        links: the address that opens or closes each form, where a form is drawn only once it is asked for: many forms
            make a page slow, since every field costs the browser a look at all others. Null: all are there, closed.
        doing: the name of the one that is open.
    """

    def button(name: str, words: str, form: Callable[[str, Ask], Component]) -> list[Component]:
        own = f"{slot}-{name}"
        if links is None:
            return [forms.disclosure(words, [form(own, ask)], about=code)]
        opened = [html.Div(form(own, ask), className="disclosed")] if doing == name else []
        return [_opener(f"{own}-link", words, links[name], code, opened=bool(opened)), *opened]

    return [
        *button("decide", _("Decide"), _decide),
        *([_seen(f"{slot}-seen", ask, code)] if ask.unseen else []),
        *button("snooze", _("Put off"), _snooze),
        *button("contact", _("Record a contact"), _contact),
        *(button("object", _("Wants no prompts"), _object) if ask.may_object else []),
    ]


def task_forms(task: TaskLine) -> list[Component]:
    """Done, and whether it worked."""
    found: list[Component] = []
    if task.done:
        hidden, about = {"decision": task.decision, **_item(task)}, f"{task.about}. {task.text}"
        found.append(
            forms.one_button(f"{task.slot}-done", f"{_page(task)}/done", _("Done"), hidden=hidden, about=about)
        )
    if not task.review:
        return found
    words, own = _("Did it work?"), f"{task.slot}-review"
    if not task.link:
        return [*found, forms.disclosure(words, [_review(own, task)], about=task.about)]
    opened = [html.Div(_review(own, task), className="disclosed")] if task.doing else []
    return [*found, _opener(f"{own}-link", words, task.link, task.about, opened=task.doing), *opened]


def _opener(component: str, words: str, href: str, about: str, *, opened: bool) -> Component:
    """Opens a form in its place, or closes it."""
    expanded = {"aria-expanded": "true" if opened else "false"}
    said = html.Span(f": {about}", className="visually-hidden")
    return html.A([words, said], href=href, id=component, className="button quiet", **expanded)


def withdraw_form(slot: str, participant: int, code: str) -> Component:
    """They want prompts after all."""
    hidden = {"participant": participant}
    return forms.one_button(slot, "support/withdraw", _("Wants them again"), hidden=hidden, about=code)


def _about(slot: str, ask: Ask) -> list[Component]:
    """Which prompts it is about, where there is a choice: those that nobody has looked at, unless told otherwise."""
    if len(ask.prompts) < 2:
        return []
    return [forms.tick_field(slot, "prompts", _("About"), ask.prompts, value=ask.unseen or _every(ask))]


def _page(one: Ask | TaskLine) -> str:
    """Whose actions the forms are: the same are asked in the weekly review, which keeps what it said."""
    return "review" if one.item else "support"


def _item(one: Ask | TaskLine) -> dict[str, str | int]:
    return {"item": one.item} if one.item else {}


def _who(ask: Ask) -> dict[str, str | int]:
    """Whom a form is about; in the weekly review the item says so."""
    return _item(ask) or {"enrolment": ask.enrolment}


def _hidden(ask: Ask) -> dict[str, str | int]:
    one: dict[str, str | int] = {"prompts": ask.prompts[0].value} if len(ask.prompts) == 1 else {}
    return {**_who(ask), "seen": ask.seen, **one}


def _every(ask: Ask) -> tuple[str, ...]:
    return tuple(option.value for option in ask.prompts)


def _seen(slot: str, ask: Ask, code: str) -> Component:
    hidden = {**_who(ask), "prompts": ",".join(ask.unseen)}
    return forms.one_button(slot, f"{_page(ask)}/acknowledge", _("Seen"), hidden=hidden, about=code)


def _decide(slot: str, ask: Ask) -> Component:
    fields = [
        forms.area_field(slot, "text", _("What is done"), required=True, rows=2, most=500),
        forms.select_field(slot, "owner", _("Who sees to it"), ask.owners, value=ask.me, required=True),
        forms.day_field(
            slot,
            "due_on",
            _("By when"),
            value=ask.today + _DUE,
            required=True,
            earliest=ask.today,
            latest=ask.today + _LATEST_DUE,
        ),
        *_about(slot, ask),
    ]
    return forms.form(slot, f"{_page(ask)}/decide", fields, submit=_("Keep this decision"), hidden=_hidden(ask))


def _snooze(slot: str, ask: Ask) -> Component:
    fields = [
        forms.day_field(
            slot,
            "until",
            _("Until"),
            value=ask.today + _DUE,
            hint=_("It comes back by itself on that day."),
            required=True,
            earliest=ask.today + timedelta(days=1),
            latest=ask.today + _SNOOZE,
        ),
        forms.text_field(slot, "reason", _("Why"), required=True, most=500),
        *_about(slot, ask),
    ]
    return forms.form(slot, f"{_page(ask)}/snooze", fields, submit=_("Put off until then"), hidden=_hidden(ask))


def _contact(slot: str, ask: Ask) -> Component:
    reached = (Option("yes", _("reached")), Option("no", _("not reached")))
    fields = [
        forms.day_field(
            slot, "day", _("When"), value=ask.today, required=True, earliest=ask.earliest, latest=ask.today
        ),
        forms.radio_field(slot, "channel", _("How"), ask.channels, value=ask.channels[0].value),
        forms.radio_field(slot, "reached", _("Whether they were reached"), reached),
    ]
    return forms.form(slot, f"{_page(ask)}/contact", fields, submit=_("Record this contact"), hidden=_who(ask))


def _object(slot: str, ask: Ask) -> Component:
    said = _(
        "A participant may object to prompts. From today on none are computed for them, what was decided stays in "
        "their history, and only coordinators see that they objected."
    )
    hidden = {"enrolment": ask.enrolment}
    return html.Div(
        [
            html.P(said, className="panel-note"),
            forms.form(slot, "support/object", [], submit=_("Compute no more prompts"), hidden=hidden),
        ]
    )


def _review(slot: str, task: TaskLine) -> Component:
    answers = (Option("yes", _("yes")), Option("partly", _("partly")), Option("no", _("no")))
    fields = [
        forms.radio_field(slot, "worked", _("Did it work?"), answers),
        forms.text_field(slot, "text", _("What was seen"), most=500),
    ]
    hidden = {"decision": task.decision, "seen": task.seen, **_item(task)}
    return forms.form(slot, f"{_page(task)}/review", fields, submit=_("Keep this answer"), hidden=hidden)
