"""The readers that a table must stand before, as rule 5 has them, and what is withheld because of them."""

from collections.abc import Mapping, Sequence

import numpy as np

from dashboard.domain.disclosure.audit import Mask, Reader, Structure
from dashboard.domain.disclosure.magnitudes import MagnitudeTable
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.programs import Budget, OutOfTimeError, Vector, vector
from dashboard.domain.disclosure.safe_table import Position
from dashboard.domain.disclosure.secondary import choose
from dashboard.domain.disclosure.tables import CountTable

Reasons = Mapping[Position, Reason]


def structure(table: CountTable) -> Structure:
    """The cells of a table in reading order, and its margins."""
    positions = table.positions()
    place = {position: at for at, position in enumerate(positions)}
    lines = np.zeros((len(table.lines()), len(positions)))
    for line, (whole, parts) in enumerate(table.lines()):
        lines[line, [place[part] for part in parts]] = 1
        lines[line, place[whole]] = -1
    return Structure(vector([table.at(position) for position in positions]), lines)


def count_readers(table: CountTable, reasons: Reasons, k: int) -> tuple[Reader, Reader]:
    """The plain reader, who knows the numbers that are published, and the one who knows the rules as well.

    The latter knows that a small cell is from 1 to k - 1, and what is withheld for another's sake k or more; nothing
    is left of a cell whose most and least are the same.
    """
    positions, most = table.positions(), float(table.at(table.grand))
    targets = _count_targets(table, reasons, k)
    size, hidden = len(positions), len(targets)
    small = np.asarray([reasons.get(position) is Reason.SMALL for position in positions])
    other = np.asarray([position not in reasons for position in positions])
    plain = Reader(np.zeros(size), np.full(size, most), targets, np.full(hidden, k - 1.0))
    lower = np.where(small, 1.0, np.where(other, float(k), 0.0))
    aware = Reader(lower, np.where(small, k - 1.0, most), targets, np.ones(hidden))
    return plain, aware


def _count_targets(table: CountTable, reasons: Reasons, k: int) -> Vector:
    """Each cell of the reasons, and what a cell leaves out of its line where that is no cell and may not be known."""
    place = {position: at for at, position in enumerate(table.positions())}
    units = np.eye(len(place))
    targets = [units[place[position]] for position in reasons]
    for whole, parts in table.lines():
        left_out = {part: table.at(whole) - table.at(part) for part in parts if part in reasons and len(parts) > 2}
        targets += [units[place[whole]] - units[place[part]] for part, count in left_out.items() if 1 <= count < k]
    return np.asarray(targets)


def magnitude_reader(table: MagnitudeTable, reasons: Reasons) -> Reader:
    """The reader of sums, who must not come near what the largest contributor adds."""
    positions, most = table.sums.positions(), float(table.sums.at(table.sums.grand))
    targets = np.eye(len(positions))[[position in reasons for position in positions]]
    widths = [float(table.contributions[position].width()) for position in positions if position in reasons]
    return Reader(np.zeros(len(positions)), np.full(len(positions), most), targets, vector(widths))


def with_secondary(table: CountTable, reasons: Reasons, readers: Sequence[Reader], seconds: float) -> Reasons:
    """The reasons, and those of all that must be withheld besides: all but the grand total where nothing less will do.

    Args:
        seconds: past this, nothing less is looked for.
    """
    cells, positions = structure(table), table.positions()
    first = np.asarray([position in reasons for position in positions])
    try:
        chosen = choose(cells, readers, first, _candidates(table, reasons, cells, readers), Budget(seconds))
    except OutOfTimeError:
        return _all_but_total(table, reasons, Reason.OUT_OF_TIME)
    if chosen is None:
        return _all_but_total(table, reasons, Reason.ALL_BUT_TOTAL)
    secondary = (position for position, withheld in zip(positions, chosen, strict=True) if withheld)
    return {**reasons, **dict.fromkeys(secondary, Reason.SECONDARY)}


def _candidates(table: CountTable, reasons: Reasons, cells: Structure, readers: Sequence[Reader]) -> Mask:
    """What may be withheld for another's sake: neither known to all nor outside of what a reader takes it for."""
    fixed = {*reasons, *table.public, table.grand}
    free = np.asarray([position not in fixed for position in table.positions()])
    for reader in readers:
        free &= (reader.lower <= cells.values) & (cells.values <= reader.upper)
    return free


def _all_but_total(table: CountTable, reasons: Reasons, reason: Reason) -> Reasons:
    kept = {*table.public, table.grand}
    return {position: reasons.get(position, reason) for position in table.positions() if position not in kept}
