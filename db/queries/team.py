"""Who of the team may see a cohort, and so can be asked to see to something there."""

from dataclasses import dataclass

from sqlalchemy import Connection, exists, or_, select

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.selection import Selection
from db.queries.expected import visible_cohorts
from db.schema import Account, AccountCohort, Cohort, Programme


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the team, by the name that colleagues know."""

    id: int
    name: str


def team(connection: Connection, scope: Scope) -> dict[int, tuple[Member, ...]]:
    """Per id of a cohort that the asker may see: the coordinators and its coaches with an active account, by name.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    own = exists().where(AccountCohort.account_id == Account.id, AccountCohort.cohort_id == Cohort.id)
    sees = or_(Account.role == Role.COORDINATOR, (Account.role == Role.COACH) & own)
    query = (
        select(Cohort.id.label("cohort_id"), Account.id, Account.display_name)
        .select_from(Cohort)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(Account, Account.deactivated_at.is_(None) & sees)
        .where(*visible_cohorts(scope, Selection()))
        .order_by(Account.display_name, Account.id)
    )
    found: dict[int, tuple[Member, ...]] = {}
    for row in connection.execute(query):
        found[row.cohort_id] = (*found.get(row.cohort_id, ()), Member(row.id, row.display_name))
    return found
