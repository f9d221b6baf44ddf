"""What the attendance page says of counts and weeks, in sentences and in tables."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from callbacks.words import attendance_text, commitment_text
from dashboard.domain.calendar import programme_week
from dashboard.domain.measures import Counts
from dashboard.i18n import format_iso_week
from dashboard.i18n import gettext as _
from dashboard.views import Column, Kind, Table
from db.queries.cohorts import CohortRow


def week_labels(weeks: Iterable[int], cohorts: Sequence[CohortRow], days: Iterable[date]) -> dict[int, str]:
    """Name of each programme week: its calendar week where one cohort is shown, else its number, which aligns them.

    Args:
        weeks: programme weeks; below one is before the first.
        cohorts: those that are shown.
        days: on which there are sessions. Those after the last week are counted in it, and its label says so.
    """
    if len(cohorts) != 1:
        return {week: str(week) if week >= 1 else _("before") for week in sorted(weeks)}
    [cohort] = cohorts
    latest: dict[int, date] = {}
    for day in days:
        week = programme_week(day, cohort.starts_on, cohort.weeks) or 0
        latest[week] = max(latest.get(week, day), day)
    return {week: _week_label(week, cohort, latest.get(week)) for week in sorted(weeks)}


def _week_label(week: int, cohort: CohortRow, latest: date | None) -> str:
    """``vk 44``; ``vk 44–45`` where sessions went on after the last week."""
    if week < 1:
        return _("before")
    begins = cohort.starts_on + timedelta(days=7 * (week - 1))
    label = format_iso_week(begins.isocalendar().week)
    if week < cohort.weeks or not latest or latest < begins + timedelta(days=7):
        return label
    return f"{label}–{latest.isocalendar().week}"


def in_words(named: Sequence[tuple[str, Counts]]) -> str:
    """Attendance and commitment of each, as a chart is read aloud."""
    return " ".join(
        _(
            "%(name)s: attendance %(attendance)s, commitment %(commitment)s.",
            name=name,
            attendance=attendance_text(counts),
            commitment=commitment_text(counts),
        )
        for name, counts in named
    )


def rates_table(label: str, named: Sequence[tuple[str, Counts]], links: Sequence[str]) -> Table:
    """Counts and rates, a row each; no rate below six marks."""

    def rates(counts: Counts) -> tuple[float | None, ...]:
        low, high = counts.attendance_interval or (None, None)
        return (counts.attendance, low, high, counts.commitment) if counts.enough else (None,) * 4

    return Table(
        columns=(
            Column(label),
            Column(_("Present or late"), Kind.NUMBER),
            Column(_("Absent, told before"), Kind.NUMBER),
            Column(_("Countable"), Kind.NUMBER),
            Column(_("Attendance"), Kind.SHARE),
            Column(_("at least (95 %)"), Kind.SHARE),
            Column(_("at most (95 %)"), Kind.SHARE),
            Column(_("Commitment"), Kind.SHARE),
        ),
        rows=tuple((name, counts.attended, counts.told, counts.countable, *rates(counts)) for name, counts in named),
        links=tuple(links),
    )
