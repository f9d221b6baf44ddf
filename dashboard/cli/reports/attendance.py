"""Attendance, commitment, lateness, notice, nearly-empty sessions and hours: what is printed unless told otherwise."""

from sqlalchemy import Connection

from dashboard.cli.reports.report import Report, Row, key, of, plain, rate, share
from dashboard.domain.access import Scope
from dashboard.domain.measures import Counts, figures
from dashboard.domain.selection import Selection
from db.queries.measures import OF_MARKS, By, measures


def rows(connection: Connection, scope: Scope, selection: Selection, by: By) -> list[Row]:
    """The measures of every group."""
    groups = measures(connection, scope, selection, by)
    return [key(group.cohort, group.key, by) | figures(group.counts) for group in groups]


REPORT = Report(
    rows=rows,
    columns=tuple(figures(Counts())),
    divisions=OF_MARKS,
    cells={
        "recorded": of("recorded", "expected"),
        "attendance": rate("attendance", "attended", "countable"),
        "commitment": share("commitment", "countable"),
        "late": rate("lateness", "late", "attended"),
        "minutes": plain("minutes_late_median", "g"),
        "notice": plain("notice_rate", ".0%"),
        "unnotified": plain("unnotified"),
        "excused": plain("excused"),
        "nearly empty": of("nearly_empty", "nearly_empty_of"),
        "hours": of("hours_attended", "hours_offered", ".1f"),
    },
)
