"""Whether a release and earlier ones together give away what each of them keeps."""

from collections.abc import Callable, Sequence
from functools import cache, partial

from dashboard.domain.disclosure.knowledge import Knowledge
from dashboard.domain.disclosure.ledger import Conflict, Release, Statement, Trouble
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.programs import Budget, OutOfTimeError

_KEPT = frozenset({Reason.FEW, Reason.SMALL, Reason.COMPLEMENT, Reason.UNANIMOUS})
"""Why a cell is withheld for its own sake, and so must stay wide whatever else goes out."""

_Releases = tuple[Release, ...]
_Shows = Callable[[_Releases], bool]
"""Whether a trouble shows when the new release joins these."""


def joint_conflicts(new: Release, earlier: Sequence[Release], seconds: float) -> tuple[Conflict, ...]:
    """What only shows when all that is published is taken together: persons determined, withheld cells narrowed.

    Args:
        earlier: of the same measure, oldest first.
        seconds: past this, it counts as trouble with all of them.
    """
    question = _Question(new, Budget(seconds))
    try:
        valid = question.still_valid(earlier)
        shows = {Trouble.DETERMINED: question.determines, Trouble.NARROWED: question.narrows}
        return tuple(_conflict(trouble, _fewest(valid, show)) for trouble, show in shows.items() if show(valid))
    except OutOfTimeError:
        return (_conflict(Trouble.UNDECIDED, earlier),)


def _conflict(trouble: Trouble, earlier: Sequence[Release]) -> Conflict:
    return Conflict(trouble, tuple(release.name for release in earlier))


def _fewest(releases: _Releases, shows: _Shows) -> _Releases:
    """Those of the releases without which a trouble would not show; the oldest are left out first."""
    for release in releases:
        without = tuple(other for other in releases if other is not release)
        if shows(without):
            return _fewest(without, shows)
    return releases


class _Question:
    """What a new release would add to others."""

    def __init__(self, new: Release, budget: Budget) -> None:
        self._new = new
        self._reader = cache(partial(_read, budget))

    def still_valid(self, earlier: Sequence[Release]) -> _Releases:
        """The latest of the earlier releases that can all be true of the same answers as the new one.

        Where answers have changed in between, a reader cannot take an old release for a fact about today.
        """
        valid: _Releases = ()
        for release in reversed(earlier):
            if self._reader((release, *valid, self._new), aware=True).possible:
                valid = (release, *valid)
        return valid

    def determines(self, earlier: _Releases) -> bool:
        """Whether somebody's answer is known that neither side gives away alone.

        What one side tells alone was decided when it was made: that nobody gave some harmless answer, for one.
        """
        together = self._reader((*earlier, self._new), aware=False).determined()
        alone = [self._reader(side, aware=False).determined() for side in ((self._new,), earlier) if side]
        return bool(together.difference(*alone))

    def narrows(self, earlier: _Releases) -> bool:
        """Whether a cell that one of them keeps is placed more closely by all of them than is promised of it."""
        return any(
            self._is_narrowed(statement, release, earlier, aware)
            for aware in (False, True)
            for release in (*earlier, self._new)
            for statement in release.statements
            if statement.reason in _KEPT
        )

    def _is_narrowed(self, statement: Statement, release: Release, earlier: _Releases, aware: bool) -> bool:
        promise = 1 if aware else release.k - 1
        width = self._reader((*earlier, self._new), aware=aware).width(statement, promise)
        if width >= promise:
            return False
        before = (release,) if release is self._new else earlier
        return width < self._reader(before, aware=aware).width(statement, promise)


def _read(budget: Budget, releases: _Releases, *, aware: bool) -> Knowledge:
    return Knowledge(releases, budget, aware=aware)
