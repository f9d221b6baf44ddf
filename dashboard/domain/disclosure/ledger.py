"""What left the house before, and whether a new release may join it: rule 6."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.protect import Protected
from dashboard.domain.disclosure.safe_table import Position

Group = frozenset[int]
"""Persons, by the numbers that the house has for them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One cell of a release: of these persons, so many gave one of these answers.

    Attributes:
        group: the persons that it is about, those who are counted and those who might have been.
        answers: which answers count, of those that exclude each other; a margin counts several.
        number: how many; null where it was withheld. Exact even where it went out rounded.
        reason: why it was withheld; null where it was published.
    """

    group: Group
    answers: frozenset[str]
    number: int | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """What one report said of one measure.

    Attributes:
        name: by which people know it.
        measure: what was asked. Releases are held against each other within a measure, so whatever follows from the
            same answers shares one; what is counted anew in each period has a measure for each period.
        k: the threshold that it kept. Exact figures for the funder's own system are no release in this sense.
        statements: its cells, but for those that everybody knows anyway. Everybody in a group gave one of the answers
            that it names, and each group's size is known.
        withdrawn: whether it was taken back. That changes nothing here: what has been read stays known.
    """

    name: str
    measure: str
    k: int
    statements: tuple[Statement, ...]
    withdrawn: bool = field(default=False, compare=False)


class Trouble(StrEnum):
    """What two releases together would give away."""

    DIFFERENCE = "difference"
    """They are about groups that differ by between 1 and k - 1 persons."""
    CHANGE = "change"
    """They are about the same persons, of whom between 1 and k - 1 have changed their answer."""
    DETERMINED = "determined"
    """Somebody's answer could be worked out."""
    NARROWED = "narrowed"
    """A withheld cell could be placed more closely than one release alone promises."""
    UNDECIDED = "undecided"
    """It was not found out in time, so it counts as trouble."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a release must not go out: what it would give away, and the earlier releases that it does so with."""

    trouble: Trouble
    earlier: tuple[str, ...]


def of_groups(name: str, measure: str, protected: Protected, groups: Sequence[Group]) -> Release:
    """The release of a table whose rows are groups of known persons, such as cohorts, and whose columns are answers.

    Args:
        groups: the persons of each row that is no margin, in order.
    """
    table = protected.table
    everybody = frozenset[int]().union(*groups)
    by_row = dict(zip(table.inner_rows, groups, strict=True))
    answers = {column: frozenset({table.columns[column]}) for column in table.inner_columns}
    every_answer = frozenset[str]().union(*answers.values())

    def statement(position: Position) -> Statement:
        row, column = position
        return _statement(protected, position, by_row.get(row, everybody), answers.get(column, every_answer))

    return _release(name, measure, protected, [statement(at) for at in table.positions() if at not in table.public])


def of_one_group(name: str, measure: str, protected: Protected, group: Group) -> Release:
    """The release of a table both of whose sides are answers of one group of persons."""
    table = protected.table

    def answers(position: Position) -> frozenset[str]:
        rows = table.inner_rows if position[0] == table.total_row else (position[0],)
        columns = table.inner_columns if position[1] == table.total_column else (position[1],)
        return frozenset(" / ".join((table.rows[row], table.columns[column])) for row in rows for column in columns)

    statements = [_statement(protected, position, group, answers(position)) for position in table.positions()]
    return _release(name, measure, protected, statements)


def _statement(protected: Protected, position: Position, group: Group, answers: frozenset[str]) -> Statement:
    reason = protected.reasons.get(position)
    return Statement(group, answers, protected.table.at(position) if reason is None else None, reason)


def _release(name: str, measure: str, protected: Protected, statements: Sequence[Statement]) -> Release:
    if protected.terms.k is None:
        raise ValueError("exact figures are no release to hold others against")
    return Release(name, measure, protected.terms.k, tuple(statements))


SECONDS = 10.0
"""The time that holding a release against all earlier ones may take before it is refused."""


def conflicts(new: Release, earlier: Sequence[Release], *, seconds: float = SECONDS) -> tuple[Conflict, ...]:
    """Why a release must not go out after these; empty if it may.

    Args:
        earlier: all that went out before, withdrawn or not, oldest first; other measures are left aside.
        seconds: past this, it is refused.
    """
    same = [release for release in earlier if release.measure == new.measure]
    if not same:
        return ()
    plain = tuple(_plain(new, same))
    if plain:
        return plain
    # Imported when needed: the solver takes longer to load than most commands to run.
    from dashboard.domain.disclosure.joint import joint_conflicts

    return joint_conflicts(new, same, seconds)


def _plain(new: Release, earlier: Sequence[Release]) -> Iterator[Conflict]:
    """What can be seen without solving anything."""
    for release in earlier:
        k = max(new.k, release.k)
        pairs = [(a, b) for a in _published(new) for b in _published(release)]
        if any(_differ_by_few(a.group, b.group, k) for a, b in pairs):
            yield Conflict(Trouble.DIFFERENCE, (release.name,))
        elif any(_changed_by_few(a, b, k) for a, b in pairs):
            yield Conflict(Trouble.CHANGE, (release.name,))


def _published(release: Release) -> list[Statement]:
    return [statement for statement in release.statements if statement.number is not None]


def _differ_by_few(one: Group, other: Group, k: int) -> bool:
    return 1 <= len(one - other) < k or 1 <= len(other - one) < k


def _changed_by_few(one: Statement, other: Statement, k: int) -> bool:
    if one.number is None or other.number is None or (one.group, one.answers) != (other.group, other.answers):
        return False
    return 1 <= abs(one.number - other.number) < k
