"""What all figures share: status colours and glyphs, axes of programme weeks and of shares, rates as text."""

from typing import Any

from dashboard.domain.measures import FEW
from dashboard.domain.register import Shown
from dashboard.i18n import format_number, format_percent, plotly_separators
from dashboard.i18n import gettext as _

Figure = dict[str, Any]

WEEKS = 10

_GLYPHS: dict[Shown, dict[str, Any] | None] = {
    # The marker drawn upon a status' square, by size relative to the square.
    Shown.PRESENT: None,
    Shown.LATE: {"symbol": "triangle-se", "share": 1 / 1.2, "color": "--late-edge", "width": 0},
    Shown.TOLD: {"symbol": "line-ew", "share": 0.5, "color": "--on-told", "width": 2.5},
    Shown.UNTOLD: {"symbol": "circle", "share": 0.36, "color": "--on-untold", "width": 0},
    Shown.EXCUSED: {"symbol": "line-ne", "share": 0.5, "color": "--on-excused", "width": 2},
    Shown.UNRECORDED: None,
    Shown.UPCOMING: None,
}

_PATTERNS = {
    Shown.LATE: "/",
    Shown.TOLD: "-",
    Shown.UNTOLD: ".",
    Shown.EXCUSED: "\\",
}


def status_name(status: Shown) -> str:
    """What a status is called, on every page and in every file."""
    return {
        Shown.PRESENT: _("present"),
        Shown.LATE: _("late"),
        Shown.TOLD: _("absent, told before"),
        Shown.UNTOLD: _("absent, not told before"),
        Shown.EXCUSED: _("excused"),
        Shown.UNRECORDED: _("not recorded"),
        Shown.UPCOMING: _("not yet held"),
    }[status]


def square(status: Shown, size: float) -> dict[str, Any]:
    """The marker of a status: a square in its colour, hollow where nothing is recorded."""
    if status is Shown.UNRECORDED:
        return {"symbol": "square", "size": size, "color": "--card", "line": {"color": "--card", "width": 0}}
    if status is Shown.UPCOMING:
        return {"symbol": "square", "size": size, "color": "--upcoming", "line": {"width": 0}}
    return {
        "symbol": "square",
        "size": size,
        "color": f"--{status}",
        "line": {"color": f"--{status}-edge", "width": 1},
    }


def glyph(status: Shown, size: float) -> dict[str, Any] | None:
    """The marker upon the square, so that no status is told by its colour alone."""
    drawn = _GLYPHS[status]
    if drawn is None:
        return None
    line = {"color": drawn["color"], "width": drawn["width"]}
    return {"symbol": drawn["symbol"], "size": size * drawn["share"], "color": drawn["color"], "line": line}


def bar(status: Shown) -> dict[str, Any]:
    """The marker of a stacked bar: the colour of the status and its pattern; dotted outline where not recorded."""
    if status is Shown.UNRECORDED:
        return {"color": "--card", "line": {"color": "--unrecorded", "width": 1}}
    marker: dict[str, Any] = {"color": f"--{status}", "line": {"color": f"--{status}-edge", "width": 1}}
    if status in _PATTERNS:
        marker["pattern"] = {
            "shape": _PATTERNS[status],
            "fgcolor": f"--on-{status}",
            "fillmode": "overlay",
            "size": 7,
            "solidity": 0.2,
        }
    return marker


def layout(**parts: Any) -> dict[str, Any]:
    """A figure's layout; fonts, margins and hover labels are the browser's defaults for every figure."""
    return {"separators": plotly_separators(), "showlegend": False, **parts}


def week_axis(weeks: int = WEEKS) -> dict[str, Any]:
    """Programme weeks, always all of them, so that cohorts and days can be compared by eye."""
    weeks = max(weeks, 1)
    return {
        "range": [0.5, weeks + 0.5],
        "tickvals": list(range(1, weeks + 1)),
        "showgrid": False,
        "zeroline": False,
        "tickangle": 0,
        "title": {"text": _("programme week")},
        "fixedrange": True,
    }


def share_axis(**parts: Any) -> dict[str, Any]:
    """Shares from 0 to 1, written as percentages."""
    return {
        "range": [0, 1.02],
        "tickvals": [0, 0.25, 0.5, 0.75, 1],
        "ticktext": [format_percent(share) for share in (0, 0.25, 0.5, 0.75, 1)],
        "tickangle": 0,
        "zeroline": False,
        "fixedrange": True,
        **parts,
    }


def plain(text: str) -> str:
    """Text that somebody typed, for a place where Plotly would read tags in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rate_text(rate: float | None, numerator: int, denominator: int) -> str:
    """A rate with its counts, ``64 %, 7 / 11``; the counts alone while there are too few sessions."""
    counts = f"{numerator}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{denominator}"
    if rate is None:
        return "–"
    return f"{format_percent(rate)}, {counts}" if denominator >= FEW else counts


def range_text(bounds: tuple[float, float] | None) -> str:
    """The interval of a share in words, ``71–86 %``, or nothing where there is none."""
    return f"{format_number(bounds[0] * 100)}–{format_percent(bounds[1])}" if bounds else ""
