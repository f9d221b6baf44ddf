"""Where marks of a chart lead: to the people or sessions behind them, for who may see those.

An address is made by ``callbacks.links``, empty where there is nothing to follow or the reader may not. Here it only
finds its place in the figure; ``assets/45-follow.js`` does the rest.
"""

from collections.abc import Sequence
from typing import Any


def leading(links: Sequence[str]) -> dict[str, Any]:
    """What a trace needs for its points to lead somewhere: one address a point; nothing if none of them does."""
    return {"customdata": list(links)} if any(links) else {}


def leading_rows(links: Sequence[str]) -> dict[str, Any]:
    """What a layout needs for the labels at its left to lead somewhere: one address a label, from top to bottom."""
    return {"meta": {"rows": list(links)}} if any(links) else {}
