"""What the planning pages read of a programme, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from sqlalchemy import Connection

from dashboard.domain.access import Scope
from dashboard.domain.calendar import local_day
from dashboard.i18n import current_language
from db.queries.planning import (
    ActivityPlan,
    CohortPlan,
    ModulePlan,
    ProgrammePlan,
    activity_plans,
    cohort_plans,
    module_plans,
    programme_plans,
)


@dataclass(frozen=True, slots=True)
class Plans:
    """Programmes with everything in them that the asker works with."""

    scope: Scope
    now: datetime
    programmes: Sequence[ProgrammePlan]
    cohorts: Sequence[CohortPlan]
    activities: Sequence[ActivityPlan]
    modules: Sequence[ModulePlan]

    @property
    def today(self) -> date:
        """The local day."""
        return local_day(self.now)

    def cohorts_of(self, programme_id: int) -> list[CohortPlan]:
        """A programme's cohorts, in the order of their start."""
        return [one for one in self.cohorts if one.programme_id == programme_id]

    def activities_of(self, programme_id: int) -> list[ActivityPlan]:
        """A programme's activities, in the order in which they were made."""
        return [one for one in self.activities if one.programme_id == programme_id]

    def modules_of(self, programme_id: int) -> list[ModulePlan]:
        """A programme's modules, in the order of the plan."""
        return [one for one in self.modules if one.programme_id == programme_id]

    def activity(self, activity_id: int) -> str:
        """Name of an activity in the reader's language."""
        return next(one.name(current_language()) for one in self.activities if one.id == activity_id)

    def module(self, module_id: int | None) -> str:
        """Name of a module in the reader's language; nothing where there is none."""
        return next((one.name(current_language()) for one in self.modules if one.id == module_id), "")


def read_plans(connection: Connection, scope: Scope, now: datetime) -> Plans:
    """Everything that the asker works with.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    return Plans(
        scope=scope,
        now=now,
        programmes=programme_plans(connection, scope),
        cohorts=cohort_plans(connection, scope, now, local_day(now)),
        activities=activity_plans(connection, scope),
        modules=module_plans(connection, scope),
    )


def cohort_href(code: str, **more: str) -> str:
    """The address of one cohort's plan."""
    return f"/planning/cohort?{urlencode({'cohort': code, **more})}"
