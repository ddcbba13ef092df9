"""Registrations that families finish on their own telephones."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"


def upgrade() -> None:
    """Add the secret of the service and what came by a hand-off."""
    op.add_column("service", sa.Column("secret", sa.LargeBinary()))
    op.create_table(
        "hand_off",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("browser", sa.LargeBinary(), nullable=False),
        sa.Column("answers", sa.Text()),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("forget_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("hand_off_forget", "hand_off", ["forget_at"], unique=False)
