"""Did it work, in words: what was counted before and after a decision. No cause is claimed, and nobody is rated."""

from dashboard.domain.support import Rule
from dashboard.domain.support.outcome import Outcome, Tally
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext

_NOT_ABOUT_COMING = frozenset({Rule.FOLLOW_UP, Rule.REGISTER})


def outcome_text(outcome: Outcome, rule: str) -> str:
    """Counts before and after; nothing for a decision about a follow-up or a register."""
    if rule in _NOT_ABOUT_COMING:
        return ""
    before, after = outcome.before, outcome.after
    if not after.countable:
        return _("No session since then yet.") if not outcome.whole else _("There was no session after it.")
    attended = _(
        "Attended before: %(before)s. After: %(after)s, %(time)s.",
        before=_counts(before.attended, before.countable),
        after=_counts(after.attended, after.countable),
        time=_time(outcome),
    )
    return f"{attended} {_also(before, after) if outcome.comparable else _hold(outcome)}".strip()


def _counts(number: int, of: int) -> str:
    return _("%(number)d of %(of)d", number=number, of=of) if of else _("no sessions")


def _time(outcome: Outcome) -> str:
    if outcome.days >= 7:
        return ngettext("%(num)d week", "%(num)d weeks", outcome.weeks)
    return ngettext("%(num)d day", "%(num)d days", outcome.days)


def _also(before: Tally, after: Tally) -> str:
    """Absences without notice and late arrivals, where there were any."""
    said = []
    if before.silent or after.silent:
        said.append(
            _(
                "Without notice: %(before)s, then %(after)s.",
                before=_counts(before.silent, before.countable),
                after=_counts(after.silent, after.countable),
            )
        )
    if before.late or after.late:
        said.append(
            _(
                "Late: %(before)s, then %(after)s.",
                before=_counts(before.late, before.attended),
                after=_counts(after.late, after.attended),
            )
        )
    return " ".join(said)


def _hold(outcome: Outcome) -> str:
    """Why the counts should not be compared."""
    if not outcome.after.enough:
        return _("Too few sessions to say.") if outcome.whole else _("Too early to say.")
    return _("Too few sessions before it to compare.")
