"""The pages about what the funder asks for, each as one value."""

from dataclasses import dataclass
from datetime import date

from dashboard.views.base import Chart, LineList, Option, Page


@dataclass(frozen=True, slots=True)
class FormFields:
    """What can be written down of one form.

    Attributes:
        enrolment, kind: which form.
        seen: by which what is stored now is told from what a colleague writes meanwhile.
        with_reason: whether it may turn out that the form cannot be had.
        owner, owners: who asks for it, an account, and who could.
        latest: the last day on which it can have been signed.
    """

    enrolment: int
    kind: str
    seen: str
    with_reason: bool
    signed_on: date | None
    due_on: date
    reason: str
    owner: str
    owners: tuple[Option, ...]
    latest: date


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form: whose, which, and what is known of it; ``fields`` is null where nothing may be written down."""

    slot: str
    label: str
    text: str
    badge: str
    href: str = ""
    fields: FormFields | None = None


@dataclass(frozen=True, slots=True)
class FormList:
    """A card with forms; ``rule`` is what the funder asks for, ``empty`` is said when there is none."""

    title: str
    note: str
    rule: str = ""
    lines: tuple[FormLine, ...] = ()
    empty: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class PersonLink:
    """Where a person's record is; ``lacks`` says what is not known yet, empty where the record is complete."""

    code: str
    href: str
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """The people of one cohort."""

    name: str
    people: tuple[PersonLink, ...]


@dataclass(frozen=True, slots=True)
class RecordList:
    """A card that leads to everybody's record."""

    title: str
    note: str
    groups: tuple[RecordGroup, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class WorksheetAsk:
    """The card by which a coordinator gets the exact figures.

    Attributes:
        programmes: codes and names; with one alone there is nothing to choose.
        sets: the indicator sets; ``chosen_set`` is the programme's own.
        query: the filters of the page, as the address has them.
    """

    title: str
    note: str
    programmes: tuple[Option, ...]
    sets: tuple[Option, ...]
    chosen_set: str
    query: str


@dataclass(frozen=True, slots=True)
class EsfView(Page):
    """The forms and what can be counted; a reader who sees aggregates only has the counts of forms alone."""

    waiting: FormList | None = None
    by_cohort: Chart | None = None
    records: RecordList | None = None
    worksheet: WorksheetAsk | None = None


@dataclass(frozen=True, slots=True)
class AnswerField:
    """One question about a person's background."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class BackgroundFields:
    """Everything that is asked at entry; ``questions`` may be refused, ``basics`` is what every indicator needs."""

    participant: int
    seen: str
    basics: tuple[AnswerField, ...]
    questions: tuple[AnswerField, ...]


@dataclass(frozen=True, slots=True)
class BackgroundCard:
    """What is held of a person's background; ``fields`` is null where nothing may be written down."""

    title: str
    note: str
    lines: LineList
    fields: BackgroundFields | None = None


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event; ``event`` and ``version`` are what takes it away again, null where nothing may."""

    slot: str
    label: str
    text: str
    event: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class EventFields:
    """What is needed to write down another event."""

    enrolments: tuple[Option, ...]
    kinds: tuple[Option, ...]
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class EventCard:
    """What happened to a person, and what of it counts."""

    title: str
    note: str
    lines: tuple[EventLine, ...]
    results: tuple[str, ...]
    empty: str
    fields: EventFields | None = None


@dataclass(frozen=True, slots=True)
class EsfPersonView(Page):
    """What the funder wants to know of one person; without any of its parts where there is no such person."""

    back: str = ""
    forms: FormList | None = None
    background: BackgroundCard | None = None
    events: EventCard | None = None
    choice: LineList | None = None
