"""Workbooks as no well-meaning program writes them."""

import io
import zipfile
from collections.abc import Mapping

from db.imports.reading.uploads import Upload
from tests.db.imports.office import workbook

ROWS = (("participant", "cohort", "enrolled_on"), ("A", "syksy", "2021-08-30"))
SHEET = "xl/worksheets/sheet1.xml"
_HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def rebuilt(parts: Mapping[str, bytes | None], name: str = "book.xlsx") -> Upload:
    """A sound workbook with some parts replaced, added, or (null) left out."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(ROWS).content)) as sound,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for entry in sound.namelist():
            part = parts.get(entry, sound.read(entry))
            if part is not None:
                changed.writestr(entry, part)
        for entry, part in parts.items():
            if entry not in sound.namelist() and part is not None:
                changed.writestr(entry, part)
    return Upload(name, content.getvalue())


def sheet(data: str, after: str = "", before: str = "") -> Upload:
    """A workbook whose only sheet has this XML for its rows."""
    return rebuilt({SHEET: f"{_HEAD}{before}<sheetData>{data}</sheetData>{after}</worksheet>".encode()})


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def text_row(number: int, *texts: str) -> str:
    cells = "".join(text_cell(f"{chr(ord('A') + place)}{number}", text) for place, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


HEADINGS = text_row(1, *ROWS[0])


def bomb(megabytes: int, entry: str = SHEET) -> Upload:
    """A workbook of some kilobytes that unpacks to this size."""
    content = io.BytesIO(rebuilt({entry: None}).content)
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(entry, "w") as part:
        part.write(_HEAD.encode())
        for _ in range(megabytes):
            part.write(b" " * 1024 * 1024)
    return Upload("book.xlsx", content.getvalue())


ENTITIES = b"""<?xml version="1.0"?>
<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="inlineStr"><is><t>&d;</t></is></c></row></sheetData></worksheet>"""
