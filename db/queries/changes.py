"""Whether anything that the asker may see has been written since they last looked."""

from sqlalchemy import Connection, func, select

from dashboard.domain.access import Scope
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import ChangeStamp, Cohort, Programme


def change_stamp(connection: Connection, scope: Scope) -> int:
    """A number that grows whenever something is written about a cohort that the asker may see.

    Raises:
        ForbiddenError: the asker's role sees no figures.
    """
    query = (
        select(func.coalesce(func.sum(ChangeStamp.stamp), 0))
        .select_from(Cohort)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(ChangeStamp, ChangeStamp.cohort_id == Cohort.id)
        .where(*visible_cohorts(scope, Selection()))
    )
    return int(connection.execute(query).scalar_one())
