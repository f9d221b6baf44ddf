"""The page on which a table is pasted to be made safe."""

from dataclasses import dataclass

from dashboard.views.base import Page


@dataclass(frozen=True, slots=True)
class ProtectView(Page):
    """The page; ``may`` says whether the reader makes reports, and so has the form."""

    may: bool = False


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table as it may go out, or why it cannot be used.

    Attributes:
        finding: how much is withheld, as a sentence.
        columns, rows: the table as it is written, headings first.
        notes: what must stand below it.
        why: for which reasons something is withheld.
        wrong: what is wrong with the table, a sentence each; then there is nothing else.
    """

    finding: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
