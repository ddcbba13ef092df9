"""Devices: revoked, to lock themselves, or let in for single meetups."""

import sqlalchemy as sa
from alembic import op

revision = "v0006"
down_revision = "v0005"


def upgrade() -> None:
    """Add when a device was last heard of, its order, and what waits for a coordinator."""
    for name in ("seen_at", "wipe_at", "wiped_at"):
        op.add_column("device", sa.Column(name, sa.BigInteger()))
    op.add_column("device", sa.Column("meetups", sa.Text()))
    op.add_column("device", sa.Column("grant_number", sa.Integer()))
    op.add_column("code", sa.Column("meetups", sa.Text()))
    op.create_table(
        "detained",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("incarnation", sa.String(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("op_id", sa.String(), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("came_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("area", "device", "incarnation", "n"),
    )
    op.create_index("detained_op", "detained", ["op_id"], unique=False)
