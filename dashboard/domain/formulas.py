"""Text that a spreadsheet might calculate when it opens it from a CSV file, and how it is written so that it does not.

An apostrophe before it makes it text. Reading takes that apostrophe away again, so that what was exported comes back as
it was: :func:`unguarded` of :func:`guarded` is the text itself, unless it begins with a tab or a line break.
"""

import re

_SIGNS = r"[\s'\"]*[=+\-@\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(rf"{_SIGNS}|[\t\r]")
_GUARDED = re.compile(rf"'{_SIGNS}")


def runs_as_formula(text: str) -> bool:
    """Whether a spreadsheet that opens this text from a CSV might calculate it."""
    return _FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """The text as it may stand in a CSV file."""
    return f"'{text}" if runs_as_formula(text) else text


def unguarded(text: str) -> str:
    """The text behind its guard."""
    return text[1:] if _GUARDED.match(text) else text
