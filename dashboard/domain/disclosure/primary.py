"""Which cells are withheld for their own sake: rules 1 and 2."""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.domain.disclosure.safe_table import Position
from dashboard.domain.disclosure.tables import CountTable


class Reason(StrEnum):
    """Why a cell is withheld. For those who make a report; a reader is given one mark for all of these."""

    FEW = "few"
    """Fewer than k persons stand behind the group that it is about."""
    SMALL = "small"
    """It counts between 1 and k - 1 persons."""
    COMPLEMENT = "complement"
    """Those whom it leaves out of its line are between 1 and k - 1 persons."""
    UNANIMOUS = "unanimous"
    """Everybody in the group, or nobody, gave a sensitive answer."""
    DOMINANT = "dominant"
    """One person's share of it could be estimated too closely."""
    SECONDARY = "secondary"
    """Another cell could be worked out from it."""
    ALL_BUT_TOTAL = "all_but_total"
    """No choice of cells protects the others: the grand total stands alone."""
    OUT_OF_TIME = "out_of_time"
    """No choice of cells was found in the time allowed: the grand total stands alone."""


def primary(table: CountTable, k: int) -> Mapping[Position, Reason]:
    """The cells that may not be published, with the first reason that holds.

    Rule 1: fewer than k persons behind the table, or behind a group of known size. Rule 2: 1 <= n < k for a cell or
    for what it leaves out of one of its lines; for a sensitive attribute also n = 0 and n = N.
    """
    if table.at(table.grand) < k:
        return {position: Reason.FEW for position in table.positions() if position not in table.public}
    reasons: dict[Position, Reason] = {}
    for found in (_small_groups(table, k), _small(table, k), _unanimous(table), _complements(table, k)):
        for position, reason in found.items():
            if position not in table.public:
                reasons.setdefault(position, reason)
    return reasons


def _small_groups(table: CountTable, k: int) -> dict[Position, Reason]:
    return {
        part: Reason.SMALL if 1 <= table.at(part) < k else Reason.FEW
        for whole, parts in table.lines()
        if whole in table.public and 1 <= table.at(whole) < k
        for part in parts
    }


def _small(table: CountTable, k: int) -> dict[Position, Reason]:
    return {position: Reason.SMALL for position in table.positions() if 1 <= table.at(position) < k}


def _unanimous(table: CountTable) -> dict[Position, Reason]:
    if table.sensitive is None:
        return {}
    return {
        part: Reason.UNANIMOUS
        for whole, parts in table.lines(table.sensitive)
        if table.at(whole)  # of nobody, nothing is said
        for part in parts
        if table.at(part) in {0, table.at(whole)}
    }


def _complements(table: CountTable, k: int) -> dict[Position, Reason]:
    return {
        part: Reason.COMPLEMENT
        for whole, parts in table.lines()
        for part in parts
        if 1 <= table.at(whole) - table.at(part) < k
    }
