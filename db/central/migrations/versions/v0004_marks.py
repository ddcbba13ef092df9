"""Names of the transactions that wrote a feed: by them a restored feed is told from the first."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"


def upgrade() -> None:
    """Add the marks; one stands for all that was written before, so it is read once more."""
    mark = op.create_table(
        "mark",
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("area", "seq"),
        sqlite_with_rowid=False,
    )
    written = op.get_bind().execute(sa.text("SELECT area, n FROM head WHERE n > 0")).all()
    for area, n in written:
        op.execute(mark.insert().values(area=area, seq=n, name=secrets.token_hex(8)))
