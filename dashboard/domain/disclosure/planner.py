"""What can be released instead of what cannot, and when: pooling of cohorts that follow each other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby, pairwise

from dashboard.domain.disclosure.ledger import Group, Release, conflicts, of_groups
from dashboard.domain.disclosure.primary import primary
from dashboard.domain.disclosure.profile import Profile, terms
from dashboard.domain.disclosure.protect import Protected, protect
from dashboard.domain.disclosure.tables import CountTable

Grouping = tuple[tuple[int, ...], ...]
"""Cohorts by their place in order, those that are taken together in one group."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A table by cohort that somebody would like to release.

    Attributes:
        cohorts: the persons of each cohort, in order of time.
        table: the table when cohorts are pooled like this, a row for each group.
        profile: for whom it is.
        k: a stricter threshold than the profile's; null for the profile's own.
        name, measure: of the release.
    """

    cohorts: Sequence[Group]
    table: Callable[[Grouping], CountTable]
    profile: Profile
    name: str
    measure: str
    k: int | None = None

    def release(self, grouping: Grouping, protected: Protected) -> Release:
        """What the ledger keeps of the table of a grouping."""
        groups = [frozenset[int]().union(*(self.cohorts[at] for at in group)) for group in grouping]
        return of_groups(self.name, self.measure, protected, groups)


@dataclass(frozen=True, slots=True)
class Offer:
    """A table that may go out whole: how the cohorts are grouped, the table, and its release for the ledger."""

    grouping: Grouping
    protected: Protected
    release: Release


def groupings(sizes: Sequence[int]) -> Iterator[Grouping]:
    """Every way to pool cohorts that follow each other, the nearest to each by itself first.

    Most groups first, then those whose smallest group is largest, then those that pool the latest.

    Args:
        sizes: how many persons each cohort has, in order of time.
    """
    places = range(1, len(sizes))
    for cuts in range(len(sizes) - 1, -1, -1):
        found = [_cut(len(sizes), chosen) for chosen in combinations(places, cuts)]
        yield from sorted(found, key=lambda grouping: -min(sum(sizes[at] for at in group) for group in grouping))


def _cut(count: int, cuts: Sequence[int]) -> Grouping:
    ends = (0, *cuts, count)
    return tuple(tuple(range(start, end)) for start, end in pairwise(ends))


def nearest(wish: Wish, earlier: Sequence[Release] = (), most: int = 2) -> tuple[Offer, ...]:
    """The tables nearest to one by cohort in which nothing is withheld, and that earlier releases allow.

    Args:
        earlier: what went out before, oldest first.
        most: so many offers are enough.

    Raises:
        ValueError: the wish's profile withholds nothing, or its k is below the profile's.
    """
    k = terms(wish.profile, wish.k).k
    if k is None:
        raise ValueError(f"nothing has to be offered instead under {wish.profile}")
    offers: list[Offer] = []
    for grouping in groupings([len(cohort) for cohort in wish.cohorts]):
        table = wish.table(grouping)
        if primary(table, k):
            continue
        protected = protect(table, wish.profile, wish.k)
        release = wish.release(grouping, protected)
        if not conflicts(release, earlier):
            offers.append(Offer(grouping, protected, release))
        if len(offers) == most:
            break
    return tuple(offers)


@dataclass(frozen=True, slots=True)
class Cohort:
    """What everybody knows of a cohort: its code, how many it has and when it ends."""

    code: str
    size: int
    ends: date


@dataclass(frozen=True, slots=True)
class Step:
    """One release of a plan.

    Attributes:
        day: the first day on which it can be made.
        cohorts: all that it is about, taken together: those of the step before, and ``added``.
        added: those that were not in the step before.
        persons: how many it is about.
    """

    day: date
    cohorts: tuple[str, ...]
    added: tuple[str, ...]
    persons: int


def plan(cohorts: Sequence[Cohort], k: int, released: Sequence[frozenset[str]] = ()) -> tuple[Step, ...]:
    """The releases over a programme's life that do not stand in each other's way, as many as there can be.

    Each is about all cohorts that have ended, so that the last one may tell of the whole programme. Only public sizes
    are used. A share of n out of N needs k <= n <= N - k, and the same holds for what two releases differ by, since a
    reader subtracts them: so each step needs at least 2k persons more than the one before.

    Args:
        cohorts: of one programme.
        k: the threshold.
        released: the cohorts of what went out before; what would differ from one of these by less is not planned.
    """
    ordered = sorted(cohorts, key=lambda cohort: (cohort.ends, cohort.code))
    ends = [list(together) for _, together in groupby(ordered, key=lambda cohort: cohort.ends)]
    so_far = [tuple(cohort for together in ends[: at + 1] for cohort in together) for at in range(len(ends))]
    best: list[tuple[tuple[Cohort, ...], ...]] = []
    for stage in so_far:
        if not _is_apart(stage, released, ordered, 2 * k):
            best.append(())
            continue
        before = [chain for chain in best if chain and _size(stage) - _size(chain[-1]) >= 2 * k]
        # Among plans of as many steps, the first found is the one that can tell something earliest.
        longest = max(before, key=len, default=())
        best.append((*longest, stage) if _size(stage) >= 2 * k else ())
    whole = next((chain for chain in reversed(best) if chain), ())
    return tuple(_steps(whole))


def _size(cohorts: Sequence[Cohort]) -> int:
    return sum(cohort.size for cohort in cohorts)


def _is_apart(
    stage: Sequence[Cohort], released: Sequence[frozenset[str]], cohorts: Sequence[Cohort], least: int
) -> bool:
    """Whether what a stage and each earlier release do not share is nobody, or enough persons."""
    codes = {cohort.code for cohort in stage}
    for before in released:
        for alone in (codes - before, before - codes):
            if 0 < _size([cohort for cohort in cohorts if cohort.code in alone]) < least:
                return False
    return True


def _steps(stages: Sequence[Sequence[Cohort]]) -> Iterator[Step]:
    before = frozenset[str]()
    for stage in stages:
        codes = tuple(cohort.code for cohort in stage)
        added = tuple(code for code in codes if code not in before)
        yield Step(max(cohort.ends for cohort in stage), codes, added, _size(stage))
        before = frozenset(codes)
