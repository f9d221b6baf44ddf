"""The registers to take, and the register of one session, each as one value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.domain.register_taking import Stage
from dashboard.views.base import LineList, Option, Page


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One session with where its register stands; ``href`` leads to taking it."""

    when: str
    what: str
    said: str
    stage: Stage
    href: str


@dataclass(frozen=True, slots=True)
class RegisterList:
    """A card with sessions; ``empty`` is said when there are none."""

    title: str
    note: str = ""
    lines: tuple[RegisterLine, ...] = ()
    empty: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """An advance notice that holds."""

    notice_id: int
    who: str
    said: str


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """What an advance notice can be recorded about: whose, by enrolment, for which reason, from which day on."""

    people: tuple[Option, ...]
    reasons: tuple[Option, ...]
    today: date


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """Who told beforehand that they will be absent; ``form`` null where nobody takes part."""

    title: str
    note: str
    lines: tuple[NoticeLine, ...] = ()
    empty: str = ""
    form: NoticeForm | None = None


@dataclass(frozen=True, slots=True)
class RegistersView(Page):
    """The registers to take; without its parts for who takes none.

    ``restricted`` are meetings that are not for everybody's eyes, closed until somebody opens them.
    """

    today: RegisterList | None = None
    not_taken: RegisterList | None = None
    week: RegisterList | None = None
    restricted: RegisterList | None = None
    notices: NoticeCard | None = None


@dataclass(frozen=True, slots=True)
class SheetView(Page):
    """The register of one session; without its parts where there is none for the reader.

    Attributes:
        state: what ``assets/52-register.js`` draws and keeps up to date: see ``callbacks.register_state``.
        session_id, version: of the session, for cancelling it.
        cancelled: whether it is.
        reasons: of an absence that is excused.
        notices: about whom a notice can be recorded; null where nobody takes part any more.
        history: what has become of its marks.
        back, session_href: where the registers and the page of the session are.
    """

    state: Mapping[str, Any] | None = None
    session_id: int = 0
    version: int = 0
    cancelled: bool = False
    reasons: tuple[Option, ...] = ()
    notices: NoticeForm | None = None
    history: LineList | None = None
    back: str = ""
    session_href: str = ""
