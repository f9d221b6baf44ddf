"""All tables, one subject a file; ``metadata`` is what migrations and tests compare against."""

from db.schema.accounts import Account, AccountCohort, Audit, RoleName, SignIn, SignInFailure
from db.schema.base import Base
from db.schema.changes import ChangeStamp
from db.schema.esf import EsfBackground, EsfForm
from db.schema.programme import Activity, Cohort, Enrolment, Module, ModuleProgress, Participant, Programme
from db.schema.sessions import Mark, Session
from db.schema.support import Contact, Feedback, FollowUp, PromptDecision, ServiceNeed

metadata = Base.metadata

__all__ = [
    "Account",
    "AccountCohort",
    "Activity",
    "Audit",
    "Base",
    "ChangeStamp",
    "Cohort",
    "Contact",
    "Enrolment",
    "EsfBackground",
    "EsfForm",
    "Feedback",
    "FollowUp",
    "Mark",
    "Module",
    "ModuleProgress",
    "Participant",
    "Programme",
    "PromptDecision",
    "RoleName",
    "ServiceNeed",
    "Session",
    "SignIn",
    "SignInFailure",
    "metadata",
]
