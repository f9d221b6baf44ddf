"""Follow-ups that have come due: how many were reached, and what became of the others."""

from sqlalchemy import Connection

from dashboard.cli.reports.report import Report, Row, key, plain, rate
from dashboard.domain.access import Scope
from dashboard.domain.follow_up import FollowUpCounts, figures
from dashboard.domain.selection import Selection
from db.queries.follow_up import follow_ups
from db.queries.measures import By


def rows(connection: Connection, scope: Scope, selection: Selection, by: By) -> list[Row]:
    """The measures of every group; a period is that of the due days."""
    groups = follow_ups(connection, scope, selection, by)
    return [key(group.cohort, group.key, by) | figures(group.counts) for group in groups]


REPORT = Report(
    rows=rows,
    columns=tuple(figures(FollowUpCounts())),
    divisions=(By.COHORT, By.PARTICIPANT),
    cells={
        "reached": rate("reached", "done", "due"),
        "not reached": plain("not_reached"),
        "declined": plain("declined"),
        "overdue": plain("overdue"),
        "upcoming": plain("upcoming"),
    },
)
