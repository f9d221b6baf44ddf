"""No two releases tell together what neither may tell alone: hundreds of pairs against somebody who has read both."""

import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np
import pytest

from dashboard.domain.disclosure import Profile, joint, ledger
from dashboard.domain.disclosure.ledger import Release, conflicts, of_groups
from dashboard.domain.disclosure.protect import protect
from dashboard.domain.disclosure.tables import Axis, CountTable
from tests.domain.disclosure.cases import published, rules_of
from tests.support.reader_of_two import Paper, Persons, findings

ANSWERS = ("work", "study", "neither")


class Programme:
    """Cohorts of four to six persons, each of whom gave an answer, and random releases about them."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        ends = np.cumsum(random.integers(4, 7, int(random.integers(4, 7))))
        self.cohorts = [frozenset(range(start, end)) for start, end in pairwise([0, *ends.tolist()])]
        self.answers = ANSWERS[: int(random.integers(2, 4))]
        self.answer_of: dict[int, str] = {}
        for cohort in self.cohorts:
            weights = random.dirichlet(np.full(len(self.answers), 0.8))  # so that some are nearly of one mind
            self.answer_of |= {person: str(random.choice(self.answers, p=weights)) for person in cohort}
        self.sensitive = Axis.COLUMNS if random.random() < 0.5 else None

    def release(self, name: str) -> tuple[Release, Paper]:
        """One about some cohorts that follow each other, pooled in some way; now and then somebody has left."""
        groups = self._pooled()
        cells = [
            [sum(self.answer_of[person] == answer for person in group) for answer in self.answers] for group in groups
        ]
        names = [f"group {number}" for number in range(len(groups))]
        table = CountTable.of("", names, self.answers, cells, sensitive=self.sensitive).knowing(Axis.ROWS)
        k = int(self._random.choice((3, 3, 5)))
        protected = protect(table, Profile.FUNDER, k)
        rows = [*groups, frozenset[int]().union(*groups)] if len(groups) > 1 else groups
        paper = Paper(rows, self.answers, published(protected.safe), rules_of(table, k))
        return of_groups(name, "status", protected, groups), paper

    def _pooled(self) -> list[Persons]:
        start = int(self._random.choice((0, 0, 0, 1)))
        end = int(self._random.integers(start + 1, len(self.cohorts) + 1))
        groups: list[Persons] = []
        for cohort in self.cohorts[start:end]:
            if groups and self._random.random() < 0.75:
                cohort |= groups.pop()
            groups.append(cohort)
        if self._random.random() < 0.15:
            groups[0] -= {min(groups[0])}
        return groups


def pairs(seed: int, count: int) -> Iterator[tuple[Release, Release, list[Paper], Mapping[int, str]]]:
    random = np.random.default_rng(seed)
    for _ in range(count):
        programme = Programme(random)
        (old, first), (new, second) = programme.release("old"), programme.release("new")
        yield old, new, [first, second], programme.answer_of


@pytest.mark.parametrize("seed", range(3))
def test_what_the_ledger_lets_pass_tells_nothing_more(seed: int) -> None:
    passed, refused = 0, 0
    for old, new, papers, answer_of in pairs(seed, 40):
        if conflicts(new, [old]):
            refused += 1
        else:
            passed += _tells(old) and _tells(new)
            assert list(findings(papers, answer_of)) == [], f"{old}\n{new}"
    assert passed >= 5, "a ledger that lets nothing pass is not put to the test"
    assert refused >= 3, "nor is one that lets everything pass"


def _tells(release: Release) -> bool:
    return any(statement.number is not None for statement in release.statements)


@pytest.mark.parametrize(
    ("module", "name", "finding"),
    [
        (sys.modules[__name__], "conflicts", "somebody's answer"),
        (ledger, "_plain", "a difference"),
        (joint._Question, "determines", "somebody's answer"),
        (joint._Question, "narrows", "the plain reader"),
        (joint._Question, "narrows", "the aware reader"),
    ],
    ids=["no ledger", "no differences", "nobody determined", "nothing narrowed", "nothing narrowed for who is aware"],
)
def test_the_reader_would_notice(module: object, name: str, finding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, name, lambda *_: ())
    assert any(
        finding in found
        for old, new, papers, answer_of in pairs(0, 100)
        if not conflicts(new, [old])
        for found in findings(papers, answer_of)
    )
