"""Feedback: how many gave which rating, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.needs import RATINGS, Ratings
from dashboard.figures.style import Figure, layout, plain
from dashboard.i18n import format_number
from dashboard.i18n import gettext as _

CELL, ROW = 34, 30
"""Width and height of the cell of one rating in pixels."""
_LEFT, _TOP, _BOTTOM = 144, 58, 8
_BESIDE = 3.4  # columns: what is said beside the ratings of one cohort
_BLOCK = len(RATINGS) + _BESIDE


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
