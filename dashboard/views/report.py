"""The funder report: what would go out, what would not and why, and the files on their way."""

from dataclasses import dataclass

from dashboard.views.base import LineList, Option, Page
from dashboard.views.jobs import JobView
from dashboard.views.overview import Fact


@dataclass(frozen=True, slots=True)
class Preview:
    """One part of the report as it would go out, in the language of the report.

    Attributes:
        key: unique on the page.
        heading, counted: as in the report.
        texts: its paragraphs.
        picture: the chart as the address of an image; empty where there is none.
        picture_text: the chart in words.
        columns, rows: its table as it is written, headings first; empty where there is none.
        state: in the language of the screen: why it does not go out; empty if it does.
        why: sentences on what is withheld of it, or why it has to wait.
        wishes: what could be told instead, and where that is.
    """

    key: str
    heading: str
    counted: str = ""
    texts: tuple[str, ...] = ()
    picture: str = ""
    picture_text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    state: str = ""
    why: tuple[str, ...] = ()
    wishes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MakeForm:
    """What making the files takes; ``request`` is the report as it is shown, for the form to send along."""

    request: str
    formats: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ReportView(Page):
    """The page; without a report there is only its head."""

    language: str = "fi"
    facts: tuple[Fact, ...] = ()
    previews: tuple[Preview, ...] = ()
    make: MakeForm | None = None
    job: JobView | None = None
    plan: LineList | None = None


@dataclass(frozen=True, slots=True)
class TextForm:
    """One paragraph of reports, to be written; ``version`` is 0 where there is none yet."""

    section: str
    name: str
    hint: str
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class TextsView(Page):
    """The page of paragraphs, in one language; ``languages`` lead to the others."""

    programme: str = ""
    language: str = "fi"
    languages: tuple[tuple[str, str, bool], ...] = ()
    forms: tuple[TextForm, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseCard:
    """One line of the ledger.

    Attributes:
        id: its number.
        title, note: for whom and when; by whom and with which rules.
        facts: what was asked for.
        files: names with fingerprints.
        tables: the frozen copy: heading, columns, rows as written.
        withdrawn: when, by whom and why; empty where it stands.
        may_withdraw: whether the reader may.
    """

    id: int
    title: str
    note: str
    facts: tuple[Fact, ...]
    files: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    withdrawn: str = ""
    may_withdraw: bool = False


@dataclass(frozen=True, slots=True)
class LedgerView(Page):
    """What left the house, latest first."""

    releases: tuple[ReleaseCard, ...] = ()
    empty: str = ""
