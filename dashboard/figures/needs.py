"""The figures of the needs page: found and met week by week, and ratings one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.needs import RATINGS, NeedCounts, Ratings
from dashboard.figures.style import Figure, layout, plain
from dashboard.i18n import format_number
from dashboard.i18n import gettext as _

_GAP = 0.05

CELL, ROW = 34, 30
"""Width and height of the cell of one rating in pixels."""
_LEFT, _TOP, _BOTTOM = 128, 58, 8
_BESIDE = 3.4  # columns: what is said beside the ratings of one cohort
_BLOCK = len(RATINGS) + _BESIDE


@dataclass(frozen=True, slots=True)
class Weeks:
    """One cohort's needs, found and met by the end of each programme week so far."""

    name: str
    sums: Sequence[NeedCounts]


def found_and_met(cohorts: Sequence[Weeks], *, length: int) -> Figure:
    """Found and met so far by programme week, a panel a cohort side by side, all on one scale."""
    most = max((sums.identified for weeks in cohorts for sums in weeks.sums), default=0) or 1
    width = (1 - _GAP * (len(cohorts) - 1)) / len(cohorts)
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    annotations = []
    for number, weeks in enumerate(cohorts):
        axis = "x" if number == 0 else f"x{number + 1}"
        left = number * (width + _GAP)
        data += _lines(weeks, axis)
        # Room at the right for the labels.
        axes[f"xaxis{axis[1:]}"] = {
            "domain": [left, left + width],
            "range": [0.5, length + 0.5 + length * 0.6],
            "tickvals": sorted({1, (length + 1) // 2, length}),
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "title": {"text": _("programme week")},
        }
        annotations += [_title(weeks.name, axis), *_ends(weeks, axis, most)]
    return {
        "data": data,
        "layout": layout(
            margin={"l": 36, "r": 8, "t": 30, "b": 44},
            **axes,
            yaxis={
                "range": [0, most * 1.12],
                "fixedrange": True,
                "zeroline": False,
                "nticks": 5,
                "tickformat": "d",
            },
            annotations=annotations,
            hovermode="closest",
        ),
    }


def _lines(weeks: Weeks, axis: str) -> list[dict[str, Any]]:
    """Met as an area below the line of what was found; in steps, because nothing happens between two weeks."""
    x = list(range(1, len(weeks.sums) + 1))
    name = plain(weeks.name)
    common = {"type": "scatter", "mode": "lines", "xaxis": axis, "x": x}
    met, found = [sums.met for sums in weeks.sums], [sums.identified for sums in weeks.sums]
    hover = {"name": name, "week": "%{x}", "count": "%{y}"}
    return [
        {
            **common,
            "y": met,
            "line": {"color": "--accent", "width": 2, "shape": "hv"},
            "fill": "tozeroy",
            "fillcolor": "--accent/0.18",
            "hovertemplate": _("%(name)s, week %(week)s: %(count)s met", **hover) + "<extra></extra>",
        },
        {
            **common,
            "y": found,
            "line": {"color": "--muted", "width": 2, "shape": "hv", "dash": "5px,3px"},
            "hovertemplate": _("%(name)s, week %(week)s: %(count)s found", **hover) + "<extra></extra>",
        },
    ]


def _ends(weeks: Weeks, axis: str, most: int) -> list[dict[str, Any]]:
    """What each line says where it ends; moved apart where both would stand in one place."""
    if not weeks.sums:
        return []
    last = weeks.sums[-1]
    apart = max(last.identified, last.met + most * 0.13)
    return [
        _label(_("found %(num)d", num=last.identified), len(weeks.sums), apart, axis, "--muted"),
        _label(_("met %(num)d", num=last.met), len(weeks.sums), last.met, axis, "--accent"),
    ]


def _label(text: str, week: int, height: float, axis: str, colour: str) -> dict[str, Any]:
    return {
        "text": f"<b>{text}</b>",
        "x": week,
        "xref": axis,
        "xanchor": "left",
        "xshift": 8,
        "y": height,
        "yref": "y",
        "showarrow": False,
        "font": {"color": colour},
    }


def _title(text: str, axis: str) -> dict[str, Any]:
    return {
        "text": f"<b>{plain(text)}</b>",
        "x": 0,
        "xref": f"{axis} domain",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
    }


@dataclass(frozen=True, slots=True)
class Answers:
    """One cohort's ratings: one set for each theme."""

    name: str
    ratings: Sequence[Ratings]


def ratings_size(themes: int, cohorts: int) -> tuple[int, int]:
    """The figure's height and width in pixels: cells keep their size, narrow screens scroll."""
    return _TOP + themes * ROW + _BOTTOM, round(_LEFT + cohorts * _BLOCK * CELL)


def ratings_grid(themes: Sequence[str], cohorts: Sequence[Answers]) -> Figure:
    """How many gave which rating, a row a theme, a block of five a cohort; the larger the share, the deeper.

    Fewer than six answers are counts alone, in cells without ground, and have no mean.
    """
    height, width = ratings_size(len(themes), len(cohorts))
    cells = [
        (number * _BLOCK + rating - 1, row, ratings, rating)
        for number, answers in enumerate(cohorts)
        for row, ratings in enumerate(answers.ratings)
        for rating in RATINGS
    ]
    return {
        "data": [_counts(cells), _beside(cohorts)],
        "layout": layout(
            width=width,
            height=height,
            margin={"l": _LEFT, "r": 0, "t": _TOP, "b": _BOTTOM},
            xaxis={
                "range": [-0.5, len(cohorts) * _BLOCK - 0.5],
                "side": "top",
                "tickvals": [number * _BLOCK + rating - 1 for number in range(len(cohorts)) for rating in RATINGS],
                "ticktext": [str(rating) for _cohort in cohorts for rating in RATINGS],
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            yaxis={
                "range": [len(themes) - 0.5, -0.5],
                "tickvals": list(range(len(themes))),
                "ticktext": [plain(theme) for theme in themes],
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            shapes=[_cell(column, row, ratings, rating) for column, row, ratings, rating in cells if ratings.answers],
            annotations=[_heading(answers.name, number * _BLOCK) for number, answers in enumerate(cohorts)],
        ),
    }


def _counts(cells: Sequence[tuple[float, int, Ratings, int]]) -> dict[str, Any]:
    given = [cell for cell in cells if cell[2].of(cell[3])]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [column for column, _row, _ratings, _rating in given],
        "y": [row for _column, row, _ratings, _rating in given],
        "text": [str(ratings.of(rating)) for _column, _row, ratings, rating in given],
        "textfont": {"color": "--ink"},
        "hoverinfo": "skip",
    }


def _beside(cohorts: Sequence[Answers]) -> dict[str, Any]:
    said = [
        (number * _BLOCK + len(RATINGS) - 0.3, row, answers_text(ratings))
        for number, answers in enumerate(cohorts)
        for row, ratings in enumerate(answers.ratings)
        if ratings.answers
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [column for column, _row, _text in said],
        "y": [row for _column, row, _text in said],
        "text": [text for _column, _row, text in said],
        "textposition": "middle right",
        "textfont": {"size": 12},
        "hoverinfo": "skip",
    }


def answers_text(ratings: Ratings) -> str:
    """How many answers there are, and their mean where there are enough: ``4.3, n 11``."""
    if ratings.mean is None:
        return _("n %(num)d", num=ratings.answers)
    return _("mean %(mean)s, n %(num)d", mean=format_number(ratings.mean, 1), num=ratings.answers)


def _cell(column: float, row: int, ratings: Ratings, rating: int) -> dict[str, Any]:
    cell = {
        "type": "rect",
        "layer": "below",
        "x0": column - 0.46,
        "x1": column + 0.46,
        "y0": row - 0.44,
        "y1": row + 0.44,
    }
    if not ratings.enough:
        return {**cell, "line": {"color": "--line", "width": 1}}
    # Seven in ten is as deep as it gets: on deeper ground the figures could not be read.
    depth = 0.04 + 0.5 * min(ratings.of(rating) / ratings.answers / 0.7, 1)
    return {**cell, "fillcolor": f"--accent/{depth:.2f}", "line": {"width": 0}}


def _heading(text: str, column: float) -> dict[str, Any]:
    return {
        "text": f"<b>{plain(text)}</b>",
        "x": column - 0.46,
        "xref": "x",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 26,
        "showarrow": False,
    }
