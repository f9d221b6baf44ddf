"""How the lateness page says its counts, and the columns that its tables share."""

from dashboard.domain.lateness import Lateness
from dashboard.figures.style import range_text, rate_text
from dashboard.i18n import format_number, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import Column, Kind


def late_text(counts: Lateness) -> str:
    """Lateness with its counts, ``24 %, 22 / 92``."""
    return rate_text(counts.lateness, counts.late, counts.attended)


def interval_text(counts: Lateness) -> str:
    """The Wilson interval in words, ``16–34 %``, or nothing below six."""
    return range_text(counts.lateness_interval)


def minute_text(minutes: float) -> str:
    """Minutes with a decimal only where there is one."""
    return format_number(minutes, 0 if minutes == int(minutes) else 1)


def told_text(counts: Lateness) -> str:
    """How many late arrivals were told beforehand; where that was not noted, it is not taken for silence."""
    if counts.notice_unknown == counts.late:
        return _("Whether late arrivals were told beforehand has not been noted")
    said = ngettext(
        "%(told)d of %(num)d late arrival was told beforehand",
        "%(told)d of %(num)d late arrivals were told beforehand",
        counts.late,
        told=counts.told_before,
    )
    return (
        _("%(said)s; not known of %(unknown)d", said=said, unknown=counts.notice_unknown)
        if (counts.notice_unknown)
        else said
    )


def notice_name(notice: str | None) -> str:
    """What is known of the notice of a late arrival."""
    return {
        "before": _("told before"),
        "after": _("told afterwards"),
        "none": _("not told"),
    }.get(notice or "", _("not known whether told"))


def rate_columns() -> tuple[Column, ...]:
    """Counts and rate, for :func:`rate_cells`."""
    return (
        Column(_("Late"), Kind.NUMBER),
        Column(_("Present or late"), Kind.NUMBER),
        Column(_("Share late"), Kind.SHARE),
        Column(_("at least (95 %)"), Kind.SHARE),
        Column(_("at most (95 %)"), Kind.SHARE),
    )


def rate_cells(counts: Lateness) -> tuple[float | None, ...]:
    """Counts, and rate with interval where there are enough of them."""
    low, high = counts.lateness_interval or (None, None)
    return (counts.late, counts.attended, counts.lateness if counts.enough else None, low, high)
