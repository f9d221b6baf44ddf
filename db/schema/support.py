"""What is done for a person: follow-ups, service needs, contacts, feedback, decisions on prompts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Base, one_of, real_dates, real_moments

FOLLOW_UP_KINDS = ("28_days", "6_months", "other")
FOLLOW_UP_STATUSES = ("planned", "done", "not_reached", "declined", "cancelled")
OUTCOMES = ("employed", "education", "job_searching", "inactive", "other", "unknown")
NEED_CATEGORIES = (
    "rights_at_work",
    "job_search",
    "language",
    "digital",
    "everyday_management",
    "well_being",
    "health",
    "housing",
    "legal",
    "finance",
    "childcare",
    "other",
)
FEEDBACK_THEMES = ("content", "group", "guidance", "schedule", "language", "safety", "usefulness", "other")
DECISION_KINDS = ("acknowledged", "snoozed", "decided", "done", "reviewed")
CHANNELS = ("phone", "message", "meeting", "email", "other")


class FollowUp(Base):
    """One planned contact after the coaching and what came of it."""

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "kind", "due_on"),
        one_of("kind", FOLLOW_UP_KINDS),
        one_of("status", FOLLOW_UP_STATUSES),
        one_of("outcome", OUTCOMES),
        CheckConstraint("(status = 'done') = (done_on IS NOT NULL)", name="done_has_date"),
        CheckConstraint("outcome IS NULL OR status = 'done'", name="outcome_when_done"),
        real_dates("due_on", "done_on", "closed_on"),
        Index(None, "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    kind: Mapped[str]
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(default="planned", server_default="planned")
    done_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    outcome: Mapped[str | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class ServiceNeed(Base):
    """A service that a person turned out to need, and when it was met."""

    __tablename__ = "service_need"
    __table_args__ = (
        one_of("category", NEED_CATEGORIES),
        CheckConstraint("met_on >= identified_on", name="met_after_identified"),
        real_dates("identified_on", "met_on"),
        Index(None, "enrolment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    category: Mapped[str]
    identified_on: Mapped[date]
    met_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Feedback(Base):
    """One answer of participant feedback; the person is kept only where they gave it under their code."""

    __tablename__ = "feedback"
    __table_args__ = (
        one_of("theme", FEEDBACK_THEMES),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        real_dates("given_on"),
        Index(None, "cohort_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"))
    given_on: Mapped[date]
    theme: Mapped[str]
    rating: Mapped[int | None]
    comment: Mapped[str | None]


class PromptDecision(Base):
    """What people did about a support prompt; prompts themselves are computed, never stored. Rows are only added.

    ``about`` tells T1's two statuses apart (a kind of follow-up). ``decision_id`` is the decision that was carried out
    or looked at again; ``review_id`` the weekly review in which it was said.
    """

    __tablename__ = "prompt_decision"
    __table_args__ = (
        one_of("kind", DECISION_KINDS),
        CheckConstraint("(kind = 'snoozed') = (snoozed_until IS NOT NULL)", name="snooze_has_end"),
        CheckConstraint("kind NOT IN ('snoozed', 'decided') OR text IS NOT NULL", name="text_says_why"),
        real_dates("due_on", "snoozed_until"),
        real_moments("decided_at"),
        Index(None, "enrolment_id", "rule"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    rule: Mapped[str]
    about: Mapped[str | None]
    kind: Mapped[str]
    text: Mapped[str | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    due_on: Mapped[date | None]
    snoozed_until: Mapped[date | None]
    worked: Mapped[str | None]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("prompt_decision.id"))
    review_id: Mapped[int | None] = mapped_column(ForeignKey("review.id"))
    decided_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Contact(Base):
    """One contact with a person outside a session; no text, so that nothing is written that need not be."""

    __tablename__ = "contact"
    __table_args__ = (one_of("channel", CHANNELS), real_dates("contacted_on"), Index(None, "enrolment_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    contacted_on: Mapped[date]
    channel: Mapped[str]
    reached: Mapped[bool] = mapped_column(default=True, server_default="1")
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
