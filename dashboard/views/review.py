"""The weekly review, as one value: before it begins, its agenda and the item that is talked about, its minutes."""

from dataclasses import dataclass

from dashboard.domain.review import ItemState
from dashboard.views.base import LineList, Option, Page
from dashboard.views.overview import Fact
from dashboard.views.support import Ask, SupportCard, TaskLine


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the agenda beside the item.

    Attributes:
        href: leads to it.
        label: whom or what it is about.
        what: why, in a few words.
        said: what has become of it, in a word.
        current: whether it is the one that is shown.
    """

    href: str
    label: str
    what: str
    state: ItemState
    said: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one section of the agenda."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row of a cohort's week: this week, the one before it, and since the beginning."""

    label: str
    this: str
    last: str
    so_far: str = ""


@dataclass(frozen=True, slots=True)
class ItemView:
    """The item that is talked about.

    Attributes:
        section: why it is on the agenda.
        title: what it is about, where it is no person.
        beside: what the person is called on the wall, for who sees the code.
        card: the person, with what rules say of them; null where nothing is said.
        tasks: decisions to look at again.
        lists: follow-ups, registers, in words.
        rows: a cohort's week; ``captions`` are the headings of its columns.
        left: what the last review had noted about it.
        text: what there is to say besides.
        ask: the forms about the person; null where there is nothing to ask.
    """

    section: str
    title: str = ""
    beside: str = ""
    card: SupportCard | None = None
    tasks: tuple[TaskLine, ...] = ()
    lists: tuple[LineList, ...] = ()
    captions: tuple[str, ...] = ()
    rows: tuple[Comparison, ...] = ()
    left: str = ""
    text: str = ""
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """What is being typed into an item: its words, their version, and who wrote them last."""

    item: str
    text: str = ""
    version: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """Where one can go from an item, and what can be said of it; addresses are empty where there is nothing.

    ``finished`` says that nothing is open any more, to who may close the review.
    """

    item: str
    state: ItemState
    said: str
    previous: str = ""
    next: str = ""
    next_open: str = ""
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Tools:
    """What stands above an open review.

    Attributes:
        review: its id.
        on_wall: whether codes are hidden; ``wall_href`` leads to the same item the other way.
        may_close: whether the one who asks may end it.
        left: how many items would be carried over.
    """

    review: int
    on_wall: bool
    wall_href: str
    may_close: bool
    left: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StartView:
    """Before a review: what it will be about, in counts alone, and the reviews before it.

    Attributes:
        programme: code of the programme.
        counts: how many items of each section.
        closed: whether today's was held already, so that none can begin.
        programmes: the others whose reviews one may hold, as addresses with their names.
        earlier: the minutes.
    """

    programme: str
    title: str
    note: str
    counts: tuple[Fact, ...]
    closed: bool = False
    programmes: tuple[Option, ...] = ()
    earlier: LineList | None = None


@dataclass(frozen=True, slots=True)
class ReviewView(Page):
    """The page of the weekly review; without its parts for who takes part in none."""

    start: StartView | None = None
    tools: Tools | None = None
    agenda: tuple[Group, ...] = ()
    item: ItemView | None = None
    note: NoteView | None = None
    moves: Moves | None = None


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item in the minutes: why it was on the agenda, what was done by whom, what was noted."""

    label: str
    where: str
    said: tuple[str, ...]
    steps: tuple[str, ...] = ()
    note: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class MinutesCohort:
    """A cohort's week in the minutes."""

    name: str
    rows: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class MinutesView(Page):
    """The minutes of a closed review: what was dealt with, what was carried over, each cohort's week."""

    dealt: tuple[MinutesItem, ...] = ()
    carried: tuple[MinutesItem, ...] = ()
    captions: tuple[str, ...] = ()
    cohorts: tuple[MinutesCohort, ...] = ()
    facts: tuple[str, ...] = ()
