"""What a report holds, before it is any file."""

from dataclasses import dataclass
from datetime import date

from dashboard.config import LANGUAGES
from dashboard.domain.disclosure.profile import Profile
from dashboard.domain.disclosure.safe_table import InternalTable, SafeTable
from dashboard.exports.chart import ChartData, ChartSpec, Table
from dashboard.exports.emblem import Funding
from dashboard.exports.errors import ChartError, UnsafeTableError
from dashboard.exports.reading import chart_data


@dataclass(frozen=True, slots=True)
class Section:
    """One finding: a slide or two, a heading of the PDF, a sheet of the workbook.

    Attributes:
        heading: the finding as a sentence, with its counts.
        text: paragraphs of narrative.
        table: the numbers; null for a section of text alone.
        chart: how to draw them; null for a table alone.
        counted: what is counted, in a line.
    """

    heading: str
    text: tuple[str, ...] = ()
    table: Table | None = None
    chart: ChartSpec | None = None
    counted: str = ""

    def __post_init__(self) -> None:
        if self.chart is not None and self.table is None:
            raise ChartError("a chart is drawn from a table")

    @property
    def data(self) -> ChartData | None:
        """The numbers of the chart, written in the language in force; null where there is none.

        Raises:
            ChartError: the chart asks for what the table does not have.
        """
        return chart_data(self.table, self.chart) if self.table is not None and self.chart is not None else None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that files are made of; its texts are in its own language, whatever the language in force.

    Attributes:
        title: such as "Half-yearly report, spring 2026".
        language: of the report, ``fi``, ``sv`` or ``en``.
        profile: for whom it is; all tables were made for the same.
        programme: the name of the programme.
        made_on: the day it is made, which files are named and dated by.
        sections: the findings in order.
        project_code: the funder's code of the project; may be empty.
        funding: which fund paid, for the emblem and the words beside it; null where none did.
        period: which time it is about, in words; may be empty.
        as_of: the day as of which things were counted; null where that is the day it is made.

    Raises:
        UnsafeTableError: under another profile than ``internal`` a table that disclosure control did not make for that
            profile, or under ``internal`` anything but an internal table.
        ValueError: no such language, or no section.
    """

    title: str
    language: str
    profile: Profile
    programme: str
    made_on: date
    sections: tuple[Section, ...]
    project_code: str = ""
    funding: Funding | None = None
    period: str = ""
    as_of: date | None = None

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(f"no such language: {self.language!r}")
        if not self.sections:
            raise ValueError("a report has at least one section")
        for section in self.sections:
            if section.table is not None:
                _check(section.table, self.profile)

    @property
    def tables(self) -> list[tuple[Section, Table]]:
        """The sections that have a table, each with it."""
        return [(section, section.table) for section in self.sections if section.table is not None]

    @property
    def charts(self) -> list[tuple[Section, ChartData]]:
        """The sections that have a chart, each with its numbers, in the language in force."""
        return [(section, data) for section in self.sections if (data := section.data) is not None]

    @property
    def internal(self) -> bool:
        """Whether it must stay in the house, and says so on every page."""
        return self.profile is Profile.INTERNAL


def _check(table: object, profile: Profile) -> None:
    """Let nothing through but what may be shown to those the report is for; the caller's types are no proof."""
    if profile is Profile.INTERNAL:
        if not isinstance(table, InternalTable):
            raise UnsafeTableError("an internal report takes internal tables alone")
    elif not isinstance(table, SafeTable):
        raise UnsafeTableError(f"a report for {profile} takes tables from disclosure control alone")
    elif table.profile is not profile:
        raise UnsafeTableError(f"a report for {profile} takes no table that was made for {table.profile}")
