"""The first schema: programme, register, support, ESF, accounts, audit."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ROLES = ("coordinator", "coach", "reporter", "auditor")


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("weeks", sa.Integer(), server_default="10", nullable=False),
        sa.Column("timezone", sa.String(), server_default="Europe/Helsinki", nullable=False),
        sa.Column("funding", sa.String(), nullable=True),
        sa.Column("project_code", sa.String(), nullable=True),
        sa.CheckConstraint("funding IN ('ESF', 'ESF+')", name=op.f("ck_programme_funding")),
        sa.CheckConstraint("weeks BETWEEN 1 AND 104", name=op.f("ck_programme_weeks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("code", name=op.f("uq_programme_code")),
    )
    op.create_table(
        "role",
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_role")),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(last_failed_at IS NULL OR datetime(last_failed_at) IS last_failed_at) AND (retry_at IS NULL OR datetime(retry_at) IS retry_at)",
            name=op.f("ck_sign_in_failure_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_sign_in_failure_failures")),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sign_in_failure")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("language", sa.String(), server_default="fi", nullable=False),
        sa.Column("theme", sa.String(), server_default="auto", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("CURRENT_TIMESTAMP"),
            nullable=False,
        ),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("language IN ('fi', 'sv', 'en')", name=op.f("ck_account_language")),
        sa.CheckConstraint("theme IN ('auto', 'light', 'dark')", name=op.f("ck_account_theme")),
        sa.CheckConstraint(
            "(created_at IS NULL OR datetime(created_at) IS created_at) AND (deactivated_at IS NULL OR datetime(deactivated_at) IS deactivated_at)",
            name=op.f("ck_account_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["role"], ["role.code"], name=op.f("fk_account_role_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_fi", sa.String(), nullable=True),
        sa.Column("name_sv", sa.String(), nullable=True),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("individual", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("counts_for_attendance", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("restricted", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("default_minutes", sa.Integer(), server_default="180", nullable=False),
        sa.CheckConstraint(
            "NOT (restricted AND counts_for_attendance)", name=op.f("ck_activity_restricted_does_not_count")
        ),
        sa.CheckConstraint("default_minutes BETWEEN 1 AND 1440", name=op.f("ck_activity_default_minutes")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_activity_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("programme_id", "code", name=op.f("uq_activity_programme_id_code")),
    )
    op.create_table(
        "cohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), server_default="10", nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(starts_on IS NULL OR date(starts_on) IS starts_on) AND (ends_on IS NULL OR date(ends_on) IS ends_on)",
            name=op.f("ck_cohort_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_cohort_ends_after_start")),
        sa.CheckConstraint("places >= 0", name=op.f("ck_cohort_places")),
        sa.CheckConstraint("weeks BETWEEN 1 AND 104", name=op.f("ck_cohort_weeks")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_cohort_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("code", name=op.f("uq_cohort_code")),
    )
    op.create_table(
        "module",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_fi", sa.String(), nullable=True),
        sa.Column("name_sv", sa.String(), nullable=True),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("planned_week", sa.Integer(), nullable=True),
        sa.CheckConstraint("planned_week BETWEEN 1 AND 104", name=op.f("ck_module_planned_week")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_module_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module")),
        sa.UniqueConstraint("programme_id", "code", name=op.f("uq_module_programme_id_code")),
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("prompts_objected_on", sa.Date(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("CURRENT_TIMESTAMP"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(prompts_objected_on IS NULL OR date(prompts_objected_on) IS prompts_objected_on)",
            name=op.f("ck_participant_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_participant_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("programme_id", "code", name=op.f("uq_participant_programme_id_code")),
    )
    op.create_table(
        "account_cohort",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_cohort_account_id_account")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_account_cohort_cohort_id_cohort")),
        sa.PrimaryKeyConstraint("account_id", "cohort_id", name=op.f("pk_account_cohort")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.CheckConstraint("(at IS NULL OR datetime(at) IS at)", name=op.f("ck_audit_real_moments")).ddl_if(
            dialect="sqlite"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_audit_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_subject_subject_id"), "audit", ["subject", "subject_id"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("exited_on", sa.Date(), nullable=True),
        sa.Column("exit_destination", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(enrolled_on IS NULL OR date(enrolled_on) IS enrolled_on) AND (exited_on IS NULL OR date(exited_on) IS exited_on)",
            name=op.f("ck_enrolment_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("exited_on >= enrolled_on", name=op.f("ck_enrolment_exit_after_entry")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_enrolment_cohort_id_cohort")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_enrolment_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("cohort_id", "participant_id", name=op.f("uq_enrolment_cohort_id_participant_id")),
        sa.UniqueConstraint("id", "cohort_id", name=op.f("uq_enrolment_id_cohort_id")),
    )
    op.create_index(op.f("ix_enrolment_participant_id"), "enrolment", ["participant_id"], unique=False)
    op.create_table(
        "esf_background",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("age_band", sa.String(), nullable=True),
        sa.Column("gender", sa.String(), nullable=True),
        sa.Column("labour_status", sa.String(), nullable=True),
        sa.Column("education_band", sa.String(), nullable=True),
        sa.Column("disability", sa.String(), nullable=True),
        sa.Column("foreign_background", sa.String(), nullable=True),
        sa.Column("minority", sa.String(), nullable=True),
        sa.Column("homeless", sa.String(), nullable=True),
        sa.Column("rural", sa.String(), nullable=True),
        sa.Column("other_disadvantage", sa.String(), nullable=True),
        sa.CheckConstraint(
            "age_band IN ('under_18', '18_24', '25_29', '30_54', '55_and_over')",
            name=op.f("ck_esf_background_age_band"),
        ),
        sa.CheckConstraint("disability IN ('yes', 'no', 'refused')", name=op.f("ck_esf_background_disability")),
        sa.CheckConstraint(
            "education_band IN ('isced_0', 'isced_1_2', 'isced_3_4', 'isced_5_8')",
            name=op.f("ck_esf_background_education_band"),
        ),
        sa.CheckConstraint(
            "foreign_background IN ('yes', 'no', 'refused')",
            name=op.f("ck_esf_background_foreign_background"),
        ),
        sa.CheckConstraint("gender IN ('female', 'male', 'other')", name=op.f("ck_esf_background_gender")),
        sa.CheckConstraint("homeless IN ('yes', 'no', 'refused')", name=op.f("ck_esf_background_homeless")),
        sa.CheckConstraint(
            "labour_status IN ('unemployed', 'long_term_unemployed', 'inactive', 'inactive_not_in_education', 'employed')",
            name=op.f("ck_esf_background_labour_status"),
        ),
        sa.CheckConstraint("minority IN ('yes', 'no', 'refused')", name=op.f("ck_esf_background_minority")),
        sa.CheckConstraint(
            "other_disadvantage IN ('yes', 'no', 'refused')",
            name=op.f("ck_esf_background_other_disadvantage"),
        ),
        sa.CheckConstraint("rural IN ('yes', 'no', 'refused')", name=op.f("ck_esf_background_rural")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_esf_background_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_esf_background")),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("csrf_token", sa.String(), nullable=False),
        sa.Column("user_agent_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(created_at IS NULL OR datetime(created_at) IS created_at) AND (last_seen_at IS NULL OR datetime(last_seen_at) IS last_seen_at) AND (ended_at IS NULL OR datetime(ended_at) IS ended_at)",
            name=op.f("ck_sign_in_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_account_id"), "sign_in", ["account_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("reached", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "channel IN ('phone', 'message', 'meeting', 'email', 'other')", name=op.f("ck_contact_channel")
        ),
        sa.CheckConstraint(
            "(contacted_on IS NULL OR date(contacted_on) IS contacted_on)", name=op.f("ck_contact_real_dates")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_contact_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_contact_recorded_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_enrolment_id"), "contact", ["enrolment_id"], unique=False)
    op.create_table(
        "esf_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("missing_reason", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('start', 'exit')", name=op.f("ck_esf_form_kind")),
        sa.CheckConstraint(
            "(due_on IS NULL OR date(due_on) IS due_on) AND (signed_on IS NULL OR date(signed_on) IS signed_on)",
            name=op.f("ck_esf_form_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("signed_on IS NULL OR missing_reason IS NULL", name=op.f("ck_esf_form_signed_or_missing")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_esf_form_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_esf_form_owner_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esf_form")),
        sa.UniqueConstraint("enrolment_id", "kind", name=op.f("uq_esf_form_enrolment_id_kind")),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.CheckConstraint(
            "theme IN ('content', 'group', 'guidance', 'schedule', 'language', 'safety', 'usefulness', 'other')",
            name=op.f("ck_feedback_theme"),
        ),
        sa.CheckConstraint(
            "(given_on IS NULL OR date(given_on) IS given_on)", name=op.f("ck_feedback_real_dates")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_feedback_rating")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_feedback_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_feedback_enrolment_id_enrolment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_cohort_id"), "feedback", ["cohort_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), server_default="planned", nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(status = 'done') = (done_on IS NOT NULL)", name=op.f("ck_follow_up_done_has_date")),
        sa.CheckConstraint("kind IN ('28_days', '6_months', 'other')", name=op.f("ck_follow_up_kind")),
        sa.CheckConstraint(
            "outcome IN ('employed', 'education', 'job_searching', 'inactive', 'other', 'unknown')",
            name=op.f("ck_follow_up_outcome"),
        ),
        sa.CheckConstraint("outcome IS NULL OR status = 'done'", name=op.f("ck_follow_up_outcome_when_done")),
        sa.CheckConstraint(
            "status IN ('planned', 'done', 'not_reached', 'declined', 'cancelled')",
            name=op.f("ck_follow_up_status"),
        ),
        sa.CheckConstraint(
            "(due_on IS NULL OR date(due_on) IS due_on) AND (done_on IS NULL OR date(done_on) IS done_on) AND (closed_on IS NULL OR date(closed_on) IS closed_on)",
            name=op.f("ck_follow_up_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_follow_up_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_follow_up_owner_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("enrolment_id", "kind", "due_on", name=op.f("uq_follow_up_enrolment_id_kind_due_on")),
    )
    op.create_index(op.f("ix_follow_up_due_on"), "follow_up", ["due_on"], unique=False)
    op.create_table(
        "module_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(status = 'completed') = (completed_on IS NOT NULL)",
            name=op.f("ck_module_progress_completed_has_date"),
        ),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'completed', 'exempt')",
            name=op.f("ck_module_progress_status"),
        ),
        sa.CheckConstraint(
            "(completed_on IS NULL OR date(completed_on) IS completed_on)",
            name=op.f("ck_module_progress_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_module_progress_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_module_progress_module_id_module")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_progress")),
        sa.UniqueConstraint("enrolment_id", "module_id", name=op.f("uq_module_progress_enrolment_id_module_id")),
    )
    op.create_index(op.f("ix_module_progress_module_id"), "module_progress", ["module_id"], unique=False)
    op.create_table(
        "prompt_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("worked", sa.String(), nullable=True),
        sa.Column(
            "decided_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("CURRENT_TIMESTAMP"),
            nullable=False,
        ),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(kind = 'snoozed') = (snoozed_until IS NOT NULL)", name=op.f("ck_prompt_decision_snooze_has_end")
        ),
        sa.CheckConstraint(
            "kind IN ('acknowledged', 'snoozed', 'decided', 'done', 'reviewed')",
            name=op.f("ck_prompt_decision_kind"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('snoozed', 'decided') OR text IS NOT NULL",
            name=op.f("ck_prompt_decision_text_says_why"),
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL OR datetime(decided_at) IS decided_at)",
            name=op.f("ck_prompt_decision_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "(due_on IS NULL OR date(due_on) IS due_on) AND (snoozed_until IS NULL OR date(snoozed_until) IS snoozed_until)",
            name=op.f("ck_prompt_decision_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_prompt_decision_decided_by_account")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_prompt_decision_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_prompt_decision_owner_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt_decision")),
    )
    op.create_index(
        op.f("ix_prompt_decision_enrolment_id_rule"),
        "prompt_decision",
        ["enrolment_id", "rule"],
        unique=False,
    )
    op.create_table(
        "service_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("identified_on", sa.Date(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "category IN ('rights_at_work', 'job_search', 'language', 'digital', 'everyday_management', 'well_being', 'health', 'housing', 'legal', 'finance', 'childcare', 'other')",
            name=op.f("ck_service_need_category"),
        ),
        sa.CheckConstraint(
            "(identified_on IS NULL OR date(identified_on) IS identified_on) AND (met_on IS NULL OR date(met_on) IS met_on)",
            name=op.f("ck_service_need_real_dates"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("met_on >= identified_on", name=op.f("ck_service_need_met_after_identified")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_service_need_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_need")),
    )
    op.create_index(op.f("ix_service_need_enrolment_id"), "service_need", ["enrolment_id"], unique=False)
    op.create_table(
        "session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=True),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "abs(local_date - CAST(starts_at AT TIME ZONE 'UTC' AS date)) <= 1",
            name=op.f("ck_session_local_date_near"),
        ).ddl_if(dialect="postgresql"),
        sa.CheckConstraint(
            "(local_date IS NULL OR date(local_date) IS local_date)", name=op.f("ck_session_real_dates")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "(starts_at IS NULL OR datetime(starts_at) IS starts_at) AND (ends_at IS NULL OR datetime(ends_at) IS ends_at) AND (cancelled_at IS NULL OR datetime(cancelled_at) IS cancelled_at)",
            name=op.f("ck_session_real_moments"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "abs(julianday(local_date) - julianday(date(starts_at))) <= 1",
            name=op.f("ck_session_local_date_near"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_session_ends_after_start")),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_session_activity_id_activity")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_session_cohort_id_cohort")),
        sa.ForeignKeyConstraint(
            ["enrolment_id", "cohort_id"],
            ["enrolment.id", "enrolment.cohort_id"],
            name=op.f("fk_session_enrolment_id_enrolment"),
        ),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_session_module_id_module")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_cohort_id_local_date"), "session", ["cohort_id", "local_date"], unique=False)
    op.create_index(op.f("ix_session_enrolment_id"), "session", ["enrolment_id"], unique=False)
    op.create_index(
        "uq_session_group",
        "session",
        ["cohort_id", "activity_id", "starts_at"],
        unique=True,
        sqlite_where=sa.text("enrolment_id IS NULL"),
        postgresql_where=sa.text("enrolment_id IS NULL"),
    )
    op.create_index(
        "uq_session_individual",
        "session",
        ["enrolment_id", "activity_id", "starts_at"],
        unique=True,
        sqlite_where=sa.text("enrolment_id IS NOT NULL"),
        postgresql_where=sa.text("enrolment_id IS NOT NULL"),
    )
    op.create_table(
        "mark",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("session_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("minutes_late", sa.Integer(), nullable=True),
        sa.Column("left_early_minutes", sa.Integer(), nullable=True),
        sa.Column("notice", sa.String(), nullable=True),
        sa.Column("excused", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("CURRENT_TIMESTAMP"),
            nullable=False,
        ),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(minutes_late IS NULL OR typeof(minutes_late) = 'integer') AND excused IN (0, 1)",
            name=op.f("ck_mark_real_types"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "CASE WHEN status = 'present' THEN notice IS NULL ELSE notice IS NOT NULL AND notice IN ('before', 'after', 'none', 'unknown') END",
            name=op.f("ck_mark_notice"),
        ),
        sa.CheckConstraint("NOT excused OR status = 'absent'", name=op.f("ck_mark_excused")),
        sa.CheckConstraint(
            "left_early_minutes IS NULL OR (status <> 'absent' AND left_early_minutes BETWEEN 1 AND 1440)",
            name=op.f("ck_mark_left_early_minutes"),
        ),
        sa.CheckConstraint(
            "minutes_late IS NULL OR (status = 'late' AND minutes_late BETWEEN 1 AND 1440)",
            name=op.f("ck_mark_minutes_late"),
        ),
        sa.CheckConstraint(
            "reason IS NULL OR (status = 'absent' AND reason IN ('official', 'health', 'care', 'work_or_study', 'other', 'unknown'))",
            name=op.f("ck_mark_reason"),
        ),
        sa.CheckConstraint("status IN ('present', 'late', 'absent')", name=op.f("ck_mark_status")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_mark_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_mark_recorded_by_account")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_mark_session_id_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("session_id", "enrolment_id", name=op.f("uq_mark_session_id_enrolment_id")),
    )
    op.create_index(op.f("ix_mark_enrolment_id"), "mark", ["enrolment_id"], unique=False)
    role = sa.table("role", sa.column("code", sa.String()))
    op.bulk_insert(role, [{"code": code} for code in ROLES])


def downgrade() -> None:
    op.drop_index(op.f("ix_mark_enrolment_id"), table_name="mark")
    op.drop_table("mark")
    op.drop_index(
        "uq_session_individual",
        table_name="session",
        sqlite_where=sa.text("enrolment_id IS NOT NULL"),
        postgresql_where=sa.text("enrolment_id IS NOT NULL"),
    )
    op.drop_index(
        "uq_session_group",
        table_name="session",
        sqlite_where=sa.text("enrolment_id IS NULL"),
        postgresql_where=sa.text("enrolment_id IS NULL"),
    )
    op.drop_index(op.f("ix_session_enrolment_id"), table_name="session")
    op.drop_index(op.f("ix_session_cohort_id_local_date"), table_name="session")
    op.drop_table("session")
    op.drop_index(op.f("ix_service_need_enrolment_id"), table_name="service_need")
    op.drop_table("service_need")
    op.drop_index(op.f("ix_prompt_decision_enrolment_id_rule"), table_name="prompt_decision")
    op.drop_table("prompt_decision")
    op.drop_index(op.f("ix_module_progress_module_id"), table_name="module_progress")
    op.drop_table("module_progress")
    op.drop_index(op.f("ix_follow_up_due_on"), table_name="follow_up")
    op.drop_table("follow_up")
    op.drop_index(op.f("ix_feedback_cohort_id"), table_name="feedback")
    op.drop_table("feedback")
    op.drop_table("esf_form")
    op.drop_index(op.f("ix_contact_enrolment_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_sign_in_account_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_table("esf_background")
    op.drop_index(op.f("ix_enrolment_participant_id"), table_name="enrolment")
    op.drop_table("enrolment")
    op.drop_index(op.f("ix_audit_subject_subject_id"), table_name="audit")
    op.drop_table("audit")
    op.drop_table("account_cohort")
    op.drop_table("participant")
    op.drop_table("module")
    op.drop_table("cohort")
    op.drop_table("activity")
    op.drop_table("account")
    op.drop_table("sign_in_failure")
    op.drop_table("role")
    op.drop_table("programme")
