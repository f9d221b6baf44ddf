"""What stands where on the timeline of a person's page.

The unit of x is a week, counted from the Monday of the first one; the unit of y is a pixel, downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.register import Shown

SQUARE = 17
"""Side of a session's square in pixels."""

_PITCH, _LANE, _NEED = 22, 30, 15  # heights in pixels: a row of squares, a lane, each further line of a lane
_WEEK_GAP, _WIDE = 8, 1150  # pixels: between weeks, and what a page gives the figure
LEFT, RIGHT, TOP, BOTTOM = 96, 28, 28, 26


class Look(StrEnum):
    """How an event looks: filled when it is done, hollow when it is open or came to nothing, faint when it is ahead."""

    FULL = "full"
    HOLLOW = "hollow"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Square:
    """One session: the week it is in, which one of that week it is, and where it leads."""

    week: int
    slot: int
    shown: Shown
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a lane, or is to come; ``line`` is which line of the lane it stands on."""

    at: float
    look: Look
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """From one event of a lane to another; ``open`` while there is no other yet."""

    start: float
    end: float
    line: int
    open: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of events with its symbol; ``lines`` is how many lie below each other in it."""

    name: str
    symbol: str
    events: Sequence[Event]
    spans: Sequence[Span] = ()
    lines: int = 1

    @property
    def height(self) -> int:
        """In pixels."""
        return _LANE + (self.lines - 1) * _NEED


@dataclass(frozen=True, slots=True)
class Period:
    """The person's time in a cohort, as a band behind everything."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PersonTimeline:
    """What is drawn.

    Attributes:
        weeks: the label of each week.
        squares: the sessions.
        slots: the most sessions that a week has.
        lanes: what else happened, from top to bottom.
        periods: the cohorts.
        today: where the day is that the page speaks of; null outside of the figure.
        day_name: what that day is called; empty: today.
    """

    weeks: Sequence[str]
    squares: Sequence[Square]
    slots: int
    lanes: Sequence[Lane]
    periods: Sequence[Period]
    today: float | None
    day_name: str = ""

    @property
    def abreast(self) -> int:
        """How many squares stand side by side in a week: all of them where there are few weeks, else one."""
        room = _WIDE / max(len(self.weeks), 1) - _WEEK_GAP
        return max(1, min(self.slots, int(room // (SQUARE + 4))))

    @property
    def session_rows(self) -> int:
        """How many rows of squares there are then."""
        return max(1, -(-self.slots // self.abreast))

    @property
    def sessions_height(self) -> int:
        """Pixels of the lane of sessions."""
        return self.session_rows * _PITCH + 8

    @property
    def height(self) -> int:
        """The figure's height in pixels."""
        return TOP + self.sessions_height + sum(lane.height for lane in self.lanes) + BOTTOM

    @property
    def min_width(self) -> int:
        """Below this, squares would lie upon each other."""
        return LEFT + len(self.weeks) * self._week_pixels + RIGHT

    @property
    def _week_pixels(self) -> int:
        return self.abreast * (SQUARE + 4) + _WEEK_GAP

    def place(self, one: Square) -> tuple[float, float]:
        """Where a square's middle is."""
        step = (SQUARE + 4) / self._week_pixels
        within = (one.slot % self.abreast) - (self.abreast - 1) / 2
        return one.week + 0.5 + within * step, 4 + _PITCH * (one.slot // self.abreast + 0.5)

    def lane_tops(self) -> list[int]:
        """Where each lane begins."""
        tops, top = [], self.sessions_height
        for lane in self.lanes:
            tops.append(top)
            top += lane.height
        return tops


def line_middle(top: int, line: int) -> float:
    """The middle of one line of a lane that begins at ``top``."""
    return top + _LANE / 2 + line * _NEED
