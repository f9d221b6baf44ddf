"""What must stay hidden from a reader: the withheld cells, and what they leave out of a line."""

from collections.abc import Mapping

import numpy as np
import pytest

from dashboard.domain.disclosure import Position
from dashboard.domain.disclosure.audit import Audit, Reader
from dashboard.domain.disclosure.primary import primary
from dashboard.domain.disclosure.programs import Budget
from dashboard.domain.disclosure.readers import count_readers, structure
from dashboard.domain.disclosure.tables import CountTable

TABLE = CountTable.of("", ("a", "b", "c"), ("x", "y", "z"), [[20, 2, 2], [20, 9, 9], [20, 9, 9]])
# The first row, its total and, so that those can vary, the second row's last cells and the third row's first and total.
HIDDEN = {(0, 0), (0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (2, 0), (2, 3)}


@pytest.fixture
def plain() -> Reader:
    return count_readers(TABLE, primary(TABLE, 5), 5)[0]


def audit(reader: Reader) -> Audit:
    return Audit(structure(TABLE), reader, Budget(60))


def ranges(reader: Reader) -> Mapping[Position, tuple[int, int]]:
    """What each withheld cell can be, whatever the reader's targets are."""
    mask = np.asarray([position in HIDDEN for position in TABLE.positions()])
    cells = Reader(reader.lower, reader.upper, np.eye(len(mask))[mask], reader.widths)
    return dict(zip(sorted(HIDDEN), audit(cells).ranges(mask), strict=True))


def test_a_cell_can_be_wide_and_what_it_leaves_out_known_exactly(plain: Reader) -> None:
    """Row and total of a vary together, so that the two times two persons add up to four in every table that fits."""
    found = ranges(plain)
    assert found[0, 0] == (0, 40)
    assert found[0, 1] == found[0, 2] == (0, 4)
    assert found[0, 3] == (4, 44)
    mask = np.asarray([position in HIDDEN for position in TABLE.positions()])
    failing = audit(plain).failing(mask)
    whole_less_part = [plain.targets[at] for at in failing]
    assert len(whole_less_part) == 1
    assert sorted(whole_less_part[0][whole_less_part[0] != 0]) == [-1, 1]


def test_with_the_total_published_the_cell_itself_is_what_varies(plain: Reader) -> None:
    kept = {(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)}
    assert audit(plain).passes(np.asarray([position in kept for position in TABLE.positions()]))
