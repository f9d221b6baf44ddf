"""The signed start form and the exit form of every enrolment: how each stands on a day.

The funder's rules: an unsigned record is deleted; an exit form is always asked for, and where it cannot be had, the
reason is written down. The programme itself deletes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from dashboard.domain.measures import ratio


class FormKind(StrEnum):
    """The two forms (*aloitusilmoitus*, *lopetusilmoitus*)."""

    START = "start"
    EXIT = "exit"


DUE_AFTER: Mapping[FormKind, timedelta] = {FormKind.START: timedelta(days=14), FormKind.EXIT: timedelta(days=28)}
"""After the entry, and after the exit, where nobody set another day."""


class FormStanding(StrEnum):
    """How a form stands: signed, explained (an exit form that cannot be had), past its day, or still in time."""

    SIGNED = "signed"
    EXPLAINED = "explained"
    OVERDUE = "overdue"
    OPEN = "open"

    @property
    def settled(self) -> bool:
        """Whether nobody has to ask for it any more."""
        return self in {FormStanding.SIGNED, FormStanding.EXPLAINED}


@dataclass(frozen=True, slots=True)
class FormItem:
    """One form of one enrolment, whether somebody has written anything down of it or not.

    Attributes:
        enrolment_id: whose.
        since: the entry or the exit, after which it is asked for.
        due_on: by when; the day itself is in time.
        seen: by which what is stored is told from what a colleague writes meanwhile (``dashboard.domain.esf.seen``).
        reason: why it cannot be had; of an exit form alone.
        owner_id, owner: who asks for it, by account and display name; null where nobody does.
    """

    enrolment_id: int
    cohort: str
    participant: str
    kind: FormKind
    since: date
    due_on: date
    standing: FormStanding
    seen: str
    signed_on: date | None = None
    reason: str | None = None
    owner_id: int | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class FormCounts:
    """Forms of a group of enrolments as of a day."""

    signed: int = 0
    explained: int = 0
    overdue: int = 0
    open: int = 0

    def __add__(self, other: "FormCounts") -> "FormCounts":
        return FormCounts(**{item.name: getattr(self, item.name) + getattr(other, item.name) for item in fields(self)})

    @property
    def expected(self) -> int:
        """All of them: one a person who has entered, or left."""
        return self.signed + self.explained + self.overdue + self.open

    @property
    def completeness(self) -> float | None:
        """signed / expected; null where none is expected."""
        return ratio(self.signed, self.expected)
