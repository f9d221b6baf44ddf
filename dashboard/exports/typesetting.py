"""Typst, which typesets PDF and paints pictures; it reads no file but our fonts and fetches nothing."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache

import typst

from dashboard.exports.text import FONTS

_PAINT = """
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)
"""


def pdf(source: str, inputs: Mapping[str, str], made_on: date) -> bytes:
    """A tagged PDF that conforms to PDF/UA-1; the same input on the same day gives the same bytes.

    Args:
        source: in Typst's language.
        inputs: what the source finds in ``sys.inputs``.
        made_on: the day the file is dated by.
    """
    return typst.compile(
        source.encode(),
        sys_inputs=dict(inputs),
        font_paths=_fonts(),
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(made_on, time(), UTC),
    )


def png(svg: str, width: float, *, density: float = 2) -> bytes:
    """A drawing as pixels.

    Args:
        svg: the drawing.
        width: of the drawing.
        density: pixels a unit of the width.
    """
    inputs = {"svg": svg, "width": str(width)}
    return typst.compile(_PAINT.encode(), sys_inputs=inputs, font_paths=_fonts(), format="png", ppi=72 * density)


@cache
def _fonts() -> typst.Fonts:
    """Ours and no others, so that a file looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
