"""How far somebody has each stream, as JSON values and back."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from concierge_tui.domain.operation import Stream
from concierge_tui.sync.packing import Malformed, bytes64, text64
from concierge_tui.sync.protocol import HASH_BYTES, MAX_RAW, Head, is_count, stream_in

MAX_ENDS_RAW: Final = 16 * MAX_RAW
"""Bytes of such a list: more streams than any area will ever have."""


def message_of_ends(ends: Mapping[Stream, Head]) -> list[list[Any]]:
    """Return the ends of streams as JSON values."""
    return [[*stream, head.n, text64(head.hash)] for stream, head in ends.items()]


def ends_in(message: Iterable[object]) -> dict[Stream, Head]:
    """Return the ends of streams that `message` holds.

    Raises:
        Malformed: when one of them is none.
    """
    return dict(map(_end, message))


def _end(message: object) -> tuple[Stream, Head]:
    match message:
        case [*stream, int(n), head] if is_count(n):
            return stream_in(stream), Head(n, bytes64(head, HASH_BYTES))
    raise Malformed("head")
