"""XLSX to rows of text cells, run as a process of its own: ``python -m db.imports.reading.workbook < file``.

It reads the workbook on standard input and writes one JSON value a line: ``{"sheet": name}``, then a row as
``[number, [cell, ...]]`` for each row with content, ``{"refused": code, ...}`` for what cannot be used, and at last
``{"done": true}``. Without that last line the workbook was damaged, or took more than its limits allow. Hostile files
are why this is a process: whatever a parser does with one, its caller lives on (see ``sandbox``).
"""

import io
import json
import resource
import sys
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

# The only part of openpyxl used that is not public: the public reader fills every gap of a sheet up to its farthest
# cell, and tells neither merged cells nor formulas without a value.
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from db.imports.problems import N_
from db.imports.reading import limits

_SMALL = 10 * limits.MEGABYTE  # below this, any ratio of compression is harmless
_DECLARATIONS = [
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]
_SHOWN_RANGES = 10


class _RefusedError(Exception):
    """The workbook cannot be used; the arguments are the code of the message and its parameters."""

    def __init__(self, code: str, **parameters: str | int) -> None:
        super().__init__(code)
        self.answer = {"refused": code, "parameters": parameters}


class _Parser(WorkSheetParser):  # type: ignore[misc]
    """openpyxl's parser of one sheet, which also notes the cells whose formula has no stored value."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, data_only=True, **options)
        self.uncalculated: list[tuple[int, int]] = []

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None and not _is_empty_text(element):
            self.uncalculated.append((cell["row"], cell["column"]))
        return cell


def _is_empty_text(element: Element) -> bool:
    """Whether a formula was calculated and gave a text without characters."""
    return element.get("t") == "str" and element.find(VALUE_TAG) is not None


def read(content: bytes) -> Iterator[Any]:
    """The lines that ``main`` writes, for the bytes of one workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive)
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in workbook.worksheets:
            yield {"sheet": sheet.title}
            yield from _rows(workbook, sheet)
    except _RefusedError as refused:
        yield refused.answer
    except zipfile.BadZipFile:
        yield {"refused": "workbook_damaged", "parameters": {}}
    yield {"done": True}


def _check_archive(archive: zipfile.ZipFile) -> None:
    """What can be known before anything is unpacked for good: size, kind, declared entities."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    dense = any(entry.file_size > max(_SMALL, limits.MAX_RATIO * entry.compress_size) for entry in entries)
    if len(entries) > limits.MAX_PARTS or unpacked > limits.MAX_UNPACKED_MEGABYTES * limits.MEGABYTE or dense:
        raise _RefusedError("workbook_too_large", limit=limits.MAX_UNPACKED_MEGABYTES)
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries) or "EncryptedPackage" in names:
        raise _RefusedError("encrypted")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _RefusedError("macro_workbook")
    if "xl/workbook.bin" in names:
        raise _RefusedError("other_spreadsheet", content=N_("a binary workbook (.xlsb)"))
    if "mimetype" in names and "content.xml" in names:
        raise _RefusedError("other_spreadsheet", content=N_("an OpenDocument file"))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise _RefusedError("not_a_register")
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise _RefusedError("macro_workbook")
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")) and _declares_entities(archive, entry):
            raise _RefusedError("workbook_entities")


def _declares_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    tail = b""
    with archive.open(entry) as part:
        while block := part.read(limits.MEGABYTE):
            if any(word in tail + block for word in _DECLARATIONS):
                return True
            tail = block[-32:]
    return False


def _rows(workbook: Any, sheet: Any) -> Iterator[Any]:
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            epoch=workbook.epoch,
            date_formats=workbook._date_formats,
            timedelta_formats=workbook._timedelta_formats,
        )
        previous = 0
        for number, cells in parser.parse():
            yield from _row(number, cells, previous)
            previous = number
        for number, column in parser.uncalculated:
            yield {"refused": "formula_without_value", "parameters": {}, "row": number, "column": column - 1}
        if parser.merged_cells is not None and parser.merged_cells.mergeCell:
            ranges = ", ".join(str(merged.ref) for merged in parser.merged_cells.mergeCell[:_SHOWN_RANGES])
            yield {"refused": "merged_cells", "parameters": {"ranges": ranges}}


def _row(number: int, cells: list[dict[str, Any]], previous: int) -> Iterator[Any]:
    texts: list[str] = []
    for cell in cells:
        text, column = cell_text(cell["value"]), cell["column"] - 1
        if not text.strip():
            continue
        if cell["data_type"] == "e":
            place = {"row": number, "column": column}
            yield {"refused": "error_value", "parameters": {"value": text}, **place}
        if number > limits.MAX_ROWS and number == previous + 1:
            raise _RefusedError("too_many_rows", limit=limits.MAX_ROWS)
        if column >= limits.MAX_COLUMNS or number > limits.MAX_ROWS:
            raise _RefusedError("far_cell", cell=f"{get_column_letter(column + 1)}{number}")
        texts += [""] * (column + 1 - len(texts))
        texts[column] = text
    if texts:
        yield [number, texts]


def cell_text(value: Any) -> str:
    """A cell's value as it would stand in a CSV file: ISO dates, ``09:30``, ``15``, ``0.5``, ``true``."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else str(round(value, 9))
        case datetime():
            day, clock = value.date(), value.time()
            return day.isoformat() if clock == time() else f"{day.isoformat()} {cell_text(clock)}"
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("seconds" if value.second else "minutes")
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(value)


def main() -> None:
    """Answer for the workbook on standard input, within the limits of memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MAX_READER_MEMORY,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.MAX_READER_SECONDS,) * 2)
    warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out: validation rules, extensions
    try:
        for line in read(sys.stdin.buffer.read()):
            sys.stdout.write(json.dumps(line) + "\n")
    except MemoryError:
        sys.exit(limits.OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
