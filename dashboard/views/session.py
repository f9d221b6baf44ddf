"""The page of one session, as one value."""

from dataclasses import dataclass

from dashboard.domain.register import Shown
from dashboard.views.base import Page
from dashboard.views.overview import Fact


@dataclass(frozen=True, slots=True)
class MarkLine:
    """What the register says of one person; texts are empty where there is nothing to say."""

    participant: str
    href: str
    shown: Shown
    status: str
    minutes: str = ""
    notice: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MarkTable:
    """Everybody's mark in a session; ``empty`` is said where nobody is expected."""

    title: str
    note: str
    lines: tuple[MarkLine, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class SessionView(Page):
    """The page of one session; without its parts where there is no such session for the reader.

    ``register`` is where its register is taken and corrected.
    """

    facts: tuple[Fact, ...] = ()
    marks: MarkTable | None = None
    register: str = ""
