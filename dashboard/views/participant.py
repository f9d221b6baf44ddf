"""The page of one person, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.views.base import Chart, LineList, Page
from dashboard.views.forms import At, Form
from dashboard.views.support import CardList


@dataclass(frozen=True, slots=True)
class Measure:
    """One rate of a person: ``figure`` is empty where there are too few sessions yet, which ``note`` then says."""

    label: str
    figure: str
    counts: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MembershipCard:
    """A person's time in one cohort, with their measures in it."""

    name: str
    when: str
    measures: tuple[Measure, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantView(Page):
    """The page of one person; without any of its parts where there is no such person for the reader.

    ``choice`` stands alone where several programmes have a person of that code. ``restricted`` lists what is for the
    coach and the coordinator only, and is closed until somebody opens it. ``support`` is what rules say of them now;
    null where they say nothing. ``forms`` are below ``modules``, ``follow_ups`` and ``needs``.
    """

    memberships: tuple[MembershipCard, ...] = ()
    timeline: Chart | None = None
    modules: LineList | None = None
    follow_ups: LineList | None = None
    needs: LineList | None = None
    contacts: LineList | None = None
    decisions: LineList | None = None
    support: CardList | None = None
    restricted: LineList | None = None
    choice: LineList | None = None
    at: At | None = None
    forms: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
