"""Background and forms that the European Social Fund asks for, in bands, each optional."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Base, one_of, real_dates

AGE_BANDS = ("under_18", "18_24", "25_29", "30_54", "55_and_over")
GENDERS = ("female", "male", "other")
LABOUR_STATUSES = (
    "unemployed",
    "long_term_unemployed",
    "inactive",
    "inactive_not_in_education",
    "employed",
)
EDUCATION_BANDS = ("isced_0", "isced_1_2", "isced_3_4", "isced_5_8")
ANSWERS = ("yes", "no", "refused")
EVENT_KINDS = (
    "job_searching",
    "education",
    "qualification",
    "employed",
    "unemployed",
    "inactive",
    "improved_situation",
)
SENSITIVE = ("disability", "foreign_background", "minority", "homeless", "rural", "other_disadvantage")


class EsfBackground(Base):
    """A person's background at entry; ``refused`` records that a sensitive question was asked and not answered."""

    __tablename__ = "esf_background"
    __table_args__ = (
        one_of("age_band", AGE_BANDS),
        one_of("gender", GENDERS),
        one_of("labour_status", LABOUR_STATUSES),
        one_of("education_band", EDUCATION_BANDS),
        *(one_of(column, ANSWERS) for column in SENSITIVE),
    )

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    age_band: Mapped[str | None]
    gender: Mapped[str | None]
    labour_status: Mapped[str | None]
    education_band: Mapped[str | None]
    disability: Mapped[str | None]
    foreign_background: Mapped[str | None]
    minority: Mapped[str | None]
    homeless: Mapped[str | None]
    rural: Mapped[str | None]
    other_disadvantage: Mapped[str | None]


class EsfForm(Base):
    """The signed start form and the exit form of an enrolment, or why the latter could not be had."""

    __tablename__ = "esf_form"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "kind"),
        one_of("kind", ("start", "exit")),
        CheckConstraint("signed_on IS NULL OR missing_reason IS NULL", name="signed_or_missing"),
        real_dates("due_on", "signed_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    kind: Mapped[str]
    due_on: Mapped[date]
    signed_on: Mapped[date | None]
    missing_reason: Mapped[str | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class EsfEvent(Base):
    """Something that happened to a person's place in working life; of several, the funder counts the last in time."""

    __tablename__ = "esf_event"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "kind", "happened_on"),
        one_of("kind", EVENT_KINDS),
        real_dates("happened_on"),
        Index(None, "enrolment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    kind: Mapped[str]
    happened_on: Mapped[date]
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1, server_default="1")
