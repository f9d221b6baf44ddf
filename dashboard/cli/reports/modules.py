"""Modules completed of those assigned, and against the plan, as of a day; a period or an activity narrows nothing.

By week, each row is the cohort as of the end of that programme week.
"""

from sqlalchemy import Connection

from dashboard.cli.reports.report import Report, Row, key, plain, rate
from dashboard.domain.access import Scope
from dashboard.domain.modules import ModuleCounts, figures
from dashboard.domain.selection import Selection
from db.queries.measures import By
from db.queries.modules import modules


def rows(connection: Connection, scope: Scope, selection: Selection, by: By) -> list[Row]:
    """The measures of every group."""
    groups = modules(connection, scope, selection, by)
    return [key(group.cohort, group.key, by) | figures(group.counts) for group in groups]


REPORT = Report(
    rows=rows,
    columns=tuple(figures(ModuleCounts())),
    divisions=(By.COHORT, By.PARTICIPANT, By.WEEK, By.MODULE),
    cells={
        "completed": rate("completion", "completed", "assigned"),
        "in progress": plain("in_progress"),
        "exempt": plain("exempt"),
        "planned": plain("planned"),
        "against plan": plain("against_plan", "+d"),
    },
)
