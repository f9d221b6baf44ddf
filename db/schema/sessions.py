"""Sessions and marks: the register.

A mark must lie inside its enrolment; that rule spans tables and is kept by the triggers of ``db.schema.triggers``.
"""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.domain.register_taking import STATUSES
from db.schema.base import Base, BigId, one_of, real_dates, real_moments


class Session(Base):
    """One meeting of a whole cohort, or of one enrolment (``enrolment_id``).

    ``local_date`` is the day in the programme's time zone, stored because both databases group by it.
    """

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("abs(julianday(local_date) - julianday(date(starts_at))) <= 1", name="local_date_near").ddl_if(
            dialect="sqlite"
        ),
        CheckConstraint(
            "abs(local_date - CAST(starts_at AT TIME ZONE 'UTC' AS date)) <= 1", name="local_date_near"
        ).ddl_if(dialect="postgresql"),
        ForeignKeyConstraint(["enrolment_id", "cohort_id"], ["enrolment.id", "enrolment.cohort_id"]),
        real_dates("local_date"),
        real_moments("starts_at", "ends_at", "cancelled_at"),
        Index(None, "cohort_id", "local_date"),
        Index(None, "enrolment_id"),
        Index(
            "uq_session_group",
            "cohort_id",
            "activity_id",
            "starts_at",
            unique=True,
            sqlite_where=text("enrolment_id IS NULL"),
            postgresql_where=text("enrolment_id IS NULL"),
        ),
        Index(
            "uq_session_individual",
            "enrolment_id",
            "activity_id",
            "starts_at",
            unique=True,
            sqlite_where=text("enrolment_id IS NOT NULL"),
            postgresql_where=text("enrolment_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    module_id: Mapped[int | None] = mapped_column(ForeignKey("module.id"))
    enrolment_id: Mapped[int | None]
    local_date: Mapped[date]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Mark(Base):
    """What the register says of one enrolment in one session; no row means not recorded, never absent."""

    __tablename__ = "mark"
    __table_args__ = (
        UniqueConstraint("session_id", "enrolment_id"),
        one_of("status", STATUSES),
        CheckConstraint(
            "CASE WHEN status = 'present' THEN notice IS NULL "
            "ELSE notice IS NOT NULL AND notice IN ('before', 'after', 'none', 'unknown') END",
            name="notice",
        ),
        CheckConstraint(
            "minutes_late IS NULL OR (status = 'late' AND minutes_late BETWEEN 1 AND 1440)",
            name="minutes_late",
        ),
        CheckConstraint(
            "left_early_minutes IS NULL OR (status <> 'absent' AND left_early_minutes BETWEEN 1 AND 1440)",
            name="left_early_minutes",
        ),
        CheckConstraint("NOT excused OR status = 'absent'", name="excused"),
        CheckConstraint(
            "reason IS NULL OR (status = 'absent' AND reason IN "
            "('official', 'health', 'care', 'work_or_study', 'other', 'unknown'))",
            name="reason",
        ),
        CheckConstraint(
            "(minutes_late IS NULL OR typeof(minutes_late) = 'integer') AND excused IN (0, 1)",
            name="real_types",
        ).ddl_if(dialect="sqlite"),
        Index(None, "enrolment_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    status: Mapped[str]
    minutes_late: Mapped[int | None]
    left_early_minutes: Mapped[int | None]
    notice: Mapped[str | None]
    excused: Mapped[bool] = mapped_column(default=False, server_default="0")
    reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
