"""What somebody can know who has read several releases, by integer programs over all answers that fit them.

Persons who are in the same groups of all releases are alike to a reader, so a program counts them together: one whole
number for each kind of person and each answer.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from dashboard.domain.disclosure.ledger import Group, Release, Statement
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.programs import Budget, Program, Vector, vector


class Knowledge:
    """What a reader of some releases of one measure can know, of persons whose answers do not change."""

    def __init__(self, releases: Sequence[Release], budget: Budget, *, aware: bool = False) -> None:
        """Read the releases.

        Args:
            aware: whether the reader also knows the rules by which cells were withheld.
        """
        said = [(statement, release.k) for release in releases for statement in release.statements]
        self._budget = budget
        self._kinds = _kinds({statement.group for statement, _ in said})
        self._asked = {statement.answers for statement, _ in said}
        self._answers = sorted(frozenset[str]().union(*self._asked))
        whole = [(self._told(every), len(every.group), len(every.group)) for every in _everybody(releases)]
        cells = [(self._told(statement), *_between(statement, k, aware)) for statement, k in said]
        self._program = self._made([*whole, *cells])
        self._fitting: list[Vector] = []
        self._seek(np.zeros(len(self._program.lower)))

    @property
    def possible(self) -> bool:
        """Whether all that was said can be true of persons whose answers did not change."""
        return bool(self._fitting)

    def determined(self) -> set[tuple[int, frozenset[str]]]:
        """The persons and the answers of which it is known whether the person gave one of them."""
        return {
            (person, answers)
            for answers in self._asked
            for kind, persons in self._kinds.items()
            if self._is_settled(self._counting([kind], answers), len(persons))
            for person in persons
        }

    def width(self, statement: Statement, enough: int) -> int:
        """How far apart the most and the least are that a cell can be; not sought beyond what is enough."""
        target = self._told(statement)
        for sign in (-1, 1):
            if self._spread(target) < enough:
                self._seek(sign * target)
        return self._spread(target)

    def _is_settled(self, target: Vector, size: int) -> bool:
        """Whether all of a kind are counted, or none, in whatever fits."""
        for sign, end in ((1, size), (-1, 0)):
            if self._sums(target) == {end}:
                self._seek(sign * target)
        return self._sums(target) in ({0}, {size})

    def _spread(self, target: Vector) -> int:
        return max(self._sums(target)) - min(self._sums(target))

    def _sums(self, target: Vector) -> set[int]:
        return {round(float(target @ found)) for found in self._fitting}

    def _seek(self, cost: Vector) -> None:
        found = self._program.least(cost, self._budget)
        if found is not None:
            self._fitting.append(found)

    def _told(self, statement: Statement) -> Vector:
        return self._counting((kind for kind in self._kinds if statement.group in kind), statement.answers)

    def _counting(self, kinds: Iterable[frozenset[Group]], answers: frozenset[str]) -> Vector:
        """What to add up for the persons of some kinds who gave one of some answers."""
        chosen = set(kinds)
        return vector([kind in chosen and answer in answers for kind in self._kinds for answer in self._answers])

    def _made(self, said: Sequence[tuple[Vector, float, float]]) -> Program:
        """The program: everybody of a kind gave one answer, and what was said is true."""
        every_answer = frozenset(self._answers)
        sizes = [(self._counting([kind], every_answer), len(persons)) for kind, persons in self._kinds.items()]
        rows = [(*size, size[1]) for size in sizes] + list(said)
        most = vector([len(persons) for persons in self._kinds.values() for _ in self._answers])
        coefficients, below, above = zip(*rows, strict=True)
        return Program(np.zeros(len(most)), most, np.asarray(coefficients), vector(below), vector(above))


def _kinds(groups: set[Group]) -> dict[frozenset[Group], list[int]]:
    """The persons by the groups that they are in."""
    kinds: dict[frozenset[Group], list[int]] = {}
    for person in sorted(frozenset[int]().union(*groups)):
        kinds.setdefault(frozenset(group for group in groups if person in group), []).append(person)
    return kinds


def _everybody(releases: Sequence[Release]) -> Iterator[Statement]:
    """That everybody in a group of a release gave one of the answers that it names: what goes without saying."""
    for release in releases:
        answers = frozenset[str]().union(*(statement.answers for statement in release.statements))
        for group in {statement.group for statement in release.statements}:
            yield Statement(group, answers, len(group))


def _between(statement: Statement, k: int, aware: bool) -> tuple[float, float]:
    """Between what a cell is said to be, as rule 5 has it for who knows the rules and for who does not."""
    if statement.number is not None:
        return statement.number, statement.number
    if aware and statement.reason is Reason.SMALL:
        return 1, k - 1
    return (k if aware and statement.reason is Reason.SECONDARY else 0), len(statement.group)
