"""Which sessions a timetable made; versions of what is planned, so that nobody writes over a colleague unawares."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_VERSIONED = ("programme", "cohort", "activity", "module")


def upgrade() -> None:
    op.create_table(
        "timetable_session",
        sa.Column("session_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=True),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), server_default="0", nullable=False),
        sa.CheckConstraint("week >= 1", name=op.f("ck_timetable_session_week")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name=op.f("fk_timetable_session_session_id_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"],
            ["timetable_slot.id"],
            name=op.f("fk_timetable_session_slot_id_timetable_slot"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_timetable_session")),
        sa.UniqueConstraint("slot_id", "week", name=op.f("uq_timetable_session_slot_id_week")),
    )
    for table in _VERSIONED:
        # Not in batch mode: SQLite adds such a column without rebuilding the table.
        op.add_column(table, sa.Column("version", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    for table in reversed(_VERSIONED):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("version")
    op.drop_table("timetable_session")
