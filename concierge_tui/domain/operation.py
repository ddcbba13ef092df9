"""One change: what is stored, signed, sent and folded.

The envelope is final (docs/sync.md): a body can be withheld or erased and the chain of
its stream still verifies, because the chain covers only the hash of the salted body.
"""

import hashlib
import json
import re
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
        header = _plain_header(self) or canonical(self[:_OF_HEADER])
        return hashlib.sha256(header.encode() + self.body_hash).digest()

    def body_verifies(self) -> bool:
        """Say whether the body, where it is present, is the one that was hashed."""
        if self.body is None or self.salt is None:
            return self.body is None and self.salt is None
        return hash_body(self.salt, self.body) == self.body_hash

    def skeleton(self) -> "Operation":
        """Return the operation without its body and salt, as erasure leaves it."""
        return self._replace(salt=None, body=None)


_OF_HEADER = Operation._fields.index("salt")
_plain = re.compile(r'[^"\\\x00-\x1f]*').fullmatch
"""Matches what stands in JSON as it is."""


def _plain_header(op: Operation) -> str | None:
    """Return the canonical header where its texts need no escape, in half the time."""
    op_id, area, hlc, wall, kind, kv, entity, subject, meetup, base, tx, actor, *_ = op
    family, event = "" if subject is None else subject, "" if meetup is None else meetup
    try:
        if not _plain("".join((op_id, area, kind, entity, family, event, tx, actor, *base))):
            return None
    except TypeError:  # what came from elsewhere may hold anything
        return None
    if not type(hlc) is type(wall) is type(kv) is int:
        return None
    family = "null" if subject is None else f'"{subject}"'
    event = "null" if meetup is None else f'"{meetup}"'
    seen = '"' + '","'.join(base) + '"' if base else ""
    return (
        f'["{op_id}","{area}",{hlc},{wall},"{kind}",{kv},"{entity}",{family},{event},[{seen}],'
        f'"{tx}","{actor}"]'
    )


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
