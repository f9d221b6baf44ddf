"""The import page: files are dropped, looked at, kept; what came of it can be taken back."""

from dataclasses import dataclass

from dashboard.views.base import Option, Page
from dashboard.views.forms import Field, Form
from dashboard.views.jobs import JobView


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One thing that was found.

    Attributes:
        where: file, sheet, rows and column.
        text: what it is.
        alike: more of the same kind, which stand behind a button.
    """

    where: str
    text: str
    alike: tuple["FindingLine", ...] = ()


@dataclass(frozen=True, slots=True)
class FindingList:
    """What was found in the files: what stands in the way, or what is worth a look.

    Attributes:
        helps: what would help: names of ticks of the form that looks again, and what the button says.
        href: where all of them can be had as a file; empty where that is not worth it.
    """

    title: str
    note: str
    lines: tuple[FindingLine, ...]
    helps: tuple[Option, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class CountLine:
    """How many rows of a kind would be, or were, added, changed and found as they are stored; and examples."""

    kind: str
    added: int
    changed: int
    unchanged: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetView:
    """How one sheet is read.

    Attributes:
        title: its file and its name.
        facts: rows, encoding and delimiter.
        fields: what it is and whose; then one field a column.
        columns: the columns.
        note: what else is to be said, such as that it was read as last time.
    """

    title: str
    facts: str
    fields: tuple[Field, ...]
    columns: tuple[Field, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class LookView:
    """What files would do, and how they are read.

    Attributes:
        key: of the job that looked at them.
        counts: empty where nothing can be said yet.
        problems, notices: null where there are none.
        keep: the form that keeps them; null while something stands in the way.
        sheets: how each is read, in one form that looks again.
        said: fields of that form which are about all of it.
        cohorts: codes to suggest.
    """

    key: str
    counts: tuple[CountLine, ...]
    problems: FindingList | None
    notices: FindingList | None
    keep: Form | None
    discard: Form
    sheets: tuple[SheetView, ...]
    said: tuple[Field, ...]
    cohorts: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What one import did; ``forms`` take it back, where it still can be."""

    facts: tuple[str, ...]
    counts: tuple[CountLine, ...]
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class PastImport:
    """One line of the list of imports."""

    label: str
    text: str
    href: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A file to fill in, in each format."""

    name: str
    text: str
    files: tuple[Option, ...]
    """Address and name of each."""


@dataclass(frozen=True, slots=True)
class ImportView(Page):
    """The page in one of its states; what is null or empty is not shown.

    Attributes:
        upload: whether files can be dropped.
        limits: how much can be dropped.
        job: what is being waited for, or how it ended.
        job_name: what that does.
        after: addresses to go on from a job that has ended, with their names.
        waiting: what was looked at and neither kept nor thrown away.
        export: the form that hands out one's own data.
        export_job: the files that it makes.
    """

    upload: bool = False
    limits: str = ""
    job: JobView | None = None
    job_name: str = ""
    after: tuple[Option, ...] = ()
    waiting: PastImport | None = None
    look: LookView | None = None
    receipt: ReceiptView | None = None
    past: tuple[PastImport, ...] = ()
    templates: tuple[TemplateLine, ...] = ()
    export: Form | None = None
    export_job: JobView | None = None
