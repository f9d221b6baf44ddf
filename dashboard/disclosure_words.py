"""What disclosure control says to people: why something is withheld, and what could be said instead.

What is said to readers of a table never tells which cell was withheld for its own sake. What is said of a single cell,
and of earlier releases, is for those who make the table.
"""

from collections.abc import Sequence

from dashboard.domain.disclosure import SafeTable
from dashboard.domain.disclosure.ledger import Conflict, Trouble
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.protect import Protected
from dashboard.i18n import format_list, ngettext
from dashboard.i18n import gettext as _

MARK = "-"
"""What stands in a cell that is withheld, for whatever reason."""


def notes_for_readers(table: SafeTable, mark: str = MARK) -> list[str]:
    """What has to stand below a table that leaves the house, besides its own notes.

    Args:
        mark: what stands in a cell that is withheld.
    """
    notes = [_("%(mark)s withheld to protect persons", mark=mark)] if table.withheld else []
    if table.rounded_to is not None:
        notes.append(_("Rounded to multiples of %(base)d, so that sums may differ.", base=table.rounded_to))
    return notes


def reasons_in_words(protected: Protected) -> list[str]:
    """Why numbers of a table are withheld, each reason once, without telling which number it is about."""
    k = protected.terms.k
    if k is None:
        return []
    return [why_withheld(reason, k) for reason in Reason if reason in protected.reasons.values()]


def why_withheld(reason: Reason, k: int) -> str:
    """Why one cell is withheld, for those who make the table.

    Args:
        k: the threshold in force.
    """
    sentences = {
        Reason.FEW: _("It is about a group of fewer than %(k)d persons.", k=k),
        Reason.SMALL: _("It counts fewer than %(k)d persons.", k=k),
        Reason.COMPLEMENT: _("It would show that fewer than %(k)d persons are not in it.", k=k),
        Reason.UNANIMOUS: _("It would tell the same of everybody in the group."),
        Reason.DOMINANT: _("One person adds so much to it that the amount could be guessed."),
        Reason.SECONDARY: _("Another withheld number could be worked out from it."),
        Reason.ALL_BUT_TOTAL: _("Whatever else were withheld, numbers could be worked out: the total stands alone."),
        Reason.OUT_OF_TIME: _("What to withhold was not found in time, so the total stands alone."),
    }
    return sentences[reason]


def how_many(table: SafeTable) -> str:
    """How much of a table is withheld, as a heading."""
    count = len(table.withheld)
    if not count:
        return _("Nothing has to be withheld")
    return ngettext("%(num)d number is withheld", "%(num)d numbers are withheld", count)


def summary(table: SafeTable) -> str:
    """How much is withheld of a table and for which kinds of reasons, without telling which is which."""
    count = len(table.withheld)
    if not count:
        return _("Nothing has to be withheld.")
    if table.k is None:
        raise ValueError("exact figures withhold nothing")
    return ngettext(
        "%(num)d number is withheld: it, or what it leaves out, is about fewer than %(k)d persons or tells the same "
        "of a whole group, or another could be worked out from it.",
        "%(num)d numbers are withheld: each, or what it leaves out, is about fewer than %(k)d persons or tells the "
        "same of a whole group, or another could be worked out from it.",
        count,
        k=table.k,
    )


def why_not_yet(conflict: Conflict) -> str:
    """What a release would give away together with earlier ones."""
    names = {"earlier": format_list(conflict.earlier)}
    match conflict.trouble:
        case Trouble.DIFFERENCE:
            return _("Its groups differ from those of %(earlier)s by a few persons, who would stand alone.", **names)
        case Trouble.CHANGE:
            return _("Since %(earlier)s the answer of a few persons has changed, who would stand alone.", **names)
        case Trouble.DETERMINED:
            return _("Together with %(earlier)s it would tell what applies to single persons.", **names)
        case Trouble.NARROWED:
            return _("Together with %(earlier)s it would narrow down what one of them withholds.", **names)
        case Trouble.UNDECIDED:
            return _("Whether it is safe beside %(earlier)s was not found out in time.", **names)


def grouping_words(groups: Sequence[Sequence[str]]) -> str:
    """Which cohorts to take together, as a suggestion: ``pool spring 1 and spring 2``, or ``all four together``."""
    if len(groups) == 1:
        return ngettext("one cohort", "all %(num)d cohorts together", len(groups[0]))
    pooled = [_("pool %(cohorts)s", cohorts=format_list(group)) for group in groups if len(group) > 1]
    return "; ".join(pooled) if pooled else _("each cohort by itself")
