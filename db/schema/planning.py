"""What is planned: the timetable that makes the sessions of a cohort, its breaks, absences told of beforehand."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.domain.register_taking import REASONS
from db.schema.base import Base, BigId, one_of, real_dates, real_moments


class TimetableSlot(Base):
    """A session that a cohort has every week, in its programme weeks ``from_week`` to ``to_week``, both inclusive.

    ``weekday`` is 1 for Monday; times are local. Null weeks: from the first, to the last.
    """

    __tablename__ = "timetable_slot"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("from_week >= 1 AND to_week >= from_week", name="weeks"),
        Index(None, "cohort_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    module_id: Mapped[int | None] = mapped_column(ForeignKey("module.id"))
    weekday: Mapped[int]
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    from_week: Mapped[int | None]
    to_week: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class TimetableSession(Base):
    """Which sessions a timetable made, so that a changed timetable finds them again; all others it leaves alone.

    ``week`` counts from the cohort's first day, 1, 2, 3 and so on past the programme's last one. ``by_hand``: somebody
    has changed or cancelled the session since, so that it stays as it is. ``slot_id`` null: its weekly session is gone.
    """

    __tablename__ = "timetable_session"
    __table_args__ = (UniqueConstraint("slot_id", "week"), CheckConstraint("week >= 1", name="week"))

    session_id: Mapped[int] = mapped_column(BigId, ForeignKey("session.id", ondelete="CASCADE"), primary_key=True)
    slot_id: Mapped[int | None] = mapped_column(ForeignKey("timetable_slot.id", ondelete="SET NULL"))
    week: Mapped[int]
    by_hand: Mapped[bool] = mapped_column(default=False, server_default="0")


class CohortBreak(Base):
    """Days on which a cohort does not meet, both inclusive; public holidays need no row."""

    __tablename__ = "cohort_break"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_start"),
        real_dates("first_day", "last_day"),
        Index(None, "cohort_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class AdvanceNotice(Base):
    """That somebody will be absent, told beforehand: the register is prefilled with it. Withdrawn, never deleted."""

    __tablename__ = "advance_notice"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_start"),
        one_of("reason", REASONS),
        real_dates("first_day", "last_day"),
        real_moments("recorded_at", "withdrawn_at"),
        Index(None, "enrolment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    excused: Mapped[bool] = mapped_column(default=False, server_default="0")
    reason: Mapped[str | None]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
