"""The item of a review that is talked about: a person with everything about them, registers, a cohort's week."""

from collections.abc import Callable
from dataclasses import replace

from callbacks.decision_words import owner_text
from callbacks.lists import not_taken_lines
from callbacks.outcome_words import outcome_text
from callbacks.review_data import MEETING, ReviewData
from callbacks.review_words import section_name, week_captions, week_rows
from callbacks.support_cards import support_card
from callbacks.support_words import prompt_name, task_text
from callbacks.words import cohort_when
from dashboard.domain.review import Chase, Check, CohortWeek, Item, Person, Registers, Settled
from dashboard.domain.support.standing import Progress
from dashboard.figures.follow_up import standing_name
from dashboard.i18n import format_day, format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.ids import Support as Ids
from dashboard.names import capital, kind_name
from dashboard.views import Line, LineList
from dashboard.views.review import ItemView
from dashboard.views.support import PromptLine, SupportCard, TaskLine

SLOT = "review-card"
"""Id of the card of the person: the same for everyone, so that nothing on a wall tells two of them apart."""
MOST = 8
SEPARATOR = "."
"""Stands in a form between the item and the word that says that the form is on the wall."""


Toggle = Callable[[str], str]
"""From the prompt whose marks are to be shown (none: an empty text) to the address of the item with them."""


def item_view(data: ReviewData, item: Item, opened: str, toggle: Toggle) -> ItemView:
    """One item, with the marks of the prompt that is opened."""
    left = data.left.get(item.key)
    view = ItemView(
        section=section_name(item.section),
        left=data.names.hidden(left.note) if left else "",
    )
    subject = item.subject
    if isinstance(subject, Person):
        return _person(data, view, item, subject, opened, toggle)
    if isinstance(subject, Registers):
        return _registers(data, view, subject)
    if isinstance(subject, CohortWeek):
        return _week(data, view, subject)
    return _settled(data, view, subject)


def _person(data: ReviewData, view: ItemView, item: Item, person: Person, opened: str, toggle: Toggle) -> ItemView:
    name, beside = data.names.of(person.who.code), data.names.beside(person.who.code)
    card = _card(data, person, opened, toggle)
    ask = card.ask if card else None
    return replace(
        view,
        title=name,
        beside=_("on the wall: %(alias)s", alias=beside) if beside else "",
        card=replace(card, ask=None) if card else None,
        tasks=tuple(_task(data, item, check) for check in person.checks),
        lists=_chases(data, person),
        text="" if card else _cohort_where(data, person.who.cohort),
        ask=replace(ask, enrolment=0, item=form_item(data, item), may_object=False) if ask and data.review else None,
    )


def form_item(data: ReviewData, item: Item) -> str:
    """An item as forms name it: with a word that says so where the form stands on the wall."""
    return f"{data.token(item)}{SEPARATOR}{MEETING}" if data.names.on_wall else data.token(item)


def _card(data: ReviewData, person: Person, opened: str, toggle: Toggle) -> SupportCard | None:
    """The person as the support page shows them, by the name that they have here, and leading nowhere from a wall."""
    enrolment, names = person.who.enrolment_id, data.names
    if enrolment not in data.support.said:
        return None
    # A decision that is to be looked at again stands below with its forms, and is not said twice.
    checked = tuple(task_text(check.task) for check in person.checks)
    card = support_card(
        replace(data.support, opened=f"{enrolment}-{opened}" if opened else ""), data.support.facts[enrolment]
    )
    return replace(
        card,
        slot=SLOT,
        code=names.of(person.who.code),
        href="" if names.on_wall else card.href,
        prompts=tuple(_prompt(data, line, enrolment, opened, toggle) for line in card.prompts),
        decisions=tuple(
            replace(note, text=names.hidden(note.text), href="")
            for note in card.decisions
            if not note.text.startswith(checked)
        ),
    )


