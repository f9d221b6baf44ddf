"""A number for each cohort that grows with every write, so that open pages notice what colleagues record."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "change_stamp",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_change_stamp_cohort_id_cohort"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("cohort_id", name=op.f("pk_change_stamp")),
    )
    op.execute("INSERT INTO change_stamp (cohort_id, stamp) SELECT id, 1 FROM cohort")


def downgrade() -> None:
    op.drop_table("change_stamp")
