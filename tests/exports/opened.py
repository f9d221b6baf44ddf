"""Files opened with other libraries than they were written with, and all that anybody could find in one."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from pypdf.generic import StreamObject

from dashboard.i18n import gettext, using_language


def in_finnish(message: str, **values: str) -> str:
    """What a Finnish report says, translated or not yet."""
    with using_language("fi"):
        return gettext(message, **values)


def members(content: bytes, name: str = "") -> Iterator[tuple[str, bytes]]:
    """Everything in a file, unpacked: what is zipped within a zip too, and the streams and the text of a PDF."""
    yield name, content
    if content.startswith(b"%PDF"):
        reader = PdfReader(BytesIO(content))
        yield f"{name}/text", "\n".join(page.extract_text() for page in reader.pages).encode()
        for number in range(1, len(reader.xref[0]) + 1 if reader.xref else 0):
            found = reader.get_object(number)
            yield f"{name}/{number}", str(found).encode()
            if isinstance(found, StreamObject):
                yield f"{name}/{number}/stream", found.get_data()
    elif is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            for entry in archive.infolist():
                yield f"{name}/{entry.filename}", entry.filename.encode()
                yield from members(archive.read(entry), f"{name}/{entry.filename}")


def sheets(content: bytes) -> dict[str, Worksheet]:
    """The sheets of a workbook by name, formulas as formulas."""
    book = load_workbook(BytesIO(content))
    return {name: book[name] for name in book.sheetnames}


def rows(sheet: Worksheet) -> list[list[object]]:
    """All cells of a sheet."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def named(content: bytes, beginning: str, ending: str = "") -> list[bytes]:
    """The members of a zip whose names begin and end so, in the order of the numbers in them."""
    with ZipFile(BytesIO(content)) as archive:
        found = [name for name in archive.namelist() if name.startswith(beginning) and name.endswith(ending)]
        return [archive.read(name) for name in sorted(found, key=lambda name: (len(name), name))]
