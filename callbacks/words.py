"""The sentences that several pages say about counts, weeks and cohorts; nothing here knows a database."""

from datetime import date

from dashboard.domain.calendar import programme_week
from dashboard.domain.measures import Counts
from dashboard.figures.style import rate_text
from dashboard.i18n import format_day, format_period, format_short_day, format_weekday
from dashboard.i18n import gettext as _
from db.queries.cohorts import CohortRow
from db.queries.planning import CohortPlan


def attendance_text(counts: Counts) -> str:
    """Attendance with its counts, ``64 %, 7 / 11``."""
    return rate_text(counts.attendance, counts.attended, counts.countable)


def commitment_text(counts: Counts) -> str:
    """Commitment with its counts."""
    return rate_text(counts.commitment, counts.attended + counts.told, counts.countable)


def lateness_text(counts: Counts) -> str:
    """Lateness with its counts."""
    return rate_text(counts.lateness, counts.late, counts.attended)


def is_running(cohort: CohortRow, today: date) -> bool:
    """Whether a cohort has begun and not ended."""
    return cohort.starts_on <= today <= cohort.ends_on


def cohort_when(cohort: CohortRow | CohortPlan, today: date) -> str:
    """Where a cohort is in time: its week, or when it ended or begins."""
    if today < cohort.starts_on:
        return _("begins %(day)s", day=format_day(cohort.starts_on))
    if today > cohort.ends_on:
        return _("ended %(day)s", day=format_day(cohort.ends_on))
    week = programme_week(today, cohort.starts_on, cohort.weeks)
    return _("week %(week)d of %(weeks)d", week=week, weeks=cohort.weeks)


def day_text(day: date, today: date | None = None) -> str:
    """A day within the programme, ``ti 10.11.``; with its year where that is another than today's."""
    written = format_short_day(day) if today is None or day.year == today.year else format_day(day)
    return f"{format_weekday(day)} {written}"


def period_text(start: date | None, end: date | None) -> str:
    """The chosen period, for a note below a chart; nothing where it is open on both sides."""
    if start and end:
        return format_period(start, end)
    if start:
        return _("from %(day)s", day=format_day(start))
    return _("until %(day)s", day=format_day(end)) if end else ""
