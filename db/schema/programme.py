"""The programme, its cohorts and people, what they do and learn."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Base, one_of, real_dates


class Programme(Base):
    """A coaching programme with its funding; ``weeks`` is the length of its cohorts."""

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint("weeks BETWEEN 1 AND 104", name="weeks"),
        one_of("funding", ("ESF", "ESF+")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    weeks: Mapped[int] = mapped_column(default=10, server_default="10")
    timezone: Mapped[str] = mapped_column(default="Europe/Helsinki", server_default="Europe/Helsinki")
    funding: Mapped[str | None]
    project_code: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Cohort(Base):
    """A group that goes through the programme together; its code is unique in the whole database."""

    __tablename__ = "cohort"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("weeks BETWEEN 1 AND 104", name="weeks"),
        CheckConstraint("places >= 0", name="places"),
        real_dates("starts_on", "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    weeks: Mapped[int] = mapped_column(default=10, server_default="10")
    places: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Participant(Base):
    """A person, known here by a random code and never by name."""

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("programme_id", "code"), real_dates("prompts_objected_on"))

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str]
    prompts_objected_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())


class Enrolment(Base):
    """One participant in one cohort, both days inclusive; open while ``exited_on`` is null."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("cohort_id", "participant_id"),
        UniqueConstraint("id", "cohort_id"),
        CheckConstraint("exited_on >= enrolled_on", name="exit_after_entry"),
        real_dates("enrolled_on", "exited_on"),
        Index(None, "participant_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    enrolled_on: Mapped[date]
    exited_on: Mapped[date | None]
    exit_destination: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Activity(Base):
    """A kind of session: Finnish lessons, IT, individual guidance.

    ``restricted`` activities (psychologist meetings) are seen by the coach concerned and the coordinator only.
    """

    __tablename__ = "activity"
    __table_args__ = (
        UniqueConstraint("programme_id", "code"),
        CheckConstraint("default_minutes BETWEEN 1 AND 1440", name="default_minutes"),
        CheckConstraint("NOT (restricted AND counts_for_attendance)", name="restricted_does_not_count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str]
    name_fi: Mapped[str | None]
    name_sv: Mapped[str | None]
    name_en: Mapped[str | None]
    individual: Mapped[bool] = mapped_column(default=False, server_default="0")
    counts_for_attendance: Mapped[bool] = mapped_column(default=True, server_default="1")
    restricted: Mapped[bool] = mapped_column(default=False, server_default="0")
    default_minutes: Mapped[int] = mapped_column(default=180, server_default="180")
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Module(Base):
    """A part of the content with the programme week by which it is planned to be done."""

    __tablename__ = "module"
    __table_args__ = (
        UniqueConstraint("programme_id", "code"),
        CheckConstraint("planned_week BETWEEN 1 AND 104", name="planned_week"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str]
    name_fi: Mapped[str | None]
    name_sv: Mapped[str | None]
    name_en: Mapped[str | None]
    planned_week: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


PROGRESS = ("not_started", "in_progress", "completed", "exempt")


class ModuleProgress(Base):
    """How far one enrolment is with one module; no row means not started."""

    __tablename__ = "module_progress"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "module_id"),
        one_of("status", PROGRESS),
        CheckConstraint("(status = 'completed') = (completed_on IS NOT NULL)", name="completed_has_date"),
        real_dates("completed_on"),
        Index(None, "module_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"))
    status: Mapped[str]
    completed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
