"""One person, as their own page knows them: cohorts, sessions, and what was done for them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dashboard.domain.needs import Category
from dashboard.domain.register import Shown


class Channel(StrEnum):
    """How somebody was in contact, in the order in which it is listed."""

    PHONE = "phone"
    MESSAGE = "message"
    MEETING = "meeting"
    EMAIL = "email"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Membership:
    """One person's time in one cohort; ``destination`` is what came of them at the exit, where it is known."""

    cohort: str
    enrolled_on: date
    exited_on: date | None
    destination: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom the one who asks may see, with the cohorts of theirs that they may see, by start.

    ``objected_on`` is since when no support prompts are computed for them, because they do not want any.
    """

    id: int
    code: str
    programme: str
    objected_on: date | None
    memberships: tuple[Membership, ...]

    @property
    def cohorts(self) -> tuple[str, ...]:
        """Codes of the cohorts."""
        return tuple(membership.cohort for membership in self.memberships)


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One session that expects the person, with their mark; ``restricted`` is not for everybody's eyes.

    ``minutes_late`` and ``left_early`` are null where there are none, or where nobody knows how many.
    """

    session_id: int
    cohort: str
    activity: str
    local_date: date
    starts_at: datetime
    shown: Shown
    minutes_late: int | None
    left_early: int | None
    restricted: bool


@dataclass(frozen=True, slots=True)
class Need:
    """A service that the person needs or needed; ``met_on`` is null while it is not met."""

    category: Category
    identified_on: date
    met_on: date | None


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact outside a session, or an attempt at one."""

    contacted_on: date
    channel: Channel
    reached: bool


def last_there(sessions: Iterable[OwnSession]) -> date | None:
    """The last day on which the person came."""
    return max((one.local_date for one in sessions if one.shown in (Shown.PRESENT, Shown.LATE)), default=None)


def last_reached(contacts: Iterable[Contact]) -> date | None:
    """The last day on which they were reached outside a session."""
    return max((contact.contacted_on for contact in contacts if contact.reached), default=None)


def by_channel(contacts: Iterable[Contact]) -> dict[Channel, int]:
    """How many contacts there were by each channel that was used."""
    counted = Counter(contact.channel for contact in contacts)
    return {channel: counted[channel] for channel in Channel if counted[channel]}
