"""The support page, as one value: people of whom a rule speaks, what was decided, what has passed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dashboard.domain.register import Shown
from dashboard.views.base import LineList, Option, Page


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One thing that a rule counted: a mark with its sign, or a module or a follow-up without one."""

    when: str
    what: str
    status: str
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one rule counted, and the rule with its parameters in words; ``empty`` is said where nothing is there."""

    rule: str
    rows: tuple[EvidenceRow, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class PromptLine:
    """One sentence about a person.

    Attributes:
        slot: id of what opens and closes its evidence.
        text: the sentence.
        since: since when, and for how long.
        badge: whether it is new; empty where it continues.
        stage: what somebody has done about it; empty while nobody has looked.
        href: leads to the same page with its evidence opened or closed.
        evidence: null while it is closed.
    """

    slot: str
    text: str
    since: str
    badge: str = ""
    stage: str = ""
    href: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """A decision about a person, what became of it and what was counted before and after.

    ``href`` leads to where one can say what came of it; empty where there is nothing more to say.
    """

    text: str
    outcome: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """What the forms about one person need.

    Attributes:
        enrolment: its id.
        seen: id of the latest step that is on the page.
        prompts: what a step can be about: keys with their names.
        unseen: keys of those that nobody has looked at.
        owners: who can see to a decision; ``me`` is the one who asks.
        channels: how somebody can be in contact.
        earliest: the first day of a contact.
        today: the day.
        may_object: whether the one who asks may write down that the person wants no prompts.
        item: stands for the enrolment where the forms belong to an item of a weekly review.
    """

    enrolment: int
    seen: int
    prompts: tuple[Option, ...]
    unseen: tuple[str, ...]
    owners: tuple[Option, ...]
    me: str
    channels: tuple[Option, ...]
    earliest: date
    today: date
    may_object: bool
    item: str = ""


@dataclass(frozen=True, slots=True)
class SupportCard:
    """One person in one cohort, with everything that rules say of them.

    Attributes:
        slot: id of the card, to which links point.
        strip: their last marks, latest last, with the words of each.
        strip_note: when they were last there.
        ask: null where nothing can be done: the page shows a day of the past.
        links: where many people are listed, a form is drawn only once it is asked for: the address that opens or
            closes each, by its name; empty where there are so few that all of them are there, closed.
        doing: the name of the form that is open.
    """

    slot: str
    code: str
    href: str
    where: str
    prompts: tuple[PromptLine, ...]
    badge: str = ""
    strip: tuple[tuple[Shown, str], ...] = ()
    strip_note: str = ""
    decisions: tuple[DecisionNote, ...] = ()
    ask: Ask | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    doing: str = ""


@dataclass(frozen=True, slots=True)
class CardList:
    """Cards under one heading; ``empty`` is said where there are none, ``more`` where not all are shown."""

    title: str
    note: str = ""
    cards: tuple[SupportCard, ...] = ()
    empty: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A decision that somebody still has to carry out or to look at again.

    Attributes:
        slot: its id, to which links point.
        decision: id of the decision.
        seen: id of the latest step about its prompt.
        about: whom, and which rule.
        text: what was decided, and what has become of it.
        badge: who sees to it until when.
        due: whether that day has come.
        outcome: what was counted before and after.
        done, review: whether one can say that it is done, and whether it worked.
        item: the item of a weekly review to which it belongs; empty on the support page.
        link: the address that opens or closes the form about whether it worked; empty where it is there, closed.
        doing: whether that form is open.
    """

    slot: str
    decision: int
    seen: int
    about: str
    href: str
    text: str
    badge: str = ""
    due: bool = False
    outcome: str = ""
    done: bool = False
    review: bool = False
    item: str = ""
    link: str = ""
    doing: bool = False


@dataclass(frozen=True, slots=True)
class TaskList:
    """The decisions under way."""

    title: str
    note: str = ""
    lines: tuple[TaskLine, ...] = ()
    empty: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """Somebody who wants no prompts; ``participant`` is their id, 0 where nothing can be done."""

    code: str
    href: str
    text: str
    participant: int = 0


@dataclass(frozen=True, slots=True)
class ObjectionList:
    """Who wants no prompts: for the coordinator alone."""

    title: str
    note: str
    lines: tuple[ObjectionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SupportView(Page):
    """The support page; without its parts for who sees no persons."""

    waiting: CardList | None = None
    tasks: CardList | None = None
    looked: CardList | None = None
    decisions: TaskList | None = None
    resolved: LineList | None = None
    objections: ObjectionList | None = None
    settings_href: str = ""
