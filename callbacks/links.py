"""Where marks, rows and lines lead: the addresses of what is behind them, for one who asks and their filters.

An address is an empty text where the one who asks may not follow it, so that a page has no link that ends in nothing.
Filters go along: who comes back, or moves on to another page, finds the same cohorts and days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from callbacks.filters import query_string
from dashboard.domain.access import Scope
from dashboard.domain.calendar import week_days
from dashboard.ids import Attendance, Support
from dashboard.views import Filters
from db.queries.cohorts import CohortRow


@dataclass(frozen=True)
class Links:
    """The addresses for one page as one asker sees it; ``cohorts`` are all that they may see, chosen or not."""

    scope: Scope
    filters: Filters
    cohorts: Sequence[CohortRow]

    @cached_property
    def _programmes(self) -> dict[str, str]:
        return {row.code: row.programme for row in self.cohorts}

    @cached_property
    def _several(self) -> bool:
        return len(set(self._programmes.values())) > 1

    def participant(self, cohort: str, code: str) -> str:
        """The page of one person, known by their code and a cohort that they are in.

        Codes are unique within a programme: where there are several, the address names it.
        """
        return self._person("/participant", cohort, code)

    def record(self, cohort: str, code: str) -> str:
        """What the funder wants to know of one person, known in the same way."""
        return self._person("/esf/person", cohort, code)

    def _person(self, path: str, cohort: str, code: str) -> str:
        if not self.scope.sees_persons:
            return ""
        programme = self._programmes[cohort] if self._several else ""
        return f"{path}{query_string(self.filters, code=code, programme=programme)}"

    def support(self, enrolment_id: int) -> str:
        """What rules say of one person in one cohort."""
        return f"/support{query_string(self.filters)}#{Support.card(enrolment_id)}" if self.scope.sees_persons else ""

    def session(self, session_id: int) -> str:
        """The page of one session."""
        return f"/session{query_string(self.filters, id=str(session_id))}" if self.scope.sees_persons else ""

    def register(self, session_id: int) -> str:
        """Where the register of one session is taken, for who may take it."""
        address = f"/register/session{query_string(self.filters, id=str(session_id))}"
        return address if self.scope.sees_persons else ""

    def cohort(self, code: str) -> str:
        """The attendance of one cohort."""
        return f"/attendance{query_string(self.filters, cohorts=code)}"

    def page(self, name: str, code: str) -> str:
        """Another page, of one cohort."""
        return f"/{name}{query_string(self.filters, cohorts=code)}"

    def follow_up(self, code: str) -> str:
        """The follow-ups of one cohort."""
        return self.page("follow-up", code)

    def not_taken(self, code: str) -> str:
        """The registers of one cohort that are not taken."""
        return f"{self.cohort(code)}#{Attendance.NOT_TAKEN}"

    def activity(self, code: str) -> str:
        """The attendance in one activity."""
        return f"/attendance{query_string(self.filters, activity=code)}"

    def week(self, cohort: CohortRow, week: int) -> str:
        """The attendance of one cohort on the days of one programme week, as far as they lie in the chosen period."""
        first, last = week_days(week, cohort.starts_on, cohort.weeks)
        starts = [day for day in (first, self.filters.start) if day]
        ends = [day for day in (last, self.filters.end) if day]
        days = {
            "from": max(starts).isoformat() if starts else "",
            "to": min(ends).isoformat() if ends else "",
        }
        return f"/attendance{query_string(self.filters, cohorts=cohort.code, **days)}"