def _prompt(data: ReviewData, line: PromptLine, enrolment: int, opened: str, toggle: Toggle) -> PromptLine:
    key = line.slot.removeprefix(Ids.prompt(f"{enrolment}-"))
    return replace(
        line,
        slot=f"{SLOT}-{key.replace(':', '-')}",
        stage=data.names.hidden(line.stage),
        href=toggle("" if key == opened else key),
    )


def _task(data: ReviewData, item: Item, check: Check) -> TaskLine:
    task, decision = check.task, check.task.decision
    name = capital(prompt_name(decision.rule, decision.about))
    return TaskLine(
        slot=f"decision-{decision.id}",
        decision=decision.id,
        seen=check.seen,
        about=name,
        href="",
        text=data.names.hidden(task_text(task)),
        badge=owner_text(decision) if task.open else "",
        due=task.progress is Progress.DUE,
        outcome=outcome_text(check.outcome, decision.rule),
        done=task.open,
        review=task.progress is not Progress.REVIEWED,
        item=form_item(data, item),
    )


def _chases(data: ReviewData, person: Person) -> tuple[LineList, ...]:
    if not person.chases:
        return ()
    lines = tuple(_chase(data, chase) for chase in person.chases)
    return (LineList("chases", _("Follow-ups"), "", lines),)


def _chase(data: ReviewData, chase: Chase) -> Line:
    """The follow-up, and where it is settled; nothing leads anywhere from a wall."""
    item, wall = chase.item, data.names.on_wall
    said = _("%(kind)s, %(standing)s", kind=capital(kind_name(item.kind)), standing=standing_name(item.standing))
    return Line(
        label=format_day(item.due_on),
        text=f"{said}; {item.owner}" if item.owner else said,
        badge="" if wall else _("follow-up"),
        href="" if wall else data.support.links.follow_up(item.cohort),
    )


def _registers(data: ReviewData, view: ItemView, registers: Registers) -> ItemView:
    names, number = data.names, len(registers.sessions)
    sessions = [
        replace(one, participant=names.of(one.participant) if one.participant else None) for one in registers.sessions
    ]
    lines = not_taken_lines(
        sessions[:MOST],
        {code: row.name for code, row in data.cohorts.items()},
        data.support.activities,
        data.support.links,
        data.today,
    )
    if names.on_wall:
        lines = [replace(line, href="", badge="") for line in lines]
    title = ngettext("%(num)d register is not taken", "%(num)d registers are not taken", number)
    more = ngettext("and %(num)d more", "and %(num)d more", number - MOST) if number > MOST else ""
    return replace(
        view,
        title=_cohort(data, registers.cohort),
        lists=(LineList("not-taken", title, _withheld(data, registers), tuple(lines), more=more),),
    )


def _withheld(data: ReviewData, registers: Registers) -> str:
    if not registers.withheld:
        return _("A missing mark is not an absence; it is left out of every figure.")
    people = format_list(data.names.of_all(registers.withheld))
    return _("What the rules say of %(people)s waits until the marks are there.", people=people)


def _week(data: ReviewData, view: ItemView, week: CohortWeek) -> ItemView:
    return replace(
        view,
        title=_cohort(data, week.cohort),
        text=capital(_where(data, week.cohort)),
        captions=week_captions(),
        rows=week_rows(week),
    )


def _settled(data: ReviewData, view: ItemView, settled: Settled) -> ItemView:
    name = data.names.of(settled.who.code) if settled.who else _cohort(data, settled.cohort)
    text = _("What put this on the agenda is no longer so: a mark or a follow-up was recorded meanwhile.")
    return replace(view, title=name, text=text)


def _cohort(data: ReviewData, code: str) -> str:
    return data.cohorts[code].name


def _cohort_where(data: ReviewData, code: str) -> str:
    return _("%(cohort)s, %(when)s", cohort=_cohort(data, code), when=_where(data, code))


def _where(data: ReviewData, code: str) -> str:
    return cohort_when(data.cohorts[code], data.today)
