"""Service needs found and met."""

from sqlalchemy import Connection

from dashboard.cli.reports.report import Report, Row, key, plain, rate
from dashboard.domain.access import Scope
from dashboard.domain.needs import NeedCounts, figures
from dashboard.domain.selection import Selection
from db.queries.measures import By
from db.queries.needs import needs


def rows(connection: Connection, scope: Scope, selection: Selection, by: By) -> list[Row]:
    """The measures of every group; a period is that of the days on which needs were found."""
    groups = needs(connection, scope, selection, by)
    return [key(group.cohort, group.key, by) | figures(group.counts) for group in groups]


REPORT = Report(
    rows=rows,
    columns=tuple(figures(NeedCounts())),
    divisions=(By.COHORT, By.PARTICIPANT, By.CATEGORY),
    cells={"found": plain("identified"), "met": rate("needs_met", "met", "identified")},
)
