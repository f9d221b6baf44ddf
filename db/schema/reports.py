"""What leaves the house: the ledger of releases with the persons behind each cell, and the texts of reports."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Base, one_of, real_dates, real_moments

PROFILES = ("internal", "funder", "public", "eura")


class Release(Base):
    """One report that went out; it stays known when it is withdrawn.

    ``request`` is what was asked for (cohorts, period, measures, language, formats), ``rules`` the parameters of
    disclosure control in force, ``content`` the frozen copy: the tables as they went out. ``files`` holds the name and
    SHA-256 of each file. ``recipient`` is for whom it was.
    """

    __tablename__ = "release"
    __table_args__ = (
        one_of("profile", PROFILES),
        real_dates("as_of"),
        real_moments("made_at", "withdrawn_at"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_why IS NULL)", name="withdrawn_says_why"),
        Index(None, "programme_id", "made_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    profile: Mapped[str]
    recipient: Mapped[str]
    as_of: Mapped[date]
    request: Mapped[dict[str, Any]] = mapped_column(JSON)
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    files: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    made_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_why: Mapped[str | None]


class ReleaseCell(Base):
    """One cell of a release: of these persons, so many gave one of these answers.

    ``measure`` is what was asked, ``place`` the cell's number within it. ``persons`` are the ids of the participants
    behind the cell, those counted and those who might have been. ``number`` is exact, also where it went out rounded;
    null where it was withheld, and then ``reason`` says why.
    """

    __tablename__ = "release_cell"
    __table_args__ = (
        UniqueConstraint("release_id", "measure", "place"),
        CheckConstraint("(number IS NULL) = (reason IS NOT NULL)", name="withheld_has_reason"),
        Index(None, "measure"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"))
    measure: Mapped[str]
    place: Mapped[int]
    answers: Mapped[list[str]] = mapped_column(JSON)
    persons: Mapped[list[int]] = mapped_column(JSON)
    number: Mapped[int | None]
    reason: Mapped[str | None]


class ReportText(Base):
    """A paragraph of a report that people write, by section and language."""

    __tablename__ = "report_text"
    __table_args__ = (
        UniqueConstraint("programme_id", "section", "language"),
        one_of("language", ("fi", "sv", "en")),
        real_moments("written_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    section: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    written_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1, server_default="1")
