"""What is said about a file, and where in it.

A finding keeps its message as a template (an English msgid) and its parameters, so that a page can show it in another
language than the command line does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeAlias

from db.imports.vocabulary import Term

_SHOWN = 80
_SHOWN_LIST = 1_000
_LISTS = frozenset({"cohorts", "codes", "columns", "headings", "ranges", "words"})
"""Parameters that list what the user has to go through, and are shown at length."""


def N_(message: str) -> str:  # noqa: N802 - the name by which pybabel finds messages that are translated later
    """Mark a message for extraction without translating it."""
    return message


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence the import may say: a code for programs, a template with ``%(name)s`` for people."""

    code: str
    template: str


class Phrase(NamedTuple):
    """Words within a sentence that are translated as it is: ``notice %(notice)s``."""

    template: str
    parameters: dict[str, "Value"] = {}  # noqa: RUF012 - never changed


Value: TypeAlias = "str | int | date | Term | Phrase | tuple[Value, ...]"
"""A parameter of a message: text of a file, a number, a day, a word of the vocabulary, or several of them."""

Translate: TypeAlias = Callable[[str], str]
"""From an English msgid to the reader's language."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: each part is null where it does not apply; ``column`` is a heading, ``cell`` like ``C12``."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    cell: str | None = None

    def text(self, translate: Translate = str) -> str:
        """``file, sheet S: row 12, column status``."""
        where = [translate(N_("row %(row)s")) % {"row": self.row}] if self.row is not None else []
        column = self.column or self.cell
        where += [translate(N_("column %(column)s")) % {"column": column}] if column else []
        file = self.file or ""
        if self.sheet is not None:
            file = translate(N_("%(file)s, sheet %(sheet)s")) % {"file": file, "sheet": self.sheet}
        return ": ".join(part for part in (file, ", ".join(where)) if part)


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """One sheet of one file, with its headings: turns row and column numbers into places."""

    file: str
    sheet: str | None = None
    headings: tuple[str, ...] = ()

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """The place of a row (from 1) and a column (from 0)."""
        heading = self.headings[column] if column is not None and column < len(self.headings) else ""
        cell = f"{column_letters(column)}{row}" if row is not None and column is not None else None
        sheet = None if self.sheet is None else show(self.sheet)
        return Place(self.file, sheet, row, show(heading) or None, cell)


class Spot(NamedTuple):
    """A place not yet spelled out, since one is kept for every row and few are ever shown."""

    origin: Origin
    row: int | None = None
    column: int | None = None

    def place(self) -> Place:
        return self.origin.place(self.row, self.column)


class RefusedError(Exception):
    """A value, a file or a sheet cannot be used; the reader that knows the place makes a problem of it."""

    def __init__(self, message: Message, **parameters: Value) -> None:
        super().__init__(message.code)
        self.message = message
        self.parameters = parameters


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing said of one place."""

    message: Message
    place: Place
    parameters: Mapping[str, Value] = field(hash=False)

    @property
    def code(self) -> str:
        return self.message.code

    def text(self, translate: Translate = str, language: str = "en") -> str:
        """The sentence in a language; nothing in it can steer a terminal."""
        return said(Phrase(self.message.template, dict(self.parameters)), translate, language)

    def as_dict(self) -> dict[str, str | int | None]:
        """The finding for JSON: place, code and English sentence."""
        place = self.place
        return {
            "file": place.file,
            "sheet": place.sheet,
            "row": place.row,
            "column": place.column,
            "cell": place.cell,
            "code": self.code,
            "message": self.text(),
        }


class Problem(Finding):
    """A finding because of which nothing at all is imported."""

    __slots__ = ()


class Notice(Finding):
    """A finding that is pointed out and stops nothing."""

    __slots__ = ()


@dataclass(slots=True)
class Findings:
    """Everything found so far, over all files."""

    problems: list[Problem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    _refused_cells: set[Spot] = field(default_factory=set)

    def take(self, others: "Findings") -> None:
        """Add what was found by itself."""
        self.problems += others.problems
        self.notices += others.notices
        self._refused_cells |= others._refused_cells

    def problem(self, at: Spot | Place, message: Message, **parameters: Value) -> None:
        """Add a problem, unless its cell was refused altogether before."""
        if isinstance(at, Spot) and at in self._refused_cells:
            return
        self.problems.append(Problem(message, at.place() if isinstance(at, Spot) else at, parameters))

    def refuse_cell(self, at: Spot, message: Message, **parameters: Value) -> None:
        """Add the one problem of a cell whose content is not even looked at."""
        self.problem(at, message, **parameters)
        self._refused_cells.add(at)

    def refused(self, at: Spot | Place, refusal: RefusedError) -> None:
        """Add what a refusal says as a problem of this place."""
        self.problem(at, refusal.message, **refusal.parameters)

    def notice(self, at: Spot | Place, message: Message, **parameters: Value) -> None:
        """Add a notice."""
        self.notices.append(Notice(message, at.place() if isinstance(at, Spot) else at, parameters))


def said(value: Value, translate: Translate = str, language: str = "en") -> str:
    """A value as it stands in a sentence of a language."""
    match value:
        case Phrase(template, parameters):
            return translate(template) % {
                name: _named(name, part, translate, language) for name, part in parameters.items()
            }
        case Term():
            return str(getattr(value, language))
        case tuple():
            return ", ".join(said(part, translate, language) for part in value)
        case date():
            return value.isoformat() if language == "en" else f"{value.day}.{value.month}.{value.year}"
    return str(value)


def _named(name: str, value: Value, translate: Translate, language: str) -> str:
    text = said(value, translate, language)
    return show(text, _SHOWN_LIST if name in _LISTS else _SHOWN) if not isinstance(value, int) else text


def column_letters(column: int) -> str:
    """The spreadsheet's name of a column counted from 0: A, B .. Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def show(text: str, length: int = _SHOWN) -> str:
    """A value of a file as it may stand in a sentence: cut, and with unprintable characters spelled out."""
    cut = text if len(text) <= length else text[: length - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in cut)
