"""The axis of values: round steps, written in the language of the report."""

import math
from dataclasses import dataclass

from dashboard.i18n import format_number, format_percent

_ROUND = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to ``top``; both ends are drawn."""

    top: float
    ticks: tuple[float, ...]
    share: bool = False

    def part(self, value: float) -> float:
        """How far along the axis a value is, 0 to 1."""
        return value / self.top

    def written(self, tick: float) -> str:
        """A tick as it is written beside the axis."""
        if self.share:
            return format_percent(tick)
        return format_number(tick, 0 if tick == round(tick) else 1)


def scale_to(highest: float, *, share: bool, whole: bool = True) -> Scale:
    """An axis on which the highest value has room, with four or five steps; shares always run from 0 to 1.

    Args:
        highest: the greatest value drawn.
        share: whether values are shares.
        whole: whether only whole numbers make sense as steps.
    """
    if share:
        return Scale(1, (0, 0.25, 0.5, 0.75, 1), share=True)
    step = _step(max(highest, 1e-9) / 5)
    if whole:
        step = max(1, math.ceil(step))
    count = max(math.ceil(highest / step - 1e-9), 1)
    return Scale(step * count, tuple(step * number for number in range(count + 1)))


def _step(least: float) -> float:
    size: float = 10 ** math.floor(math.log10(least))
    return next(size * factor for factor in _ROUND if size * factor >= least - 1e-12)
