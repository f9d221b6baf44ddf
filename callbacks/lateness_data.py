"""What the lateness page reads, once, and the sums that its charts share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine

from callbacks.filters import read_filters, selection
from callbacks.links import Links
from callbacks.words import is_running
from dashboard.domain.access import Scope
from dashboard.domain.lateness import Arrival, Lateness, add
from dashboard.domain.selection import Selection
from dashboard.i18n import current_language
from dashboard.views import Filters, Option
from db.engine import reading
from db.queries.activities import activity_names
from db.queries.cohorts import CohortRow, EnrolmentRow, cohorts, enrolments
from db.queries.lateness import LateGroup, arrivals, lateness, lateness_by_start
from db.queries.measures import By

SIDE_BY_SIDE = 6
"""More cohorts than this are added up instead of shown beside each other."""

MOST_PEOPLE = 60
"""More people than this are no picture any more: choose a cohort."""


@dataclass(frozen=True, slots=True)
class Data:
    """What the page read.

    ``enrolments`` and ``arrivals`` are null where single persons are not shown: to who sees aggregates only, and where
    there are too many of them for a picture.
    """

    today: date
    filters: Filters
    scope: Scope
    cohorts: Sequence[CohortRow]
    activities: Mapping[str, str]
    weeks: Sequence[LateGroup]
    by_activity: Sequence[LateGroup]
    starts: Mapping[datetime, Lateness]
    enrolments: Sequence[EnrolmentRow] | None
    arrivals: Sequence[Arrival] | None
    links: Links

    @property
    def single(self) -> bool:
        """Whether everything shown is of one cohort."""
        return len(self.beside) == 1

    @property
    def length(self) -> int:
        """Programme weeks on the axis."""
        return max(cohort.weeks for cohort in self.cohorts)

    @property
    def beside(self) -> Sequence[CohortRow]:
        """The cohorts shown beside each other: those to which anybody came; none when they are too many."""
        if len(self.cohorts) > SIDE_BY_SIDE:
            return ()
        return [cohort for cohort in self.cohorts if self.whole(cohort).attended]

    @property
    def front(self) -> CohortRow | None:
        """The cohort that a comparison starts from: the latest that is running, else the latest that has begun."""
        running = [cohort for cohort in self.beside if is_running(cohort, self.today)]
        return next(reversed(running or list(self.beside)), None)

    def of_cohort(self, cohort: CohortRow) -> dict[int, Lateness]:
        """The weeks of a cohort; what was before its start is week 0."""
        return {int(group.key or 0): group.counts for group in self.weeks if group.cohort == cohort.code}

    def whole(self, cohort: CohortRow) -> Lateness:
        """The counts of a cohort: its weeks added up."""
        return add(self.of_cohort(cohort).values())

    def together(self) -> dict[int, Lateness]:
        """The weeks of all the cohorts, added up."""
        weeks: dict[int, list[Lateness]] = {}
        for group in self.weeks:
            weeks.setdefault(int(group.key or 0), []).append(group.counts)
        return {week: add(weeks[week]) for week in sorted(weeks)}


def read(engine: Engine, scope: Scope, params: Mapping[str, object], now: datetime | None) -> Data:
    """Read everything for the asker, in one transaction."""
    with reading(engine) as connection:
        every = cohorts(connection, scope)
        activities = activity_names(connection, scope, current_language())
        filters = read_filters(
            params,
            [Option(cohort.code, cohort.name) for cohort in every],
            [Option(code, name) for code, name in activities.items()],
            with_activity=True,
        )
        asked = selection(filters)
        chosen = [cohort for cohort in every if not asked.cohorts or cohort.code in asked.cohorts]
        people = _people(connection, scope, asked, chosen)
        return Data(
            today=asked.today(now),
            filters=filters,
            scope=scope,
            cohorts=chosen,
            activities=activities,
            weeks=lateness(connection, scope, asked, By.WEEK, now),
            by_activity=lateness(connection, scope, asked, By.ACTIVITY, now),
            starts=lateness_by_start(connection, scope, asked, now),
            enrolments=people,
            arrivals=None if people is None else arrivals(connection, scope, asked, now),
            links=Links(scope, filters, every),
        )


def _people(
    connection: Connection, scope: Scope, asked: Selection, chosen: Sequence[CohortRow]
) -> list[EnrolmentRow] | None:
    if not scope.sees_persons or len(chosen) > SIDE_BY_SIDE:
        return None
    people = enrolments(connection, scope, asked)
    return people if len(people) <= MOST_PEOPLE else None
