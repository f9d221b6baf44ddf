"""The cards and lists of the support page: people with what rules say of them, decisions, objections."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import parts
from dashboard.components.parts import Parts
from dashboard.components.status import status_glyph
from dashboard.components.support_forms import person_forms, task_forms, withdraw_form
from dashboard.i18n import gettext as _
from dashboard.views.support import (
    Ask,
    CardList,
    DecisionNote,
    Evidence,
    EvidenceRow,
    ObjectionLine,
    ObjectionList,
    PromptLine,
    SupportCard,
    TaskLine,
    TaskList,
)


def card_list(slot: str, found: CardList | None, *, hint: bool = False) -> Component:
    """Cards under a heading; null hides them.

    The keys j and k step from one card to the next (``assets/49-redrawn.js``); ``hint`` says so.
    """
    now = card_list_parts(slot, found)
    named, steps = {"aria-labelledby": f"{slot}-title"}, {"data-steps": ""}
    return html.Section(
        [
            html.H2(className="section-title", **parts.of(now, f"{slot}-title")),
            html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
            *(
                [html.P(_("The keys j and k step from person to person."), className="panel-note key-hint")]
                if hint
                else []
            ),
            html.Div(className="person-cards", **steps, **parts.of(now, f"{slot}-cards")),
        ],
        className="card-section",
        **named,
        **parts.of(now, slot),
    )


def card_list_parts(slot: str, found: CardList | None) -> Parts:
    """What changes within it."""
    return {
        (slot, "hidden"): found is None,
        (f"{slot}-title", "children"): found.title if found else "",
        (f"{slot}-note", "children"): found.note if found else "",
        (f"{slot}-cards", "children"): _cards(found) if found else [],
    }


def _cards(found: CardList) -> list[Component]:
    if not found.cards:
        return [html.P(found.empty, className="panel empty-card")] if found.empty else []
    more = [html.P(found.more, className="panel-note")] if found.more else []
    return [*(support_card(card) for card in found.cards), *more]


def support_card(card: SupportCard) -> Component:
    """One person."""
    heading = html.Div(
        [
            html.H3(_link(card.code, card.href, id=f"{card.slot}-code"), className="person-code"),
            html.Span(card.where, className="panel-note"),
            *([html.Span(card.badge, className="badge-soft")] if card.badge else []),
        ],
        className="person-heading",
    )
    content = [
        heading,
        html.Ul([_prompt(line, alone=len(card.prompts) == 1) for line in card.prompts], className="prompts"),
        *([_strip(card)] if card.strip else []),
        *(_decision(note) for note in card.decisions),
        *([html.Div(_forms(card, card.ask), className="card-actions")] if card.ask else []),
    ]
    named, key = {"aria-labelledby": f"{card.slot}-code"}, {"data-card": "", "tabIndex": "-1"}
    return html.Article(content, id=card.slot, className="panel person-card", key=card.slot, **named, **key)


def _forms(card: SupportCard, ask: Ask) -> list[Component]:
    return person_forms(card.slot, ask, card.code, links=card.links or None, doing=card.doing)


def _link(text: str, href: str, **named: str) -> Component:
    """A link, or the text alone where it leads nowhere: on a wall, nothing leads to a person."""
    return html.A(text, href=href, **named) if href else html.Span(text, **named)


def _prompt(line: PromptLine, *, alone: bool) -> Component:
    """The sentence; pressed, it shows what it counted, and pressed again it closes."""
    expanded = {"aria-expanded": "true" if line.evidence else "false"}
    sentence = html.A(line.text, href=line.href, id=line.slot, className="prompt-text", **expanded)
    said = [sentence, " ", html.Span(line.since, className="prompt-since")]
    if line.badge and not alone:
        said += [" ", html.Span(line.badge, className="badge-soft")]
    if line.stage:
        said.append(html.Span(line.stage, className="prompt-stage"))
    if line.evidence:
        said.append(_evidence(line.evidence))
    return html.Li(said, className="prompt looked-at" if line.stage else "prompt")


def _strip(card: SupportCard) -> Component:
    """The last marks: signs for the eye, and each in words for whoever points at it or listens."""
    signs = [status_glyph(shown, title=said) for shown, said in card.strip]
    said = _(
        "The latest sessions, the last one at the end: %(marks)s", marks="; ".join(said for _shown, said in card.strip)
    )
    named = {"aria-label": said}
    return html.Div(
        [
            html.Span(signs, className="mark-strip", role="img", **named),
            html.Span(card.strip_note, className="panel-note"),
        ],
        className="mark-line",
    )


def _decision(note: DecisionNote) -> Component:
    said: list[Component | str] = [note.text]
    if note.outcome:
        said += [" ", html.Span(note.outcome, className="outcome")]
    if note.href:
        said += [" ", html.A(_("Say what came of it"), href=note.href)]
    return html.P(said, className="decided")


def _evidence(one: Evidence) -> Component:
    rows = [_row(row) for row in one.rows]
    content: list[Component] = [html.P(one.rule, className="panel-note")]
    if rows:
        content.append(html.Ul(rows, className="evidence-rows"))
    elif one.empty:
        content.append(html.P(one.empty, className="panel-note"))
    return html.Div(content, className="evidence")


def _row(row: EvidenceRow) -> Component:
    sign = [status_glyph(row.shown)] if row.shown else []
    return html.Li(
        [
            html.Span(row.when, className="line-label"),
            html.Span(row.what),
            html.Span([*sign, row.status], className="mark-status"),
        ],
        className="evidence-row",
    )


def task_list(slot: str, found: TaskList | None) -> Component:
    """Decisions under way, with what can be said of each; null hides the card."""
    now = task_list_parts(slot, found)
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(
        [
            html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
            html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
            html.Div(**parts.of(now, f"{slot}-lines")),
        ],
        className="panel",
        **named,
        **parts.of(now, slot),
    )


def task_list_parts(slot: str, found: TaskList | None) -> Parts:
    """What changes within it."""
    return {
        (slot, "hidden"): found is None,
        (f"{slot}-title", "children"): found.title if found else "",
        (f"{slot}-note", "children"): found.note if found else "",
        (f"{slot}-lines", "children"): _tasks(found) if found else [],
    }


def _tasks(found: TaskList) -> list[Component]:
    if not found.lines:
        return [html.P(found.empty, className="empty")]
    more = [html.P(found.more, className="panel-note more")] if found.more else []
    return [html.Ul([task_line(line) for line in found.lines], className="task-lines"), *more]


def task_line(line: TaskLine) -> Component:
    """One decision under way."""
    heading: list[Component] = [_link(line.about, line.href, className="task-about")]
    if line.badge:
        heading.append(html.Span(line.badge, className="badge-soft badge-due" if line.due else "badge-soft"))
    content: list[Component] = [
        html.Div(heading, className="task-heading"),
        html.P(line.text, className="task-text"),
        *([html.P(line.outcome, className="panel-note outcome")] if line.outcome else []),
        *([html.Div(task_forms(line), className="card-actions")] if line.done or line.review else []),
    ]
    return html.Li(content, id=line.slot, className="task-line", key=line.slot, tabIndex="-1")


def objection_list(slot: str, found: ObjectionList | None) -> Component:
    """Who wants no prompts; null hides the card."""
    now = objection_list_parts(slot, found)
    named = {"aria-labelledby": f"{slot}-title"}
    return html.Section(
        [
            html.H2(className="panel-title", **parts.of(now, f"{slot}-title")),
            html.P(className="panel-note", **parts.of(now, f"{slot}-note")),
            html.Ul(className="lines", **parts.of(now, f"{slot}-lines")),
        ],
        className="panel",
        **named,
        **parts.of(now, slot),
    )


def objection_list_parts(slot: str, found: ObjectionList | None) -> Parts:
    """What changes within it."""
    return {
        (slot, "hidden"): found is None,
        (f"{slot}-title", "children"): found.title if found else "",
        (f"{slot}-note", "children"): found.note if found else "",
        (f"{slot}-lines", "children"): [_objection(slot, line) for line in found.lines] if found else [],
    }


def _objection(slot: str, line: ObjectionLine) -> Component:
    form = [withdraw_form(f"{slot}-{line.participant}", line.participant, line.code)] if line.participant else []
    return html.Li(
        [html.Span(html.A(line.code, href=line.href), className="line-label"), html.Span(line.text), *form],
        className="line",
        key=line.code,
    )
