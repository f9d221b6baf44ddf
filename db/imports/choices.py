"""How the user says that a file is to be read, where it is not to be read as it looks; and how that is remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from db.imports.headings import is_day_like
from db.imports.vocabulary import FIELDS, key

ENCODINGS = ("utf-8", "windows-1252", "utf-16")
"""What an office's files are written in; other encodings are read only where their mark says so."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is said of one sheet; null, or a column that is not listed, is read as it looks.

    Attributes:
        encoding, delimiter: of a text file.
        kind: the name of a kind of ``db.imports.parsing.recognise``.
        columns: the field of a column, counted from 0; empty: the column is not used.
        cohort: whose register it is, where no column says so.
        leave_out: whether the sheet is not read at all.
    """

    encoding: str | None = None
    delimiter: str | None = None
    kind: str | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    cohort: str | None = None
    leave_out: bool = False

    @property
    def worth_remembering(self) -> bool:
        """Whether anything was said that holds for the next file of this look too."""
        return bool(self.encoding or self.delimiter or self.kind or self.columns)

    def as_json(self) -> dict[str, Any]:
        """For the request of a job; :meth:`from_json` turns it back."""
        return {**asdict(self), "columns": {str(column): name for column, name in self.columns.items()}}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Choice":
        return cls(**{**said, "columns": {int(column): name for column, name in said["columns"].items()}})


NO_CHOICE = Choice()

Choices = Mapping[tuple[int, str | None], Choice]
"""By the number of the file, from 0, and the sheet's title, which text files do not have."""

Memory = Mapping[str, Mapping[str, Any]]
"""What was said before, by :func:`look` of the headings."""


def look(headings: Sequence[str]) -> str:
    """What a sheet looks like, as a digest: its headings without case and punctuation, days all alike.

    A digest, since the first row of a file without headings may be about a person.
    """
    keys: list[str] = []
    for heading in headings:
        said = "#" if is_day_like(heading) else key(heading)
        if said != "#" or keys[-1:] != ["#"]:
            keys.append(said)
    return sha256("\n".join(keys).encode()).hexdigest()


def to_remember(choice: Choice, headings: Sequence[str]) -> dict[str, Any]:
    """What of a choice holds for the next file of this look: columns are known by their headings then."""
    columns = {key(headings[column]): name for column, name in choice.columns.items() if column < len(headings)}
    return {"encoding": choice.encoding, "delimiter": choice.delimiter, "kind": choice.kind, "columns": columns}


def remembered(memory: Memory, of_look: str, headings: Sequence[str]) -> Choice:
    """What was said of a sheet of this look before; nothing where it is new."""
    said = memory.get(of_look)
    if said is None:
        return NO_CHOICE
    known = {column: said["columns"].get(key(heading)) for column, heading in enumerate(headings)}
    columns = {column: name for column, name in known.items() if name == "" or name in FIELDS}
    return Choice(said["encoding"], said["delimiter"], said["kind"], columns)
