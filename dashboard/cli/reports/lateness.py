"""Lateness with its interval, minutes late as quartiles, and what notice was given."""

from sqlalchemy import Connection

from dashboard.cli.reports.report import Report, Row, key, plain, rate
from dashboard.domain.access import Scope
from dashboard.domain.lateness import Lateness, figures
from dashboard.domain.selection import Selection
from db.queries.lateness import lateness
from db.queries.measures import OF_MARKS, By


def rows(connection: Connection, scope: Scope, selection: Selection, by: By) -> list[Row]:
    """The measures of every group."""
    groups = lateness(connection, scope, selection, by)
    return [key(group.cohort, group.key, by) | figures(group.counts) for group in groups]


REPORT = Report(
    rows=rows,
    columns=tuple(figures(Lateness())),
    divisions=OF_MARKS,
    cells={
        "late": rate("lateness", "late", "attended"),
        "on time": plain("on_time"),
        "median": plain("minutes_late_median", "g"),
        "quartile 1": plain("minutes_late_q1", "g"),
        "quartile 3": plain("minutes_late_q3", "g"),
        "minutes unknown": plain("minutes_unknown"),
        "told before": plain("told_before"),
        "told after": plain("told_after"),
        "not told": plain("not_told"),
        "notice unknown": plain("notice_unknown"),
    },
)
