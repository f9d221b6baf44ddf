"""How far an export is, told as it goes, and whether anybody still waits for it."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.exports.errors import CancelledError

Progress = Callable[[int, int], None]
"""Is told how many steps are done, and of how many."""

Cancelled = Callable[[], bool]
"""Says whether nobody wants the files any more."""

Step = Callable[[], None]
"""Is called as each part of a file is begun."""


@dataclass(slots=True)
class Steps:
    """Counts the steps of one export."""

    total: int
    progress: Progress
    cancelled: Cancelled
    done: int = 0

    def __call__(self) -> None:
        """One more step is done.

        Raises:
            CancelledError: nobody waits any more.
        """
        if self.cancelled():
            raise CancelledError
        self.done += 1
        self.progress(self.done, self.total)
