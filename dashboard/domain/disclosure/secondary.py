"""Which further cells to withhold so that nobody works out the first ones: rule 5."""

from collections.abc import Sequence

import numpy as np

from dashboard.domain.disclosure.audit import Audit, Mask, Reader, Structure
from dashboard.domain.disclosure.programs import Budget, Program, Vector, vector


def choose(
    structure: Structure, readers: Sequence[Reader], primary: Mask, candidates: Mask, budget: Budget
) -> Mask | None:
    """The cells to withhold besides the primary ones; null if even all candidates do not protect them.

    Fewest cells first, then the least sum of their numbers, then the least sum of their places, so that the same table
    always gives the same answer. Exact: what a failing audit lacks is added to a covering problem until its cheapest
    cover passes every audit. Withholding more never makes an audit fail that passed, which is why that ends right.

    Raises:
        OutOfTimeError: it was not found in time.
    """
    audits = [Audit(structure, reader, budget) for reader in readers]
    if not all(audit.passes(primary | candidates) for audit in audits):
        return None
    places = np.flatnonzero(candidates)
    costs = [np.ones(len(places)), structure.values[places], vector([place + 1.0 for place in places])]
    demands: list[Vector] = []
    while True:
        chosen = np.zeros_like(primary)
        chosen[places[_cheapest(costs, demands, budget)]] = True
        withheld = primary | chosen
        lacking = np.vstack([audit.needed(withheld, audit.failing(withheld)) for audit in audits])
        if not len(lacking):
            return chosen
        demands += list(lacking[:, places])


def _cheapest(costs: Sequence[Vector], demands: Sequence[Vector], budget: Budget) -> Mask:
    """The cover of all demands that costs least: by the first cost, among equals by the second, and so on."""
    size = len(costs[0])
    rows, below, above = list(demands), [1 - _SLACK] * len(demands), [np.inf] * len(demands)
    chosen = np.zeros(size)
    if demands:
        for cost in costs:
            bounds = np.asarray(below), np.asarray(above)
            found = Program(np.zeros(size), np.ones(size), np.asarray(rows), *bounds).least(cost, budget)
            assert found is not None, "all candidates together meet every demand"
            chosen = found
            rows, below, above = [*rows, cost], [*below, 0.0], [*above, float(cost @ chosen)]
    return chosen > 0


_SLACK = 1e-6
