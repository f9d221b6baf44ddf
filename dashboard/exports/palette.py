"""The light colours of the project for files, as ``assets/10-tokens.css`` has them; a test holds the two together.

A file is read on paper and on other people's screens, where no style sheet goes along. No status is told by its colour
alone: each has the pattern that it has on the pages.
"""

from dataclasses import dataclass
from enum import StrEnum

INK = "#1f2a2e"
MUTED = "#5d696d"
ACCENT = "#17645f"
LINE = "#e4dfd7"
PAGE = "#f7f5f1"
CARD = "#ffffff"
SOFT = "#e5f0ee"
WATERMARK = "#ebe8e2"


class Pattern(StrEnum):
    """What lies upon a fill."""

    PLAIN = "plain"
    RISING = "rising"
    FALLING = "falling"
    LEVEL = "level"
    DOTS = "dots"
    HOLLOW = "hollow"


@dataclass(frozen=True, slots=True)
class Look:
    """How the marks of a series are drawn.

    Attributes:
        fill: the colour of the area or line.
        edge: the outline, of at least 3:1 against white.
        ink: the colour of the pattern, and of a number upon the fill.
        pattern: what lies upon the fill; a hollow one has a dashed outline.
    """

    fill: str
    edge: str
    ink: str = CARD
    pattern: Pattern = Pattern.PLAIN


LOOKS = {
    "present": Look("#2a8c82", "#2a8c82"),
    "late": Look("#e5a53a", "#805107", "#7d4e06", Pattern.RISING),
    "told": Look("#8ea6d6", "#5a76b4", "#26386a", Pattern.LEVEL),
    "untold": Look("#6b3a66", "#6b3a66", CARD, Pattern.DOTS),
    "excused": Look("#cfc9bf", "#8b8377", "#665f54", Pattern.FALLING),
    "unrecorded": Look(CARD, "#7c878a", MUTED, Pattern.HOLLOW),
    "done": Look("#2a8c82", "#2a8c82"),
    "begun": Look(SOFT, ACCENT, ACCENT, Pattern.RISING),
    "todo": Look(CARD, "#8a9296", MUTED),
    "series-1": Look("#17645f", "#17645f"),
    "series-2": Look("#b8720f", "#b8720f"),
    "series-3": Look("#5f93df", "#2f66b5", INK),
    "series-4": Look("#964ba7", "#964ba7"),
    "series-5": Look("#7f8284", "#63676a", INK),
    "series-6": Look("#af2f0c", "#af2f0c"),
}
"""By the names of the style sheet: statuses of marks, and series beside each other."""

SERIES = tuple(name for name in LOOKS if name.startswith("series-"))
"""What series are drawn as where nothing else is asked for, in this order."""


def upon(fill: str) -> str:
    """The colour of text upon a fill: white or ink, whichever is easier to read there."""
    return max((CARD, INK), key=lambda text: contrast(text, fill))


def contrast(one: str, other: str) -> float:
    """Contrast as WCAG 2 defines it, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
