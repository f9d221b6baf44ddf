"""Why a command was not carried out. Nothing is written then; whoever asked says it in words."""

from typing import Any


class RefusedError(Exception):
    """What was asked for cannot be done.

    Attributes:
        code: why, as a slug that callbacks have words for (``before-entry``).
        values: what those words need: dates, codes, counts.
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class StaleError(Exception):
    """Somebody has written since the one who asks last looked.

    Attributes:
        current: what is stored now, by name; with ``version``, by which the asker can say that they have seen it.
    """

    def __init__(self, **current: Any) -> None:
        super().__init__("stale")
        self.current = current
