"""Lateness by place in the timetable and by activity."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.domain.lateness import Lateness, Slot
from dashboard.figures.lateness import highest_quarter, quarters
from dashboard.figures.lateness_rows import pixels, row_header
from dashboard.figures.links import leading
from dashboard.figures.style import Figure, layout, plain, rate_text
from dashboard.i18n import format_clock, format_percent, format_weekday

SLOT = 48
"""Height of one weekday in pixels."""

ACTIVITY = 54
"""Height of one activity in pixels."""

_HEADER, _BAR, _AXIS = 26, 16, 30


def timetable(slots: Mapping[Slot, Lateness]) -> Figure:
    """Weekdays by starts: the share late with its counts, the more the deeper; fewer than six, the counts alone."""
    weekdays, clocks = sorted({day for day, _clock in slots}), sorted({clock for _day, clock in slots})
    places = [(clocks.index(clock), weekdays.index(day), counts) for (day, clock), counts in slots.items()]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "text",
                "x": [column for column, _row, _counts in places],
                "y": [row for _column, row, _counts in places],
                "text": [_slot_text(counts) for _column, _row, counts in places],
                "textfont": {"color": "--ink"},
                "hoverinfo": "skip",
            }
        ],
        "layout": layout(
            margin={"l": 44, "r": 8, "t": 30, "b": 8},
            xaxis={
                "range": [-0.5, len(clocks) - 0.5],
                "side": "top",
                "tickvals": list(range(len(clocks))),
                "ticktext": [format_clock(clock) for clock in clocks],
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            yaxis={
                "range": [len(weekdays) - 0.5, -0.5],
                "tickvals": list(range(len(weekdays))),
                "ticktext": [format_weekday(day) for day in weekdays],
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            shapes=[_slot_cell(column, row, counts) for column, row, counts in places],
        ),
    }


def timetable_size(slots: Mapping[Slot, Lateness]) -> tuple[int, int]:
    """Height and least width in pixels."""
    weekdays, clocks = ({slot[place] for slot in slots} for place in (0, 1))
    longest = max((len(_counted(counts)) for counts in slots.values()), default=0)
    return 38 + SLOT * len(weekdays), 52 + max(54, 7 * longest + 8) * len(clocks)


def _slot_text(counts: Lateness) -> str:
    rate = f"<b>{format_percent(counts.lateness)}</b><br>" if counts.enough else ""
    return rate + _counted(counts)


def _counted(counts: Lateness) -> str:
    return f"{counts.late}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{counts.attended}"


def _slot_cell(column: int, row: int, counts: Lateness) -> dict[str, Any]:
    cell = {
        "type": "rect",
        "x0": column - 0.47,
        "x1": column + 0.47,
        "y0": row - 0.46,
        "y1": row + 0.46,
        "layer": "below",
    }
    if not counts.enough:
        return {**cell, "line": {"color": "--line", "width": 1}}
    # Half of the times late is as deep as it gets: on deeper ground the figures could not be read.
    depth = 0.05 + 0.4 * min((counts.lateness or 0) / 0.5, 1)
    return {**cell, "fillcolor": f"--late/{depth:.2f}", "line": {"width": 0}}


def by_activity(activities: Sequence[tuple[str, Lateness]], *, interval: bool, links: Sequence[str] = ()) -> Figure:
    """Share late of each activity as a bar below its name and counts; fewer than six attended marks have no bar.

    Args:
        activities: names with their counts, first on top.
        interval: draw the Wilson interval, as where one cohort is shown.
        links: where each activity leads, if anywhere.
    """
    counts = [counts for _name, counts in activities]
    bars: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": [ACTIVITY * row + _HEADER + _BAR / 2 for row in range(len(activities))],
        "x": [count.lateness if count.enough else None for count in counts],
        "width": _BAR,
        "marker": {"color": "--late", "line": {"color": "--late-edge", "width": 1}},
        "text": [plain(name) for name, _counts in activities],
        "textposition": "none",
        "hovertemplate": "%{text}: %{x:.0%}<extra></extra>",
        **leading(links),
    }
    if interval:
        bars["error_x"] = _whiskers(counts)
    return {
        "data": [bars],
        "layout": layout(
            margin={"l": 18, "r": 18, "t": 0, "b": _AXIS},
            xaxis={**quarters(highest_quarter(counts)), "showgrid": True},
            yaxis=pixels(ACTIVITY * len(activities)),
            annotations=[
                row_header(
                    f"<b>{plain(name)}</b>   {rate_text(count.lateness, count.late, count.attended)}", ACTIVITY * row
                )
                for row, (name, count) in enumerate(activities)
            ],
        ),
    }


def activities_height(activities: int) -> int:
    """The figure's height in pixels."""
    return ACTIVITY * activities + _AXIS


def _whiskers(counts: Sequence[Lateness]) -> dict[str, Any]:
    bounds = [(count.lateness or 0.0, count.lateness_interval) for count in counts]
    return {
        "type": "data",
        "symmetric": False,
        "array": [bound[1] - rate if bound else 0 for rate, bound in bounds],
        "arrayminus": [rate - bound[0] if bound else 0 for rate, bound in bounds],
        "color": "--ink",
        "thickness": 1,
        "width": 3,
    }
