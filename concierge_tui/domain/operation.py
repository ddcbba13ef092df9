"""One change: what is stored, signed, sent and folded.

The envelope is final (docs/sync.md): a body can be withheld or erased and the chain of
its stream still verifies, because the chain covers only the hash of the salted body.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

GENESIS = bytes(32)
"""The hash before the first operation of a stream."""

SALT_BYTES = 16

Body = Mapping[str, Any]

_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def canonical(value: object) -> str:
    """Return `value` as the one JSON text that is hashed."""
    return _CANONICAL.encode(value)


class Stream(NamedTuple):
    """Everything one incarnation of one device wrote about one area."""

    device: str
    incarnation: str
    area: str


class Operation(NamedTuple):
    """One change, independent of the position it holds in a stream."""

    op_id: str
    area: str
    hlc: int
    wall: int
    """Milliseconds since 1970 on the writer's clock."""
    kind: str
    kv: int
    entity: str
    subject: str | None
    """The family whose data this is; erasure and consent go by it."""
    meetup: str | None
    """The meetup this belongs to, for laptops that hold only their own events."""
    base: tuple[str, ...]
    """The operations whose values the writer saw in the fields it writes."""
    tx: str
    actor: str
    salt: bytes | None
    body: str | None
    """Canonical JSON, or None where the body is withheld or erased."""
    body_hash: bytes

    @property
    def noun(self) -> str:
        """What the operation is about: the part of the kind before the point."""
        return self.kind.partition(".")[0]

    def content_hash(self) -> bytes:
        """Return the hash that tells one operation from another of the same id."""
        header = canonical(
            [
                self.op_id,
                self.area,
                self.hlc,
                self.wall,
                self.kind,
                self.kv,
                self.entity,
                self.subject,
                self.meetup,
                list(self.base),
                self.tx,
                self.actor,
            ]
        )
        return hashlib.sha256(header.encode() + self.body_hash).digest()

    def body_verifies(self) -> bool:
        """Say whether the body, where it is present, is the one that was hashed."""
        if self.body is None or self.salt is None:
            return self.body is None and self.salt is None
        return hash_body(self.salt, self.body) == self.body_hash

    def skeleton(self) -> "Operation":
        """Return the operation without its body and salt, as erasure leaves it."""
        return self._replace(salt=None, body=None)


class Draft(NamedTuple):
    """A change a service wants; the journal gives it identity and time."""

    kind: str
    entity: str
    body: Body
    subject: str | None = None
    meetup: str | None = None
    base: Sequence[str] | None = None
    """What the writer saw; None lets the journal name the present tips."""


class Placed(NamedTuple):
    """An operation at its place in a stream."""

    stream: Stream
    n: int
    operation: Operation


class Author(NamedTuple):
    """Who writes: a member of staff in one area."""

    area: str
    actor: str


def hash_body(salt: bytes, body: str) -> bytes:
    """Return the hash a chain keeps of a body."""
    return hashlib.sha256(salt + body.encode()).digest()


def link(previous: bytes, stream: Stream, n: int, content_hash: bytes) -> bytes:
    """Return the chain hash of the operation at position `n` after `previous`."""
    place = b"%s,%d]" % (_place_of(stream), n)
    return hashlib.sha256(previous + place + content_hash).digest()


@lru_cache(maxsize=64)
def _place_of(stream: Stream) -> bytes:
    """Return the canonical list of a stream, open for the position that ends it."""
    return canonical(list(stream)).removesuffix("]").encode()


def seal(
    draft: Draft, author: Author, *, op_id: str, tx: str, hlc: int, wall: int, base: Sequence[str]
) -> Operation:
    """Return the finished operation for `draft`, with a new salt."""
    salt = secrets.token_bytes(SALT_BYTES)
    body = canonical(draft.body)
    return Operation(
        op_id=op_id,
        area=author.area,
        hlc=hlc,
        wall=wall,
        kind=draft.kind,
        kv=1,
        entity=draft.entity,
        subject=draft.subject,
        meetup=draft.meetup,
        base=tuple(sorted(base)),
        tx=tx,
        actor=author.actor,
        salt=salt,
        body=body,
        body_hash=hash_body(salt, body),
    )


class Act(NamedTuple):
    """What one key press or command wrote: it stands or is undone as a whole."""

    tx: str
    operations: tuple[Operation, ...]
