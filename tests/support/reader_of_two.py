"""Somebody who has read several releases, knows who was in which cohort, and looks for what they tell together.

The model is apart from the dashboard's ledger: it is made of the tables as they went out, the persons behind their rows
and the rules as ``attacker`` reads them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tests.support.attacker import Array, At, Rules, widths

Persons = frozenset[int]


@dataclass(frozen=True)
class Paper:
    """A table that went out: a row for each group, then their sum; a column for each answer, then their sum.

    Attributes:
        rows: the persons of each row, the last one's included.
        answers: the answers of the columns but the last.
        published: what is written in each cell.
        rules: what had to be hidden of it.
    """

    rows: Sequence[Persons]
    answers: Sequence[str]
    published: Mapping[At, int | None]
    rules: Rules

    def asked(self, at: At) -> tuple[Persons, frozenset[str]]:
        """Whom a cell is about, and which answers it counts."""
        row, column = at
        whole = column == len(self.answers)
        return self.rows[row], frozenset(self.answers) if whole else frozenset({self.answers[column]})

    def ends(self, at: At, *, aware: bool) -> tuple[float, float]:
        """Between what a cell must be for who reads it, with or without the rules at hand."""
        number = self.published[at]
        if number is not None:
            return number, number
        if aware and at in self.rules.small():
            return 1, self.rules.k - 1
        if aware and at not in self.rules.hidden() and not self._stands_alone():
            return self.rules.k, np.inf
        return 0, np.inf

    def _stands_alone(self) -> bool:
        shown = {at for at, number in self.published.items() if number is not None}
        return shown == self.rules.public | {self.rules.grand}


class Reader:
    """Who has read some papers about people whose answers do not change.

    Attributes:
        kinds: how many persons are in the same rows of all papers, by those rows and the answer that they gave.
    """

    def __init__(self, papers: Sequence[Paper], answer_of: Mapping[int, str], *, aware: bool = False) -> None:
        self.papers, self.aware = papers, aware
        rows = {row for paper in papers for row in paper.rows}
        persons = frozenset[int]().union(*rows)
        self._kind = {person: frozenset(row for row in rows if person in row) for person in persons}
        self.true = Counter((self._kind[person], answer_of[person]) for person in persons)
        answers = sorted({answer for paper in papers for answer in paper.answers})
        self._numbers = [(kind, answer) for kind in dict.fromkeys(self._kind.values()) for answer in answers]
        self._sizes = Counter(self._kind.values())

    def settled(self) -> set[tuple[int, str]]:
        """The persons of whom it is certain whether they gave an answer."""
        questions = [self._counting(*number) for number in self._numbers]
        certain = {
            number
            for number, width in zip(self._numbers, self._widths(questions), strict=True)
            if width == 0 and self.true[number] in {0, self._sizes[number[0]]}
        }
        return {(person, answer) for person, kind in self._kind.items() for own, answer in certain if own == kind}

    def width(self, paper: Paper, cells: Sequence[At]) -> list[float]:
        """How far apart the most and the least of withheld cells are."""
        return self._widths([self._told(paper, at) for at in cells])

    def _widths(self, questions: Sequence[Array]) -> list[float]:
        cells = [(paper, at) for paper in self.papers for at in paper.published]
        sizes = [(self._everybody(kind), size) for kind, size in self._sizes.items()]
        rows = [row for row, _ in sizes] + [self._told(paper, at) for paper, at in cells]
        ends = [(size, size) for _, size in sizes] + [paper.ends(at, aware=self.aware) for paper, at in cells]
        below, above = np.array(ends, dtype=float).T
        high = np.array([self._sizes[kind] for kind, _ in self._numbers], dtype=float)
        return widths(np.array(rows), below, above, high, questions) if questions else []

    def _told(self, paper: Paper, at: At) -> Array:
        row, answers = paper.asked(at)
        return np.array([float(row in kind and answer in answers) for kind, answer in self._numbers])

    def _counting(self, kind: frozenset[Persons], answer: str) -> Array:
        return np.array([float(number == (kind, answer)) for number in self._numbers])

    def _everybody(self, kind: frozenset[Persons]) -> Array:
        return np.array([float(own == kind) for own, _ in self._numbers])


def findings(papers: Sequence[Paper], answer_of: Mapping[int, str]) -> Iterator[str]:
    """What papers tell together that none of them tells alone; nothing if they keep what they must."""
    for one, other in combinations(papers, 2):
        k = max(one.rules.k, other.rules.k)
        for group, another in ((a, b) for a in _told_of(one) for b in _told_of(other)):
            if 0 < len(group - another) < k or 0 < len(another - group) < k:
                yield "a difference of few persons"
    alone = [Reader([paper], answer_of).settled() for paper in papers]
    if Reader(papers, answer_of).settled().difference(*alone):
        yield "somebody's answer"
    for aware in (False, True):
        together = Reader(papers, answer_of, aware=aware)
        for paper in papers:
            yield from _narrowed(together, Reader([paper], answer_of, aware=aware), paper, aware)


def _narrowed(together: Reader, single: Reader, paper: Paper, aware: bool) -> Iterator[str]:
    hidden = sorted(paper.rules.hidden())
    promise = 1 if aware else paper.rules.k - 1
    for at, narrow, wide in zip(hidden, together.width(paper, hidden), single.width(paper, hidden), strict=True):
        if narrow < min(promise, wide):
            yield f"{at} within {narrow:.0f} for the {'aware' if aware else 'plain'} reader"


def _told_of(paper: Paper) -> set[Persons]:
    """The groups of which something was published that not everybody knew."""
    return {
        paper.asked(at)[0]
        for at, number in paper.published.items()
        if number is not None and at not in paper.rules.public
    }
