"""All tables, one subject a file; ``metadata`` is what migrations and tests compare against."""

from db.schema.accounts import Account, AccountCohort, AccountInvite, Audit, RoleName, SignIn, SignInFailure
from db.schema.base import Base
from db.schema.changes import ChangeStamp
from db.schema.esf import EsfBackground, EsfEvent, EsfForm
from db.schema.jobs import ImportBatch, ImportMapping, Job
from db.schema.planning import AdvanceNotice, CohortBreak, TimetableSession, TimetableSlot
from db.schema.programme import Activity, Cohort, Enrolment, Module, ModuleProgress, Participant, Programme
from db.schema.reports import Release, ReleaseCell, ReportText
from db.schema.review import ProgrammeSetting, Review, ReviewAlias, ReviewItem
from db.schema.sessions import Mark, Session
from db.schema.support import Contact, Feedback, FollowUp, PromptDecision, ServiceNeed

metadata = Base.metadata

__all__ = [
    "Account",
    "AccountCohort",
    "AccountInvite",
    "Activity",
    "AdvanceNotice",
    "Audit",
    "Base",
    "ChangeStamp",
    "Cohort",
    "CohortBreak",
    "Contact",
    "Enrolment",
    "EsfBackground",
    "EsfEvent",
    "EsfForm",
    "Feedback",
    "FollowUp",
    "ImportBatch",
    "ImportMapping",
    "Job",
    "Mark",
    "Module",
    "ModuleProgress",
    "Participant",
    "Programme",
    "ProgrammeSetting",
    "PromptDecision",
    "Release",
    "ReleaseCell",
    "ReportText",
    "Review",
    "ReviewAlias",
    "ReviewItem",
    "RoleName",
    "ServiceNeed",
    "Session",
    "SignIn",
    "SignInFailure",
    "TimetableSession",
    "TimetableSlot",
    "metadata",
]
