"""Records what programs of four generations push. It was run once, by hand; never run it again."""

import base64
from collections.abc import Sequence
from typing import Any, Final

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.ids import consent_id
from concierge_tui.domain.operation import GENESIS, Operation, Stream, canonical, hash_body
from concierge_tui.sync.protocol import Batch, Segment, chain, pack_batch
from concierge_tui.sync.signing import DeviceKey
from tests.syncing.generations import CHILD, FAMILY, MEETUP, PERSON, path_of, writer_of
from tests.syncing.laptops import AREA

_START: Final = 1733380000000


def op_id(n: int) -> str:
    """Return the id of the operation of that number."""
    return f"01939f00-0000-7000-8000-00000000{n:04}"


def entity(n: int) -> str:
    """Return the id of something that is written about."""
    return f"01939f00-0000-7000-8000-{n:012}"


VISIT: Final = "01939f00-0000-7000-8000-0000000000b2"
HAND: Final = "01939f00-0000-7000-8000-0000000000a2"


def op(n: int, kind: str, of: str, body: Any, *base: int, **more: Any) -> Operation:
    """Return one operation, every byte of it fixed."""
    salt, said = bytes([n]) * 16, canonical(body)
    return Operation(
        op_id(n), AREA, 113598791680000000 + n, _START + n, kind, more.get("kv", 1), of,
        more.get("subject", FAMILY), more.get("meetup"), tuple(map(op_id, base)), op_id(n + 5000),
        "staff", salt, said, hash_body(salt, said),
    )  # fmt: skip


WRITTEN: Final[dict[str, Sequence[Operation]]] = {
    "n-2": (
        op(1, "consent.grant", consent_id(FAMILY, REGISTRATION), {"purpose": REGISTRATION}),
        op(2, "meetup.set", MEETUP, {"title": "みその交流会", "date": "2024-12-05"},
           subject=None, meetup=MEETUP),
        op(3, "family.set", FAMILY, {"city": "緑区"}),
        op(4, "person.set", PERSON, {"family": FAMILY, "role": "guardian", "kana": "たなか",
                                     "name": "田中 美咲", "phone": "09000000001"}),
        op(5, "visit.arrive", VISIT, {"people": [PERSON], "at": _START}, meetup=MEETUP),
    ),
    "n-1": (
        op(11, "person.set", PERSON, {"email": "mii@example.com"}),
        op(12, "person.set", PERSON, {"kana": "たなべ"}, 4),
        op(13, "task.set", entity(12), {"family": FAMILY, "reason": "trial", "state": "open"}),
        op(14, "visit.set", VISIT, {"family": FAMILY, "table": "5"}, meetup=MEETUP),
        op(15, "device.set", writer_of("n-1")[0], {"name": "受付1"}, subject=None),
    ),
    "n": (
        op(21, "custody.hand", HAND, {"child": CHILD, "to": PERSON, "role": "guardian",
                                      "at": _START}, meetup=MEETUP),
        op(22, "card.set", entity(22), {"meetup": MEETUP, "family": FAMILY, "other": "f9",
                                        "mark": "A"}, meetup=MEETUP),
        op(23, "health.set", entity(23), {"meetup": MEETUP}, meetup=MEETUP),
        op(24, "person.set", PERSON, {"email": "misaki@example.com"}, 11),
    ),
    "n+1": (
        op(31, "person.set", PERSON, {"name": "田中 みさき"}, 4, kv=2),
        op(32, "photo.add", PERSON, {"size": 9}),
        op(33, "custody.hand", HAND, {"child": CHILD, "to": "y", "how": "sling",
                                      "at": _START + 1}, 21, kv=2, meetup=MEETUP),
        op(34, "person.set", PERSON, {"notes": "車いす", "notes_of_the_future": "スロープ"}),
        op(35, "pram.set", entity(35), {"colour": "red"}),
    ),
}  # fmt: skip


def bytes_of(generation: str) -> bytes:
    """Return the push of a program of that generation."""
    device, key = writer_of(generation)
    number, operations = list(WRITTEN).index(generation) + 1, tuple(WRITTEN[generation])
    stream = Stream(device, f"01939f00-0000-7000-8000-0000000e{number:04}", AREA)
    *_, (_, head) = chain(GENESIS, stream, 1, operations)
    signature = DeviceKey(key).sign_head(stream, len(operations), head)
    return pack_batch(Batch((Segment(stream, 1, operations, head, signature),)))


if __name__ == "__main__":
    for each in WRITTEN:
        text = base64.b64encode(bytes_of(each)).decode()
        path_of(each).write_text(text + "\n", encoding="ascii")
