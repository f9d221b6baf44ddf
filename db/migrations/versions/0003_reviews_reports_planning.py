"""Weekly reviews and settings of the rules; releases and report texts; timetable, notices, invitations; jobs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "import_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("headings", sa.String(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False),
        sa.CheckConstraint(
            "(used_at IS NULL OR datetime(used_at) IS used_at)", name=op.f("ck_import_mapping_real_moments")
        ).ddl_if(dialect="sqlite"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("headings", name=op.f("uq_import_mapping_headings")),
    )
    op.create_table(
        "account_invite",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(made_at IS NULL OR datetime(made_at) IS made_at) AND (expires_at IS NULL OR datetime(expires_at) IS expires_at) AND (used_at IS NULL OR datetime(used_at) IS used_at)",
            name=op.f("ck_account_invite_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_invite_account_id_account")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_account_invite_made_by_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_account_invite")),
    )
    with op.batch_alter_table("account_invite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_invite_account_id"), ["account_id"], unique=False)

    op.create_table(
        "cohort_break",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(first_day IS NULL OR date(first_day) IS first_day) AND (last_day IS NULL OR date(last_day) IS last_day)",
            name=op.f("ck_cohort_break_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_cohort_break_ends_after_start")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_break_cohort_id_cohort")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_break")),
    )
    with op.batch_alter_table("cohort_break", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_break_cohort_id"), ["cohort_id"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "imported_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False
        ),
        sa.Column("imported_by", sa.Integer(), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.Column("undo", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(imported_at IS NULL OR datetime(imported_at) IS imported_at) AND (undone_at IS NULL OR datetime(undone_at) IS undone_at)",
            name=op.f("ck_import_batch_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["imported_by"], ["account.id"], name=op.f("fk_import_batch_imported_by_account")),
        sa.ForeignKeyConstraint(["undone_by"], ["account.id"], name=op.f("fk_import_batch_undone_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.Column("steps", sa.Integer(), server_default="0", nullable=False),
        sa.Column("done_steps", sa.Integer(), server_default="0", nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("asked_to_stop", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False),
        sa.Column(
            "heard_of_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("kind IN ('export', 'import')", name=op.f("ck_job_kind")),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'fetched', 'expired')",
            name=op.f("ck_job_state"),
        ),
        sa.CheckConstraint(
            "(asked_at IS NULL OR datetime(asked_at) IS asked_at) AND (heard_of_at IS NULL OR datetime(heard_of_at) IS heard_of_at) AND (expires_at IS NULL OR datetime(expires_at) IS expires_at)",
            name=op.f("ck_job_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("done_steps BETWEEN 0 AND steps", name=op.f("ck_job_steps")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_job_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_account_id"), ["account_id"], unique=False)

    op.create_table(
        "programme_setting",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column(
            "changed_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False
        ),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(changed_at IS NULL OR datetime(changed_at) IS changed_at)", name=op.f("ck_programme_setting_real_moments")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["changed_by"], ["account.id"], name=op.f("fk_programme_setting_changed_by_account")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_setting_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("programme_id", "name", name=op.f("pk_programme_setting")),
    )
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_why", sa.String(), nullable=True),
        sa.CheckConstraint("profile IN ('internal', 'funder', 'public', 'eura')", name=op.f("ck_release_profile")),
        sa.CheckConstraint("(as_of IS NULL OR date(as_of) IS as_of)", name=op.f("ck_release_real_dates")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint(
            "(made_at IS NULL OR datetime(made_at) IS made_at) AND (withdrawn_at IS NULL OR datetime(withdrawn_at) IS withdrawn_at)",
            name=op.f("ck_release_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_why IS NULL)", name=op.f("ck_release_withdrawn_says_why")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_release_made_by_account")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_release_programme_id_programme")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["account.id"], name=op.f("fk_release_withdrawn_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_release_programme_id_made_at"), ["programme_id", "made_at"], unique=False)

    op.create_table(
        "report_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "written_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False
        ),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("language IN ('fi', 'sv', 'en')", name=op.f("ck_report_text_language")),
        sa.CheckConstraint(
            "(written_at IS NULL OR datetime(written_at) IS written_at)", name=op.f("ck_report_text_real_moments")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_report_text_programme_id_programme")),
        sa.ForeignKeyConstraint(["written_by"], ["account.id"], name=op.f("fk_report_text_written_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_text")),
        sa.UniqueConstraint(
            "programme_id", "section", "language", name=op.f("uq_report_text_programme_id_section_language")
        ),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column(
            "started_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False
        ),
        sa.Column("started_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(closed_at IS NULL) = (minutes IS NULL)", name=op.f("ck_review_minutes_when_closed")),
        sa.CheckConstraint(
            "(held_on IS NULL OR date(held_on) IS held_on) AND (since IS NULL OR date(since) IS since)",
            name=op.f("ck_review_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "(started_at IS NULL OR datetime(started_at) IS started_at) AND (closed_at IS NULL OR datetime(closed_at) IS closed_at)",
            name=op.f("ck_review_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("since < held_on", name=op.f("ck_review_since_before")),
        sa.ForeignKeyConstraint(["closed_by"], ["account.id"], name=op.f("fk_review_closed_by_account")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_review_programme_id_programme")),
        sa.ForeignKeyConstraint(["started_by"], ["account.id"], name=op.f("fk_review_started_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("programme_id", "held_on", name=op.f("uq_review_programme_id_held_on")),
    )
    op.create_table(
        "timetable_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("from_week", sa.Integer(), nullable=True),
        sa.Column("to_week", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_timetable_slot_ends_after_start")),
        sa.CheckConstraint("from_week >= 1 AND to_week >= from_week", name=op.f("ck_timetable_slot_weeks")),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name=op.f("ck_timetable_slot_weekday")),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_timetable_slot_activity_id_activity")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_timetable_slot_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_timetable_slot_module_id_module")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable_slot")),
    )
    with op.batch_alter_table("timetable_slot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timetable_slot_cohort_id"), ["cohort_id"], unique=False)

    op.create_table(
        "advance_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("excused", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False
        ),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "reason IN ('official', 'health', 'care', 'work_or_study', 'other', 'unknown')",
            name=op.f("ck_advance_notice_reason"),
        ),
        sa.CheckConstraint(
            "(first_day IS NULL OR date(first_day) IS first_day) AND (last_day IS NULL OR date(last_day) IS last_day)",
            name=op.f("ck_advance_notice_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "(recorded_at IS NULL OR datetime(recorded_at) IS recorded_at) AND (withdrawn_at IS NULL OR datetime(withdrawn_at) IS withdrawn_at)",
            name=op.f("ck_advance_notice_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_advance_notice_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_advance_notice_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_advance_notice_recorded_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advance_notice")),
    )
    with op.batch_alter_table("advance_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advance_notice_enrolment_id"), ["enrolment_id"], unique=False)

    op.create_table(
        "esf_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "kind IN ('job_searching', 'education', 'qualification', 'employed', 'unemployed', 'inactive', 'improved_situation')",
            name=op.f("ck_esf_event_kind"),
        ),
        sa.CheckConstraint(
            "(happened_on IS NULL OR date(happened_on) IS happened_on)", name=op.f("ck_esf_event_real_dates")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_esf_event_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_esf_event_recorded_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esf_event")),
        sa.UniqueConstraint(
            "enrolment_id", "kind", "happened_on", name=op.f("uq_esf_event_enrolment_id_kind_happened_on")
        ),
    )
    with op.batch_alter_table("esf_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_esf_event_enrolment_id"), ["enrolment_id"], unique=False)

    op.create_table(
        "release_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("persons", sa.JSON(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint("(number IS NULL) = (reason IS NOT NULL)", name=op.f("ck_release_cell_withheld_has_reason")),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_release_cell_release_id_release")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_cell")),
        sa.UniqueConstraint("release_id", "measure", "place", name=op.f("uq_release_cell_release_id_measure_place")),
    )
    with op.batch_alter_table("release_cell", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_release_cell_measure"), ["measure"], unique=False)

    op.create_table(
        "review_alias",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_review_alias_participant_id_participant")
        ),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_alias_review_id_review")),
        sa.PrimaryKeyConstraint("review_id", "participant_id", name=op.f("pk_review_alias")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_review_alias_review_id_number")),
    )
    with op.batch_alter_table("review_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_alias_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "review_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column(
            "written_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False
        ),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "kind IN ('prompt', 'decision', 'follow_up', 'register', 'cohort')", name=op.f("ck_review_item_kind")
        ),
        sa.CheckConstraint("state IN ('open', 'done', 'carried')", name=op.f("ck_review_item_state")),
        sa.CheckConstraint(
            "(written_at IS NULL OR datetime(written_at) IS written_at)", name=op.f("ck_review_item_real_moments")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_item_review_id_review")),
        sa.ForeignKeyConstraint(["written_by"], ["account.id"], name=op.f("fk_review_item_written_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_item")),
        sa.UniqueConstraint("review_id", "key", name=op.f("uq_review_item_review_id_key")),
    )
    with op.batch_alter_table("prompt_decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("decision_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("review_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_prompt_decision_review_id_review"), "review", ["review_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_prompt_decision_decision_id_prompt_decision"), "prompt_decision", ["decision_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("prompt_decision", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_prompt_decision_decision_id_prompt_decision"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_prompt_decision_review_id_review"), type_="foreignkey")
        batch_op.drop_column("review_id")
        batch_op.drop_column("decision_id")
        batch_op.drop_column("about")

    op.drop_table("review_item")
    with op.batch_alter_table("review_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_alias_participant_id"))

    op.drop_table("review_alias")
    with op.batch_alter_table("release_cell", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_cell_measure"))

    op.drop_table("release_cell")
    with op.batch_alter_table("esf_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_esf_event_enrolment_id"))

    op.drop_table("esf_event")
    with op.batch_alter_table("advance_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_advance_notice_enrolment_id"))

    op.drop_table("advance_notice")
    with op.batch_alter_table("timetable_slot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timetable_slot_cohort_id"))

    op.drop_table("timetable_slot")
    op.drop_table("review")
    op.drop_table("report_text")
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_programme_id_made_at"))

    op.drop_table("release")
    op.drop_table("programme_setting")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_account_id"))

    op.drop_table("job")
    op.drop_table("import_batch")
    with op.batch_alter_table("cohort_break", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_break_cohort_id"))

    op.drop_table("cohort_break")
    with op.batch_alter_table("account_invite", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_invite_account_id"))

    op.drop_table("account_invite")
    op.drop_table("import_mapping")
