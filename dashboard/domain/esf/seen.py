"""Which stored values somebody saw before they changed them, for tables whose rows have no version."""

from hashlib import sha256


def seen(*values: object) -> str:
    """A short text that differs wherever stored values differ: by it a form says which ones its reader saw."""
    return sha256(repr([value and str(value) for value in values]).encode()).hexdigest()[:16]
