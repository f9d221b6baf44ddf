"""Files as they come: read from a path or sent by a browser, and what they are by their content."""

import codecs
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from db.imports import messages
from db.imports.problems import N_, Findings, Phrase, Place, RefusedError, show
from db.imports.reading import limits

_MAX_BYTES = limits.MAX_FILE_MEGABYTES * limits.MEGABYTE

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TEXT_NAMES = frozenset({".csv", ".txt", ".tsv"})
_OLD_NAMES = frozenset({".xls", ".xlt", ".xlsb", ".ods"})
_MACRO_NAMES = frozenset({".xlsm", ".xltm", ".xlam"})
_OTHER_CONTENT = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\x00", "SQLite"),
)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file: its name without folders, and its bytes."""

    name: str
    content: bytes


def display_name(path: PurePath) -> str:
    """A file's name in NFC, as cohort codes are, with nothing in it that cannot be printed."""
    readable = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return show(unicodedata.normalize("NFC", readable))


def read_files(paths: Iterable[Path], findings: Findings) -> list[Upload]:
    """Read files from disk; what cannot be read becomes a problem."""
    uploads = []
    for path in paths:
        try:
            uploads.append(Upload(display_name(path), _read(path)))
        except RefusedError as refusal:
            findings.refused(Place(display_name(path) or str(path)), refusal)
    return uploads


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise RefusedError(messages.FILE_IS_FOLDER)
        with path.open("rb") as file:
            return file.read(_MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise RefusedError(messages.FILE_MISSING) from error
    except OSError as error:
        raise RefusedError(messages.FILE_UNREADABLE, reason=error.strerror or type(error).__name__) from error
    except ValueError as error:  # a NUL in the path
        raise RefusedError(messages.FILE_MISSING) from error


def is_workbook(upload: Upload) -> bool:
    """Whether the content is a zipped workbook (true) or text (false), whatever the name says.

    Raises:
        RefusedError: it is neither, too large, empty, or something else than its name says.
    """
    content, suffix = upload.content, PurePath(upload.name).suffix.lower()
    if len(content) > _MAX_BYTES:
        raise RefusedError(messages.FILE_TOO_LARGE, limit=limits.MAX_FILE_MEGABYTES)
    if not content:
        raise RefusedError(messages.FILE_EMPTY)
    if content.startswith(_OLE):
        protected = "EncryptedPackage".encode("utf-16-le") in content
        raise RefusedError(messages.ENCRYPTED if protected else messages.OLD_EXCEL)
    if content.startswith(_ZIP):
        if suffix in _MACRO_NAMES:
            raise RefusedError(messages.MACRO_WORKBOOK)
        if suffix in _TEXT_NAMES or suffix == ".xls":
            raise RefusedError(messages.RENAMED, suffix=suffix, content=Phrase(N_("a zipped workbook")))
        return True
    _refuse_other_content(content, suffix)
    if suffix == ".xlsx" or suffix in _OLD_NAMES or suffix in _MACRO_NAMES:
        raise RefusedError(messages.RENAMED, suffix=suffix, content=Phrase(N_("text")))
    return False


def _refuse_other_content(content: bytes, suffix: str) -> None:
    for beginning, name in _OTHER_CONTENT:
        if content.startswith(beginning):
            if suffix in _TEXT_NAMES or suffix == ".xlsx":
                raise RefusedError(messages.RENAMED, suffix=suffix, content=name)
            raise RefusedError(messages.NOT_A_REGISTER)
    # Text without a byte order mark has no NUL at all; one in a cell is pointed out there, many are not text.
    if not content.startswith(_BOMS) and content.count(0) * 20 > len(content):
        raise RefusedError(messages.NOT_A_REGISTER)
