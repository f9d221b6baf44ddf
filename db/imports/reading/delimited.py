"""Text to rows: which character separates the columns, and the rows by the rules of CSV."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from db.imports import messages
from db.imports.headings import familiar
from db.imports.problems import RefusedError
from db.imports.reading.limits import MAX_COLUMNS, MAX_ROWS

DELIMITERS = ";,\t"

_BLANK_LINES = 100  # before the headings, at most


class RowRefusedError(RefusedError):
    """A refusal of one row, counted as a spreadsheet counts: from 1, blank lines included."""

    row: int


def split(text: str, delimiter: str | None = None) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    """The delimiter, unless it is given found by the headings, and the rows with their numbers.

    A line ``sep=;`` as Excel writes it is obeyed and not a row.
    """
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"')
    if declared.startswith("sep=") and len(declared) == len("sep=;"):
        return delimiter or declared[-1], _rows(rest, delimiter or declared[-1])
    delimiter = delimiter or max(DELIMITERS, key=lambda candidate: _score(text, candidate))
    return delimiter, _rows(text, delimiter)


def _score(text: str, delimiter: str) -> tuple[int, int]:
    """How many headings are familiar when split like this, and how many there are."""
    try:
        headings = next((row for row in islice(_reader(text, delimiter), _BLANK_LINES) if any(row)), [])
    except csv.Error:
        return 0, 0
    return sum(familiar(heading) for heading in headings), len(headings)


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    rows, number = _reader(text, delimiter), 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            refusal = RowRefusedError(messages.BROKEN_QUOTES)
            refusal.row = number
            raise refusal from error
        if number > MAX_ROWS:
            raise RefusedError(messages.TOO_MANY_ROWS, limit=MAX_ROWS)
        if len(row) > MAX_COLUMNS and any(row[MAX_COLUMNS:]):
            raise RefusedError(messages.TOO_MANY_COLUMNS, limit=MAX_COLUMNS)
        del row[MAX_COLUMNS:]
        yield number, row
