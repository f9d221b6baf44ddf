"""The colours can be told apart: from their ground, and from each other by eyes that see fewer of them."""

import itertools
import math
import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parent.parent.parent / "assets" / "10-tokens.css").read_text()
SCHEMES = ("light", "dark")

# Machado, Oliveira and Fernandes (2009), full severity, for linear RGB.
EYES = {
    "of most people": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without long cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "without medium cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "without short cones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

STATUSES = ("present", "late", "told", "untold", "excused")
SERIES = tuple(f"series-{number}" for number in range(1, 7))
LEAST_APART = 0.1
"""Distance in Oklab at which two patches beside each other are plainly different; one in lightness runs from 0 to 1."""

Colour = tuple[float, float, float]


def colour(name: str, scheme: str) -> Colour:
    """A token's colour as linear RGB, 0 to 1."""
    value = re.search(rf"--{name}: light-dark\((#\w{{6}}), (#\w{{6}})\);", TOKENS)
    assert value, f"no colour --{name}"
    text = value[1 + SCHEMES.index(scheme)]
    channels = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast as WCAG 2 defines it, 1 to 21."""
    darker, lighter = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def apart(one: Colour, other: Colour, eyes: str) -> float:
    """How different two colours look to such eyes: their distance in Oklab."""
    return math.dist(_oklab(_seen(one, eyes)), _oklab(_seen(other, eyes)))


def _seen(linear: Colour, eyes: str) -> list[float]:
    return [min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in EYES[eyes]]


def _oklab(linear: list[float]) -> list[float]:
    lms = (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    )
    lab = (
        (0.2104542553, 0.7936177850, -0.0040720468),
        (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660),
    )
    roots = [math.cbrt(sum(a * b for a, b in zip(row, linear, strict=True))) for row in lms]
    return [sum(a * b for a, b in zip(row, roots, strict=True)) for row in lab]


def test_black_on_white_is_21_to_1_and_as_far_apart_as_can_be() -> None:
    black, white = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    assert contrast(black, white) == pytest.approx(21)
    assert apart(black, white, "of most people") == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *itertools.product(("ink", "muted", "accent", "accent-strong"), ("page", "card", "soft")),
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        *((f"{series}-ink", "card") for series in SERIES),
    ],
)
def test_text_can_be_read(text: str, ground: str, scheme: str) -> None:
    assert contrast(colour(text, scheme), colour(ground, scheme)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", [*SERIES, "unrecorded", "control-line"])
def test_lines_and_edges_stand_out(name: str, scheme: str) -> None:
    assert contrast(colour(name, scheme), colour("card", scheme)) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("status", STATUSES)
def test_each_status_stands_out_by_its_fill_or_its_edge(status: str, scheme: str) -> None:
    card = colour("card", scheme)
    fill, edge = colour(status, scheme), colour(f"{status}-edge", scheme)
    assert max(contrast(fill, card), contrast(edge, card)) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("glyph", ["on-late", "late-edge", "on-told", "on-untold", "on-excused"])
def test_each_glyph_stands_out_from_its_fill(glyph: str, scheme: str) -> None:
    fill = glyph.removeprefix("on-").removesuffix("-edge")
    assert contrast(colour(glyph, scheme), colour(fill, scheme)) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("palette", [STATUSES, SERIES], ids=["statuses", "cohorts"])
def test_no_two_of_a_palette_look_alike(palette: tuple[str, ...], eyes: str, scheme: str) -> None:
    close = {
        (one, other): round(distance, 3)
        for one, other in itertools.combinations(palette, 2)
        if (distance := apart(colour(one, scheme), colour(other, scheme), eyes)) < LEAST_APART
    }
    assert not close
