"""Long work that people wait for, and what imports leave behind."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Base, one_of, real_moments

JOB_KINDS = ("export", "import")
JOB_STATES = ("waiting", "running", "done", "failed", "cancelled", "fetched", "expired")


class Job(Base):
    """One piece of background work, in the database so that every process sees its progress.

    ``content`` is what it works on, then what came of it, until its owner has fetched it or it has expired;
    ``result`` is the step at which it is, then what came of it. ``asked_to_stop`` is read by the one who does the work.
    ``key`` is what the browser knows it by.
    """

    __tablename__ = "job"
    __table_args__ = (
        one_of("kind", JOB_KINDS),
        one_of("state", JOB_STATES),
        CheckConstraint("done_steps BETWEEN 0 AND steps", name="steps"),
        real_moments("asked_at", "heard_of_at", "expires_at"),
        Index(None, "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    state: Mapped[str] = mapped_column(default="waiting", server_default="waiting")
    steps: Mapped[int] = mapped_column(default=0, server_default="0")
    done_steps: Mapped[int] = mapped_column(default=0, server_default="0")
    request: Mapped[dict[str, Any]] = mapped_column(JSON)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    asked_to_stop: Mapped[bool] = mapped_column(default=False, server_default="0")
    asked_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    heard_of_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    expires_at: Mapped[datetime]
    file_name: Mapped[str | None]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class ImportBatch(Base):
    """The receipt of one import, and what is needed to undo it.

    ``receipt`` holds the counts by kind of row; ``undo`` by table the ids that were added, as ranges of first and last,
    and the old values of what was changed.
    """

    __tablename__ = "import_batch"
    __table_args__ = (real_moments("imported_at", "undone_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    imported_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    imported_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    files: Mapped[list[str]] = mapped_column(JSON)
    receipt: Mapped[dict[str, Any]] = mapped_column(JSON)
    undo: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class ImportMapping(Base):
    """How files with these headings were read last time: the next one is read the same way unless told otherwise."""

    __tablename__ = "import_mapping"
    __table_args__ = (UniqueConstraint("headings"), real_moments("used_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    headings: Mapped[str]
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)
    used_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
