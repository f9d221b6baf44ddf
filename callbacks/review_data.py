"""What the page of the weekly review reads: the programme, its reviews, the agenda and what was said of its items."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from callbacks.review_names import Names
from callbacks.support_data import Said, SupportData
from dashboard.domain.access import Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.review import (
    Item,
    ItemState,
    Registers,
    agenda,
    first_since,
    state_of,
    token,
)
from dashboard.domain.selection import Selection
from dashboard.i18n import current_language
from dashboard.views import NO_FILTERS
from db.queries.activities import activity_names
from db.queries.cohorts import CohortRow, cohorts
from db.queries.decisions import marks_around
from db.queries.modules import module_rows
from db.queries.review import (
    ProgrammeRow,
    ReviewRow,
    SaidItem,
    aliases,
    closed_reviews,
    codes,
    open_review,
    programmes,
    said_items,
)
from db.queries.review_agenda import Asked, Known, known
from db.queries.review_subjects import subjects
from db.queries.team import team

MEETING = "meeting"
"""The value of the parameter ``mode`` by which codes are hidden."""


@dataclass(frozen=True)
class ReviewData:
    """Everything that the page shows.

    Attributes:
        programmes: those whose reviews the asker may hold; ``programme`` is the one that is shown.
        review: the one that is open; null before it has begun.
        closed: those that were closed, latest first.
        items: the agenda; ``said`` is what was said of its items, ``left`` what the last review left of them.
        support: what the words about prompts are made from.
    """

    scope: Scope
    now: datetime
    programmes: Sequence[ProgrammeRow]
    programme: ProgrammeRow
    review: ReviewRow | None
    closed: Sequence[ReviewRow]
    since: date
    items: Sequence[Item]
    said: Mapping[str, SaidItem]
    left: Mapping[str, SaidItem]
    names: Names
    support: SupportData

    @property
    def today(self) -> date:
        """The day."""
        return local_day(self.now)

    @property
    def who_asks(self) -> str | None:
        """The display name of the one who asks; null for the command line."""
        members = (member for of_cohort in self.support.members.values() for member in of_cohort)
        return next((member.name for member in members if member.id == self.scope.account_id), None)

    @property
    def cohorts(self) -> Mapping[str, CohortRow]:
        """The cohorts that the asker may see, by code."""
        return self.support.cohorts

    def state(self, item: Item) -> ItemState:
        """How far the meeting is with an item."""
        said = self.said.get(item.key)
        return state_of(item, said.state if said else None)

    def token(self, item: Item) -> str:
        """What stands for an item in addresses; nothing before the review has begun."""
        return token(self.review.id, self.review.started_at, item.key) if self.review else ""

    def texts(self) -> Iterator[str]:
        """Everything on the page that somebody typed."""
        yield from (one.note for one in (*self.said.values(), *self.left.values()))
        yield from (step.text for steps in self.support.steps.values() for step in steps if step.text)

    def people(self) -> Iterator[str]:
        """The code of everybody whom the page speaks of."""
        for item in self.items:
            if item.who is not None:
                yield item.who.code
            if isinstance(item.subject, Registers):
                yield from (one.participant for one in item.subject.sessions if one.participant)
                yield from item.subject.withheld


def read_review(connection: Connection, scope: Scope, params: Mapping[str, object], now: datetime) -> ReviewData | None:
    """Read everything; null where the asker works with no programme.

    Raises:
        ForbiddenError: the asker sees aggregates only, or no figures at all.
    """
    every = programmes(connection, scope)
    if not every:
        return None
    programme = _programme(connection, scope, every, params.get("programme"))
    return read_programme(connection, scope, every, programme, now, on_wall=params.get("mode") == MEETING)


def read_programme(
    connection: Connection,
    scope: Scope,
    every: Sequence[ProgrammeRow],
    programme: ProgrammeRow,
    now: datetime,
    *,
    on_wall: bool = False,
) -> ReviewData:
    """The same of one programme."""
    review = open_review(connection, scope, programme.code)
    closed = closed_reviews(connection, scope, programme.code)
    left = said_items(connection, scope, closed[0]) if closed else {}
    carried = {key: said for key, said in left.items() if said.state is ItemState.CARRIED}
    said = said_items(connection, scope, review) if review else {}
    since = review.since if review else first_since(local_day(now), closed[0].held_on if closed else None)
    asked = Asked(
        programme=programme.code,
        since=since,
        started_at=review.started_at if review else None,
        review_id=review.id if review else None,
        carried=carried,
        touched=subjects(connection, scope, programme.code, said),
    )
    found = known(connection, scope, asked, now)
    numbers = aliases(connection, scope, review) if review else {}
    return ReviewData(
        scope=scope,
        now=now,
        programmes=every,
        programme=programme,
        review=review,
        closed=closed,
        since=since,
        items=agenda(found.material),
        said=said,
        left=carried,
        names=Names(numbers, codes(connection, scope, programme.code), on_wall and review is not None),
        support=_support(connection, scope, programme.code, found, now),
    )


def with_names(data: ReviewData, connection: Connection) -> ReviewData:
    """The same with the aliases that have been given out since."""
    assert data.review is not None
    numbers = aliases(connection, data.scope, data.review)
    return replace(data, names=replace(data.names, numbers=numbers))


def _programme(connection: Connection, scope: Scope, every: Sequence[ProgrammeRow], asked: object) -> ProgrammeRow:
    """The one that the address names, else one whose review is going on, else the first."""
    named = next((one for one in every if one.code == asked), None)
    if named is not None:
        return named
    return next((one for one in every if open_review(connection, scope, one.code)), every[0])


def _support(connection: Connection, scope: Scope, programme: str, found: Known, now: datetime) -> SupportData:
    """What the words about prompts, evidence and decisions are made from, for one programme."""
    selection = Selection(programme=programme)
    language = current_language()
    said: dict[int, list[Said]] = {}
    for talk in found.material.talks:
        said.setdefault(talk.who.enrolment_id, []).append(Said(talk.prompt, talk.new, talk.standing))
    return SupportData(
        scope=scope,
        filters=NO_FILTERS,
        today=found.material.today,
        cohorts={cohort.code: cohort for cohort in cohorts(connection, scope, selection)},
        activities=activity_names(connection, scope, language),
        modules={row.code: row.name for row in module_rows(connection, scope, selection, language)},
        settings=found.settings,
        facts=found.facts,
        said=said,
        resolved=(),
        steps=found.steps,
        marks=marks_around(connection, scope, selection, found.steps.keys(), now),
        members=team(connection, scope),
        objections=(),
    )
