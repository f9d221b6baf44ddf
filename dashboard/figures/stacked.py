"""Bars made of parts, a row each, with what they come to at their end."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.register import Shown
from dashboard.figures.links import leading, leading_rows
from dashboard.figures.style import Figure, bar, layout, plain


@dataclass(frozen=True, slots=True)
class Part:
    """One part of every bar: what it is, the sign that it is drawn with, and how long it is in each row."""

    name: str
    sign: Shown
    values: Sequence[int]


def stacked(
    rows: Sequence[str], parts: Sequence[Part], ends: Sequence[str], *, axis: str, links: Sequence[str] = ()
) -> Figure:
    """Draw the bars from top to bottom.

    Args:
        rows: what each is about.
        parts: from left to right; one that no row has is left out.
        ends: what stands beside each bar.
        axis: what is counted.
        links: where each row leads.
    """
    names = [plain(row) for row in rows]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "name": part.name,
                "y": names,
                "x": list(part.values),
                "marker": bar(part.sign),
                "hovertemplate": f"%{{y}}: %{{x}} {part.name}<extra></extra>",
                **leading(links),
            }
            for part in parts
            if any(part.values)
        ],
        "layout": layout(
            barmode="stack",
            bargap=0.45,
            margin={"l": 8, "r": 100, "t": 8, "b": 44},
            xaxis={
                "rangemode": "tozero",
                "fixedrange": True,
                "zeroline": False,
                "showgrid": True,
                "nticks": 6,
                "tickformat": "d",
                "title": {"text": axis},
            },
            yaxis={
                "autorange": "reversed",
                "automargin": True,
                "fixedrange": True,
                "type": "category",
                "ticksuffix": "  ",
            },
            annotations=[
                {
                    "text": end,
                    "x": 1,
                    "xref": "paper",
                    "xanchor": "left",
                    "xshift": 8,
                    "y": name,
                    "showarrow": False,
                    "align": "left",
                }
                for name, end in zip(names, ends, strict=True)
            ],
            **leading_rows(links),
        ),
    }
