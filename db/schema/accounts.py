"""Who may sign in, who has, and what was done: accounts, sign-ins, throttle, audit."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Base, BigId, one_of, real_moments


class RoleName(Base):
    """The roles an account may have."""

    __tablename__ = "role"

    code: Mapped[str] = mapped_column(primary_key=True)


class Account(Base):
    """A member of the team who may sign in."""

    __tablename__ = "account"
    __table_args__ = (
        one_of("language", ("fi", "sv", "en")),
        one_of("theme", ("auto", "light", "dark")),
        real_moments("created_at", "deactivated_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(ForeignKey("role.code"))
    language: Mapped[str] = mapped_column(default="fi", server_default="fi")
    theme: Mapped[str] = mapped_column(default="auto", server_default="auto")
    created_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    deactivated_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class AccountCohort(Base):
    """The cohorts of a coach."""

    __tablename__ = "account_cohort"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True)


class SignIn(Base):
    """One signed-in browser; the cookie holds a secret of which only the SHA-256 is stored here."""

    __tablename__ = "sign_in"
    __table_args__ = (
        real_moments("created_at", "last_seen_at", "ended_at"),
        Index(None, "account_id"),
    )

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    csrf_token: Mapped[str]
    user_agent_hash: Mapped[str]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignInFailure(Base):
    """Failed sign-ins of one account name or one address: the growing delay is counted here, for every worker."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (
        CheckConstraint("failures >= 0", name="failures"),
        real_moments("last_failed_at", "retry_at"),
    )

    subject: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_failed_at: Mapped[datetime]
    retry_at: Mapped[datetime]


class Audit(Base):
    """One line of what was done, written in the transaction that did it; ``account_id`` null: the command line."""

    __tablename__ = "audit"
    __table_args__ = (real_moments("at"), Index(None, "subject", "subject_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    action: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(BigId)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


class AccountInvite(Base):
    """A link by which somebody sets their own password, once: for a new account, or when it was forgotten.

    Of its secret only the SHA-256 is stored.
    """

    __tablename__ = "account_invite"
    __table_args__ = (real_moments("made_at", "expires_at", "used_at"), Index(None, "account_id"))

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    made_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
