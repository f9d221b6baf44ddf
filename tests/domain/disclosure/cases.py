"""Random tables for the attacker, the same on every run."""

from collections.abc import Iterator

import numpy as np

from dashboard.domain.disclosure import SafeTable
from dashboard.domain.disclosure.tables import Axis, CountTable, yes_and_no
from tests.support.attacker import At, Rules

# Small numbers and zeros often, since those are what has to be hidden.
NUMBERS = (0, 1, 2, 3, 4, 4, 5, 5, 6, 7, 8, 9, 11, 14, 20)


def tables(seed: int, count: int) -> Iterator[tuple[CountTable, int]]:
    """Tables of each kind in turn, each with a threshold: one attribute, two, sensitive, cohorts of known size."""
    random = np.random.default_rng(seed)
    kinds = (_one_way, _two_way, _cohorts, _two_way)
    for turn in range(count):
        yield kinds[turn % len(kinds)](random), int(random.choice((3, 4, 5)))


def _one_way(random: np.random.Generator) -> CountTable:
    size = int(random.integers(2, 7))
    sensitive = Axis.ROWS if random.random() < 0.3 else None
    counts = random.choice(NUMBERS, (size, 1)).tolist()
    return CountTable.of("", _names("r", size), ("n",), counts, sensitive=sensitive)


def _two_way(random: np.random.Generator) -> CountTable:
    rows, columns = int(random.integers(2, 4)), int(random.integers(2, 5))
    sensitive = Axis.COLUMNS if random.random() < 0.3 else None
    counts = random.choice(NUMBERS, (rows, columns)).tolist()
    return CountTable.of("", _names("r", rows), _names("c", columns), counts, sensitive=sensitive)


def _cohorts(random: np.random.Generator) -> CountTable:
    sizes = random.integers(4, 13, int(random.integers(2, 5))).tolist()
    counts = [int(random.binomial(size, random.choice((0.1, 0.5, 0.7, 1.0)))) for size in sizes]
    return yes_and_no("", _names("r", len(sizes)), counts, sizes, ("yes", "no"), sensitive=random.random() < 0.7)


def _names(letter: str, count: int) -> list[str]:
    return [f"{letter}{number}" for number in range(count)]


def rules_of(table: CountTable, k: int) -> Rules:
    """What the attacker holds a table to: read off its shape, not asked of the code that protects it."""
    height, width = len(table.rows), len(table.columns)
    cells = {(row, column): table.cells[row][column] for row in range(height) for column in range(width)}
    across = [((row, width - 1), [(row, column) for column in range(width - 1)]) for row in range(height) if width > 1]
    down = [((height - 1, column), [(row, column) for row in range(height - 1)]) for column in range(width)]
    sensitive = {Axis.COLUMNS: across, Axis.ROWS: down, None: []}[table.sensitive]
    return Rules(cells, across + down, (height - 1, width - 1), k, table.public, sensitive)


def published(safe: SafeTable) -> dict[At, int | None]:
    """What is written in each cell."""
    found: dict[At, int | None] = {}
    for row, cells in enumerate(safe.cells):
        for column, cell in enumerate(cells):
            assert cell is None or isinstance(cell, int)
            found[row, column] = cell
    return found
