"""The EU emblem, drawn by its public construction, and what has to stand beside it.

The emblem: a blue rectangle half as long again as it is high, with twelve gold stars of five points, one point up, on
an unseen circle a third of the height in radius; each star fills a circle an eighteenth of the height in radius
(Interinstitutional Style Guide, annex A1). The words are those of the regulations in each language, not translations of
ours: Regulation (EU) 2021/1060, annex IX, for ESF+; Implementing Regulation (EU) No 821/2014, article 4, with the
national slogan, for the ESF of 2014-2020.
"""

import math
from enum import StrEnum
from functools import cache

BLUE, GOLD = "#003399", "#ffcc00"

_HIGH = 180
_STARS, _POINTS = 12, 5
_INNER = math.sin(math.radians(18)) / math.sin(math.radians(126))
"""Where the sides of a pentagram meet, as a part of the radius of its points."""


class Funding(StrEnum):
    """Which fund paid."""

    ESF = "ESF"
    """European Social Fund, 2014-2020."""
    ESF_PLUS = "ESF+"
    """European Social Fund Plus, 2021-2027."""


_WORDS: dict[Funding, dict[str, tuple[str, ...]]] = {
    Funding.ESF: {
        "fi": ("Euroopan unioni", "Euroopan sosiaalirahasto", "Vipuvoimaa EU:lta 2014–2020"),
        "sv": ("Europeiska unionen", "Europeiska socialfonden", "Hävkraft från EU 2014–2020"),
        "en": ("European Union", "European Social Fund", "Leverage from the EU 2014–2020"),
    },
    Funding.ESF_PLUS: {
        "fi": ("Euroopan unionin osarahoittama",),
        "sv": ("Medfinansieras av Europeiska unionen",),
        "en": ("Co-funded by the European Union",),
    },
}


def funding_words(funding: Funding, language: str) -> tuple[str, ...]:
    """The lines that stand beside the emblem."""
    return _WORDS[funding][language]


@cache
def emblem_svg() -> str:
    """The emblem as an SVG of 270 by 180."""
    wide = _HIGH * 3 // 2
    centres = (
        (wide / 2 + _HIGH / 3 * math.sin(angle), _HIGH / 2 - _HIGH / 3 * math.cos(angle))
        for angle in (math.tau * number / _STARS for number in range(_STARS))
    )
    stars = "".join(f'<polygon points="{_star(x, y)}"/>' for x, y in centres)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{_HIGH}" viewBox="0 0 {wide} {_HIGH}">'
        f'<rect width="{wide}" height="{_HIGH}" fill="{BLUE}"/><g fill="{GOLD}">{stars}</g></svg>'
    )


def _star(x: float, y: float) -> str:
    radius = _HIGH / 18
    corners = (
        (angle, radius if number % 2 == 0 else radius * _INNER)
        for number, angle in enumerate(math.pi * number / _POINTS for number in range(2 * _POINTS))
    )
    return " ".join(f"{x + far * math.sin(angle):.3f},{y - far * math.cos(angle):.3f}" for angle, far in corners)
