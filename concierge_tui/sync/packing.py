"""Operations as columns of JSON values, compressed with zstd."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import zstandard

from concierge_tui.domain.erasure import Keep, bare_if_erased
from concierge_tui.domain.operation import Operation, hash_body

LEVEL: Final = 3

COLUMNS: Final = (
    "op_id",
    "hlc",
    "wall",
    "kind",
    "kv",
    "entity",
    "subject",
    "meetup",
    "base",
    "tx",
    "actor",
    "salt",
    "body",
    "body_hash",
)
"""One list a segment for each; the area is the stream's."""


class Malformed(ValueError):
    """The bytes are no batch of this protocol; nothing in them can be trusted."""


def text64(raw: bytes) -> str:
    """Return `raw` in base64 without padding."""
    return base64.b64encode(raw).rstrip(b"=").decode()


def bytes64(text: object, length: int | None = None) -> bytes:
    """Return the bytes in unpadded base64.

    Raises:
        Malformed: when it is none, or not `length` bytes long.
    """
    if not isinstance(text, str):
        raise Malformed("base64")
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("base64") from None
    if length is not None and len(raw) != length:
        raise Malformed("length")
    return raw


def columns_of(operations: Sequence[Operation]) -> dict[str, list[Any]]:
    """Return the columns of `operations`.

    The hash of a body is sent only where the body is not: a receiver computes it.
    """
    rows = [
        (
            op.op_id,
            op.hlc,
            op.wall,
            op.kind,
            op.kv,
            op.entity,
            op.subject,
            op.meetup,
            op.base,
            op.tx,
            op.actor,
            None if op.salt is None else text64(op.salt),
            op.body,
            text64(op.body_hash) if op.body is None else None,
        )
        for op in operations
    ]
    return dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))


def operations_in(columns: Mapping[str, Any], area: str) -> list[Operation]:
    """Return the operations of `columns`, their values still unchecked.

    Raises:
        Malformed: when a hash could not be computed from what they hold.
    """
    listed = [columns.get(name) for name in COLUMNS]
    if not all(isinstance(column, list) for column in listed):
        raise Malformed("columns")
    try:
        rows = zip(*cast("list[list[Any]]", listed), strict=True)
        return [_operation(row, area) for row in rows]
    except UnicodeEncodeError:
        raise Malformed("surrogate") from None
    except ValueError as error:
        raise Malformed(str(error)) from None


def _operation(row: tuple[Any, ...], area: str) -> Operation:
    op_id, hlc, wall, kind, kv, entity, subject, meetup, base, tx, actor, salt, body, given = row
    if not isinstance(base, list):
        raise Malformed("base")
    if body is None:
        raw_salt, body_hash = None, bytes64(given, 32)
    else:
        if not isinstance(body, str):
            raise Malformed("body")
        raw_salt = bytes64(salt)
        body_hash = hash_body(raw_salt, body)
    return Operation(
        op_id,
        area,
        hlc,
        wall,
        kind,
        kv,
        entity,
        subject,
        meetup,
        tuple(base),
        tx,
        actor,
        raw_salt,
        body,
        body_hash,
    )


def held_text(operation: Operation) -> str:
    """Return an operation that was set aside as text, whatever its values are."""
    return json.dumps(columns_of([operation]), ensure_ascii=False)


def held_operation(text: str, area: str) -> Operation:
    """Return the operation that was set aside as `text`."""
    return operations_in(json.loads(text), area)[0]


def bare_held(held: str, area: str, erased: Keep) -> str:
    """Return what was set aside, without its body where it is about who was erased."""
    try:
        operation = held_operation(held, area)
    except ValueError:
        return held
    left = bare_if_erased(operation, erased)
    return held if left is operation else held_text(left)


def pack(message: object) -> bytes:
    """Return `message` as compressed JSON."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return zstandard.ZstdCompressor(level=LEVEL).compress(text.encode())


def unpack(packed: bytes, limit: int) -> Any:
    """Return the JSON value in `packed`, which may not exceed `limit` bytes when unpacked.

    Raises:
        Malformed: when it is larger, cut short or no JSON.
    """
    try:
        # An honest sender states the size; without this a small frame could ask for gigabytes.
        if not 0 <= zstandard.frame_content_size(packed) <= limit:
            raise Malformed("size")
        return json.loads(zstandard.ZstdDecompressor().decompress(packed, max_output_size=limit))
    except (zstandard.ZstdError, ValueError, RecursionError) as error:
        raise Malformed(type(error).__name__) from None


def unpacked_size(packed: bytes) -> int:
    """Return the size that a frame states; 0 where it states none and is refused anyway."""
    try:
        return max(0, zstandard.frame_content_size(packed))
    except zstandard.ZstdError:
        return 0
