"""Who took a chart of a monitoring page out of the program as a file, with exact numbers."""

from sqlalchemy import Connection

from dashboard.domain.access import ForbiddenError, Scope
from db.commands.audit import record


def record_chart_export(connection: Connection, scope: Scope, chart: str, ending: str) -> None:
    """Write down that a chart leaves as a file.

    Args:
        connection: a writing transaction; the file is handed over only when it has ended well.
        scope: who takes it.
        chart: the key of the chart.
        ending: the kind of file.

    Raises:
        ForbiddenError: exact numbers are not for this role.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    record(connection, scope.account_id, "export", "chart", detail={"chart": chart, "format": ending})
