"""The week on one sheet, as one value."""

from dataclasses import dataclass

from dashboard.views.base import Line, Page
from dashboard.views.review import MinutesCohort


@dataclass(frozen=True, slots=True)
class DigestSection:
    """One list of the sheet; ``empty`` is said where there is nothing, ``more`` where not everything fits."""

    title: str
    lines: tuple[Line, ...]
    empty: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class DigestView(Page):
    """The sheet; without its parts for who sees no persons.

    Attributes:
        week: its name in addresses.
        previous, next: the weeks before and after it, as addresses; empty where there is none to read yet.
        captions, cohorts: each cohort's week beside the one before it.
        sections: prompts, decisions, follow-ups, registers.
        note: when the sheet was made.
    """

    week: str = ""
    previous: str = ""
    next: str = ""
    captions: tuple[str, ...] = ()
    cohorts: tuple[MinutesCohort, ...] = ()
    sections: tuple[DigestSection, ...] = ()
    note: str = ""
