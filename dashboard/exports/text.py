"""Text for files: what no file may hold, how wide a text is, where it breaks.

Widths are those of Inter, in the unit of the size given; Arial, which slides and sheets use, is narrower.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import normalize

from PIL import ImageFont

from dashboard.domain.formulas import runs_as_formula as runs_as_formula

FONTS = Path(__file__).resolve().parent / "resources" / "fonts"

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, so that neither can a slide, a sheet or a drawing."""

_BREAKS = re.compile(r"[ \t\r\n\u2028\u2029]+")
"""White space that separates words; a no-break space does not."""

_NO_SIGN = "\N{WHITE SQUARE}"
_UNKNOWN = "\U0001fbff"
_MEASURED = 200


def plain(text: str) -> str:
    """A text on one line, without what files cannot hold."""
    return _BREAKS.sub(" ", _UNFIT.sub(" ", normalize("NFC", text))).strip()


def printable(text: str) -> str:
    """A text for PDF and drawings: a square stands for what our fonts have no sign for, such as an emoji.

    PDF/UA forbids a sign without a font, so that one emoji would cost the whole report.
    """
    return "".join(character if character == " " or _has_sign(character) else _NO_SIGN for character in plain(text))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is on one line."""
    return sum(_advance(character, bold) for character in text) * size


def wrap(text: str, size: float, room: float, *, lines: int = 0, bold: bool = False) -> list[str]:
    """A text broken between words so that each line fits; a word that alone is too wide stands out.

    Args:
        text: on one line.
        size: of the type.
        room: how wide a line may be.
        lines: how many there may be; the last ends in "…" where there would be more. 0: as many as it takes.
        bold: whether the type is.
    """
    broken = [""]
    for word in text.split(" "):
        longer = f"{broken[-1]} {word}".strip()
        if broken[-1] and width(longer, size, bold=bold) > room:
            broken.append(word)
        else:
            broken[-1] = longer
    if not lines or len(broken) <= lines:
        return broken
    kept = broken[:lines]
    while " " in kept[-1] and width(f"{kept[-1]}…", size, bold=bold) > room:
        kept[-1] = kept[-1].rpartition(" ")[0]
    return [*kept[:-1], f"{kept[-1]}…"]


@lru_cache(maxsize=4096)
def _has_sign(character: str) -> bool:
    return character < "\u0250" or all(_sign(bold, character) != _sign(bold, _UNKNOWN) for bold in (False, True))


def _sign(bold: bool, character: str) -> bytes:
    return bytes(_font(bold).getmask(character, "1"))


@lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> float:
    return _font(bold).getlength(character) / _MEASURED


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    path = FONTS / f"inter-{600 if bold else 400}.ttf"
    return ImageFont.truetype(path, _MEASURED, layout_engine=ImageFont.Layout.BASIC)
