"""How start and exit forms stand by cohort, and the signs for it."""

from collections.abc import Mapping, Sequence

from dashboard.domain.esf import FormCounts, FormStanding
from dashboard.domain.register import Shown
from dashboard.figures.stacked import Part, stacked
from dashboard.figures.style import Figure, rate_text
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext

FORM_SIGNS: Mapping[FormStanding, Shown] = {
    FormStanding.SIGNED: Shown.PRESENT,
    FormStanding.EXPLAINED: Shown.EXCUSED,
    FormStanding.OVERDUE: Shown.LATE,
    FormStanding.OPEN: Shown.UNRECORDED,
}
"""The register's sign for each standing, in the order in which they are stacked and explained."""


def form_standing_name(standing: FormStanding) -> str:
    """What a standing is called."""
    return {
        FormStanding.SIGNED: pgettext("form", "signed"),
        FormStanding.EXPLAINED: pgettext("form", "cannot be had"),
        FormStanding.OVERDUE: pgettext("form", "past its day"),
        FormStanding.OPEN: pgettext("form", "still in time"),
    }[standing]


def forms(rows: Sequence[tuple[str, FormCounts]], *, links: Sequence[str] = ()) -> Figure:
    """How the forms of each row stand, with the share signed beside them.

    Args:
        rows: cohort and kind of form in words, with the counts, first on top.
        links: where each of them leads.
    """
    return stacked(
        [name for name, _counts in rows],
        [
            Part(form_standing_name(standing), sign, [getattr(counts, standing) for _name, counts in rows])
            for standing, sign in FORM_SIGNS.items()
        ],
        [rate_text(counts.completeness, counts.signed, counts.expected) for _name, counts in rows],
        axis=_("forms"),
        links=links,
    )
