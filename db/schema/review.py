"""The weekly review: its agenda as it was stepped through, what was typed, the aliases on the wall, the minutes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Base, one_of, real_dates, real_moments

ITEM_KINDS = ("prompt", "decision", "follow_up", "register", "cohort")
ITEM_STATES = ("open", "done", "carried")


class ProgrammeSetting(Base):
    """One setting of a programme that differs from its default: for now the parameters of the support rules."""

    __tablename__ = "programme_setting"
    __table_args__ = (real_moments("changed_at"),)

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Review(Base):
    """One weekly review of a programme; ``minutes`` are frozen when it is closed, and hold codes only.

    ``since`` is the day of the review before it: what is called new is new since then.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (minutes IS NULL)", name="minutes_when_closed"),
        CheckConstraint("since < held_on", name="since_before"),
        real_dates("held_on", "since"),
        real_moments("started_at", "closed_at"),
        UniqueConstraint("programme_id", "held_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    held_on: Mapped[date]
    since: Mapped[date]
    started_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    started_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    # Null, and not JSON's own word for it, while the review is open.
    minutes: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class ReviewItem(Base):
    """What became of one item of an agenda; no row means that it was not reached yet.

    ``key`` says what it is about (``person:17`` for an enrolment, ``register:2`` and ``cohort:2`` for a cohort) and
    ``kind`` why it was on the agenda; ``note`` is what is being typed, live, and ``version`` grows with its words.
    """

    __tablename__ = "review_item"
    __table_args__ = (
        UniqueConstraint("review_id", "key"),
        one_of("kind", ITEM_KINDS),
        one_of("state", ITEM_STATES),
        real_moments("written_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    kind: Mapped[str]
    key: Mapped[str]
    state: Mapped[str] = mapped_column(default="open", server_default="open")
    note: Mapped[str | None]
    written_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    written_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class ReviewAlias(Base):
    """The neutral name that stands for a person's code on the wall, the same through one meeting and no longer."""

    __tablename__ = "review_alias"
    __table_args__ = (UniqueConstraint("review_id", "number"), Index(None, "participant_id"))

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    number: Mapped[int]
