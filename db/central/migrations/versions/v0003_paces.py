"""How often somebody asked, counted for every process that shares the store."""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"


def upgrade() -> None:
    """Add the moments at which allowances are whole again."""
    op.create_table(
        "pace",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("whole_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("pace_whole_at", "pace", ["whole_at"], unique=False)
