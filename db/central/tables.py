"""The tables of the central store, the same on SQLCipher and PostgreSQL."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

# A single row: which life of this database this is, and what keys are derived from.
service = Table(
    "service",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("epoch", String, nullable=False),
    Column("secret", LargeBinary),
)

# One row an area: its lock and the last number of its feed.
head = Table(
    "head",
    metadata,
    Column("area", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("n", BigInteger, nullable=False),
)

device = Table(
    "device",
    metadata,
    Column("id", String, primary_key=True),
    Column("area", String, ForeignKey("head.area"), nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("certificate_until", BigInteger),
    Column("revoked_at", BigInteger),
    # When it last spoke to the service; an order to lock itself, and when it said that it did.
    Column("seen_at", BigInteger),
    Column("wipe_at", BigInteger),
    Column("wiped_at", BigInteger),
    # The meetups that it may see and write, as JSON; the whole area where there is nothing.
    Column("meetups", Text),
    Column("grant_number", Integer),
    Index("device_area", "area"),
)

code = Table(
    "code",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("area", String, ForeignKey("head.area"), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("tries", Integer, nullable=False),
    Column("meetups", Text),
)

nonce = Table(
    "nonce",
    metadata,
    Column("device", String, primary_key=True),
    Column("nonce", String, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Index("nonce_at", "at"),
    sqlite_with_rowid=False,
)

stream = Table(
    "stream",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("device", String, nullable=False),
    Column("incarnation", String, nullable=False),
    Column("area", String, ForeignKey("head.area"), nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("area", "device", "incarnation"),
)

operation = Table(
    "operation",
    metadata,
    Column("op_id", String, primary_key=True),
    Column("area", String, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("wall", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("kv", BigInteger, nullable=False),
    Column("entity", String, nullable=False),
    Column("subject", String),
    Column("meetup", String),
    Column("base", Text, nullable=False),
    Column("tx", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("salt", LargeBinary),
    Column("body", Text),
    Column("body_hash", LargeBinary, nullable=False),
    Column("content_hash", LargeBinary, nullable=False),
    Column("erased", Boolean, nullable=False),
    Index("operation_entity", "entity"),
    Index("operation_subject", "subject"),
    Index(
        "operation_erases",
        "op_id",
        sqlite_where=text("kind = 'subject.erase'"),
        postgresql_where=text("kind = 'subject.erase'"),
    ),
)

# Who was erased: a family, or the row of a roster that it was written from.
erased = Table(
    "erased",
    metadata,
    Column("area", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("keep", Text, nullable=False),
)

# What lies at each place of each stream, and its number in the area's feed. `held` keeps
# an operation that was set aside, as columns of the wire, with the reason.
position = Table(
    "position",
    metadata,
    Column("stream", Integer, ForeignKey("stream.id"), primary_key=True, autoincrement=False),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("area", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("op_id", String),
    Column("hash", LargeBinary, nullable=False),
    Column("held", Text),
    Column("reason", String),
    UniqueConstraint("area", "seq"),
    Index(
        "position_set_aside",
        "area",
        "seq",
        sqlite_where=text("reason IS NOT NULL"),
        postgresql_where=text("reason IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
)

# What came in the name of a device after it was revoked: neither lost nor trusted. It continues
# the device's stream, in no feed, until a coordinator releases or refuses it.
detained = Table(
    "detained",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area", String, nullable=False),
    Column("device", String, nullable=False),
    Column("incarnation", String, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("op_id", String, nullable=False),
    Column("held", Text, nullable=False),
    Column("carrier", String, nullable=False),
    Column("came_at", BigInteger, nullable=False),
    Column("state", String, nullable=False),
    Column("decided_at", BigInteger),
    UniqueConstraint("area", "device", "incarnation", "n"),
    Index("detained_op", "op_id"),
)

# A body that came later takes a new number, so that every laptop hears of it.
fill = Table(
    "fill",
    metadata,
    Column("area", String, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("op_id", String, nullable=False),
    sqlite_with_rowid=False,
)

# A random name for each transaction that drew numbers, at the last of them: by it a cursor knows
# a feed that was set back and written again, even with the same operations.
mark = Table(
    "mark",
    metadata,
    Column("area", String, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    sqlite_with_rowid=False,
)

segment = Table(
    "segment",
    metadata,
    Column("stream", Integer, ForeignKey("stream.id"), primary_key=True, autoincrement=False),
    Column("last", BigInteger, primary_key=True, autoincrement=False),
    Column("first", BigInteger, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# A registration that a family writes on her own telephone. `answers` is what she typed through
# this token, so that she can go on with it; it is gone when the token is.
hand_off = Table(
    "hand_off",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("area", String, nullable=False),
    Column("family", String, nullable=False),
    Column("device", String, nullable=False),
    Column("browser", LargeBinary, nullable=False),
    Column("answers", Text),
    Column("written", Text, nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    Column("forget_at", BigInteger, nullable=False),
    Index("hand_off_forget", "forget_at"),
)

# Who asked often: a digest of what and who, and when the whole allowance is there again.
pace = Table(
    "pace",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("whole_at", BigInteger, nullable=False),
    Index("pace_whole_at", "whole_at"),
)
