"""The parts that views are made of: charts with their tables, filters, short lists, the head of a page."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How a column of a chart's table is written; a CSV holds the bare value."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a chart's table."""

    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a chart: cells are text, whole numbers, shares 0..1, dates, or null for "not defined".

    Attributes:
        columns: the first one's cells are the headers of their rows.
        rows: the cells.
        links: where each row leads, as the chart's marks do, from the keyboard; empty where the reader may not follow.
        link_column: the column whose cells are the links.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    links: tuple[str, ...] = ()
    link_column: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart with everything the shared component puts around it.

    Attributes:
        key: slug, unique on its page; names the downloads and the part of the page a link points to.
        title: the finding, as a sentence or a figure with its counts.
        note: what is counted, in a line.
        summary: the chart in words, for those who hear it.
        table: its data.
        figure: plain dict for Plotly, colours as names of CSS variables (``--present``); null: nothing to draw.
        empty: what to say instead of an empty chart, and what to do.
        height: in pixels.
        min_width: in pixels; on narrower screens the chart scrolls inside its card.
    """

    key: str
    title: str
    note: str
    summary: str
    table: Table
    figure: dict[str, Any] | None = None
    empty: str = ""
    height: int = 320
    min_width: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter that one page alone has: one of several, of which the first holds unless another is chosen, or any.

    Attributes:
        param: its name in the URL.
        label: what it is about.
        options: the values and what they are called.
        chosen: what is chosen: one value, or for a list any number; none of a list means all of it.
        text: what its chip says.
        several: whether it is a list.
    """

    param: str
    label: str
    options: tuple[Option, ...]
    chosen: tuple[str, ...]
    text: str
    several: bool = False

    @property
    def changed(self) -> bool:
        """Whether something else is chosen than without the filter."""
        return bool(self.chosen) and (self.several or self.chosen[0] != self.options[0].value)


@dataclass(frozen=True, slots=True)
class Filters:
    """The filter bar: what can be chosen and what is; the same values stand in the URL.

    ``notices`` say which values of the URL could not be used and what was used instead. A page that is about one thing
    has no use for every filter: the others are not shown, and still go along to the next page. ``measures`` are what a
    page can compare its cohorts by; the first is the one unless another is chosen. ``choices`` are a page's own: the
    same ones, with the same options, for every view.
    """

    cohorts: tuple[Option, ...] = ()
    chosen_cohorts: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    activities: tuple[Option, ...] = ()
    chosen_activity: str | None = None
    measures: tuple[Option, ...] = ()
    chosen_measure: str | None = None
    choices: tuple[Choice, ...] = ()
    with_cohorts: bool = True
    with_period: bool = True
    with_as_of: bool = True
    with_activity: bool = False
    notices: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether any filter is shown."""
        shown = self.with_cohorts or self.with_period or self.with_as_of or self.with_activity
        return shown or bool(self.measures or self.choices)


NO_FILTERS = Filters(with_cohorts=False, with_period=False, with_as_of=False)
"""For a page on which there is nothing to narrow down."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a short list: what it is about, what is to be said, and where it is dealt with."""

    label: str
    text: str
    badge: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class LineList:
    """A card with a short list; ``empty`` is said when there is nothing, which is good news more often than not."""

    key: str
    title: str
    note: str
    lines: tuple[Line, ...] = ()
    empty: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has: its headline, the sentence below it, and its filters."""

    headline: str
    lead: str = ""
    filters: Filters = field(default_factory=Filters)
