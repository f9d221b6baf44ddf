"""Services that people turned out to need, which of the needs were met, and what people say of the coaching."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.domain.measures import FEW, interval, ratio

RATINGS = (1, 2, 3, 4, 5)
"""What feedback can be, 5 the best."""


class Category(StrEnum):
    """What a service is for, in the order in which it is listed."""

    RIGHTS_AT_WORK = "rights_at_work"
    JOB_SEARCH = "job_search"
    LANGUAGE = "language"
    DIGITAL = "digital"
    EVERYDAY_MANAGEMENT = "everyday_management"
    WELL_BEING = "well_being"
    HEALTH = "health"
    HOUSING = "housing"
    LEGAL = "legal"
    FINANCE = "finance"
    CHILDCARE = "childcare"
    OTHER = "other"


class Theme(StrEnum):
    """What feedback is about, in the order in which it is listed."""

    CONTENT = "content"
    GROUP = "group"
    GUIDANCE = "guidance"
    SCHEDULE = "schedule"
    LANGUAGE = "language"
    SAFETY = "safety"
    USEFULNESS = "usefulness"
    OTHER = "other"


EVERYDAY_LIFE = (Category.EVERYDAY_MANAGEMENT, Category.WELL_BEING)
"""The needs that later cohorts weight more."""

FELT = (Theme.GROUP, Theme.SAFETY)
"""The feedback that comes nearest to well-being: there is no theme of that name."""


@dataclass(frozen=True, slots=True)
class NeedCounts:
    """Needs of a group as of a day.

    Attributes:
        identified: found by the day.
        met: those of them that were met by the day.
    """

    identified: int = 0
    met: int = 0

    def __add__(self, other: "NeedCounts") -> "NeedCounts":
        return NeedCounts(self.identified + other.identified, self.met + other.met)

    @property
    def not_met(self) -> int:
        """Found and not yet met."""
        return self.identified - self.met

    @property
    def needs_met(self) -> float | None:
        """met / identified."""
        return ratio(self.met, self.identified)

    @property
    def needs_met_interval(self) -> tuple[float, float] | None:
        """Wilson 95 % interval of the share met, null with fewer than six found."""
        return interval(self.met, self.identified)


def add(counts: Iterable[NeedCounts]) -> NeedCounts:
    """Sum of numerators and denominators, which is what *all cohorts* means."""
    return sum(counts, NeedCounts())


def figures(counts: NeedCounts) -> dict[str, float | int | None]:
    """The measures of one group as the command line names them; ``needs_met`` is 0..1, null where nothing was found."""
    return {"identified": counts.identified, "met": counts.met, "needs_met": counts.needs_met}


def cumulative(weeks: Mapping[int, NeedCounts], until: int) -> list[NeedCounts]:
    """Found and met by the end of each programme week from 1 to ``until``.

    Args:
        weeks: found and met in each week; 0 holds what came before the first.
        until: the last week to speak of.
    """
    sums, so_far = [], weeks.get(0, NeedCounts())
    for week in range(1, until + 1):
        so_far += weeks.get(week, NeedCounts())
        sums.append(so_far)
    return sums


@dataclass(frozen=True, slots=True)
class Ratings:
    """Answers to one question: how many people rated it 1 to 5. Answers without a rating are not among them."""

    counts: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: "Ratings") -> "Ratings":
        return Ratings({rating: self.of(rating) + other.of(rating) for rating in RATINGS})

    def of(self, rating: int) -> int:
        """How many rated it so."""
        return self.counts.get(rating, 0)

    @property
    def answers(self) -> int:
        """All of them: the n without which no mean is said."""
        return sum(self.counts.values())

    @property
    def enough(self) -> bool:
        """Whether there are enough answers to say more than how many gave which rating."""
        return self.answers >= FEW

    @property
    def mean(self) -> float | None:
        """The mean rating; null with fewer than six answers."""
        return sum(rating * n for rating, n in self.counts.items()) / self.answers if self.enough else None


def add_ratings(ratings: Iterable[Ratings]) -> Ratings:
    """All answers together."""
    return sum(ratings, Ratings())
