"""What the page of needs and feedback reads, and what its parts ask of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.access import FEWEST, Scope
from dashboard.domain.calendar import programme_week
from dashboard.domain.needs import Category, NeedCounts, Ratings, Theme, add, add_ratings
from dashboard.views import Filters
from dashboard.views.forms import Form
from db.queries.cohorts import CohortRow

SIDE_BY_SIDE = 6
"""More cohorts than this are not compared: they are taken together, or have to be chosen."""


@dataclass(frozen=True, slots=True)
class Data:
    """What the page read, as of ``today``.

    Attributes:
        cohorts: the chosen ones that have begun or of which something is known, in the order of their start.
        needs: by cohort code and category.
        persons: behind the needs of each cohort; under null, behind all of them.
        weeks: needs found and met in each programme week, by cohort code; week 0 is before the first.
        ratings: by cohort code and theme; for who sees aggregates only, those with three answers or more.
        hours: offered, by activity code, by cohort code.
        comments: empty for who sees aggregates only.
    """

    today: date
    filters: Filters
    scope: Scope
    cohorts: Sequence[CohortRow]
    activities: Mapping[str, str]
    needs: Mapping[tuple[str, Category], NeedCounts]
    persons: Mapping[str | None, int]
    weeks: Mapping[str, Mapping[int, NeedCounts]]
    ratings: Mapping[tuple[str, Theme], Ratings]
    hours: Mapping[str, Mapping[str, float]]
    comments: Sequence[tuple[Theme, str]]
    forms: Sequence[Form]

    @property
    def single(self) -> bool:
        """Whether one cohort is shown."""
        return len(self.cohorts) == 1

    @property
    def comparable(self) -> bool:
        """Whether there are few enough cohorts to stand side by side."""
        return len(self.cohorts) <= SIDE_BY_SIDE

    @property
    def sees_needs(self) -> bool:
        """Whether the asker may see what the people of the chosen cohorts need, taken together."""
        return self.scope.sees_lives(self.persons[None])

    @property
    def total(self) -> NeedCounts:
        """All needs."""
        return add(self.needs.values())

    @property
    def categories(self) -> list[Category]:
        """Those that somebody needs, in their order."""
        found = {category for _cohort, category in self.needs}
        return [category for category in Category if category in found]

    @property
    def themes(self) -> list[Theme]:
        """Those that somebody answered, in their order."""
        given = {theme for _cohort, theme in self.ratings}
        return [theme for theme in Theme if theme in given]

    def need(self, *categories: Category, cohort: str | None = None) -> NeedCounts:
        """The needs of some categories, of one cohort or of all together."""
        codes = [row.code for row in self.cohorts] if cohort is None else [cohort]
        none = NeedCounts()
        return add(self.needs.get((code, category), none) for code in codes for category in categories)

    def rating(self, *themes: Theme, cohort: str | None = None) -> Ratings:
        """The answers on some themes, of one cohort or of all together."""
        codes = [row.code for row in self.cohorts] if cohort is None else [cohort]
        given = [self.ratings.get((code, theme)) for code in codes for theme in themes]
        return add_ratings(ratings for ratings in given if ratings)

    def share_of_hours(self, cohort: str, activity: str) -> float | None:
        """The share of an activity in the hours offered to a cohort; null without any."""
        own = self.hours.get(cohort, {})
        offered = sum(own.values())
        return own.get(activity, 0.0) / offered if offered else None

    def week(self, cohort: CohortRow) -> int:
        """The programme week that a cohort is in, or its last one."""
        return programme_week(self.today, cohort.starts_on, cohort.weeks) or 0


def enough_answers(scope: Scope, ratings: Ratings) -> bool:
    """Whether these answers may be shown: to someone who sees aggregates only from three on."""
    return scope.sees_persons or ratings.answers >= FEWEST
