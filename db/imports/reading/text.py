"""Bytes to text: byte order mark, then strict UTF-8, then Windows-1252."""

import codecs
import re
import unicodedata

from db.imports import messages
from db.imports.problems import RefusedError

WINDOWS = "windows-1252"

# The longer mark first: UTF-32's begins with UTF-16's.
_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_ALLOWED_CONTROLS = "\t\n\r"

# UTF-8's bytes of a letter such as ä or of a dash, read as letters of Windows-1252.
_TRAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # noqa: RUF001 - bytes 80 to BF, on purpose
_MOJIBAKE = re.compile(f"[ÂÃ][{_TRAIL}]|â[{_TRAIL}]{{2}}")


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Text and the name of its encoding, which is found out unless it is given.

    Raises:
        RefusedError: the bytes are not valid in the encoding that is given or that their mark promises, or in none.
    """
    if encoding is not None:
        return _strict(content, "utf-8-sig" if encoding == "utf-8" else encoding), encoding
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return _strict(content, encoding), encoding.removesuffix("-sig")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strict(content, WINDOWS), WINDOWS


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise RefusedError(messages.ENCODING_BROKEN, encoding=name, byte=error.start + 1) from error


def is_plain(text: str) -> bool:
    """Whether nothing in a text needs a closer look: printable, composed, not mistaken for another encoding."""
    if not text.isprintable():
        return False
    return text.isascii() or not (
        _UNREADABLE in text or _MOJIBAKE.search(text) or not unicodedata.is_normalized("NFC", text)
    )


def forbidden_character(text: str) -> str | None:
    """The first control, zero-width, direction or unreadable character, as ``U+202E NAME``; null where there is none.

    Unassigned code points pass, since they may be tomorrow's emoji; code points that are no characters do not.
    """
    for char in text:
        category = unicodedata.category(char)
        plain = category[0] != "C" and category not in {"Zl", "Zp"} and char != _UNREADABLE
        unassigned = category == "Cn" and ord(char) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(char) <= 0xFDEF
        if not plain and not unassigned and char not in _ALLOWED_CONTROLS:
            return f"U+{ord(char):04X} {unicodedata.name(char, 'NUL' if char == chr(0) else '')}".rstrip()
    return None


def repaired(text: str) -> str | None:
    """What a text probably was before UTF-8 was taken for Windows-1252: ``PÃ¤ivÃ¤`` gives ``Päivä``; else null."""
    if not _MOJIBAKE.search(text):
        return None
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
