"""Reading the cells of one sheet by field, with every refusal made a problem of its cell."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from db.imports import messages
from db.imports.parsing.values import is_serial, is_whole
from db.imports.problems import Findings, Origin, RefusedError, Spot
from db.imports.reading.grid import Row

T = TypeVar("T")

_UNREAD = object()


class Cells:
    """The cells of one sheet. Equal texts of a field are parsed once, since registers repeat themselves.

    Attributes:
        cohort: of every row, where the sheet has no column for it and the user says so.
        refusals: how many cells have been refused so far; a reader compares it to know whether its row is whole.
    """

    def __init__(self, origin: Origin, columns: dict[str, int], findings: Findings, cohort: str | None = None) -> None:
        self.origin = origin
        self.columns = columns
        self.findings = findings
        self.cohort = cohort
        self.refusals = 0
        self._parsed: dict[tuple[str, str], Any] = {}

    def spot(self, row: Row, field: str | None = None) -> Spot:
        """The place of a field in a row."""
        return Spot(self.origin, row.number, None if field is None else self.columns.get(field))

    def read(self, row: Row, field: str, parse: Callable[[str], T], *, required: bool = False) -> T | None:
        """The value of a field; null where the sheet has no such column, the cell is empty or was refused."""
        column = self.columns.get(field)
        if column is None:
            return None
        text = row.cells[column]
        if not text:
            if required:
                self.refuse(row, field, RefusedError(messages.EMPTY))
            return None
        value = self._parsed.get((field, text), _UNREAD)
        if value is _UNREAD:
            try:
                value = parse(text)
            except RefusedError as refusal:
                self.refuse(row, field, refusal)
                return None
            self._parsed[field, text] = value
            self._point_out(row, field, text, value)
        return value  # type: ignore[no-any-return]

    def refuse(self, row: Row, field: str, refusal: RefusedError) -> None:
        """Make a problem of a field in a row."""
        self.refusals += 1
        self.findings.refused(self.spot(row, field), refusal)

    def _point_out(self, row: Row, field: str, text: str, value: object) -> None:
        """Say, once for each text, where something was read that could have been meant otherwise."""
        if isinstance(value, date) and is_serial(text):
            self.findings.notice(self.spot(row, field), messages.DATE_OF_SERIAL, value=text, date=value)
        elif type(value) is int and not is_whole(text):
            self.findings.notice(self.spot(row, field), messages.NUMBER_ROUNDED, value=text, number=value)
