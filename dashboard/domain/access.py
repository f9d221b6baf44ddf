"""Who asks, and what they may see.

A :class:`Scope` goes with every query; there is no way to read without one. It is made from the server-side
sign-in alone, never from what a browser sends.
"""

from dataclasses import dataclass
from enum import StrEnum

FEWEST = 3
"""So many persons at least stand behind what is said of their lives to someone who sees aggregates only."""


class Role(StrEnum):
    """The four roles; a role is what an account may do, its cohorts are where."""

    COORDINATOR = "coordinator"
    COACH = "coach"
    REPORTER = "reporter"
    AUDITOR = "auditor"


WITH_PERSONS = frozenset({Role.COORDINATOR, Role.COACH})
"""Who may see single participants."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one asker may read.

    Attributes:
        account_id: the signed-in account, null for the command line.
        role: the account's role.
        cohort_ids: the cohorts of a coach; null means every cohort.
    """

    account_id: int | None
    role: Role
    cohort_ids: frozenset[int] | None = None

    @property
    def sees_persons(self) -> bool:
        """Whether single participants, their sessions and marks may be shown; otherwise aggregates only."""
        return self.role in WITH_PERSONS

    @property
    def plans(self) -> bool:
        """Whether programmes, cohorts, enrolments, timetables and accounts may be changed."""
        return self.role is Role.COORDINATOR

    @property
    def imports(self) -> bool:
        """Whether files may be brought in and taken back: that makes people, cohorts and contents of programmes."""
        return self.role is Role.COORDINATOR

    @property
    def makes_reports(self) -> bool:
        """Whether reports for the funder and the public may be made: who makes them need not see the persons."""
        return self.role in {Role.COORDINATOR, Role.REPORTER}

    @property
    def sees_releases(self) -> bool:
        """Whether it may be seen what left the house: by who lets it go, and by who watches over that."""
        return self.makes_reports or self.role is Role.AUDITOR

    @property
    def sees_restricted(self) -> bool:
        """Whether activities such as psychologist meetings may be counted and shown at all."""
        return self.role in {Role.COORDINATOR, Role.COACH}

    def sees_lives(self, persons: int) -> bool:
        """Whether what so many persons need, or what came of them, may be shown taken together."""
        return self.sees_measures and (self.sees_persons or persons >= FEWEST)

    @property
    def sees_measures(self) -> bool:
        """Whether figures about cohorts may be shown: an auditor reads logs, not figures."""
        return self.role is not Role.AUDITOR


def command_line_scope() -> Scope:
    """The scope of someone who already holds the database: every cohort, as a coordinator."""
    return Scope(account_id=None, role=Role.COORDINATOR)


class ForbiddenError(Exception):
    """A query was asked for something outside its Scope; what is forbidden looks like what does not exist."""
