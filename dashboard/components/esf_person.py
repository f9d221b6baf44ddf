"""The cards of one person's record: background and events, each with what can be written down."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms, parts
from dashboard.components.lists import lines_of
from dashboard.components.parts import Parts
from dashboard.i18n import gettext as _
from dashboard.views.esf import AnswerField, BackgroundCard, BackgroundFields, EventCard, EventFields, EventLine


def background_card(slot: str, card: BackgroundCard | None, *, size: str = "") -> Component:
    """What somebody said at entry; null hides it."""
    return _card(slot, background_parts(slot, card), size)


def background_parts(slot: str, card: BackgroundCard | None) -> Parts:
    """What changes within it."""
    content = [*lines_of(card.lines), *([_ask(slot, card.fields)] if card.fields else [])] if card else []
    return _parts(slot, card, content)


def event_card(slot: str, card: EventCard | None, *, size: str = "") -> Component:
    """What happened since; null hides it."""
    return _card(slot, event_parts(slot, card), size)


def event_parts(slot: str, card: EventCard | None) -> Parts:
    """What changes within it."""
    return _parts(slot, card, _events(slot, card) if card else [])


def _card(slot: str, now: Parts, size: str) -> Component:
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(
        [
            html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
            html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
            html.Div(**parts.of(now, f"{slot}-content")),
        ],
        className=f"panel {size}".rstrip(),
        **named,
        **parts.of(now, slot),
    )


def _parts(slot: str, card: BackgroundCard | EventCard | None, content: list[Component]) -> Parts:
    return {
        (slot, "hidden"): card is None,
        (f"{slot}-title", "children"): card.title if card else "",
        (f"{slot}-note", "children"): card.note if card else "",
        (f"{slot}-content", "children"): content,
    }


def _ask(slot: str, fields: BackgroundFields) -> Component:
    slot = f"{slot}-form"
    hidden: dict[str, str | int] = {"participant": fields.participant, "seen": fields.seen}
    controls = [
        *(_select(slot, field, _("not known")) for field in fields.basics),
        html.P(_("Nobody has to answer these; “would rather not say” is an answer."), className="field-hint"),
        *(_select(slot, field, _("not asked")) for field in fields.questions),
    ]
    made = forms.form(slot, "esf_person/background", controls, submit=_("Save"), hidden=hidden)
    return forms.disclosure(_("Write down"), [made], about=_("background"), key=f"{slot}-open")


def _select(slot: str, field: AnswerField, nothing: str) -> Component:
    return forms.select_field(slot, field.name, field.label, field.options, value=field.chosen, nothing=nothing)


def _events(slot: str, card: EventCard) -> list[Component]:
    content: list[Component] = [html.Ul([html.Li(text) for text in card.results], className="esf-results")]
    if card.lines:
        content.append(html.Ul([_event(line) for line in card.lines], className="lines"))
    else:
        content.append(html.P(card.empty, className="empty"))
    if card.fields:
        content.append(_add(f"{slot}-form", card.fields))
    return content


def _event(line: EventLine) -> Component:
    content: list[Component] = [
        html.Span(line.label, className="line-label"),
        html.Span(line.text, className="line-text"),
    ]
    if line.event is not None:
        hidden: dict[str, str | int] = {"event": line.event, "version": line.version}
        about = f"{line.label} {line.text}"
        content.append(
            forms.one_button(line.slot, "esf_person/remove_event", _("Take away"), hidden=hidden, about=about)
        )
    return html.Li(content, className="line", key=line.slot)


def _add(slot: str, fields: EventFields) -> Component:
    several = len(fields.enrolments) > 1
    controls = [
        forms.select_field(slot, "kind", _("What happened"), fields.kinds, required=True, nothing=_("choose")),
        forms.day_field(slot, "happened_on", _("When"), required=True, earliest=fields.earliest, latest=fields.latest),
    ]
    if several:
        first = fields.enrolments[0].value
        controls.append(
            forms.select_field(slot, "enrolment", _("Cohort"), fields.enrolments, value=first, required=True)
        )
    hidden = {} if several else {"enrolment": fields.enrolments[0].value}
    made = forms.form(slot, "esf_person/event", controls, submit=_("Save"), hidden=hidden)
    return forms.disclosure(_("Write down an event"), [made], key=f"{slot}-open")
