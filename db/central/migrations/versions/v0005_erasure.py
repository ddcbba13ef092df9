"""Which families were erased, and what is about one family, found at once."""

import sqlalchemy as sa
from alembic import op

revision = "v0005"
down_revision = "v0004"


def upgrade() -> None:
    """Add the list of the erased; `keep` names the incidents that were not closed yet."""
    op.create_table(
        "erased",
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("keep", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("area", "id"),
    )
    op.create_index("operation_subject", "operation", ["subject"], unique=False)
    erases = sa.text("kind = 'subject.erase'")
    op.create_index(
        "operation_erases",
        "operation",
        ["op_id"],
        unique=False,
        sqlite_where=erases,
        postgresql_where=erases,
    )
